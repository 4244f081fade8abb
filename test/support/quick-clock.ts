import type { Clock } from '../../src/ports.ts';

export interface QuickClock extends Clock {
  /** How long each sleep was meant to last, in milliseconds, in order. */
  readonly slept: readonly number[];
  /** Moves the clock without a sleep. */
  skip(ms: number): void;
}

/** A clock on which every sleep is over at once, and time moves by no other means. */
export function quickClock(start = '2026-11-24T08:00:00Z'): QuickClock {
  let now = new Date(start).getTime();
  const slept: number[] = [];
  return {
    slept,
    now: () => new Date(now),
    async sleep(ms) {
      slept.push(ms);
      now += ms;
    },
    skip(ms) {
      now += ms;
    },
  };
}
