/**
 * People's commands while the program is killed, stands still, and loses its database, its disk or a platform: some of the
 * kinds of faults that only they come to. `npm run test:faults -- --flow talk` tries every single one.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Schemas, serverUrl, WITHOUT_SERVER } from '../support/postgres.ts';
import { breachesOf, firstOfEach, ofPeople, tryCase } from './matrix.ts';
import { type RunOptions, run } from './run.ts';
import { seldom } from './sampled.ts';
import { postgresStores, sqliteStores } from './stores.ts';

const LONG = { timeout: 300_000 };

/** So many kinds of faults, spread over all that there are. */
async function expectAsPromised({ make }: Pick<RunOptions, 'make'>, kinds: number): Promise<void> {
  const options = { make, talked: true };
  const { faults, breaches } = await run([], options);
  expect(breaches).toEqual([]);
  const hits = firstOfEach(ofPeople(faults, (await run([], { make })).faults));
  let happened = 0;
  for (const hit of seldom(hits, kinds)) {
    const tried = await tryCase([hit], options);
    expect(breachesOf(tried)).toEqual([]);
    happened += tried.ran.faults.happened.length;
  }
  // On a server, not everything comes in the same order each time.
  expect(happened).toBeGreaterThan(kinds / 4);
}

describe('in an archive in a folder, a fault', () => {
  let stores: Awaited<ReturnType<typeof sqliteStores>>;
  beforeAll(async () => {
    stores = await sqliteStores();
  });
  afterAll(() => stores.remove());

  it('leaves nobody waiting, nothing done twice, and nothing said that is not so', LONG, () =>
    expectAsPromised(stores, 5),
  );
});

describe.skipIf(serverUrl === null)(serverUrl === null ? WITHOUT_SERVER : 'on a server, a fault', () => {
  const stores = postgresStores(new Schemas(serverUrl ?? 'postgres://localhost/none'));
  afterAll(() => stores.remove());

  it('leaves nobody waiting, nothing done twice, and nothing said that is not so', LONG, () =>
    expectAsPromised(stores, 2),
  );
});
