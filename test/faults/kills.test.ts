/**
 * `kill -9` before and after every kind of commit, of call and of move of a file, where it comes first. `npm run test:faults`
 * tries every single one.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { breachesOf, firstOfEach, isKill, singles, tryCase } from './matrix.ts';
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
    const kills = firstOfEach(singles(untroubled.faults).filter(isKill));
    expect(kills.length).toBeGreaterThan(40);
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

describe('a process killed again', () => {
  it('at any commit while it clears up after a terminal that may have printed, still says so', {
    timeout: 300_000,
  }, async () => {
    const { faults } = await run([], stores);
    const first = singles(faults).find(({ fault, point }) => fault === 'kill after' && point.name === 'console.post');
    if (!first) throw new Error('nothing is printed');
    const { ran } = await tryCase([first], stores);
    const after = ran.faults.points.filter(({ number, place }) => number > first.at && place === 'commit');
    const settled = after.findIndex(({ name }) => name === 'settleDelivery');
    for (const { number: at } of after.slice(0, settled + 1)) {
      const tried = await tryCase([first, { at, fault: 'kill after' }], stores);
      expect(breachesOf(tried)).toEqual([]);
      expect(tried.ran.ambiguous).toBeGreaterThan(0);
    }
  });
});

const mayHavePrinted = (name: string) => ['console.post', 'claimDeliveries', 'settleDelivery'].includes(name);
