/**
 * From the articles of a window to the stories of a digest: grouped, on topic, with something new to say, best first.
 * Nothing disappears without a word: what is left out is named with the gate that held it back.
 */
import { compare } from '../story/order.ts';
import type { Claim } from '../summary/summary.ts';
import { type Candidate, dayOf, originalsOf, sourceOf } from './candidate.ts';
import { saidIn } from './claims.ts';
import type { DigestSource, DigestStory } from './digest.ts';
import { disputesAmong } from './disputes.ts';
import { heldBack, mayBeNamed, type Wish, type Withheld, withoutMutedSources } from './gates.ts';
import { type Merged, type Most, mergeReadings, weightiest } from './merge.ts';
import { newDisputes, newIn, type TellingBefore } from './novelty.ts';
import { publisherKey } from './publishers.ts';
import { byWeight, newestOf, type Ranked, ranked, tellingsOf } from './rank.ts';
import { shortDayIn } from './times.ts';

export interface Selection {
  /** Best first. */
  readonly stories: DigestStory[];
  /** Articles looked through, shown or not; those of hidden topics are not counted. */
  readonly considered: number;
  /** Stories beyond what a digest can hold. */
  readonly crowdedOut: number;
  readonly withheld: Withheld[];
}

type Selecting = Wish & { readonly candidates: readonly Candidate[] };

