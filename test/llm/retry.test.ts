import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retryAfterMs, waitMs } from '../../src/llm/retry.ts';

const now = new Date('2026-11-24T08:00:00Z');

describe('the wait that a server asks for', () => {
  it.each<[string, Record<string, string>, number | null]>([
    ['nothing', {}, null],
    ['seconds', { 'retry-after': '20' }, 20_000],
    ['parts of a second', { 'retry-after': '0.5' }, 500],
    ['no wait', { 'retry-after': '0' }, 0],
    ['a date', { 'retry-after': 'Tue, 24 Nov 2026 08:01:30 GMT' }, 90_000],
    ['a date that is over', { 'retry-after': 'Tue, 24 Nov 2026 07:00:00 GMT' }, 0],
    ['nonsense', { 'retry-after': 'soon' }, null],
    ['less than nothing', { 'retry-after-ms': '-5' }, null],
    ['milliseconds, which are more exact', { 'retry-after': '20', 'retry-after-ms': '1500' }, 1_500],
  ])('can be %s', (_, headers, expected) => {
    expect(retryAfterMs(new Headers(headers), now)).toBe(expected);
  });

  it('is none where there are no headers', () => {
    expect(retryAfterMs(undefined, now)).toBeNull();
  });
});

describe('the wait before a retry', () => {
  it('may grow with each failure to at most 30 s, and is drawn from the whole range', () => {
    const most = [1, 2, 3, 4, 5, 6, 50].map((failures) => waitMs(failures, null, () => 0.999_999_9));
    expect(most.map(Math.round)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    expect(waitMs(6, null, () => 0)).toBe(0);
  });

  it('is never shorter than what the server asks for', () => {
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 0, max: 600_000 }),
        random,
        (failures, asked, chance) => {
          expect(waitMs(failures, asked, () => chance)).toBeGreaterThanOrEqual(asked);
        },
      ),
    );
  });
});
