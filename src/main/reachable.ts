import { asSentence } from '../jobs/outage.ts';
import { ArchiveUnreachable } from '../ports/archive.ts';
import type { Clock } from '../ports.ts';

/** A server that is not there at the start is waited for so long, in milliseconds, and asked again after each pause. */
const WAIT_MS = 60_000;
const PAUSE_MS = 2_000;

interface Ports {
  readonly clock: Clock;
  /** Says a sentence to the operator. */
  readonly say: (text: string) => void;
}

/**
 * Opens what needs the server, as soon as that is there: machines and containers start in any order. It is said once that it is
 * waited for. Null when the signal aborts first.
 * @throws ArchiveUnreachable when it is not there in time; at once, whatever else `open` throws
 */
export async function onceReachable<T>(
  open: () => Promise<T>,
  { clock, say }: Ports,
  signal: AbortSignal,
): Promise<T | null> {
  const until = clock.now().getTime() + WAIT_MS;
  for (let tries = 1; !signal.aborted; tries++) {
    try {
      return await open();
    } catch (error) {
      if (!(error instanceof ArchiveUnreachable) || clock.now().getTime() + PAUSE_MS > until) throw error;
      if (tries === 1) say(`${asSentence(error.message)} Newsdesk waits for it, for a minute at most.`);
      await clock.sleep(PAUSE_MS, signal);
    }
  }
  return null;
}
