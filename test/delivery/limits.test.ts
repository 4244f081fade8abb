import { describe, expect, it } from 'vitest';
import { callsWithin, createBuckets } from '../../src/delivery/limits.ts';

const NOW = Date.UTC(2026, 10, 24, 8);
const rateOf = () => ({ burst: 2, perSecond: 10 });

describe('the buckets of a platform', () => {
  it('are counted each by itself', () => {
    const buckets = createBuckets(rateOf);
    for (let calls = 0; calls < 3; calls++) buckets.take('news', NOW);
    expect(buckets.wait('news', 1, NOW)).toBe(200);
    expect(buckets.wait('other', 1, NOW)).toBe(0);
  });

  it('say how many calls they let through in a while', () => {
    const buckets = createBuckets(rateOf);
    expect(callsWithin(buckets, 'news', 1_000, 100, NOW)).toBe(12);
    expect(callsWithin(buckets, 'news', 1_000, 5, NOW)).toBe(5);
    buckets.close('news', 5_000, NOW);
    expect(callsWithin(buckets, 'news', 1_000, 100, NOW)).toBe(0);
  });

  it('keep nobody waiting for an hour when the machine’s clock is set back by one', () => {
    const buckets = createBuckets(rateOf);
    for (let calls = 0; calls < 2; calls++) buckets.take('news', NOW);
    const back = NOW - 3_600_000;
    buckets.take('news', back);
    expect(buckets.wait('news', 1, back)).toBe(200);
    expect(buckets.wait('news', 1, back + 200)).toBe(0);
  });

  it('forget those that nobody used for long, and none that is closed', () => {
    const buckets = createBuckets(rateOf);
    buckets.close('shut', 3_600_000, NOW);
    for (let nth = 0; nth < 20_100; nth++) buckets.take(`channel ${nth}`, NOW + nth);
    expect(buckets.wait('shut', 1, NOW + 30_000)).toBe(3_570_000);
    expect(buckets.wait('channel 20099', 3, NOW + 20_100)).toBeGreaterThan(0);
  });
});
