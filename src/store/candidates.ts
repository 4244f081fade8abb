import { DAY_MS } from '../spans.ts';
import { FARTHEST } from '../story/days.ts';
import { candidateTerms, type Profile } from '../story/profile.ts';
import type { StoryProfile } from '../story/similarity.ts';
import type { StoreDialect } from './dialect.ts';
import { storyMeanings } from './embeddings.ts';
import { dayOf } from './rows.ts';
import type { Db } from './schema.ts';

/** Articles looked at for one term, before the article's day and after it: the nearest in time. */
const MOST_PER_TERM = 100;
/** Stories that are held against an article: those that share most of its terms. */
const MOST_CANDIDATES = 8;

export interface CandidateStory {
  readonly storyId: string;
  readonly profile: StoryProfile;
  readonly held: boolean;
}

/** The days around one, inclusive: news of others is not on the same event. All `YYYY-MM-DD`. */
export function daysAround(day: string): { first: string; day: string; last: string } {
  const at = Date.parse(day);
  return { first: dayOf(at - FARTHEST * DAY_MS), day, last: dayOf(at + FARTHEST * DAY_MS) };
}

/**
 * The stories of the days around whose articles share the heaviest terms of an article, and those that are `close` to it
 * otherwise, by their ids. Runs in the caller's transaction.
 */
export async function candidateStories(
  db: Db,
  dialect: StoreDialect,
  profile: Profile,
  day: string,
  close: readonly string[],
): Promise<CandidateStory[]> {
  const terms = candidateTerms(profile);
  if (terms.length === 0) return [];
  const limits = { perTerm: MOST_PER_TERM, most: MOST_CANDIDATES };
  const sharing = await dialect.storiesNear(db, terms, daysAround(day), limits);
  const others = close.filter((id) => sharing.every(({ storyId }) => storyId !== id));
  const found = [...sharing, ...(await storiesById(db, others))];
  const meanings = await storyMeanings(
    db,
    found.map(({ storyId }) => storyId),
  );
  return found.map((story) => ({
    storyId: story.storyId,
    profile: { ...(JSON.parse(story.profile) as StoryProfile), meaning: meanings.get(story.storyId) ?? null },
    held: story.held === 1,
  }));
}

async function storiesById(db: Db, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return await db
    .selectFrom('stories')
    .innerJoin('story_profiles', 'story_profiles.story_id', 'stories.id')
    .select(['id as storyId', 'profile', 'held'])
    .where('id', 'in', ids)
    .orderBy('id')
    .execute();
}

/** Makes the article findable for those that come after it. Runs in the caller's transaction. */
export async function keepTerms(db: Db, profile: Profile, day: string, number: number): Promise<void> {
  const terms = candidateTerms(profile);
  if (terms.length === 0) return;
  await db
    .insertInto('article_terms')
    .values(terms.map((term) => ({ term, day, number })))
    .execute();
}
