/** The gates between an article and a digest: each holds back with a reason that a person can be told. */
import { type Candidate, originalsOf } from './candidate.ts';
import type { TellingBefore } from './novelty.ts';
import { shortDayIn } from './times.ts';
import { ALL_TOPICS } from './topic.ts';

/**
 * Where an article was held back: this channel may not see its topic, it is on none that was asked for, the channel muted
 * it, it is a copy of what was told before, has nothing that could be verified, says nothing that the channel was not told, or
 * there were too many weightier ones.
 */
type Gate = 'hidden' | 'topic' | 'muted' | 'copy' | 'empty' | 'told' | 'crowded';

export interface Withheld {
  readonly articleId: string;
  readonly gate: Gate;
  /** One clause for people. */
  readonly reason: string;
}

/** What a channel wants, and what it may not or does not want to see. */
export interface Wish {
  /** Names of topics, or `['all']`. */
  readonly topics: readonly string[];
  /** Actors whose stories are wanted whatever their topic. */
  readonly actors?: readonly string[];
  readonly mutes?: readonly Muted[];
  /** Topics of which the channel may see nothing. */
  readonly hiddenTopics?: readonly string[];
  /** The only topics that may be named; others were made elsewhere in chat. Left out: all. */
  readonly knownTopics?: readonly string[];
  /** What the channel was told before of each story, by the story's id; oldest first. */
  readonly told?: ReadonlyMap<string, readonly TellingBefore[]>;
  /** Stories that the channel reported as wrong and nobody has set right. */
  readonly reported?: readonly string[];
  /** IANA zone in which days are named; UTC without it. */
  readonly zone?: string;
}

/** `subject` is a story's id, or the name of a source or actor. */
export interface Muted {
  readonly kind: 'story' | 'source' | 'actor';
  readonly subject: string;
  /** Null, or left out, for good. */
  readonly until?: Date | null;
}

/** Why none of a story's articles is shown, or null when they are. */
export function heldBack(articles: readonly Candidate[], wish: Wish): Omit<Withheld, 'articleId'> | null {
  const covered = [...new Set(articles.flatMap(({ topics }) => topics))];
  if (covered.some((topic) => wish.hiddenTopics?.includes(topic))) {
    return { gate: 'hidden', reason: 'it is on a topic that is kept to other channels' };
  }
  if (!isWanted(articles, covered, wish)) {
    const known = covered.filter((topic) => mayBeNamed(topic, wish));
    const instead = known.length > 0 ? `it is on ${known.join(', ')}` : 'it is on no known topic';
    return { gate: 'topic', reason: `not on ${[...wish.topics, ...(wish.actors ?? [])].join(' or ')}: ${instead}` };
  }
  const mute = wish.mutes?.find((one) => isMuted(articles, one));
  if (mute) {
    return { gate: 'muted', reason: mutedWords(mute.kind === 'story' ? 'this story' : mute.subject, mute, wish) };
  }
  const originals = originalsOf(articles);
  if (originals.length === 0) return { gate: 'copy', reason: 'it repeats an article that was told before' };
  if (originals.every(saysNothing)) {
    return { gate: 'empty', reason: 'neither an actor nor an implication could be verified' };
  }
  return null;
}

function mutedWords(what: string, { until = null }: Pick<Muted, 'until'>, { zone = 'UTC' }: Wish): string {
  return `the channel muted ${what}${until === null ? '' : ` until ${shortDayIn(until, zone)}`}`;
}

/** Whether the channel may read the name of a topic: those made elsewhere in chat are nothing to it. */
export function mayBeNamed(topic: string, { topics, knownTopics }: Wish): boolean {
  return knownTopics === undefined || topics.includes(topic) || knownTopics.includes(topic);
}

function isWanted(articles: readonly Candidate[], covered: readonly string[], { topics, actors = [] }: Wish): boolean {
  if (topics.includes(ALL_TOPICS) || covered.some((topic) => topics.includes(topic))) return true;
  return actors.some((name) => names(articles, name));
}

function isMuted(articles: readonly Candidate[], { kind, subject }: Muted): boolean {
  if (kind === 'story') return articles.some(({ storyId }) => storyId === subject);
  return kind === 'actor' && names(articles, subject);
}

/** Whether an actor of the articles goes by this name. */
function names(articles: readonly Candidate[], name: string): boolean {
  const wanted = folded(name);
  return articles.some(({ summary }) =>
    summary.actors.some((actor) => [actor.name, ...actor.aliases].some((known) => folded(known) === wanted)),
  );
}

/** A muted source is left out of a story that others tell too. */
export function withoutMutedSources(articles: readonly Candidate[], wish: Wish) {
  const sources = (wish.mutes ?? []).filter(({ kind }) => kind === 'source');
  const shown: Candidate[] = [];
  const muted: Withheld[] = [];
  for (const article of articles) {
    const { articleId, source } = article;
    const mute = source === null ? undefined : sources.find(({ subject }) => folded(subject) === folded(source));
    if (mute) muted.push({ articleId, gate: 'muted', reason: mutedWords(source ?? '', mute, wish) });
    else shown.push(article);
  }
  return { shown, muted };
}

/** Without a bullet there is nothing to tell, unless a note says why: then the headline alone is news enough. */
function saysNothing({ summary }: Candidate): boolean {
  return summary.actors.length === 0 && summary.implications.length === 0 && summary.note === null;
}

const folded = (name: string) =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim();
