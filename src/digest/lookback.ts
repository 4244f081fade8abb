/**
 * What became of a week's stories: which came, grew, woke or went quiet, what the week added to each, and who rose and fell.
 * Told from the same readings as digests, by the same gates; it marks nothing as told, so that digests are as they were.
 */
import { DAY_MS, MINUTE_MS } from '../spans.ts';
import { compare } from '../story/order.ts';
import type { Claim } from '../summary/summary.ts';
import { type Candidate, dayOf, originalsOf } from './candidate.ts';
import type { Delta, Digest, DigestStory, Movement, Window } from './digest.ts';
import { heldBack, type Wish, withoutMutedSources } from './gates.ts';
import { actorsMoved, type StoryWeeks } from './lookback-actors.ts';
import type { Merged } from './merge.ts';
import { newIn } from './novelty.ts';
import { publisherCount } from './publishers.ts';
import { headlineOf, lightened, MOST_OF_UPDATED, storyOf } from './select.ts';
import { saidIn, storyDays } from './timeline.ts';

/** A story to which nothing came for so long has gone quiet and is closed. It wakes when something comes: less than `FARTHEST` of `story/`. */
export const CLOSED_AFTER_MS = 5 * DAY_MS;
/** Whose reading took longer than a due digest waits for belongs to the week in which it was read. */
export const WAIT_FOR_READING_MS = 10 * MINUTE_MS;
/** Stories told with what the week brought; the lightest beyond them are counted only. */
const MOST_TOLD = 15;
/** Headlines of stories to which nothing came. */
const MOST_STILL = 5;

export interface LookbackFrame extends Omit<Digest, 'stories' | 'considered' | 'lookback'> {
  /** The week before that of `window`, up to its beginning. */
  readonly before: Window;
}

export interface LookbackMaterial extends Omit<Wish, 'topics' | 'actors' | 'zone' | 'told'> {
  /** Every article of each story that moved in `window`; of other stories at least those since `before`. */
  readonly candidates: readonly Candidate[];
  /** When the archive's first article came in; null for an empty one. */
  readonly firstArrival: Date | null;
}

/**
 * When an article came for a look back: each belongs to one week, whenever that is told. One that could be read only long
 * after it came in was no news before.
 */
export function cameAt({ takenAt, readAt }: Pick<Candidate, 'takenAt' | 'readAt'>): Date {
  return readAt.getTime() - takenAt.getTime() > WAIT_FOR_READING_MS ? readAt : takenAt;
}

/**
 * Without a story that moved it has no stories: a quiet week. Pure; a story at each step, since all of a week's at once would
 * keep everybody else waiting.
 */
export function* lookingBack(frame: LookbackFrame, material: LookbackMaterial): Generator<void, Digest> {
  const { before, ...digest } = frame;
  const wish: Wish = { ...material, topics: frame.topics, actors: frame.actors, zone: frame.zone };
  const { stories, considered } = storiesOf(wish, material.candidates, frame);
  const ranked = stories
    .flatMap((story) => movedIn(frame.window, story))
    .sort((one, other) => byWeight(one, other, material.reported ?? []));
  const still = stories.flatMap((story) => stilledIn(frame.window, story)).sort(byPublishers);
  const told: DigestStory[] = [];
  for (const moved of ranked.slice(0, MOST_TOLD)) {
    told.push(storyToTell(moved, wish));
    yield;
  }
  const hasWeekBefore = material.firstArrival !== null && material.firstArrival <= before.from;
  const seen = [...ranked, ...still].map(({ story }) => story);
  const actors = hasWeekBefore ? yield* actorsMoved(seen) : { rose: [], fell: [] };
  const count = (kind: Movement['kind']) => ranked.filter(({ movement }) => movement.kind === kind).length;
  return {
    ...digest,
    stories: told,
    considered,
    lookback: {
      counts: { new: count('new'), grew: count('grew'), woke: count('woke'), quiet: still.length },
      moved: ranked.slice(0, MOST_TOLD).map(({ movement }) => movement),
      still: still
        .slice(0, MOST_STILL)
        .map((one) => ({ ...one.movement, headline: headlineOf(originalsOf(one.story.earlier)) })),
      hasWeekBefore,
      ...actors,
    },
  };
}

