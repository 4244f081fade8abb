import { FARTHEST } from '../story/days.ts';
import { candidateTerms, type Profile } from '../story/profile.ts';
import type { StoryProfile } from '../story/similarity.ts';
import type { StoreDialect } from './dialect.ts';
import { dayOf } from './rows.ts';
import type { Db } from './schema.ts';

/** Articles looked at for one term, before the article's day and after it: the nearest in time. */
const MOST_PER_TERM = 100;
/** Stories that are held against an article: those that share most of its terms. */
const MOST_CANDIDATES = 8;

const DAY_MS = 24 * 60 * 60 * 1000;

export interface CandidateStory {
  readonly storyId: string;
  readonly profile: StoryProfile;
  readonly held: boolean;
}

/** The stories of the days around whose articles share the heaviest terms of an article. Runs in the caller's transaction. */
export async function candidateStories(
  db: Db,
  dialect: StoreDialect,
  profile: Profile,
  day: string,
): Promise<CandidateStory[]> {
  const terms = candidateTerms(profile);
  if (terms.length === 0) return [];
  const at = Date.parse(day);
  const days = { first: dayOf(at - FARTHEST * DAY_MS), day, last: dayOf(at + FARTHEST * DAY_MS) };
  const found = await dialect.storiesNear(db, terms, days, { perTerm: MOST_PER_TERM, most: MOST_CANDIDATES });
  return found.map((story) => ({
    storyId: story.storyId,
    profile: JSON.parse(story.profile) as StoryProfile,
    held: story.held === 1,
  }));
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
