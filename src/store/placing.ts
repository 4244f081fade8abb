/** From what an article is about to the story it stands in. Everything here runs in the caller's transaction. */
import type { Article } from '../article/article.ts';
import {
  type Destination,
  MOST_REGROUPED,
  type NearStory,
  nearStories,
  type Placement,
  type ProfiledArticle,
  place,
} from '../story/clustering.ts';
import { type Profile, profileOf } from '../story/profile.ts';
import { storyOf, withArticle } from '../story/similarity.ts';
import { termsOf } from '../story/terms.ts';
import type { Standing, Verdict } from '../story/verdict.ts';
import type { Summary } from '../summary/summary.ts';
import { candidateStories, daysAround, keepTerms } from './candidates.ts';
import type { TermCounter } from './corpus.ts';
import { countUp } from './counters.ts';
import type { StoreDialect } from './dialect.ts';
import { keepStoryMeaning, placedMeaning } from './embeddings.ts';
import { fileStory } from './filing.ts';
import { keepProfile, keepStoryProfile, profilesIn } from './profiles.ts';
import type { Db } from './schema.ts';
import { beginStory, daysOf, moveArticles, nameStory, type Placed, putIn, settleStory, widen } from './story-rows.ts';
import { verdictsBetween } from './verdicts.ts';
import { versionsOf } from './versions.ts';

/** Why an article stands in a story to which it was moved. */
const MOVED_REASONS: readonly string[] = ['articles that came later showed that it belongs here'];

interface ReadArticle {
  readonly article: Article;
  /** `YYYY-MM-DD`: its date, or else the day it was taken in. */
  readonly day: string;
  readonly summary: Summary;
  readonly copies: readonly string[];
  /** When it was read, in milliseconds. */
  readonly at: number;
}

/**
 * Puts an article that was read, with its copies, into the story where it belongs, or begins one with it. One that stands in
 * a story already stays there: it was read again.
 */
export async function placeArticle(
  db: Db,
  dialect: StoreDialect,
  count: TermCounter,
  read: ReadArticle,
): Promise<void> {
  const before = await db
    .selectFrom('story_articles')
    .select('story_id')
    .where('article_id', '=', read.article.id)
    .executeTakeFirst();
  if (before) return readAgain(db, before.story_id);

  // Until the transaction ends nobody else places an article: each sees the stories as the one before left them.
  const number = await countUp(db, 'placed');
  const meant = await placedMeaning(db, read.article.id, daysAround(read.day));
  const profile = { ...(await profiled(db, count, read, number)), meaning: meant?.meaning ?? null };
  const article = { articleId: read.article.id, profile };
  const versions = await versionsOf(db, read.article.id);
  const near = await nearTo(db, dialect, article, read.day, meant?.close ?? [], versions);
  await keepTerms(db, profile, read.day, number);
  const verdicts = await verdictsBetween(
    db,
    near.map(({ storyId }) => storyId),
  );
  await apply(db, read, article, number, near, place(article, near, [...boundTo(versions, article), ...verdicts]));
}

/** A report that has grown may be about more than it was, but it goes on where it began. */
function boundTo(versions: readonly Standing[], { articleId }: ProfiledArticle): Verdict[] {
  return versions.map((version) => ({ between: [{ articleId, storyId: '' }, version], same: true }));
}

async function readAgain(db: Db, storyId: string): Promise<void> {
  await nameStory(db, storyId);
  await fileStory(db, storyId);
}

/** What the article is about, by what is known of its terms now; kept. */
export async function profiled(
  db: Db,
  count: TermCounter,
  { article, day, summary }: Pick<ReadArticle, 'article' | 'day' | 'summary'>,
  number: number,
): Promise<Profile> {
  const names = summary.actors.flatMap(({ name, aliases }) => [name, ...aliases]);
  const terms = termsOf(article, names);
  const corpus = await count(
    db,
    number,
    terms.map(({ text }) => text),
  );
  const profile = profileOf({ terms, day, actors: { names } }, corpus);
  await keepProfile(db, article.id, profile);
  return profile;
}

async function nearTo(
  db: Db,
  dialect: StoreDialect,
  { profile }: ProfiledArticle,
  day: string,
  close: readonly string[],
  versions: readonly Standing[],
): Promise<NearStory[]> {
  const own = versions.map(({ storyId }) => storyId);
  const candidates = await candidateStories(db, dialect, profile, day, [...new Set([...close, ...own])]);
  const found = nearStories(profile, candidates);
  const near = [...found, ...candidates.filter((story) => own.includes(story.storyId) && !found.includes(story))];
  const regrouped = near.filter((story) => !story.held && story.profile.articles <= MOST_REGROUPED);
  const articles = await profilesIn(
    db,
    regrouped.map(({ storyId }) => storyId),
  );
  return near.map((story) => ({ ...story, articles: articles.get(story.storyId) ?? [] }));
}

async function apply(
  db: Db,
  read: ReadArticle,
  { articleId, profile }: ProfiledArticle,
  number: number,
  near: readonly NearStory[],
  placement: Placement,
): Promise<void> {
  const { at, copies } = read;
  const begun = new Map<string, string>();
  const idOf = async (to: Destination): Promise<string> => {
    if ('storyId' in to) return to.storyId;
    const id = begun.get(to.beginsWith) ?? (await beginStory(db, to.beginsWith, at));
    begun.set(to.beginsWith, id);
    return id;
  };
  const lost = new Map<string, string>();
  const gained = new Set<string>();
  for (const move of placement.moves) {
    const to = await idOf(move.to);
    await moveArticles(db, move, to, MOVED_REASONS);
    lost.set(move.from, to);
    gained.add(to);
  }
  const own = await idOf(destinationOf(placement, articleId));
  await putIn(db, own, { articleId, number, copies, ...keptOf(placement) });
  if (placement.moves.length === 0) return gain(db, read, own, profile, near);
  gained.add(own);
  for (const id of new Set([...gained, ...lost.keys()]))
    await settleStory(db, id, gained.has(id) ? at : null, lost.get(id) ?? id);
}

function destinationOf(placement: Placement, articleId: string): Destination {
  if (placement.kind === 'start') return { beginsWith: placement.beginsWith };
  if (placement.kind === 'balanced' && placement.otherwise === 'start') return { beginsWith: articleId };
  return { storyId: placement.storyId };
}

function keptOf(placement: Placement): Pick<Placed, 'reasons' | 'score' | 'balancedWith'> {
  const { reasons } = placement;
  if (placement.kind === 'start') return { reasons, score: placement.nearest?.score ?? null, balancedWith: null };
  const balancedWith = placement.kind === 'balanced' ? placement.storyId : null;
  return { reasons, score: placement.score, balancedWith };
}

/** The common case, without looking at the articles that are there: one more, or the first one. */
async function gain(
  db: Db,
  { copies, day, summary, at }: ReadArticle,
  storyId: string,
  profile: Profile,
  near: readonly NearStory[],
): Promise<void> {
  const before = near.find((story) => story.storyId === storyId);
  const first = before?.profile.first ?? null;
  const days = [day, ...(await daysOf(db, copies))];
  const after = before ? withArticle(before.profile, profile) : storyOf(profile);
  await keepStoryProfile(db, storyId, after);
  if (profile.meaning) await keepStoryMeaning(db, storyId, after.meaning);
  await widen(db, storyId, { days, at, title: first === null || day < first ? summary.headline : null });
  await fileStory(db, storyId);
}
