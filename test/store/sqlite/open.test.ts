import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { anArrival } from '../../support/articles.ts';
import { aPublication } from '../contract/publications.ts';
import { at, MINUTE } from '../contract/times.ts';
import { folders } from './folders.ts';
import { numbered } from './numbered.ts';

const { fresh, open } = folders();

/** Changes the database of a folder behind the program's back. */
function alter(folder: string, statement: string): void {
  const database = new DatabaseSync(join(folder, 'newsdesk.db'));
  database.exec(statement);
  database.close();
}

describe('opening', () => {
  it('creates the folder with its parents, for nobody else to read', async () => {
    const folder = join(fresh(), 'deep', 'data');
    await (await open(folder)).takeIn(anArrival(numbered(0)));
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const file of readdirSync(folder).filter((name) => name.startsWith('newsdesk.db'))) {
      expect(statSync(join(folder, file)).mode & 0o777, file).toBe(0o600);
    }
  });

  it('finds everything again', async () => {
    const folder = fresh();
    const first = await open(folder);
    await first.takeIn(anArrival(numbered(0)));
    await first.close();
    const second = await open(folder);
    expect(await second.article(numbered(0).id)).toEqual(numbered(0));
    expect(await second.search('ferry', 5)).toHaveLength(1);
  });

  it('makes what a process that ended was at claimable at once, and has the delivery looked up first', async () => {
    const folder = fresh();
    const first = await open(folder);
    await first.takeIn(anArrival(numbered(0)));
    await first.publish(aPublication('d1', { from: at(-1), to: at(0) }));
    await first.claimReading(at(1), 15 * MINUTE, 1);
    await first.claimDeliveries(at(1), 15 * MINUTE, 1, ['slack']);
    await first.close();

    const second = await open(folder);
    expect(await second.claimReading(at(1), MINUTE, 1)).toMatchObject([{ attempt: 2 }]);
    expect(await second.claimDeliveries(at(1), MINUTE, 1, ['slack'])).toMatchObject([
      { lookUpFirst: true, delivery: { attempt: 2, firstTriedAt: at(1) } },
    ]);
  });

  it('refuses a database that a newer program wrote', async () => {
    const folder = fresh();
    await (await open(folder)).close();
    alter(folder, `insert into schema_version values (999, 'from the future')`);
    for (const mode of [undefined, 'read'] as const) {
      await expect(open(folder, mode)).rejects.toThrow(
        /newsdesk\.db was written by a newer newsdesk \(schema 999, this one knows \d+\): update newsdesk/,
      );
    }
  });
});

describe('opening for reading', () => {
  it('gives an empty archive where there is none, and creates nothing', async () => {
    const folder = fresh();
    const archive = await open(folder, 'read');
    expect(await archive.search('ferry', 5)).toEqual([]);
    expect(await archive.stories({})).toEqual([]);
    expect(await archive.lastDigest()).toBeNull();
    await expect(archive.takeIn(anArrival(numbered(0)))).rejects.toThrow('reading only');
    expect(existsSync(folder)).toBe(false);
  });

  it('takes a database that was just being created for an empty one', async () => {
    const folder = fresh();
    await mkdir(folder);
    writeFileSync(join(folder, 'newsdesk.db'), '');
    expect(await (await open(folder, 'read')).counts()).toMatchObject({ articles: 0 });
  });

  it('works beside a writer, sees what it commits, and writes nothing', async () => {
    const folder = fresh();
    const writer = await open(folder);
    const reader = await open(folder, 'read');
    expect(await reader.search('ferry', 5)).toEqual([]);
    await writer.takeIn(anArrival(numbered(0)));
    expect(await reader.search('ferry', 5)).toHaveLength(1);
    await expect(reader.takeIn(anArrival(numbered(1)))).rejects.toThrow('reading only');
    await expect(reader.keepAnswer('key', 'answer', new Date(0))).rejects.toThrow('reading only');
    expect(await writer.counts()).toMatchObject({ articles: 1 });
  });

  it('works after the writer has gone', async () => {
    const folder = fresh();
    const writer = await open(folder);
    await writer.takeIn(anArrival(numbered(0)));
    await writer.close();
    expect(await (await open(folder, 'read')).article(numbered(0).id)).toEqual(numbered(0));
  });

  it('leaves an older database alone and says what brings it up to date', async () => {
    const folder = fresh();
    await (await open(folder)).close();
    alter(folder, 'delete from schema_version');
    await expect(open(folder, 'read')).rejects.toThrow(/written by an older newsdesk: run "newsdesk once"/);
  });
});