/** The stories that this channel wants and may see, each with its articles up to the week's end. */
function storiesOf(wish: Wish, candidates: readonly Candidate[], { window, before }: LookbackFrame) {
  const stories: StoryWeeks[] = [];
  let considered = 0;
  const isIn = (span: Window, at: Date) => at >= span.from && at < span.to;
  const come = candidates.filter((article) => cameAt(article) < window.to).sort(newestFirst);
  for (const [storyId, articles] of Map.groupBy(come, (article) => article.storyId)) {
    const inWeek = (some: readonly Candidate[]) => some.filter((article) => isIn(window, cameAt(article)));
    const { shown } = withoutMutedSources(articles, wish);
    const held = shown.length === 0 ? null : heldBack(shown, wish);
    if (held?.gate !== 'hidden') considered += inWeek(articles).length;
    if (shown.length === 0 || held !== null) continue;
    stories.push({
      storyId,
      articles: shown,
      week: inWeek(shown),
      weekBefore: shown.filter((article) => isIn(before, cameAt(article))),
      earlier: shown.filter((article) => cameAt(article) < window.from),
    });
  }
  return { stories, considered };
}

// ---- movement --------------------------------------------------------------------------------------------------------

interface Moved {
  readonly story: StoryWeeks;
  readonly movement: Movement;
}

function movedIn({ to }: Window, story: StoryWeeks): Moved[] {
  const { week, earlier } = story;
  if (week.length === 0) return [];
  const kind = earlier.length === 0 ? 'new' : hadClosed(story) ? 'woke' : 'grew';
  return [{ story, movement: { ...movementOf(story, kind), hasClosed: closing(week) < to } }];
}

/** Nothing came this week, after the story was going in the week before. */
function stilledIn({ to }: Window, story: StoryWeeks): Moved[] {
  const { week, weekBefore } = story;
  if (week.length > 0 || weekBefore.length === 0) return [];
  return [{ story, movement: { ...movementOf(story, 'quiet'), hasClosed: closing(weekBefore) < to } }];
}

function hadClosed({ week, earlier }: StoryWeeks): boolean {
  return closing(earlier).getTime() <= Math.min(...week.map((article) => cameAt(article).getTime()));
}

/** When the story closes unless something comes. */
function closing(articles: readonly Candidate[]): Date {
  return new Date(Math.max(...articles.map((article) => cameAt(article).getTime())) + CLOSED_AFTER_MS);
}

function movementOf({ storyId, articles, earlier }: StoryWeeks, kind: Movement['kind']) {
  const days = articles.map(dayOf).sort();
  return {
    storyId,
    kind,
    articles: { before: earlier.length, now: articles.length },
    publishers: { before: publisherCount(earlier), now: publisherCount(articles) },
    firstDay: days[0] ?? '',
    lastDay: days.at(-1) ?? '',
  };
}

// ---- what the week brought -------------------------------------------------------------------------------------------

function storyToTell({ story, movement }: Moved, wish: Wish): DigestStory {
  const { week, articles } = story;
  const whole = storyOf(week, wish);
  const delta = weekLine(story, whole);
  return {
    ...whole,
    status: movement.kind === 'new' ? 'new' : 'updated',
    ...lightened(whole, MOST_OF_UPDATED, delta),
    delta,
    reasons: [
      `told by ${publisherCount(week)} of its ${movement.publishers.now} publishers this week`,
      `${week.length} of its ${articles.length} articles came in this week`,
    ],
  };
}

/** What was not known before the week; of a new story, what its later days added to the first, or what most tell of it. */
function weekLine({ week, earlier }: StoryWeeks, whole: DigestStory): Delta | null {
  const before = saidIn(earlier);
  if (before) return newIn(whole, [before])?.delta ?? null;
  const added = storyDays(week).findLast((day) => day.added !== null)?.added;
  return added?.delta ?? mostTold(whole);
}

function mostTold({ actors, implications }: Merged): Delta | null {
  const articlesOf = ({ evidence }: Claim) => new Set(evidence.map(({ articleId }) => articleId)).size;
  const [most] = [...actors, ...implications].sort((one, other) => articlesOf(other) - articlesOf(one));
  return most ? { text: most.text, evidence: most.evidence } : null;
}

// ---- order -----------------------------------------------------------------------------------------------------------

/** Told by most publishers this week first, then by most articles; what somebody called wrong stands behind the others. */
function byWeight(one: Moved, other: Moved, reported: readonly string[]): number {
  const isReported = ({ story }: Moved) => Number(reported.includes(story.storyId));
  return (
    isReported(one) - isReported(other) ||
    publisherCount(other.story.week) - publisherCount(one.story.week) ||
    other.story.week.length - one.story.week.length ||
    compare(other.movement.lastDay, one.movement.lastDay) ||
    compare(one.story.storyId, other.story.storyId)
  );
}

function byPublishers({ movement: one }: Moved, { movement: other }: Moved): number {
  return (
    other.publishers.now - one.publishers.now ||
    compare(other.lastDay, one.lastDay) ||
    compare(one.storyId, other.storyId)
  );
}

function newestFirst(one: Candidate, other: Candidate): number {
  return cameAt(other).getTime() - cameAt(one).getTime() || compare(one.articleId, other.articleId);
}
