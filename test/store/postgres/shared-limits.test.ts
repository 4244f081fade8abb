import { sql } from 'kysely';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Archive } from '../../../src/ports/archive.ts';
import { kyselyOver, openPostgresArchive } from '../../../src/store/postgres/open.ts';
import { openSharedLimits, sharedLimits } from '../../../src/store/postgres/shared-limits.ts';
import type { Db } from '../../../src/store/schema.ts';
import { channelsOf, openFanOut } from '../../support/fan-out.ts';
import { Schemas, serverUrl, WITHOUT_SERVER } from '../../support/postgres.ts';

describe.skipIf(serverUrl === null)(serverUrl === null ? WITHOUT_SERVER : 'limits that processes share', () => {
  const schemas = new Schemas(serverUrl ?? 'postgres://localhost/none');
  let url: string;
  let archive: Archive;
  let db: Db;
  let now: number;

  beforeEach(async () => {
    now = 1_000_000;
    url = await schemas.take();
    archive = await openPostgresArchive({ url });
    db = kyselyOver(url, { kind: 'hasty', place: 'PostgreSQL' });
  });
  afterEach(async () => {
    await db.destroy();
    await archive.close();
    await schemas.giveBack(url);
  });
  afterAll(() => schemas.drop());

  const at = (clock: () => number) => sharedLimits(db, () => sql<number>`${clock()}::float8`);
  const onHand = () => at(() => now);

  it('are given out one turn after the other, whoever asks, and what nobody took is lost', async () => {
    const limits = onHand();
    expect(await limits.reserve('a', 5, 10)).toEqual({ inMs: 0, everyMs: 100 });
    expect(await limits.reserve('a', 2, 10)).toEqual({ inMs: 500, everyMs: 100 });
    expect(await limits.reserve('b', 1, 10)).toEqual({ inMs: 0, everyMs: 100 });
    now += 300;
    expect((await limits.reserve('a', 1, 10)).inMs).toBeCloseTo(400);
    now += 60_000;
    expect((await limits.reserve('a', 1, 10)).inMs).toBe(0);
  });

  it('are closed to all by a refusal, and then go slower, and by and by at their pace again', async () => {
    const limits = onHand();
    await limits.reserve('a', 1, 10);
    await limits.refused('a', 5_000);
    await limits.refused('a', 2_000);
    expect(await limits.reserve('a', 1, 10)).toEqual({ inMs: 5_000, everyMs: 125 });
    now += 10_000;
    expect((await limits.reserve('a', 1_000, 10)).everyMs).toBeCloseTo(124.8, 0);
    expect((await limits.reserve('a', 1, 10)).everyMs).toBe(100);
  });

  it('keep nobody waiting for an hour when the server’s clock is set back by one', async () => {
    const limits = onHand();
    await limits.reserve('a', 5, 10);
    now -= 3_600_000;
    expect((await limits.reserve('a', 1, 10)).inMs).toBeCloseTo(500);
    expect((await limits.reserve('a', 1, 10)).inMs).toBeCloseTo(600);
  });

  it('go by the server’s clock, over connections of several processes', async () => {
    const [one, other] = [openSharedLimits(url), openSharedLimits(url)];
    expect((await one.reserve('a', 1_000, 1)).inMs).toBe(0);
    const { inMs } = await other.reserve('a', 1, 1);
    expect(inMs).toBeGreaterThan(900_000);
    expect(inMs).toBeLessThanOrEqual(1_000_000);
    await Promise.all([one.close(), other.close()]);
  });

  it('have three processes send to many channels with nothing refused by several of them, in hardly more than it must take', async () => {
    // Each takes on what it could send in five seconds, as long as there is any left.
    const [CHANNELS, CALLS] = [600, 1];
    const fanOut = await openFanOut(['discord'], {
      processes: 3,
      archive,
      shared: (clock) => clock.timeless(at(() => clock.now().getTime())),
    });
    await fanOut.publish(channelsOf('discord', CHANNELS), CALLS);
    const took = await fanOut.sendAll();
    const chats = fanOut.all.map((chats) => chats.get('discord'));
    expect(chats[0]?.count).toEqual({ calls: CALLS * CHANNELS, refused: 0 });
    expect(new Set(chats[0]?.posted.map(({ key }) => key)).size).toBe(CALLS * CHANNELS);
    expect(chats.filter((chat) => (chat?.made ?? 0) > 0).length).toBeGreaterThan(1);
    expect(took).toBeLessThan(1.1 * ((CALLS * CHANNELS) / 50) * 1_000);
  });
});
