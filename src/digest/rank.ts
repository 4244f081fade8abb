/** What makes a story weightier than another, each with its points and in words for people. Same input, same order. */
import { DAY_MS } from '../spans.ts';
import { compare } from '../story/order.ts';
import { type Candidate, dayOf } from './candidate.ts';
import type { DigestStory } from './digest.ts';
import type { TellingBefore } from './novelty.ts';
import { publisherCount } from './publishers.ts';

/** How many publishers tell it weighs most: twice as many count as one step. */
const POINTS_PER_DOUBLED_PUBLISHERS = 3;
const POINTS_PER_IMPLICATION = 1;
const POINTS_PER_ACTOR = 0.5;
/** More bullets than these make a story longer, not weightier. */
const MOST_BULLETS_COUNTED = 3;
/** Yesterday's news is worth less than today's; after some days it makes no difference. */
const POINTS_LOST_PER_DAY = 0.5;
const MOST_DAYS_COUNTED = 6;
/** The first of an article's topics is what it is about. */
const POINTS_FOR_MAIN_TOPIC = 1;
/** A story that the channel has not heard of, or a figure in it that was told otherwise. */
const POINTS_FOR_NOVELTY = 1;
/** Of an actor whom the channel keeps being told of, each telling; and not without end. */
const POINTS_PER_TELLING = 0.25;
const MOST_TELLINGS_COUNTED = 4;
/** What somebody called wrong stands behind what nobody did. */
const POINTS_LOST_REPORTED = 50;
/** A bare headline never stands before a story that was read. */
const POINTS_LOST_UNREAD = 100;

export interface Ranked {
  readonly story: DigestStory;
  readonly points: number;
  readonly day: string;
}

export interface Standing {
  readonly articles: readonly Candidate[];
  /** Of all articles there are. */
  readonly newestDay: string;
  readonly isFigureChanged: boolean;
  readonly isReported: boolean;
  /** Earlier tellings of any story to the channel that had one of its actors. */
  readonly tellingsOfActors: number;
}

/** The story with its reasons, each with the points that it gave or took. */
export function ranked(story: DigestStory, standing: Standing): Ranked {
  const day = newestOf(standing.articles);
  const weighed = [
    byPublishers(story),
    ...byContent(story),
    byTopic(story, standing),
    byAge(Math.min(daysBetween(day, standing.newestDay), MOST_DAYS_COUNTED)),
    byNovelty(story, standing),
    ...byActors(standing),
    ...(standing.isReported ? [weight('somebody here reported it as wrong', -POINTS_LOST_REPORTED)] : []),
  ];
  const points = weighed.reduce((sum, one) => sum + one.points, 0);
  return { story: { ...story, reasons: weighed.map(inWords) }, points, day };
}

/** The weightiest first; of the same weight the newer, and then by id. */
export function byWeight(one: Ranked, other: Ranked): number {
  return other.points - one.points || compare(other.day, one.day) || compare(one.story.storyId, other.story.storyId);
}

// ---- what counts -----------------------------------------------------------------------------------------------------

interface Weight {
  readonly words: string;
  readonly points: number;
}

const weight = (words: string, points: number): Weight => ({ words, points });

function byPublishers({ sources }: DigestStory): Weight {
  const publishers = publisherCount(sources);
  return weight(`told by ${counted(publishers, 'publisher')}`, POINTS_PER_DOUBLED_PUBLISHERS * Math.log2(publishers));
}

function byContent({ actors, implications }: DigestStory): Weight[] {
  if (actors.length + implications.length === 0)
    return [weight('only its headline could be read', -POINTS_LOST_UNREAD)];
  const names = new Set(actors.map(({ name }) => name)).size;
  const points =
    POINTS_PER_IMPLICATION * Math.min(implications.length, MOST_BULLETS_COUNTED) +
    POINTS_PER_ACTOR * Math.min(names, MOST_BULLETS_COUNTED);
  return [weight(`${counted(names, 'actor')} and ${counted(implications.length, 'implication')}`, points)];
}

function byTopic({ topics: [main, ...others] }: DigestStory, { articles }: Standing): Weight {
  if (main === undefined) return weight('on no known topic', 0);
  const isMain = articles.some(({ topics }) => topics[0] === main);
  return weight(`on ${[main, ...others].join(', ')}`, isMain ? POINTS_FOR_MAIN_TOPIC : 0);
}

function byAge(days: number): Weight {
  if (days === 0) return weight('as new as the newest', 0);
  return weight(`${counted(days, 'day')} older than the newest`, -POINTS_LOST_PER_DAY * days);
}

function byNovelty({ status }: DigestStory, { isFigureChanged }: Standing): Weight {
  if (status === 'new') return weight('not told here before', POINTS_FOR_NOVELTY);
  if (isFigureChanged) return weight('told here before with another figure', POINTS_FOR_NOVELTY);
  return weight('told here before, with something new', 0);
}

function byActors({ tellingsOfActors }: Standing): Weight[] {
  if (tellingsOfActors === 0) return [];
  const points = POINTS_PER_TELLING * Math.min(tellingsOfActors, MOST_TELLINGS_COUNTED);
  return [
    weight(`its actors were told of here ${tellingsOfActors === 1 ? 'once' : `${tellingsOfActors} times`}`, points),
  ];
}

/** How many of the tellings had any of these actors. */
export function tellingsOf({ actors }: Pick<DigestStory, 'actors'>, told: Iterable<readonly TellingBefore[]>): number {
  const names = new Set(actors.map(({ name }) => name));
  return [...told].flat().filter(({ story }) => story.actors.some(({ name }) => names.has(name))).length;
}

// ---- words and days --------------------------------------------------------------------------------------------------

/** `told by 2 publishers (+3)`. */
function inWords({ words, points }: Weight): string {
  const rounded = Math.round(Math.abs(points) * 10) / 10;
  return rounded === 0 ? words : `${words} (${points < 0 ? '−' : '+'}${rounded})`;
}

/** The newest day `YYYY-MM-DD` of them; empty for none. */
export function newestOf(articles: readonly Candidate[]): string {
  return articles.map(dayOf).sort().at(-1) ?? '';
}

function daysBetween(day: string, later: string): number {
  const days = Math.round((Date.parse(later) - Date.parse(day)) / DAY_MS);
  return Number.isFinite(days) ? Math.max(0, days) : 0;
}

function counted(count: number, noun: string): string {
  return count === 1 ? `one ${noun}` : `${count} ${noun}s`;
}
