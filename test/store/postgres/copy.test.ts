import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, vi } from 'vitest';
import { PLATFORMS } from '../../../src/digest/subscription.ts';
import type { Archive } from '../../../src/ports/archive.ts';
import { copyToPostgres } from '../../../src/store/postgres/copy.ts';
import { anArrival, anArticle, aRefusal } from '../../support/articles.ts';
import { aDesk } from '../../support/newsdesk.ts';
import { serverUrl, WITHOUT_SERVER } from '../../support/postgres.ts';
import { aMute, anEntry, aReport, aSubscription, aTopic, ILSE } from '../contract/kept.ts';
import { allReports, read, storiesOf, takeIn, tell } from '../contract/news.ts';
import { aPublication, DESK } from '../contract/publications.ts';
import { at, MINUTE } from '../contract/times.ts';
import { folders } from '../sqlite/folders.ts';
import { numbered } from '../sqlite/numbered.ts';
import { together } from './together.ts';

/** Something in nearly every table. */
async function work(archive: Archive): Promise<void> {
  for (const article of allReports()) await takeIn(archive, article);
  await read(archive, 1, { topics: ['shipping'] });
  await archive.takeIn(anArrival({ ...(allReports()[0] ?? numbered(0)), id: 'c'.repeat(32), file: 'copy.txt' }));
  await archive.takeIn(aRefusal());
  await takeIn(archive, anArticle({ file: 'unread.txt', paragraphs: ['Not read yet: the \0 mill of Brisk.'] }), 2);
  await archive.publish(aPublication('d1', { from: at(-1), to: at(0) }, { parts: 2, articleIds: [] }));
  const [claim] = await archive.claimDeliveries(at(1), MINUTE, 1, PLATFORMS);
  if (claim) await archive.settleDelivery(claim, { kind: 'sent', ref: 'ref-0', at: at(1) });
  await archive.keepSubscription(aSubscription());
  await archive.keepTopic(aTopic());
  await archive.keepMute(aMute());
  await archive.keepReport(aReport());
  await archive.recordAudit(anEntry());
  await archive.keepTurn(DESK, 'root', ILSE, null, { question: 'Why?', answer: 'So.', articleIds: [], at: at(0) });
  await archive.keepAnswer('key', 'answer', at(0));
  for (let call = 0; call < 2; call++) {
    await archive.recordCall({
      at: at(0),
      purpose: 'summarize',
      articleId: null,
      model: 'small',
      outcome: 'answered',
      inputTokens: 10,
      cachedTokens: 0,
      outputTokens: 5,
      costUsd: 0.1 + 0.2,
      milliseconds: 12,
    });
  }
}

/** What people see of an archive. */
async function seen(archive: Archive) {
  return {
    counts: await archive.counts(),
    stories: await storiesOf(archive),
    found: (await archive.search('ferry port tugs', 50))
      .map(({ article }) => article)
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    digest: await archive.lastDigest(),
    deliveries: await archive.deliveries('d1'),
    subscriptions: await archive.keptSubscriptions(),
    spent: await archive.spentSince(at(-1)),
    candidates: await archive.candidates(DESK, { from: at(-10), to: at(10) }),
    problems: await archive.problems({ limit: 10 }),
  };
}

function rowsOf(folder: string): string[] {
  const database = new DatabaseSync(join(folder, 'newsdesk.db'), { readOnly: true });
  const tables = database.prepare(`select name from sqlite_schema where type = 'table'`).all();
  const rows = tables.flatMap(({ name }) =>
    TABLES_LEFT_OUT.test(String(name))
      ? []
      : database
          .prepare(`select * from "${name}"`)
          .all()
          .map((row) => sorted(`${name}`, row)),
  );
  database.close();
  return rows.toSorted();
}

const TABLES_LEFT_OUT = /^(search_|sqlite_|archive_copies|test_)/;

/** As text, with the replacement for what PostgreSQL can't keep. */
function sorted(table: string, row: Readonly<Record<string, unknown>>): string {
  const columns = Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `${table} ${JSON.stringify(columns).replaceAll(String.raw`\u0000`, '\ufffd')}`;
}

describe('copying what is not there', () => {
  const { fresh, open } = folders();
  const url = 'postgres://desk:hush@127.0.0.1:1/news';

  it('is refused, and makes no folder', async () => {
    const folder = fresh();
    await expect(copyToPostgres({ folder, url })).rejects.toThrow(
      `there is no archive in ${folder}: it has no newsdesk.db`,
    );
    mkdirSync(folder);
    await expect(copyToPostgres({ folder, url })).rejects.toThrow(`there is no archive in ${folder}`);
  });

  it('is refused while another process holds the folder, or where no server answers', async () => {
    const folder = fresh();
    const archive = await open(folder);
    await expect(copyToPostgres({ folder, url })).rejects.toThrow(`is using ${folder}; stop it`);
    await archive.close();
    await expect(copyToPostgres({ folder, url })).rejects.toThrow('PostgreSQL at 127.0.0.1:1/news does not answer');
  });
});

