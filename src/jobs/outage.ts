import { ArchiveUnreachable } from '../ports/archive.ts';
import type { Clock, Log } from '../ports.ts';

type Act = (signal: AbortSignal) => Promise<Date | null>;

/** A step that found the database away looks again after this, in milliseconds. */
const AGAIN_MS = 2_000;

/**
 * Lets steps wait for a database that went away, however many of them there are and however often they look: it is said once
 * when it is gone, and once when it is there again.
 */
export function createOutage({ say, log }: { say: (text: string) => void; log: Log }): {
  watch(step: string, act: Act, clock: Clock): Act;
} {
  /** The steps that found it away, and not yet back. */
  const waiting = new Set<string>();
  return {
    watch: (step, act, clock) => async (signal) => {
      try {
        const next = await act(signal);
        // One that had nothing to ask of it can't know.
        if (waiting.has(step)) {
          waiting.clear();
          say('The database is there again; Newsdesk goes on.');
          log.warn('the database is there again');
        }
        return next;
      } catch (error) {
        if (!(error instanceof ArchiveUnreachable)) throw error;
        if (waiting.size === 0) {
          say(`${asSentence(error.message)} Newsdesk waits until it is there again.`);
          log.error('the database is away', { error: error.message });
        }
        waiting.add(step);
        return new Date(clock.now().getTime() + AGAIN_MS);
      }
    },
  };
}

/** An error's message, to be followed by another sentence. */
export function asSentence(words: string): string {
  return /[.?!]$/.test(words) ? words : `${words}.`;
}
