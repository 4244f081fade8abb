import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../../src/ports.ts';

export interface HandClock extends Clock {
  /** Lets everything that waits for nothing but promises come to its end. */
  settle(): Promise<void>;
  /** Moves the clock forward, waking each sleeper at its own time. */
  advance(ms: number): Promise<void>;
}

/** A clock that stands still until a test moves it. */
export function handClock(start: string): HandClock {
  let now = new Date(start).getTime();
  const sleepers = new Set<{ at: number; wake: () => void }>();
  const settle = async () => {
    for (let turns = 0; turns < 20; turns++) await turn();
  };
  return {
    now: () => new Date(now),
    sleep(ms, signal) {
      if (signal?.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const sleeper = { at: now + ms, wake: resolve };
        const wake = () => {
          sleepers.delete(sleeper);
          resolve();
        };
        sleeper.wake = wake;
        sleepers.add(sleeper);
        signal?.addEventListener('abort', wake, { once: true });
      });
    },
    settle,
    async advance(ms) {
      const end = now + ms;
      await settle();
      for (;;) {
        const next = [...sleepers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        now = Math.max(now, next.at);
        next.wake();
        await settle();
      }
      now = end;
      await settle();
    },
  };
}
