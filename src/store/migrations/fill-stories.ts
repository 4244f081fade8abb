/** Gives the articles that are there already what newcomers are held against. */
import { setImmediate as turn } from 'node:timers/promises';
import type { Article } from '../../article/article.ts';
import { bandsOf, bytesOf, fingerprintOf } from '../../story/duplicates.ts';
import { storyOf } from '../../story/similarity.ts';
import type { Summary } from '../../summary/summary.ts';
import { keepTerms } from '../candidates.ts';
import { type TermCounter, termCounter } from '../corpus.ts';
import { countUp } from '../counters.ts';
import type { StoreDialect } from '../dialect.ts';
import { keepFingerprint } from '../fingerprints.ts';
import { profiled } from '../placing.ts';
import { keepStoryProfile } from '../profiles.ts';
import { ARTICLE_COLUMNS, articleOf, dayOf } from '../rows.ts';
import type { Db } from '../schema.ts';

/** Articles fetched at a time. */
const PAGE = 200;

/** What came in longer before the newest article is hardly reprinted, and no story goes on for so long without a word. */
const OLDEST_MS = 60 * 24 * 60 * 60 * 1000;

interface Kept {
  readonly article: Article;
  readonly takenAt: number;
  readonly summary: string | null;
  readonly storyId: string | null;
}

/** Stories stay as they are: those that come in from now on bring together what belongs together. */
export async function fillStories(db: Db, dialect: StoreDialect): Promise<void> {
  const count = termCounter(dialect);
  let last: Kept | undefined;
  do {
    const page = await pageAfter(db, last, await oldest(db));
    for (const kept of page) await fill(db, count, kept);
    last = page.length === PAGE ? page.at(-1) : undefined;
    await turn();
  } while (last);
}

async function oldest(db: Db): Promise<number> {
  const row = await db
    .selectFrom('articles')
    .select((eb) => eb.fn.max<number | null>('taken_at').as('newest'))
    .where('duplicate_of', 'is', null)
    .executeTakeFirst();
  return Number(row?.newest ?? 0) - OLDEST_MS;
}

async function pageAfter(db: Db, last: Kept | undefined, since: number): Promise<Kept[]> {
  const rows = await db
    .selectFrom('articles')
    .innerJoin('readings', 'readings.article_id', 'articles.id')
    .leftJoin('story_articles', 'story_articles.article_id', 'articles.id')
    .select(ARTICLE_COLUMNS)
    .select(['articles.taken_at', 'summary', 'story_id'])
    .where('duplicate_of', 'is', null)
    .where('articles.taken_at', '>=', since)
    .$if(last !== undefined, (query) =>
      query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('articles.taken_at', 'articles.id'), '>', tuple(last?.takenAt ?? 0, last?.article.id ?? '')),
      ),
    )
    .orderBy('articles.taken_at')
    .orderBy('articles.id')
    .limit(PAGE)
    .execute();
  return rows.map((row) => ({
    article: articleOf(row),
    takenAt: row.taken_at,
    summary: row.summary,
    storyId: row.story_id,
  }));
}

async function fill(db: Db, count: TermCounter, { article, takenAt, summary, storyId }: Kept): Promise<void> {
  const print = fingerprintOf(article);
  const likeness = { print: bytesOf(print), keys: bandsOf(print) };
  await keepFingerprint(db, article.id, likeness, { duplicateBecause: null, newerOf: null });
  if (summary === null || storyId === null) return;
  const day = article.date ?? dayOf(takenAt);
  const number = await countUp(db, 'placed');
  const read: Summary = JSON.parse(summary);
  const profile = await profiled(db, count, { article, day, summary: read }, number);
  await keepTerms(db, profile, day, number);
  await db.updateTable('story_articles').set({ number }).where('article_id', '=', article.id).execute();
  await keepStoryProfile(db, storyId, storyOf(profile));
}
