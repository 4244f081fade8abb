import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createArchive } from '../../../src/store/archive.ts';
import { migrate } from '../../../src/store/migrate.ts';
import type { Schema } from '../../../src/store/schema.ts';
import { sqlite } from '../../../src/store/sqlite/dialect.ts';
import { sqliteDialect } from '../../../src/store/sqlite/driver.ts';
import { anArrival } from '../../support/articles.ts';
import { numbered } from './numbered.ts';

describe('a full disk', () => {
  it('fails the write in words, leaves everything as it was, and is over once there is space', async () => {
    const database = new DatabaseSync(':memory:');
    const db = new Kysely<Schema>({ dialect: sqliteDialect(database, 'data/newsdesk.db') });
    await migrate(db, sqlite, 'data/newsdesk.db');
    const archive = createArchive(db, sqlite, () => db.destroy());
    const { page_count: pages } = database.prepare('pragma page_count').get() as { page_count: number };
    database.exec(`pragma max_page_count = ${pages + 30}`);

    let taken = 0;
    const fillUp = async () => {
      for (; taken < 1000; taken++) await archive.takeIn(anArrival(numbered(taken)));
    };
    await expect(fillUp()).rejects.toThrow('data/newsdesk.db cannot grow, the disk is full: nothing was changed');
    expect(taken).toBeGreaterThan(0);
    expect(await archive.counts()).toMatchObject({ articles: taken, unread: taken });
    expect(await archive.article(numbered(taken).id)).toBeNull();
    expect(await archive.search(`ferry ${taken}`, 1000)).toHaveLength(taken);

    database.exec('pragma max_page_count = 1000000');
    expect((await archive.takeIn(anArrival(numbered(taken)))).kind).toBe('taken');
    expect(await archive.counts()).toMatchObject({ articles: taken + 1 });
    await archive.close();
  });
});
