import { ArchiveUnreachable } from '../ports/archive.ts';
import type { Clock } from '../ports.ts';

/** Between two tries, in milliseconds. */
const AGAIN_MS = 2_000;
/** Less than any lease, in milliseconds: after that, what was to be written is somebody else's. */
const LONGEST_MS = 5 * 60_000;

/**
 * Writes down what was done at some cost, also when the archive is out of reach for a moment. It may be written twice: the fence
 * tells.
 */
export async function insist<T>(write: () => Promise<T>, clock: Clock, signal: AbortSignal): Promise<T> {
  const end = clock.now().getTime() + LONGEST_MS;
  for (;;) {
    try {
      return await write();
    } catch (error) {
      const isOver = signal.aborted || clock.now().getTime() > end;
      if (isOver || !(error instanceof ArchiveUnreachable)) throw error;
      await clock.sleep(AGAIN_MS, signal);
    }
  }
}