/** Chooses and ranks the stories that a channel wishes for. Same input, same order. */
export function selectStories(input: Selecting): Selection {
  const steps = selecting(input);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same, a story at each step, which tells of how many articles: a month's stories all at once would keep everybody else waiting. */
export function* selecting(input: Selecting): Generator<number, Selection> {
  const { candidates } = input;
  const withheld: Withheld[] = [];
  const chosen: Ranked[] = [];
  const newestDay = newestOf(candidates);
  for (const articles of Map.groupBy(candidates, ({ storyId }) => storyId).values()) {
    const { shown, muted } = withoutMutedSources(articles, input);
    withheld.push(...muted);
    if (shown.length === 0) continue;
    const held = heldBack(shown, input);
    const news = held ?? newsOf(shown, input);
    if ('gate' in news) withheld.push(...shown.map(({ articleId }) => ({ articleId, ...news })));
    else chosen.push(standing(news, shown, newestDay, input));
    yield shown.length;
  }
  // How much there is on a topic that is kept to other channels is not for this one to know.
  const hidden = withheld.filter(({ gate }) => gate === 'hidden').length;
  const stories = chosen.sort(byWeight).map(({ story }) => story);
  const crowdedOut = stories.splice(MOST_STORIES);
  withheld.push(...crowdedOut.flatMap(({ sources }) => sources.map(crowded)));
  return { stories, crowdedOut: crowdedOut.length, considered: candidates.length - hidden, withheld };
}

/** After weeks without a digest nobody reads more, and a thread of hundreds of messages would be none. */
export const MOST_STORIES = 150;

function crowded({ articleId }: DigestSource): Withheld {
  return { articleId, gate: 'crowded', reason: `${MOST_STORIES} weightier stories filled the digest` };
}

// ---- stories ---------------------------------------------------------------------------------------------------------

/** What a reader with a minute takes in of one story; of one that goes on, beside the line of what is new. */
const MOST_OF_NEW: Most = { actors: 5, implications: 3 };
export const MOST_OF_UPDATED: Most = { actors: 3, implications: 2 };

/** What the story has to tell this channel: all of it, or what is new since it was told last; or why it has nothing. */
function newsOf(articles: readonly Candidate[], wish: Wish): DigestStory | Omit<Withheld, 'articleId'> {
  const story = storyOf(articles, wish);
  const [first, ...others] = wish.told?.get(story.storyId) ?? [];
  if (!first) return { ...story, ...wholeStory(articles).asNew };
  const before: [TellingBefore, ...TellingBefore[]] = [first, ...others];
  const novelty = newIn(story, before);
  if (!novelty) {
    const last = before.reduce((latest, one) => (one.publishedAt > latest.publishedAt ? one : latest));
    const day = shortDayIn(last.publishedAt, wish.zone ?? 'UTC');
    return { gate: 'told', reason: `nothing new since the digest of ${day}` };
  }
  const { delta, toldBefore } = novelty;
  return {
    ...story,
    status: 'updated',
    ...lightened(novelty, MOST_OF_UPDATED, delta),
    delta,
    toldBefore,
    disputes: newDisputes(story.disputes, before),
  };
}

/** The line of what is new stands apart, and takes none of the others' places. */
export function lightened({ actors, implications }: Merged, most: Most, delta: Claim | null = null) {
  const isDelta = ({ text }: Claim) => text === delta?.text;
  const [told, implied] = [actors.filter(isDelta), implications.filter(isDelta)];
  const { lighter, ...kept } = weightiest(
    { actors: actors.filter((one) => !isDelta(one)), implications: implications.filter((one) => !isDelta(one)) },
    most,
  );
  return {
    actors: [...told, ...kept.actors],
    implications: [...implied, ...kept.implications],
    ...(lighter === 0 ? {} : { lighter }),
  };
}

/** The articles as one story, to somebody who was told nothing of it. */
export function storyOf(articles: readonly Candidate[], wish: Wish): DigestStory {
  const { topics } = wish;
  const { story, topics: all } = wholeStory(articles);
  const covered = all.filter((topic) => mayBeNamed(topic, wish));
  return {
    ...story,
    topics: [
      ...covered.filter((topic) => topics.includes(topic)),
      ...covered.filter((topic) => !topics.includes(topic)),
    ],
  };
}

/** A story as it is for everybody, whatever a channel wishes. */
interface WholeStory {
  readonly articles: readonly Candidate[];
  readonly story: Omit<DigestStory, 'topics'>;
  /** Those of its articles, best first; which of them may be named is for each channel to say. */
  readonly topics: readonly string[];
  readonly asNew: ReturnType<typeof lightened>;
}

/** By its first article, as long as that is there: a morning's digests tell the same of it to channel after channel. */
const wholeStories = new WeakMap<Candidate, WholeStory[]>();

function wholeStory(articles: readonly Candidate[]): WholeStory {
  const [first] = articles as readonly [Candidate];
  const known = wholeStories.get(first) ?? [];
  const same = known.find(
    (one) => one.articles.length === articles.length && one.articles.every((article, at) => article === articles[at]),
  );
  if (same) return same;
  const made = joined(articles);
  wholeStories.set(first, [...known, made]);
  return made;
}

function joined(articles: readonly Candidate[]): WholeStory {
  const ordered = [...articles].sort(bestReadFirst);
  const lead = ordered[0] as Candidate;
  const originals = originalsOf(ordered);
  const story: WholeStory['story'] = {
    storyId: lead.storyId,
    status: 'new',
    headline: headlineOf(originals.length === 0 ? [lead] : originals),
    delta: null,
    toldBefore: null,
    // After some days without a digest, the word of the latest day stands.
    ...mergeReadings(originals.toSorted(newestDayFirst).map(({ summary }) => summary)),
    disputes: disputesOf(originals),
    corrections: [],
    sources: ordered.map(sourceOf) as [DigestSource, ...DigestSource[]],
    reader: lead.summary.reader,
    note: lead.summary.note,
    reasons: [],
  };
  const topics = [...new Set(originals.flatMap((article) => article.topics))];
  return { articles, story, topics, asNew: lightened(story, MOST_OF_NEW) };
}

const newestDayFirst = (one: Candidate, other: Candidate) => compare(dayOf(other), dayOf(one));

/** Originals before copies; the fullest reading leads, among equals the newest, then the first taken in. */
function bestReadFirst(one: Candidate, other: Candidate): number {
  const isCopy = ({ duplicateOf }: Candidate) => Number(duplicateOf !== null);
  const bullets = ({ summary }: Candidate) => summary.actors.length + summary.implications.length;
  return (
    isCopy(one) - isCopy(other) ||
    (isCopy(one) ? 0 : bullets(other) - bullets(one)) ||
    compare(dayOf(other), dayOf(one)) ||
    one.takenAt.getTime() - other.takenAt.getTime() ||
    compare(one.articleId, other.articleId)
  );
}

/**
 * Of the headlines that which shares most with what the others say: the fullest reading may have the wittiest. With two, or
 * among equals, the first.
 */
export function headlineOf(articles: readonly Candidate[]): string {
  const [first] = articles;
  if (articles.length < 3) return first?.summary.headline ?? '';
  const said = articles.map(({ summary }) => new Set(saidIn(summary.headline).words.keys()));
  const all = articles.map(({ summary, title }) => {
    const claims = [...summary.actors, ...summary.implications].map(({ text }) => text);
    return new Set(saidIn([title, summary.headline, ...claims].join('. ')).words.keys());
  });
  const shared = said.map((words, at) => {
    const others = all.filter((_, other) => other !== at);
    const share = others.reduce((sum, other) => sum + words.intersection(other).size, 0);
    return words.size === 0 ? 0 : share / Math.max(SHORTEST_HEADLINE, words.size) / others.length;
  });
  const best = shared.reduce((most, share, at) => (share > (shared[most] ?? 0) + CLEARLY_MORE ? at : most), 0);
  return articles[best]?.summary.headline ?? '';
}

/** A headline of less says too little, whatever it shares. Words of matter. */
const SHORTEST_HEADLINE = 4;
/** The first headline gives way only to one that is plainly nearer to what all say. Share of its words. */
const CLEARLY_MORE = 0.15;

/** What the publishers of a story contradict each other in. */
export function disputesOf(originals: readonly Candidate[]): Claim[] {
  return disputesAmong(
    originals.flatMap((article) => {
      const publisher = article.agency ?? article.source;
      if (publisher === null) return [];
      const { actors, implications } = article.summary;
      const claims = [...actors, ...implications].flatMap((claim) => claim.evidence);
      const evidence = [...(article.opening ?? []), ...claims.filter((one) => one.articleId === article.articleId)];
      return [{ publisher, key: publisherKey(article), day: dayOf(article), evidence }];
    }),
  );
}

function standing(
  story: DigestStory,
  articles: readonly Candidate[],
  newestDay: string,
  { told, reported = [] }: Wish,
): Ranked {
  return ranked(story, {
    articles,
    newestDay,
    isFigureChanged: story.delta?.was !== undefined,
    isReported: reported.includes(story.storyId),
    tellingsOfActors: tellingsOf(story, told?.values() ?? []),
  });
}
