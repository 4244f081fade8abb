/**
 * From the articles of a window to the stories of a digest: grouped, on topic, with something new to say, best first.
 * Nothing disappears without a word: what is left out is named with the gate that held it back.
 */
import type { Claim } from '../summary/summary.ts';
import type { Candidate } from './candidate.ts';
import type { DigestSource, DigestStory } from './digest.ts';
import { disputesAmong } from './disputes.ts';
import { heldBack, mayBeNamed, type Wish, type Withheld, withoutMutedSources } from './gates.ts';
import { mergeReadings } from './merge.ts';
import { newDisputes, newIn, type TellingBefore } from './novelty.ts';
import { publisherKey } from './publishers.ts';
import { byWeight, dayOf, newestOf, type Ranked, ranked, tellingsOf } from './rank.ts';
import { shortDayIn } from './times.ts';

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
  }
  // How much there is on a topic that is kept to other channels is not for this one to know.
  const hidden = withheld.filter(({ gate }) => gate === 'hidden').length;
  const stories = chosen.sort(byWeight).map(({ story }) => story);
  return { stories, considered: candidates.length - hidden, withheld };
}

// ---- stories ---------------------------------------------------------------------------------------------------------

interface News {
  readonly story: DigestStory;
  readonly isFigureChanged: boolean;
}

/** What the story has to tell this channel: all of it, or what is new since it was told last; or why it has nothing. */
function newsOf(articles: readonly Candidate[], wish: Wish): News | Omit<Withheld, 'articleId'> {
  const story = storyOf(articles, wish);
  const [first, ...others] = wish.told?.get(story.storyId) ?? [];
  if (!first) return { story, isFigureChanged: false };
  const before: [TellingBefore, ...TellingBefore[]] = [first, ...others];
  const novelty = newIn(story, before);
  if (!novelty) {
    const last = before.reduce((latest, one) => (one.publishedAt > latest.publishedAt ? one : latest));
    const day = shortDayIn(last.publishedAt, wish.zone ?? 'UTC');
    return { gate: 'told', reason: `nothing new since the digest of ${day}` };
  }
  const { isFigureChanged, ...news } = novelty;
  const disputes = newDisputes(story.disputes, before);
  return { story: { ...story, status: 'updated', ...news, disputes }, isFigureChanged };
}

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
    delta: null,
    toldBefore: null,
    ...mergeReadings(originals.map(({ summary }) => summary)),
    disputes: disputesOf(originals),
    corrections: [],
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

function sourceOf({ articleId, title, source, date, url, agency = null }: Candidate): DigestSource {
  return { articleId, title, source, date, url, ...(agency === null ? {} : { agency }) };
}

/** What the publishers of a story contradict each other in. */
export function disputesOf(originals: readonly Candidate[]): Claim[] {
  return disputesAmong(
    originals.flatMap((article) => {
      const publisher = article.agency ?? article.source;
      if (publisher === null) return [];
      const { actors, implications } = article.summary;
      const evidence = [...actors, ...implications].flatMap((claim) => claim.evidence);
      return [{ publisher, key: publisherKey(article), day: dayOf(article), evidence }];
    }),
  );
}

function standing(
  { story, isFigureChanged }: News,
  articles: readonly Candidate[],
  newestDay: string,
  { told, reported = [] }: Wish,
): Ranked {
  return ranked(story, {
    articles,
    newestDay,
    isFigureChanged,
    isReported: reported.includes(story.storyId),
    tellingsOfActors: tellingsOf(story, told?.values() ?? []),
  });
}
