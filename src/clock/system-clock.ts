import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../ports.ts';

/** Node's timers hold at most this many milliseconds (2^31 - 1); a longer sleep would end at once. */
const LONGEST_TIMER = 2_147_483_647;

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => new Date(),
  async sleep(ms, signal) {
    try {
      await wait(Math.min(Math.max(0, ms), LONGEST_TIMER), undefined, signal ? { signal } : {});
    } catch (error) {
      if (!signal?.aborted) throw error;
    }
  },
};
