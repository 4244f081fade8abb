import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { describe, expect, it } from 'vitest';
import { PLATFORMS } from '../../../src/digest/subscription.ts';
import type { Archive } from '../../../src/ports.ts';
import { createArchive } from '../../../src/store/archive.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { endLeases } from '../../../src/store/recover.ts';
import type { Schema } from '../../../src/store/schema.ts';
import { sqlite } from '../../../src/store/sqlite/dialect.ts';
import { sqliteDialect } from '../../../src/store/sqlite/driver.ts';
import { anArrival, aSummary } from '../../support/articles.ts';
import { aPublication, DESK } from '../contract/publications.ts';
import { at, MINUTE } from '../contract/times.ts';
import { numbered } from './numbered.ts';

/** Everything the pipeline asks again and again, once. */
async function work(archive: Archive): Promise<void> {
  await archive.takeIn(anArrival(numbered(0)));
  await archive.settled('0.txt', anArrival(numbered(0)).hash);
  for (const claim of await archive.claimReading(at(1), MINUTE, 1)) {
    await archive.keepSummary(claim, aSummary(claim.article, { topics: ['shipping'] }), at(1));
  }
  await archive.countUnread(at(1));
  await archive.nextReadingAt();
  await archive.lastWindow('desk@08:00');
  await archive.candidates(DESK, { from: at(0), to: at(2) });
  await archive.publish(aPublication('d1', { from: at(0), to: at(2) }, { parts: 2 }));
  await archive.lastDigest();
  await archive.lastDigest(DESK);
  for (let part = 0; part < 2; part++) {
    for (const claim of await archive.claimDeliveries(at(2), MINUTE, 20, PLATFORMS)) {
      await archive.settleDelivery(claim, { kind: 'sent', ref: '1', at: at(2) });
    }
  }
  await archive.nextDeliveryAt(PLATFORMS);
  await archive.unsentDigests();
  await archive.closeChannel(DESK, 'gone', at(3));
  await archive.stories({ since: '2026-11-14', topic: 'shipping' });
  await archive.search('ferry bridge', 5);
  await archive.spentSince(at(0));
}

describe('the queries of every day', () => {
  it('walk no large table from end to end', async () => {
    const database = new DatabaseSync(':memory:');
    const db = new Kysely<Schema>({ dialect: sqliteDialect(database, 'memory') });
    await migrate(db, sqlite, 'memory');
    const asked = new Set<string>();
    const prepare = database.prepare.bind(database);
    database.prepare = (sql) => {
      asked.add(sql);
      return prepare(sql);
    };
    await endLeases(db);
    await work(createArchive(db, sqlite, async () => {}));

    const walks = [...asked].flatMap((sql) => {
      const plan = prepare(`explain query plan ${sql}`).all() as { detail: string }[];
      return plan.map(({ detail }) => detail).filter((detail) => /^SCAN (\w+)$/.test(detail) && !SMALL.test(detail));
    });
    expect(asked.size).toBeGreaterThan(25);
    expect(walks).toEqual([]);
    await db.destroy();
  });
});

/** The rows of one answer, or none to speak of. */
const SMALL = /SCAN (CONSTANT ROW|paused_channels)/;
