/**
 * From the articles of a window to the stories of a digest: grouped, on topic, with something to say, best first.
 * Nothing disappears without a word: what is left out is named with the gate that held it back.
 */
import type { Candidate } from './candidate.ts';
import type { DigestSource, DigestStory } from './digest.ts';
import { mergeReadings } from './merge.ts';
import { ALL_TOPICS } from './topic.ts';

/** Where an article was held back: it is off topic, repeats what was told before, or has nothing that could be verified. */
type Gate = 'topic' | 'copy' | 'empty';

interface Withheld {
  readonly articleId: string;
  readonly gate: Gate;
  /** One clause for people. */
  readonly reason: string;
}

export interface Selection {
  /** Best first. */
  readonly stories: DigestStory[];
  /** Articles looked through, shown or not. */
  readonly considered: number;
  readonly withheld: Withheld[];
}

/** Chooses and ranks the stories for a subscription's `topics` (`['all']` for everything). Same input, same order. */
export function selectStories(input: {
  readonly candidates: readonly Candidate[];
  readonly topics: readonly string[];
}): Selection {
  const { candidates, topics } = input;
  const withheld: Withheld[] = [];
  const ranked: Ranked[] = [];
  const newestDay = newestOf(candidates);
  for (const articles of Map.groupBy(candidates, ({ storyId }) => storyId).values()) {
    const held = heldBack(articles, topics);
    if (held) withheld.push(...articles.map(({ articleId }) => ({ articleId, ...held })));
    else ranked.push(rank(storyOf(articles, topics), articles, newestDay));
  }
  ranked.sort(
    (one, other) =>
      other.points - one.points ||
      other.day.localeCompare(one.day) ||
      one.story.storyId.localeCompare(other.story.storyId),
  );
  return { stories: ranked.map(({ story }) => story), considered: candidates.length, withheld };
}

// ---- gates -----------------------------------------------------------------------------------------------------------

function heldBack(articles: readonly Candidate[], topics: readonly string[]): Omit<Withheld, 'articleId'> | null {
  const covered = [...new Set(articles.flatMap(({ summary }) => summary.topics))];
  if (!topics.includes(ALL_TOPICS) && !covered.some((topic) => topics.includes(topic))) {
    const instead = covered.length > 0 ? `it is on ${covered.join(', ')}` : 'it is on no known topic';
    return { gate: 'topic', reason: `not on ${topics.join(' or ')}: ${instead}` };
  }
  const originals = articles.filter(({ duplicateOf }) => duplicateOf === null);
  if (originals.length === 0) return { gate: 'copy', reason: 'it repeats an article that was told before' };
  if (originals.every(saysNothing)) {
    return { gate: 'empty', reason: 'neither an actor nor an implication could be verified' };
  }
  return null;
}

/** Without a bullet there is nothing to tell, unless a note says why: then the headline alone is news enough. */
function saysNothing({ summary }: Candidate): boolean {
  return summary.actors.length === 0 && summary.implications.length === 0 && summary.note === null;
}

// ---- stories ---------------------------------------------------------------------------------------------------------

function storyOf(articles: readonly Candidate[], topics: readonly string[]): DigestStory {
  const ordered = [...articles].sort(bestReadFirst);
  const lead = ordered[0] as Candidate;
  const originals = ordered.filter(({ duplicateOf }) => duplicateOf === null);
  const covered = [...new Set(originals.flatMap(({ summary }) => summary.topics))];
  return {
    storyId: lead.storyId,
    status: 'new',
    headline: lead.summary.headline,
    ...mergeReadings(originals.map(({ summary }) => summary)),
    topics: [
      ...covered.filter((topic) => topics.includes(topic)),
      ...covered.filter((topic) => !topics.includes(topic)),
    ],
    sources: ordered.map(sourceOf) as [DigestSource, ...DigestSource[]],
    reader: lead.summary.reader,
    note: lead.summary.note,
    reasons: [],
  };
}

/** Originals before copies; the fullest reading leads, among equals the newest, then the first taken in. */
function bestReadFirst(one: Candidate, other: Candidate): number {
  const isCopy = ({ duplicateOf }: Candidate) => Number(duplicateOf !== null);
  const bullets = ({ summary }: Candidate) => summary.actors.length + summary.implications.length;
  return (
    isCopy(one) - isCopy(other) ||
    (isCopy(one) ? 0 : bullets(other) - bullets(one)) ||
    dayOf(other).localeCompare(dayOf(one)) ||
    one.takenAt.getTime() - other.takenAt.getTime() ||
    one.articleId.localeCompare(other.articleId)
  );
}

function sourceOf({ articleId, title, source, date, url }: Candidate): DigestSource {
  return { articleId, title, source, date, url };
}

/** The source's day, or else the day it was taken in (UTC). */
function dayOf({ date, takenAt }: Candidate): string {
  return date ?? takenAt.toISOString().slice(0, 10);
}

function newestOf(articles: readonly Candidate[]): string {
  return articles.map(dayOf).sort().at(-1) ?? '';
}

// ---- ranking ---------------------------------------------------------------------------------------------------------

interface Ranked {
  readonly story: DigestStory;
  readonly points: number;
  readonly day: string;
}

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
/** A bare headline never stands before a story that was read. */
const POINTS_LOST_UNREAD = 100;

function rank(story: DigestStory, articles: readonly Candidate[], newestDay: string): Ranked {
  const publishers = publisherCount(story.sources);
  const { actors, implications } = story;
  const day = newestOf(articles);
  const age = Math.min(daysBetween(day, newestDay), MOST_DAYS_COUNTED);
  const read = actors.length + implications.length > 0;
  const mainTopic = articles.some(({ summary }) => summary.topics[0] === story.topics[0]);
  const points =
    POINTS_PER_DOUBLED_PUBLISHERS * Math.log2(publishers) +
    POINTS_PER_IMPLICATION * Math.min(implications.length, MOST_BULLETS_COUNTED) +
    POINTS_PER_ACTOR * Math.min(actors.length, MOST_BULLETS_COUNTED) +
    (story.topics.length > 0 && mainTopic ? POINTS_FOR_MAIN_TOPIC : 0) -
    POINTS_LOST_PER_DAY * age -
    (read ? 0 : POINTS_LOST_UNREAD);
  const reasons = [
    `told by ${counted(publishers, 'publisher')}`,
    read
      ? `${counted(actors.length, 'actor')} and ${counted(implications.length, 'implication')}`
      : 'only its headline could be read',
    story.topics.length > 0 ? `on ${story.topics.join(', ')}` : 'on no known topic',
    age === 0 ? 'as new as the newest' : `${counted(age, 'day')} older than the newest`,
  ];
  return { story: { ...story, reasons }, points, day };
}

/** Publishers are counted, not articles; articles that name none count as one publisher together. */
export function publisherCount(sources: readonly DigestSource[]): number {
  return new Set(sources.map(({ source }) => source?.trim().toLowerCase() ?? '')).size;
}

function daysBetween(day: string, later: string): number {
  const days = Math.round((Date.parse(later) - Date.parse(day)) / 86_400_000);
  return Number.isFinite(days) ? Math.max(0, days) : 0;
}

function counted(count: number, noun: string): string {
  return count === 1 ? `one ${noun}` : `${count} ${noun}s`;
}
