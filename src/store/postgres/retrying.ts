import type { Archive } from '../../ports/archive.ts';
import { isCollision } from './errors.ts';

/** Two that keep getting in each other's way after so many tries are no accident. */
const MOST_TRIES = 5;

/**
 * Tries anew what the server undid because two transactions got in each other's way. Each call of the archive is one
 * transaction, or only reads, or may be done twice.
 */
export function retrying(archive: Archive): Archive {
  const entries = Object.entries(archive).map(([name, method]) => [name, tryingAgain(method)]);
  return Object.fromEntries(entries);
}

type Method = (...values: unknown[]) => Promise<unknown>;

function tryingAgain(method: unknown): Method {
  return async (...values) => {
    for (let tries = 1; ; tries++) {
      try {
        return await (method as Method)(...values);
      } catch (error) {
        if (!isCollision(error) || tries >= MOST_TRIES) throw error;
      }
    }
  };
}
