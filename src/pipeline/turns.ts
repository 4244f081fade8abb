import type { SharedLimits } from '../ports/shared-limits.ts';
import type { Clock } from '../ports.ts';

/**
 * So far ahead are turns reserved, in milliseconds, and at least one: what a process that dies had reserved is lost, and so many
 * calls are still made by others after one was refused.
 */
export const AHEAD_MS = 100;
/** A turn that was not used this long after its time, in milliseconds, is none any more: others have theirs now. */
const LATE_MS = 200;

/** Waits beyond this, in milliseconds, come of a refusal, and say nothing about who else is there. */
const LONGEST_LINE_MS = 5_000;
const MOST_CROWD = 20;
/** How much the last reservation counts for. */
const NEWEST = 0.3;

/** The turns that this process has in an area of limits that several processes share. Instants and spans are milliseconds. */
export interface Turns {
  /** Until the next turn, 0 for now; null when fewer than so many are reserved. */
  wait(calls: number, now: number): number | null;
  /** Uses so many up. */
  take(calls: number): void;
  /** Reserves what is missing to so many. @throws what `SharedLimits` throws */
  reserve(calls: number): Promise<void>;
  /** So many are worth having at once. */
  readonly most: number;
  /** How many processes want turns there, as far as the waits tell: 1 or more, and not whole. */
  crowd(): number;
}

export function createTurns(
  { area, perSecond }: { readonly area: string; readonly perSecond: number },
  shared: SharedLimits,
  clock: Clock,
): Turns {
  const most = Math.ceil((AHEAD_MS / 1_000) * perSecond);
  let turns: number[] = [];
  let end = 0;
  let crowd = 1;
  let reserving: Promise<void> | null = null;

  /** The line is as long as those make it who reserved since this process did. */
  function lookAround(inMs: number, calls: number, everyMs: number, now: number): void {
    const others = Math.max(0, inMs - Math.max(0, end - now));
    if (others > LONGEST_LINE_MS) return;
    const seen = Math.min(MOST_CROWD, 1 + others / (calls * everyMs));
    crowd += NEWEST * (seen - crowd);
  }

  async function reserve(calls: number): Promise<void> {
    const { inMs, everyMs } = await shared.reserve(area, calls, perSecond);
    const now = clock.now().getTime();
    lookAround(inMs, calls, everyMs, now);
    for (let nth = 0; nth < calls; nth++) turns.push(now + inMs + nth * everyMs);
    end = now + inMs + calls * everyMs;
  }

  return {
    most,
    wait(calls, now) {
      turns = turns.filter((at) => at > now - LATE_MS);
      const [first] = turns;
      return first === undefined || turns.length < calls ? null : Math.max(0, Math.ceil(first - now));
    },
    take(calls) {
      turns.splice(0, calls);
    },
    async reserve(calls) {
      if (turns.length >= calls) return;
      reserving ??= reserve(calls - turns.length).finally(() => {
        reserving = null;
      });
      await reserving;
    },
    crowd: () => crowd,
  };
}
