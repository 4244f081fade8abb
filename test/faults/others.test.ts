/**
 * Every other fault than a kill, at half of the kinds of points, and some of them one after another, in an archive in a folder.
 * Where a server is there, it has its share of them in `others-on-server.test.ts`.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { breachesOf, firstOfEach, isKill, singles, tryCase } from './matrix.ts';
import { run } from './run.ts';
import { drawn, isForServer, severalFaults } from './sampled.ts';
import { sqliteStores } from './stores.ts';

const LONG = { timeout: 300_000 };

let stores: Awaited<ReturnType<typeof sqliteStores>>;
beforeAll(async () => {
  stores = await sqliteStores();
});
afterAll(() => stores.remove());

describe('in an archive in a folder', () => {
  it(
    'no fault of a disk, a connection, a platform or a model loses or doubles anything; nor does a long sleep',
    LONG,
    async () => {
      const { faults } = await run([], stores);
      const hits = drawn(firstOfEach(singles(faults).filter((hit) => !isKill(hit))));
      expect(hits.length).toBeGreaterThan(60);
      for (const hit of hits) if (!isForServer(hit)) expect(breachesOf(await tryCase([hit], stores))).toEqual([]);
    },
  );

  it('several of them, with the steps side by side, do not either', LONG, () => severalFaults(stores, 4));
});
