/** Which articles, and with them which stories, stand under which topic. Everything here runs in the caller's transaction. */
import { setImmediate as turn } from 'node:timers/promises';
import { chunksOf } from './chunks.ts';
import { dayOf } from './rows.ts';
import type { Db } from './schema.ts';

/** Behind every topic of a summary: where an article is filed under what was made after it was read. */
const FILED_LATER = 1_000;

/** Articles written with one statement. Timers and sockets have their turn between two. */
const CHUNK = 500;

/** Files an article of a day under the topics of its summary, best first, in the place of those of an earlier reading. */
export async function fileArticle(db: Db, articleId: string, day: string, topics: readonly string[]): Promise<void> {
  await db.deleteFrom('article_topics').where('article_id', '=', articleId).where('place', '<', FILED_LATER).execute();
  const distinct = [...new Set(topics)];
  if (distinct.length === 0) return;
  await db
    .insertInto('article_topics')
    .values(distinct.map((topic, place) => ({ article_id: articleId, topic, day, place })))
    .onConflict((conflict) =>
      conflict.columns(['article_id', 'topic']).doUpdateSet((eb) => ({ place: eb.ref('excluded.place') })),
    )
    .execute();
}

/** Puts a story under the topics of its articles. */
export async function fileStory(db: Db, storyId: string): Promise<void> {
  await db
    .insertInto('story_topics')
    .columns(['topic', 'story_id'])
    .expression(topicsOfStories(db).where('story_articles.story_id', '=', storyId))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Puts a story under the topics of its articles, and of those only. */
export async function refileStory(db: Db, storyId: string): Promise<void> {
  await db.deleteFrom('story_topics').where('story_id', '=', storyId).execute();
  await fileStory(db, storyId);
}

/** The topics of each article, best first; articles under none are left out. Copies have none: ask for their originals. */
export async function topicsOf(db: Db, articleIds: readonly string[]): Promise<Map<string, string[]>> {
  if (articleIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('article_topics')
    .select(['article_id', 'topic'])
    .where('article_id', 'in', articleIds)
    .orderBy('place')
    .orderBy('topic')
    .execute();
  return new Map(
    [...Map.groupBy(rows, (row) => row.article_id)].map(([id, its]) => [id, its.map(({ topic }) => topic)]),
  );
}

/**
 * Sets which of the articles taken in at or after `since` stand under a topic. An article of the topic that stays keeps
 * its place among its topics.
 */
export async function refile(db: Db, topic: string, since: number, articleIds: readonly string[]): Promise<void> {
  const before = await db
    .selectFrom('article_topics')
    .innerJoin('articles', 'articles.id', 'article_topics.article_id')
    .select('article_id')
    .where('topic', '=', topic)
    .where('articles.taken_at', '>=', since)
    .execute();
  const stood = new Set(before.map((row) => row.article_id));
  const wanted = new Set(articleIds);
  for (const chunk of chunksOf(
    [...stood].filter((id) => !wanted.has(id)),
    CHUNK,
  )) {
    await takeOut(db, topic, chunk);
    await turn();
  }
  for (const chunk of chunksOf(
    [...wanted].filter((id) => !stood.has(id)),
    CHUNK,
  )) {
    await putIn(db, topic, since, chunk);
    await turn();
  }
}

/** Takes every article and story out from under a topic; resolves to how many rows that were. */
export async function clearTopic(db: Db, topic: string): Promise<number> {
  const articles = await db.deleteFrom('article_topics').where('topic', '=', topic).executeTakeFirst();
  const stories = await db.deleteFrom('story_topics').where('topic', '=', topic).executeTakeFirst();
  return Number(articles.numDeletedRows + stories.numDeletedRows);
}

async function takeOut(db: Db, topic: string, articleIds: readonly string[]): Promise<void> {
  await db.deleteFrom('article_topics').where('topic', '=', topic).where('article_id', 'in', articleIds).execute();
  const stories = await db
    .selectFrom('story_articles')
    .select('story_id')
    .distinct()
    .where('article_id', 'in', articleIds)
    .execute();
  if (stories.length === 0) return;
  const ids = stories.map((row) => row.story_id);
  // The topic is looked for here: asked for it too, SQLite goes through all its articles for each story.
  const standing = await db
    .selectFrom('story_articles')
    .innerJoin('article_topics', 'article_topics.article_id', 'story_articles.article_id')
    .select(['story_articles.story_id', 'article_topics.topic'])
    .distinct()
    .where('story_articles.story_id', 'in', ids)
    .execute();
  const stay = new Set(standing.filter((row) => row.topic === topic).map((row) => row.story_id));
  const leaving = ids.filter((id) => !stay.has(id));
  if (leaving.length > 0)
    await db.deleteFrom('story_topics').where('topic', '=', topic).where('story_id', 'in', leaving).execute();
}

async function putIn(db: Db, topic: string, since: number, articleIds: readonly string[]): Promise<void> {
  const articles = await db
    .selectFrom('articles')
    .select(['id', 'date', 'taken_at'])
    .where('id', 'in', articleIds)
    .where('taken_at', '>=', since)
    .where('duplicate_of', 'is', null)
    .execute();
  if (articles.length === 0) return;
  await db
    .insertInto('article_topics')
    .values(
      articles.map(({ id, date, taken_at }) => ({
        article_id: id,
        topic,
        day: date ?? dayOf(taken_at),
        place: FILED_LATER,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await db
    .insertInto('story_topics')
    .columns(['topic', 'story_id'])
    .expression(
      topicsOfStories(db)
        .where('article_topics.topic', '=', topic)
        .where('article_topics.article_id', 'in', articleIds),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

function topicsOfStories(db: Db) {
  return db
    .selectFrom('article_topics')
    .innerJoin('story_articles', 'story_articles.article_id', 'article_topics.article_id')
    .select(['article_topics.topic', 'story_articles.story_id'])
    .distinct();
}
