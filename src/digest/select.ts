/**
 * From the articles of a window to the stories of a digest: grouped, on topic, with something to say, best first.
 * Nothing disappears without a word: what is left out is named with the gate that held it back.
 */
import type { Candidate } from './candidate.ts';
import type { DigestSource, DigestStory } from './digest.ts';
import { heldBack, mayBeNamed, type Wish, type Withheld, withoutMutedSources } from './gates.ts';
import { mergeReadings } from './merge.ts';

export interface Selection {
  /** Best first. */
  readonly stories: DigestStory[];
  /** Articles looked through, shown or not; those of hidden topics are not counted. */
  readonly considered: number;
  readonly withheld: Withheld[];
}

/** Chooses and ranks the stories that a channel wishes for. Same input, same order. */
export function selectStories(input: Wish & { readonly candidates: readonly Candidate[] }): Selection {
  const { candidates } = input;
  const withheld: Withheld[] = [];
  const ranked: Ranked[] = [];
  const newestDay = newestOf(candidates);
  for (const articles of Map.groupBy(candidates, ({ storyId }) => storyId).values()) {
    const { shown, muted } = withoutMutedSources(articles, input);
    withheld.push(...muted);
    if (shown.length === 0) continue;
    const held = heldBack(shown, input);
    if (held) withheld.push(...shown.map(({ articleId }) => ({ articleId, ...held })));
    else ranked.push(rank(storyOf(shown, input), shown, newestDay));
  }
  ranked.sort(
    (one, other) =>
      other.points - one.points ||
      other.day.localeCompare(one.day) ||
      one.story.storyId.localeCompare(other.story.storyId),
  );
  // How much there is on a topic that is kept to other channels is not for this one to know.
  const hidden = withheld.filter(({ gate }) => gate === 'hidden').length;
  return { stories: ranked.map(({ story }) => story), considered: candidates.length - hidden, withheld };
}

// ---- stories ---------------------------------------------------------------------------------------------------------

function storyOf(articles: readonly Candidate[], wish: Wish): DigestStory {
  const { topics } = wish;
  const ordered = [...articles].sort(bestReadFirst);
  const lead = ordered[0] as Candidate;
  const originals = ordered.filter(({ duplicateOf }) => duplicateOf === null);
  const covered = [...new Set(originals.flatMap((article) => article.topics))].filter((topic) =>
    mayBeNamed(topic, wish),
  );
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
  const mainTopic = articles.some((article) => article.topics[0] === story.topics[0]);
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
