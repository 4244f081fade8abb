/** What everything that listens works with. */
import type { Clock, Desk, Log } from '../../ports.ts';
import type { Api } from './api.ts';
import type { Servers } from './servers.ts';

export interface Ear {
  readonly desk: Desk;
  readonly api: Api;
  readonly clock: Clock;
  readonly log: Log;
  readonly servers: Servers;
  /** Ids of people on the operator's list. */
  readonly managers: readonly string[];
  /** Aborted when Newsdesk stops listening. */
  readonly signal: AbortSignal;
}

/** What comes of it within the time; null when it takes longer, or goes wrong. */
export async function inTime<T>(clock: Clock, ms: number, work: Promise<T>): Promise<T | null> {
  const done = new AbortController();
  try {
    return await Promise.race([work.catch(() => null), clock.sleep(ms, done.signal).then(() => null)]);
  } finally {
    done.abort();
  }
}
