import { sql } from 'kysely';
import { ALL_TOPICS } from '../digest/topic.ts';
import type { StoryArchive } from '../ports/archive.ts';
import { compare } from '../story/order.ts';
import type { Story, StoryArticle } from '../story/story.ts';
import { dayOf } from './rows.ts';
import type { Db } from './schema.ts';
import { storyEdits } from './story-edits.ts';
import { livingId } from './story-rows.ts';

/** Stories fetched at a time, so that a long list never holds the event loop. */
const PAGE = 200;

/** Stories with their articles, and what is done to them by hand. */
export function storyStore(db: Db): StoryArchive {
  return {
    ...storyEdits(db),

    async stories(filter) {
      const found = await matching(db, filter);
      const stories: Story[] = [];
      for (let at = 0; at < found.length; at += PAGE) {
        stories.push(...(await withArticles(db, found.slice(at, at + PAGE))));
      }
      return stories;
    },
  };
}

type FoundStory = Pick<Story, 'id' | 'title' | 'status' | 'firstSeen' | 'lastSeen'>;

type Filter = Parameters<StoryArchive['stories']>[0];

/** Latest first. */
function matching(db: Db, { since, topic, hiddenTopics = [], limit }: Filter): Promise<FoundStory[]> {
  return foundStories(db)
    .$if(since !== undefined, (query) => query.where('last_seen', '>=', since ?? ''))
    .$if(topic !== undefined && topic !== ALL_TOPICS, (query) =>
      query.where(({ exists }) => exists(filedUnder(db, [topic ?? '']))),
    )
    .$if(hiddenTopics.length > 0, (query) =>
      query.where(({ not, exists }) => not(exists(filedUnder(db, hiddenTopics)))),
    )
    .orderBy('last_seen', 'desc')
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
    .execute();
}

function foundStories(db: Db) {
  return db.selectFrom('stories').select(['id', 'title', 'status', 'first_seen as firstSeen', 'last_seen as lastSeen']);
}

/** Of the query around it, the story, if it stands under one of the topics. */
function filedUnder(db: Db, topics: readonly string[]) {
  return db
    .selectFrom('story_topics')
    .select('story_topics.story_id')
    .where('story_topics.topic', 'in', topics)
    .where('story_topics.story_id', '=', sql<string>`stories.id`);
}

/** One story with its articles; for one that was taken into another, that other one. */
export async function storyById(db: Db, id: string): Promise<Story | null> {
  const found = await foundStories(db)
    .where('id', '=', await livingId(db, id))
    .execute();
  return (await withArticles(db, found))[0] ?? null;
}

/** An article of a story, with what it is sorted and counted by. */
interface Listed extends StoryArticle {
  readonly source: string | null;
  readonly day: string;
  readonly at: number;
}

async function withArticles(db: Db, found: readonly FoundStory[]): Promise<Story[]> {
  if (found.length === 0) return [];
  const ids = found.map(({ id }) => id);
  const listed = Map.groupBy(
    [...(await articlesIn(db, ids)), ...(await sameBytesIn(db, ids))],
    ({ storyId }) => storyId,
  );
  return found.map((story) => {
    const its = listed.get(story.id) ?? [];
    return { ...story, publishers: publishersOf(its), articles: its.toSorted(oldestFirst).map(storyArticle) };
  });
}

async function articlesIn(db: Db, storyIds: readonly string[]): Promise<(Listed & { storyId: string })[]> {
  const rows = await db
    .selectFrom('story_articles')
    .innerJoin('articles', 'articles.id', 'story_articles.article_id')
    .select(['story_id', 'id', 'file', 'title', 'date', 'source', 'duplicate_of', 'taken_at'])
    .where('story_id', 'in', storyIds)
    .execute();
  return rows.map(({ story_id, duplicate_of, taken_at, ...row }) => ({
    ...row,
    storyId: story_id,
    duplicateOf: duplicate_of,
    day: row.date ?? dayOf(taken_at),
    at: taken_at,
  }));
}

/** Files with the very bytes of an article of the story, under other names: they have no article of their own. */
async function sameBytesIn(db: Db, storyIds: readonly string[]): Promise<(Listed & { storyId: string })[]> {
  const rows = await db
    .selectFrom('story_articles')
    .innerJoin('articles', 'articles.id', 'story_articles.article_id')
    .innerJoin('arrivals', 'arrivals.article_id', 'articles.id')
    .select(['story_id', 'articles.id', 'arrivals.file', 'title', 'date', 'source', 'taken_at', 'arrived_at'])
    .where('story_id', 'in', storyIds)
    .whereRef('arrivals.file', '!=', 'articles.file')
    .where('arrivals.reason', 'is', null)
    .execute();
  return rows.map(({ story_id, taken_at, arrived_at, ...row }) => ({
    ...row,
    storyId: story_id,
    duplicateOf: row.id,
    day: row.date ?? dayOf(taken_at),
    at: arrived_at,
  }));
}

function oldestFirst(a: Listed, b: Listed): number {
  return compare(a.day, b.day) || a.at - b.at || copyLast(a) - copyLast(b) || compare(a.file, b.file);
}

function copyLast({ duplicateOf }: Listed): number {
  return duplicateOf === null ? 0 : 1;
}

function storyArticle({ id, file, title, date, duplicateOf }: Listed): StoryArticle {
  return { id, file, title, date, duplicateOf };
}

function publishersOf(listed: readonly Listed[]): number {
  return new Set(listed.map(({ source }) => source?.trim().toLowerCase() ?? '')).size;
}
