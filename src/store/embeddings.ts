/** What articles and stories mean, as rows. */
import type { EmbeddingArchive } from '../ports/judgement.ts';
import {
  type Meaning,
  type MeaningSum,
  meaningSum,
  nearnessOf,
  usualFor,
  vectorBytes,
  vectorFrom,
} from '../story/meaning.ts';
import type { Db } from './schema.ts';

/** What the embedding model said of each article. */
export function embeddingStore(db: Db): EmbeddingArchive {
  return {
    async embeddedBy(articleId) {
      const row = await db
        .selectFrom('embeddings')
        .select('model')
        .where('article_id', '=', articleId)
        .executeTakeFirst();
      return row?.model ?? null;
    },

    async keepEmbedding(articleId, { model, vector }) {
      const columns = { model, vector: textOf(vector), usual: null };
      await db
        .insertInto('embeddings')
        .values({ article_id: articleId, ...columns })
        .onConflict((conflict) => conflict.column('article_id').doUpdateSet(columns))
        .execute();
    },
  };
}

/** Newest stories with which an article's meaning is compared. */
const MOST_NEWEST = 24;
/** Of them, those that are held against it though they share few words with it. */
const MOST_CLOSE = 3;

/**
 * The meaning of an article that is being put into a story, and the ids of the stories of the days around that are closest to
 * it, the closest first; null where it was not embedded. Runs in the caller's transaction.
 * @param days `YYYY-MM-DD`, inclusive
 */
export async function placedMeaning(
  db: Db,
  articleId: string,
  days: { readonly first: string; readonly last: string },
): Promise<{ meaning: Meaning; close: readonly string[] } | null> {
  const row = await db.selectFrom('embeddings').selectAll().where('article_id', '=', articleId).executeTakeFirst();
  if (!row) return null;
  const embedding = { model: row.model, vector: vectorOf(row.vector) };
  const newest = await newestStories(db, days);
  const meaning = {
    ...embedding,
    usual: usualFor(
      embedding,
      newest.map((story) => story.meaning),
    ),
  };
  await db.updateTable('embeddings').set({ usual: meaning.usual }).where('article_id', '=', articleId).execute();
  const own = meaningSum(meaning);
  const close = newest
    .map((story) => ({ storyId: story.storyId, nearness: nearnessOf(own, story.meaning) }))
    .filter(({ nearness }) => nearness > 0)
    .sort((a, b) => b.nearness - a.nearness || (a.storyId < b.storyId ? -1 : 1))
    .slice(0, MOST_CLOSE)
    .map(({ storyId }) => storyId);
  return { meaning, close };
}

async function newestStories(
  db: Db,
  days: { readonly first: string; readonly last: string },
): Promise<{ storyId: string; meaning: MeaningSum }[]> {
  const rows = await db
    .selectFrom('stories')
    .innerJoin('story_embeddings', 'story_embeddings.story_id', 'stories.id')
    .select(['id', 'first_seen', 'last_seen', 'model', 'vector', 'articles', 'usual'])
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_NEWEST)
    .execute();
  return rows
    .filter(({ first_seen, last_seen }) => last_seen >= days.first && first_seen <= days.last)
    .map((row) => ({ storyId: row.id, meaning: sumOf(row) }));
}

/** Of those stories that have one. */
export async function storyMeanings(db: Db, storyIds: readonly string[]): Promise<ReadonlyMap<string, MeaningSum>> {
  if (storyIds.length === 0) return new Map();
  const rows = await db.selectFrom('story_embeddings').selectAll().where('story_id', 'in', storyIds).execute();
  return new Map(rows.map((row) => [row.story_id, sumOf(row)]));
}

/** In the place of any other; null takes it away. */
export async function keepStoryMeaning(db: Db, storyId: string, meaning: MeaningSum | null): Promise<void> {
  if (!meaning) {
    await db.deleteFrom('story_embeddings').where('story_id', '=', storyId).execute();
    return;
  }
  const { model, articles, usual, sum } = meaning;
  const columns = { model, articles, usual, vector: textOf(sum) };
  await db
    .insertInto('story_embeddings')
    .values({ story_id: storyId, ...columns })
    .onConflict((conflict) => conflict.column('story_id').doUpdateSet(columns))
    .execute();
}

/** Null for an article without an embedding, or that was put into its story before it had one. */
export function meaningOf(row: { model: string | null; vector: string | null; usual: number | null }): Meaning | null {
  const { model, vector, usual } = row;
  return model === null || vector === null || usual === null ? null : { model, vector: vectorOf(vector), usual };
}

function sumOf(row: { model: string; vector: string; articles: number; usual: number }): MeaningSum {
  const { model, articles, usual } = row;
  return { model, articles, usual, sum: vectorOf(row.vector) };
}

function textOf(vector: Float32Array): string {
  return Buffer.from(vectorBytes(vector)).toString('base64');
}

function vectorOf(text: string): Float32Array {
  return vectorFrom(Buffer.from(text, 'base64'));
}
