import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { describe, expect, it } from 'vitest';
import { likenessOf } from '../../../src/pipeline/likeness.ts';
import { archive as firstMigration } from '../../../src/store/migrations/0001-archive.ts';
import { conversation as secondMigration } from '../../../src/store/migrations/0002-conversation.ts';
import type { Schema } from '../../../src/store/schema.ts';
import { sqlite } from '../../../src/store/sqlite/dialect.ts';
import { sqliteDialect } from '../../../src/store/sqlite/driver.ts';
import { anArrival, anArticle, aSummary } from '../../support/articles.ts';
import { aDigest } from '../../support/digests.ts';
import { DESK } from '../contract/publications.ts';
import { at, MINUTE } from '../contract/times.ts';
import { folders } from './folders.ts';
import { numbered } from './numbered.ts';

const { fresh, open } = folders();

const MANY = 205;
const UNDATED = anArticle({ ...numbered(1), date: null });

/** A folder as the first version of the program left it: articles that were read, and a digest to the desk. */
async function folderOfVersion1(): Promise<string> {
  const folder = fresh();
  mkdirSync(folder);
  const database = new DatabaseSync(join(folder, 'newsdesk.db'));
  const db = new Kysely<Schema>({ dialect: sqliteDialect(database, folder) });
  database.exec(`create table schema_version (version integer primary key not null, name text not null);
    insert into schema_version values (1, '0001-archive')`);
  await firstMigration.up(db, sqlite);
  for (let n = 0; n < MANY; n++) keepAsVersion1(database, n);
  const { actors: _, ...digest } = aDigest({ id: 'd1', channel: DESK });
  database
    .prepare(`insert into digests values ('d1', 'desk@08:00', 'slack:C0DESK', 1, ?, ?)`)
    .run(at(5).getTime(), JSON.stringify(digest));
  await db.destroy();
  return folder;
}

function keepAsVersion1(database: DatabaseSync, n: number): void {
  const article = n === 1 ? UNDATED : numbered(n);
  const { id, file, title, date, text } = article;
  const topics = n % 2 === 0 ? ['shipping', `ferry-${n}`, 'shipping'] : [];
  const taken = at(n).getTime();
  database
    .prepare(
      `insert into articles (id, file, title, date, language, taken_at, blocks, text) values (?, ?, ?, ?, 'en', ?, ?, ?)`,
    )
    .run(id, file, title, date, taken, JSON.stringify(article.blocks), text);
  database
    .prepare(
      `insert into readings (article_id, taken_at, state, attempt, fence, read_at, summary) values (?, ?, 'read', 1, 1, ?, ?)`,
    )
    .run(id, taken, taken, JSON.stringify(aSummary(article, { topics })));
  database
    .prepare(`insert into stories values (?, ?, 'open', '2026-11-14', '2026-11-14', ?)`)
    .run(`s${n}`, title, taken);
  database.prepare('insert into story_articles values (?, ?)').run(id, `s${n}`);
  for (const topic of new Set(topics)) database.prepare('insert into story_topics values (?, ?)').run(topic, `s${n}`);
  database.prepare('insert into search_documents values (?, ?)').run(n + 1, id);
  database.prepare('insert into search_index (rowid, title, body) values (?, ?, ?)').run(n + 1, title, text);
}

/** A folder as the second version of the program left it: articles that were read, a story each. */
async function folderOfVersion2(): Promise<string> {
  const folder = await folderOfVersion1();
  const database = new DatabaseSync(join(folder, 'newsdesk.db'));
  const db = new Kysely<Schema>({ dialect: sqliteDialect(database, folder) });
  await secondMigration.up(db, sqlite);
  database.exec(`insert into schema_version values (2, '0002-conversation')`);
  await db.destroy();
  return folder;
}

describe('a database of the second version', () => {
  it('is brought up to date: newcomers are held against what is there, and join its stories', async () => {
    const archive = await open(await folderOfVersion2());
    expect(await archive.counts()).toMatchObject({ articles: MANY, stories: MANY });
    const [old] = (await archive.candidates(null, { from: at(0), to: at(MANY) })).slice(-1);
    const article = (await archive.article(old?.articleId ?? '')) ?? numbered(0);
    const copy = { ...article, id: 'c'.repeat(32), file: 'copy.txt', title: article.title };
    const likeness = await likenessOf(copy, archive);
    expect(likeness.copyOf?.articleId).toBeTruthy();
    expect((await archive.takeIn(anArrival(copy, { likeness }))).kind).toBe('duplicate');
    const next = anArticle({
      ...article,
      id: 'd'.repeat(32),
      file: 'next.txt',
      text: `${article.text} It will sail again.`,
    });
    await archive.takeIn(anArrival({ ...next, blocks: [{ kind: 'paragraph', start: 0, end: next.text.length }] }));
    for (const claim of await archive.claimReading(at(MANY), MINUTE, 1))
      await archive.keepSummary(claim, aSummary(claim.article), at(MANY));
    expect((await archive.counts()).stories).toBeLessThanOrEqual(MANY);
    const story = await archive.story((await archive.storyOf(next.id)) ?? '');
    expect(story?.articles.length).toBeGreaterThan(1);
  });

  it('keeps the stories and their ids', async () => {
    const archive = await open(await folderOfVersion2());
    expect((await archive.stories({})).map(({ id }) => id).toSorted()).toEqual(
      Array.from({ length: MANY }, (_, n) => `s${n}`).toSorted(),
    );
    expect((await archive.trace(numbered(3).id))?.storyBecause).toEqual([]);
  });
});

describe('a database of the first version', () => {
  it('is brought up to date: what was read stands under its topics, and is found by day', async () => {
    const archive = await open(await folderOfVersion1());
    const candidates = await archive.candidates(null, { from: at(0), to: at(MANY) });
    expect(candidates).toHaveLength(MANY);
    expect(candidates[204]?.topics).toEqual(['shipping', 'ferry-204']);
    expect(candidates[3]?.topics).toEqual([]);
    expect(await archive.extent({ topic: 'shipping', hiddenTopics: [] })).toEqual({
      articles: 103,
      newest: '2026-11-14',
    });
    expect(await archive.search('ferry', MANY, { topic: 'shipping', from: '2026-11-14' })).toHaveLength(103);
    expect(await archive.search('ferry', MANY, { to: '2026-11-13' })).toEqual([]);
    const undated = await archive.search('"ferry number 1"', 9, { from: '2026-11-14', to: '2026-11-14' });
    expect(undated.map(({ article }) => article.id)).toEqual([UNDATED.id]);
  });

  it('keeps what it knew, and takes in more', async () => {
    const archive = await open(await folderOfVersion1());
    expect((await archive.lastDigest(DESK))?.digest).toMatchObject({ id: 'd1', actors: [] });
    expect((await archive.digest('d1'))?.digest.actors).toEqual([]);
    expect(await archive.takeIn(anArrival(numbered(MANY)))).toMatchObject({ kind: 'taken' });
    expect(await archive.search('ferry', 999)).toHaveLength(MANY + 1);
  });

  it('is not read by a program that would have to change it first', async () => {
    await expect(open(await folderOfVersion1(), 'read')).rejects.toThrow('written by an older newsdesk');
  });
});
