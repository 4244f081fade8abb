import { describe, expect, it } from 'vitest';
import { insist } from '../../src/pipeline/insist.ts';
import { ArchiveUnreachable } from '../../src/ports/archive.ts';
import { quickClock } from '../support/quick-clock.ts';

const going = new AbortController().signal;

/** Fails so many times, then says which time it was. */
function failing(times: number, error: Error) {
  let tries = 0;
  return async () => {
    tries += 1;
    if (tries <= times) throw error;
    return tries;
  };
}

describe('what has to be written down', () => {
  it('is written once the archive is in reach again', async () => {
    const clock = quickClock();
    expect(await insist(failing(30, new ArchiveUnreachable('away')), clock, going)).toBe(31);
    expect(clock.slept).toHaveLength(30);
  });

  it('is given up long before a lease ends, or when the program stops', async () => {
    const clock = quickClock();
    const away = failing(Number.POSITIVE_INFINITY, new ArchiveUnreachable('away'));
    const began = clock.now().getTime();
    await expect(insist(away, clock, going)).rejects.toThrow('away');
    expect(clock.now().getTime() - began).toBeLessThan(15 * 60_000);
    await expect(insist(away, clock, AbortSignal.abort())).rejects.toThrow('away');
  });

  it('is not tried again after any other error', async () => {
    const clock = quickClock();
    await expect(insist(failing(1, new Error('disk full')), clock, going)).rejects.toThrow('disk full');
    expect(clock.slept).toEqual([]);
  });
});
