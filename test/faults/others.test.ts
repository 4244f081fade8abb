/**
 * Every other fault, once at each kind of point, and some of them one after another; the databases share them where a server
 * is there. `npm run test:faults` tries them all, on both.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Schemas, serverUrl, WITHOUT_SERVER } from '../support/postgres.ts';
import { breachesOf, firstOfEach, isKill, oneAfterAnother, seeded, singles, tryCase } from './matrix.ts';
import { type RunOptions, run } from './run.ts';
import { postgresStores, sqliteStores } from './stores.ts';

const LONG = { timeout: 300_000 };
const SEED = 20_261_124;

/** Left to the server, where there is one. */
const isForServer = ({ at }: { readonly at: number }) => serverUrl !== null && at % 5 === 0;

describe('in an archive in a folder', () => {
  let stores: Awaited<ReturnType<typeof sqliteStores>>;
  beforeAll(async () => {
    stores = await sqliteStores();
  });
  afterAll(() => stores.remove());

  it(
    'no fault of a disk, a connection, a platform or a model loses or doubles anything; nor does a long sleep',
    LONG,
    async () => {
      const untroubled = await run([], stores);
      const hits = firstOfEach(singles(untroubled.faults).filter((hit) => !isKill(hit)));
      expect(hits.length).toBeGreaterThan(80);
      for (const hit of hits) if (!isForServer(hit)) expect(breachesOf(await tryCase([hit], stores))).toEqual([]);
    },
  );

  it('several of them, with the steps side by side, do not either', LONG, () => severalFaults(stores, 4));
});

describe.skipIf(serverUrl === null)(serverUrl === null ? WITHOUT_SERVER : 'on a server', () => {
  const stores = postgresStores(new Schemas(serverUrl ?? 'postgres://localhost/none'));
  afterAll(() => stores.remove());

  it('none of them loses or doubles anything', LONG, async () => {
    const { faults } = await run([], stores);
    for (const hit of firstOfEach(singles(faults)).filter(isForServer))
      expect(breachesOf(await tryCase([hit], stores))).toEqual([]);
  });

  it('several of them, with the steps side by side, do not either', LONG, () => severalFaults(stores, 3));
});

async function severalFaults(stores: Pick<RunOptions, 'make'>, times: number): Promise<void> {
  const random = seeded(SEED);
  const options = { ...stores, together: true, random };
  const { points } = (await run([], options)).faults;
  let happened = 0;
  for (let left = times; left > 0; left--) {
    for await (const tried of oneAfterAnother(points, 3, random, options)) {
      expect(breachesOf(tried)).toEqual([]);
      happened += tried.ran.faults.happened.length;
    }
  }
  expect(happened).toBeGreaterThan(times);
}
