/** Taking old articles out of the tables. Everything here runs in the caller's transaction. */
import { sql } from 'kysely';
import { bandsOf, fingerprintFrom } from '../story/fingerprint.ts';
import { candidateTerms, profileFrom } from '../story/profile.ts';
import type { StoreDialect } from './dialect.ts';
import { dayOf, isBalanced } from './rows.ts';
import type { Db } from './schema.ts';

/** Whether an article was here and was taken out for its age. */
export async function isRemoved(db: Db, articleId: string): Promise<boolean> {
  const row = await db
    .selectFrom('removed_articles')
    .select('article_id')
    .where('article_id', '=', articleId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Of articles that stay as evidence: all by which they are found or held against newcomers, and the model's words. */
export async function keepAsEvidence(db: Db, dialect: StoreDialect, articleIds: readonly string[]): Promise<void> {
  if (articleIds.length === 0) return;
  await dropLikeness(db, dialect, articleIds);
  await db.updateTable('readings').set({ raw: null }).where('article_id', 'in', articleIds).execute();
  await db
    .insertInto('evidence_articles')
    .values(articleIds.map((article_id) => ({ article_id })))
    .execute();
}

/** Copies before, or together with, their originals. */
export async function removeArticles(db: Db, dialect: StoreDialect, articleIds: readonly string[]): Promise<void> {
  if (articleIds.length === 0) return;
  await dropLikeness(db, dialect, articleIds);
  await db.updateTable('fingerprints').set({ newer_of: null }).where('newer_of', 'in', articleIds).execute();
  await db.deleteFrom('judgements').where('other_id', 'in', articleIds).execute();
  for (const table of OF_ARTICLES) await db.deleteFrom(table).where('article_id', 'in', articleIds).execute();
  await leaveStories(db, articleIds);
  // Those that refer to another one first.
  await db.deleteFrom('articles').where('id', 'in', articleIds).where('duplicate_of', 'is not', null).execute();
  await db.deleteFrom('articles').where('id', 'in', articleIds).execute();
  await db
    .insertInto('removed_articles')
    .values(articleIds.map((article_id) => ({ article_id })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

const OF_ARTICLES = [
  'judgements',
  'article_topics',
  'digest_articles',
  'lookback_articles',
  'arrivals',
  'readings',
] as const;

/** What an article is found by: its words, the keys of its wording, and what it is about. */
async function dropLikeness(db: Db, dialect: StoreDialect, articleIds: readonly string[]): Promise<void> {
  await dialect.forgetArticles(db, articleIds);
  await dropFingerprints(db, articleIds);
  await dropTerms(db, articleIds);
  await db.deleteFrom('article_profiles').where('article_id', 'in', articleIds).execute();
  await db.deleteFrom('embeddings').where('article_id', 'in', articleIds).execute();
}

async function dropFingerprints(db: Db, articleIds: readonly string[]): Promise<void> {
  const gone = await db
    .deleteFrom('fingerprints')
    .where('article_id', 'in', articleIds)
    .returning(['number', 'print'])
    .execute();
  for (const { number, print } of gone) {
    if (number === null) continue;
    const keys = keysOf(print);
    if (keys.length === 0) continue;
    await db.deleteFrom('fingerprint_keys').where('number', '=', number).where('key', 'in', keys).execute();
  }
}

/** Keys of a print that nobody can read any more lead to no article, and harm nobody. */
function keysOf(print: string): readonly number[] {
  try {
    return bandsOf(fingerprintFrom(Buffer.from(print, 'base64')));
  } catch {
    return [];
  }
}

/** How many articles have each term stays as it was counted: it says how rare the word is. */
async function dropTerms(db: Db, articleIds: readonly string[]): Promise<void> {
  const rows = await db
    .selectFrom('article_profiles as p')
    .innerJoin('story_articles as s', 's.article_id', 'p.article_id')
    .innerJoin('articles as a', 'a.id', 'p.article_id')
    .select(['p.profile', 's.number', 'a.date', 'a.taken_at'])
    .where('p.article_id', 'in', articleIds)
    .execute();
  for (const { profile, number, date, taken_at } of rows) {
    const terms = candidateTerms(profileFrom(profile));
    if (number === null || terms.length === 0) continue;
    await db
      .deleteFrom('article_terms')
      .where('term', 'in', terms)
      .where('day', '=', date ?? dayOf(taken_at))
      .where('number', '=', number)
      .execute();
  }
}

/** A story keeps its name and its days. One that has no article left ends. */
async function leaveStories(db: Db, articleIds: readonly string[]): Promise<void> {
  const left = await db
    .deleteFrom('story_articles')
    .where('article_id', 'in', articleIds)
    .returning('story_id')
    .execute();
  const stories = [...new Set(left.map(({ story_id }) => story_id))];
  if (stories.length === 0) return;
  const living = await db
    .selectFrom('story_articles')
    .select('story_id')
    .distinct()
    .where('story_id', 'in', stories)
    .execute();
  const alive = new Set(living.map(({ story_id }) => story_id));
  const ended = stories.filter((id) => !alive.has(id));
  if (ended.length > 0) await endForGood(db, ended);
}

/** Nothing goes on in their place, and nothing is left that could be said of them. Their ids are not given again. */
async function endForGood(db: Db, storyIds: readonly string[]): Promise<void> {
  for (const table of ['story_topics', 'story_profiles', 'story_embeddings', 'corrections', 'reports'] as const)
    await db.deleteFrom(table).where('story_id', 'in', storyIds).execute();
  await db.deleteFrom('mutes').where('kind', '=', 'story').where('subject', 'in', storyIds).execute();
  await db
    .updateTable('story_articles')
    .set({ balanced_with: null })
    .where(isBalanced('story_articles'))
    .where('balanced_with', 'in', storyIds)
    .execute();
  await db.deleteFrom('stories').where('id', 'in', storyIds).execute();
  await db
    .insertInto('ended_stories')
    .columns(['story_id', 'became'])
    .values(storyIds.map((id) => ({ story_id: id, became: id })))
    .onConflict((conflict) => conflict.column('story_id').doUpdateSet({ became: sql<string>`excluded.became` }))
    .execute();
}
