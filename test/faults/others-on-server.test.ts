/** Faults, kills among them, at some of the kinds of points, and some of them one after another, on a PostgreSQL server. */
import { afterAll, describe, expect, it } from 'vitest';
import { Schemas, serverUrl, WITHOUT_SERVER } from '../support/postgres.ts';
import { breachesOf, firstOfEach, singles, tryCase } from './matrix.ts';
import { run } from './run.ts';
import { drawn, isForServer, severalFaults } from './sampled.ts';
import { postgresStores } from './stores.ts';

const LONG = { timeout: 300_000 };

describe.skipIf(serverUrl === null)(serverUrl === null ? WITHOUT_SERVER : 'on a server', () => {
  const stores = postgresStores(new Schemas(serverUrl ?? 'postgres://localhost/none'));
  afterAll(() => stores.remove());

  it('no fault loses or doubles anything', LONG, async () => {
    const { faults } = await run([], stores);
    const hits = drawn(firstOfEach(singles(faults)).filter(isForServer));
    expect(hits.length).toBeGreaterThan(10);
    for (const hit of hits) expect(breachesOf(await tryCase([hit], stores))).toEqual([]);
  });

  it('several of them, with the steps side by side, do not either', LONG, () => severalFaults(stores, 2));
});
