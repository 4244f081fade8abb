import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../../src/ports.ts';

export interface VirtualClock extends Clock {
  /** The same object, during whose calls time stands still: they take no time, however long this machine needs for them. */
  timeless<T extends object>(target: T): T;
  /** Moves the clock and wakes nobody, as after a process stood still. */
  skip(ms: number): void;
  /** Lets time pass, from one sleeper to the next, until the work is done. */
  run<T>(work: Promise<T>): Promise<T>;
}

/** Turns of the event loop after which nothing runs that waits for promises only, or lets others go first (`digest/after-others.ts`). */
const IDLE_TURNS = 12;

/** A clock on which only sleeping takes time, and many may sleep at once: hours pass in moments, in their right order. */
export function virtualClock(start = '2026-11-24T08:00:00Z'): VirtualClock {
  let now = new Date(start).getTime();
  let under = 0;
  /** Told when the last of the calls that take no time has come to its end. */
  let ended = Promise.withResolvers<void>();
  const sleepers = new Map<() => void, number>();

  async function untilIdle(): Promise<void> {
    for (let turns = 0; turns < IDLE_TURNS; turns++) {
      await turn();
      if (under === 0) continue;
      await ended.promise;
      turns = -1;
    }
  }

  function wakeNext(): void {
    let next: { wake: () => void; at: number } | null = null;
    for (const [wake, at] of sleepers) if (!next || at < next.at) next = { wake, at };
    if (!next) throw new Error('the work is not done, and nobody sleeps: it waits for something that never comes');
    now = Math.max(now, next.at);
    next.wake();
  }

  return {
    now: () => new Date(now),
    sleep(ms, signal) {
      if (signal?.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const wake = () => {
          sleepers.delete(wake);
          signal?.removeEventListener('abort', wake);
          resolve();
        };
        sleepers.set(wake, now + Math.max(0, ms));
        signal?.addEventListener('abort', wake, { once: true });
      });
    },
    skip(ms) {
      now += ms;
    },
    timeless: (target) =>
      new Proxy(target, {
        get(object, name, receiver) {
          const value = Reflect.get(object, name, receiver);
          if (typeof value !== 'function') return value;
          return (...args: unknown[]) => {
            const result = value.apply(object, args);
            if (!(result instanceof Promise)) return result;
            if (under === 0) ended = Promise.withResolvers();
            under += 1;
            return result.finally(() => {
              under -= 1;
              if (under === 0) ended.resolve();
            });
          };
        },
      }),
    async run(work) {
      let done = false;
      const end = () => {
        done = true;
      };
      work.then(end, end);
      for (;;) {
        await untilIdle();
        if (done) return work;
        wakeNext();
      }
    },
  };
}