describe.skipIf(serverUrl === null)(serverUrl === null ? WITHOUT_SERVER : 'copying an archive to a server', () => {
  const { fresh, open: openFolder } = folders();
  const { url: take, open, tables } = together();

  async function worked(): Promise<{ folder: string; url: string }> {
    const folder = fresh();
    const archive = await openFolder(folder);
    await work(archive);
    await archive.close();
    return { folder, url: await take() };
  }

  async function rowsThere(url: string): Promise<string[]> {
    const found = await tables(url);
    return Object.entries(found)
      .flatMap(([table, rows]) => (TABLES_LEFT_OUT.test(table) ? [] : rows.map((row) => sorted(table, row))))
      .toSorted();
  }

  it('brings every row, and people see the same', async () => {
    const { folder, url } = await worked();
    const progress: string[] = [];
    const copied = await copyToPostgres({
      folder,
      url,
      progress: (table, done, rows) => progress.push(`${table} ${done}/${rows}`),
    });
    expect(copied.isChanged).toBe(true);
    expect(copied.tables.find(({ name }) => name === 'model_calls')).toEqual({ name: 'model_calls', rows: 2 });
    expect(progress).toContain('model_calls 2/2');
    expect(await rowsThere(url)).toEqual(rowsOf(folder));
    const [here, there] = [await openFolder(folder, 'read'), await open(url)];
    expect(JSON.stringify(await seen(there))).toBe(
      JSON.stringify(await seen(here)).replaceAll(String.raw`\u0000`, '\ufffd'),
    );
    // Whoever goes on finds the counters where they were.
    await tell(there, numbered(5), 3);
    expect(await there.storyOf(numbered(5).id)).not.toBeNull();
    expect(await there.publish(aPublication('d2', { from: at(0), to: at(1) }))).toBe(true);
  });

  it('changes nothing when it is done again, and brings what was added or changed since', async () => {
    const { folder, url } = await worked();
    await copyToPostgres({ folder, url });
    expect(await copyToPostgres({ folder, url })).toMatchObject({ isChanged: false });

    const archive = await openFolder(folder);
    await read(archive, 3);
    await tell(archive, numbered(7), 4);
    await archive.dropSubscription(aSubscription().id);
    await archive.close();
    expect(await copyToPostgres({ folder, url })).toMatchObject({ isChanged: true });
    expect(await rowsThere(url)).toEqual(rowsOf(folder));
    const there = await open(url);
    expect((await there.search('Ferry number 7', 1)).map(({ article }) => article.file)).toEqual(['7.txt']);
  });

  it('never writes over what was done on the server', async () => {
    const { folder, url } = await worked();
    await copyToPostgres({ folder, url });
    const there = await open(url);
    await there.keepMute(aMute({ subject: 'another' }));
    const before = await rowsThere(url);
    await expect(copyToPostgres({ folder, url })).rejects.toThrow(
      /has an archive of its own, or has been at work since the last copy: name an empty database in DATABASE_URL/,
    );
    expect(await rowsThere(url)).toEqual(before);
  });

  it('never puts one archive in the place of another', async () => {
    const { folder, url } = await worked();
    await copyToPostgres({ folder, url });
    const other = fresh();
    const archive = await openFolder(other);
    await tell(archive, numbered(1));
    await archive.close();
    await expect(copyToPostgres({ folder: other, url })).rejects.toThrow(
      `has a copy of ${folder}, which is another archive`,
    );
  });

  it('copies nothing at all when it is cut off', async () => {
    const { folder, url } = await worked();
    const progress = vi.fn((table: string) => {
      if (table === 'readings') throw new Error('cut off');
    });
    await expect(copyToPostgres({ folder, url, progress })).rejects.toThrow('cut off');
    expect(await (await open(url)).counts()).toMatchObject({ articles: 0 });
    expect(await copyToPostgres({ folder, url })).toMatchObject({ isChanged: true });
  });

  it('is a command', async () => {
    const desk = aDesk();
    const { folder, url } = await worked();
    const unset = await desk.run(['migrate', '--from', folder]);
    expect(unset).toMatchObject({ code: 1, out: '' });
    expect(unset.err).toBe(
      'newsdesk: DATABASE_URL is not set: it names the PostgreSQL server to which the archive is to go\n',
    );
    const env = { DATABASE_URL: url };
    const first = await desk.run(['migrate', '--from', folder], { env });
    expect(first.out).toMatch(
      /^Copied \d+ articles and all that belongs to them: \d+ rows, counted again on the server\.\n/,
    );
    const second = await desk.run(['migrate', '--from', folder, '--json'], { env });
    expect(second.json()).toMatchObject({
      isChanged: false,
      tables: expect.arrayContaining([{ name: 'digests', rows: 1 }]),
    });
    expect((await desk.run(['migrate'], { env })).err).toContain('--from <folder>');
    desk.remove();
  });
});
