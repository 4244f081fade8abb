import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Bucket,
  closed,
  corrected,
  fullBucket,
  type Rate,
  regained,
  slowed,
  take,
  waitFor,
} from '../../src/delivery/bucket.ts';

const NOW = Date.UTC(2026, 10, 24, 8);
const ONE_A_SECOND: Rate = { burst: 1, perSecond: 1 };

const rates = fc.record({
  burst: fc.integer({ min: 1, max: 60 }),
  perSecond: fc.double({ min: 0.05, max: 60, noNaN: true }),
});
/** Milliseconds that somebody lets pass before asking for the next call. */
const pauses = fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 1, maxLength: 200 });

/** Makes calls as whoever keeps to the bucket would, and gives their instants. */
function obedientCalls(rate: Rate, waits: readonly number[]): number[] {
  let bucket = fullBucket(rate, NOW);
  let now = NOW;
  return waits.map((pause) => {
    now += pause;
    now += waitFor(bucket, 1, now);
    bucket = take(bucket, now);
    return now;
  });
}

describe('a token bucket', () => {
  it('lets through in no span more than the burst and what comes in meanwhile', () => {
    fc.assert(
      fc.property(rates, pauses, (rate, waits) => {
        const calls = obedientCalls(rate, waits);
        for (const [first, from] of calls.entries()) {
          for (let last = first; last < calls.length; last++) {
            const span = ((calls[last] ?? 0) - from) / 1_000;
            expect(last - first + 1).toBeLessThanOrEqual(rate.burst + span * rate.perSecond + 1e-3);
          }
        }
      }),
    );
  });

  it('keeps nobody longer than its limit does', () => {
    fc.assert(
      fc.property(rates, fc.integer({ min: 1, max: 200 }), (rate, count) => {
        const calls = obedientCalls(rate, Array(count).fill(0));
        const floor = (Math.max(0, count - rate.burst) / rate.perSecond) * 1_000;
        // Each wait is rounded up to a whole millisecond.
        expect((calls.at(-1) ?? 0) - NOW).toBeLessThanOrEqual(floor + count + 1);
      }),
    );
  });

  it('has the call ready after exactly the wait that it named, for any number of calls', () => {
    fc.assert(
      fc.property(rates, pauses, fc.integer({ min: 1, max: 100 }), (rate, waits, calls) => {
        let bucket = waits.reduce<Bucket>((held, pause, nth) => take(held, NOW + nth * pause), fullBucket(rate, NOW));
        const asked = bucket.at;
        const now = asked + waitFor(bucket, calls, asked);
        // Those before it went when they could.
        let at = asked;
        for (let nth = 1; nth <= calls; nth++) {
          at += waitFor(bucket, 1, at);
          bucket = take(bucket, at);
        }
        expect(Math.abs(at - now)).toBeLessThanOrEqual(calls);
      }),
    );
  });

  it('believes the platform’s count over its own, until the platform counts anew', () => {
    const bucket = corrected(fullBucket(ONE_A_SECOND, NOW), { limit: 5, remaining: 1, resetAfterMs: 4_000 }, NOW);
    expect(waitFor(bucket, 1, NOW)).toBe(0);
    const spent = take(bucket, NOW);
    expect(waitFor(spent, 1, NOW)).toBe(4_000);
    expect(waitFor(spent, 1, NOW + 3_999)).toBe(1);
    expect(waitFor(spent, 5, NOW + 4_000)).toBe(0);
    expect(waitFor(spent, 6, NOW + 4_000)).toBeGreaterThan(0);
  });

  it('lets nothing through while it is closed, and no burst afterwards', () => {
    fc.assert(
      fc.property(rates, fc.integer({ min: 1, max: 600_000 }), (rate, forMs) => {
        const bucket = closed(fullBucket(rate, NOW), forMs, NOW);
        expect(waitFor(bucket, 1, NOW)).toBe(forMs);
        expect(waitFor(take(bucket, NOW + forMs), 1, NOW + forMs)).toBeGreaterThan(0);
      }),
    );
  });

  it('that was closed for long is not opened by a shorter refusal', () => {
    const bucket = closed(closed(fullBucket(ONE_A_SECOND, NOW), 60_000, NOW), 1_000, NOW + 10);
    expect(waitFor(bucket, 1, NOW + 1_010)).toBe(58_990);
  });

  it('becomes slower with each hit, never stands still, and comes back to its pace and no further', () => {
    const full: Rate = { burst: 2, perSecond: 50 };
    let bucket = fullBucket(full, NOW);
    for (let hits = 0; hits < 100; hits++) bucket = slowed(bucket, full);
    expect(bucket.rate.perSecond).toBe(5);
    for (let calls = 0; calls < 2_000; calls++) bucket = regained(bucket, full);
    expect(bucket.rate.perSecond).toBe(50);
  });
});
