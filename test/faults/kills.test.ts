/** `kill -9` before and after every commit, every call and every move of a file. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { breachesOf, isKill, singles, tryCase } from './matrix.ts';
import { run } from './run.ts';
import { sqliteStores } from './stores.ts';

let stores: Awaited<ReturnType<typeof sqliteStores>>;
beforeAll(async () => {
  stores = await sqliteStores();
});
afterAll(() => stores.remove());

describe('a process killed at any point', () => {
  it('leaves nothing lost, nothing doubled, and nothing in doubt unsaid', { timeout: 300_000 }, async () => {
    const untroubled = await run([], stores);
    expect(untroubled.breaches).toEqual([]);
    const kills = singles(untroubled.faults).filter(isKill);
    expect(kills.length).toBeGreaterThan(150);
    for (const kill of kills) {
      const tried = await tryCase([kill], stores);
      expect(breachesOf(tried)).toEqual([]);
      expect(tried.ran.faults.happened).toHaveLength(1);
      expect(tried.ran.starts).toBe(untroubled.starts + 1);
      // Only a terminal can't be asked what it has shown.
      if (!mayHavePrinted(kill.point.name)) expect(tried.ran.ambiguous).toBe(0);
      expect(tried.ran.givenUp).toBe(0);
    }
  });
});

const mayHavePrinted = (name: string) => ['console.post', 'claimDeliveries', 'settleDelivery'].includes(name);
