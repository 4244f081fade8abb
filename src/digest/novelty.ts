/** What is new in a story to those who were told of it before: only that is told again. */
import type { Actor, Claim, Implication } from '../summary/summary.ts';
import { isOnOneThing, type Said, saidBy, saidIn, saysNoMore, saysNoMoreThanAll } from './claims.ts';
import { countedOtherwise, lowered } from './counted.ts';
import type { Delta, DigestSource, DigestStory } from './digest.ts';
import type { Merged } from './merge.ts';
import { turnOf } from './turning-words.ts';

/** What was told before, by a digest to the channel or by the articles that were there. */
export interface TellingBefore {
  readonly publishedAt: Date;
  readonly story: Pick<DigestStory, 'actors' | 'implications' | 'delta' | 'disputes'> & {
    readonly headline?: string;
    readonly sources?: readonly Pick<DigestSource, 'title'>[];
  };
}

export interface Novelty extends Merged {
  /** The weightiest of what is new, in one line. */
  readonly delta: Delta;
  readonly toldBefore: Date;
}

/** The bullets that earlier tellings did not say, with the weightiest; null where none is left. `before` is not empty. */
export function newIn(
  told: Merged & Partial<Pick<DigestStory, 'headline'>>,
  before: readonly [TellingBefore, ...TellingBefore[]],
): Novelty | null {
  const known = knownFrom(before);
  const actors = told.actors.filter((actor) => isNew(actor, known));
  const implications = told.implications.filter((implication) => isNew(implication, known));
  const delta = deltaOf({ actors, implications }, known, saidIn(told.headline ?? ''));
  if (delta === null) return null;
  const toldBefore = new Date(Math.max(...before.map(({ publishedAt }) => publishedAt.getTime())));
  return { actors, implications, delta, toldBefore };
}

interface Known {
  /** The newest telling first. */
  readonly claims: readonly { readonly claim: Claim; readonly others: Said | null; readonly at: Date }[];
  /** Every name and role that was told: a claim that has them in its words says nothing beyond. */
  readonly who: Said;
  /** Every word of matter. */
  readonly words: ReadonlySet<string>;
}

function knownFrom(before: readonly TellingBefore[]): Known {
  const newestFirst = before.toSorted((one, other) => other.publishedAt.getTime() - one.publishedAt.getTime());
  const claims = newestFirst.flatMap(({ story, publishedAt: at }) => [
    ...story.actors.map((actor) => ({ claim: actor, others: saidIn(whoIs(actor)), at })),
    ...othersOf(story).map((claim) => ({ claim, others: null, at })),
  ]);
  const who = saidIn(before.flatMap(({ story }) => story.actors.map(whoIs)).join(' . '));
  const told = [...claims.map(({ claim }) => saidBy(claim)), who];
  return { claims, who, words: new Set(told.flatMap(({ words }) => [...words.keys()])) };
}

const whoIs = ({ name, role, aliases }: Actor) => [name, role ?? '', ...aliases].join(' . ');

function othersOf(story: TellingBefore['story']): Claim[] {
  return [
    ...story.implications,
    ...(story.delta ? [story.delta] : []),
    ...story.disputes.flatMap(quotesOf),
    ...headlinesOf(story).map(asTold),
  ];
}

/** A headline was read as much as any bullet; it comes without evidence of its own. */
function headlinesOf({ headline, sources = [] }: TellingBefore['story']): string[] {
  return [...new Set([...(headline === undefined ? [] : [headline]), ...sources.map(({ title }) => title)])];
}

const asTold = (text: string): Claim => ({ text, evidence: [{ articleId: '', quote: '', start: 0, end: 0 }] });

/** What each side of a contradiction says: it was shown, and is no news from either. */
function quotesOf({ evidence }: Claim): Claim[] {
  return evidence.map((one) => ({ text: one.quote, evidence: [one] }));
}

function isNew(claim: Actor | Implication, { claims, who }: Known): boolean {
  if (claims.some(({ claim: before, others }) => saysNoMore(claim, before, others))) return false;
  return !saysNoMoreThanAll(
    claim,
    claims.map((known) => known.claim),
    who,
  );
}

/** Contradictions that were not told before, between the same sides or others. */
export function newDisputes(disputes: readonly Claim[], before: readonly TellingBefore[]): Claim[] {
  const known = before.flatMap(({ story }) => story.disputes);
  return disputes.filter((dispute) => !known.some((one) => one.text === dispute.text || saysNoMore(dispute, one)));
}

// ---- the one line ----------------------------------------------------------------------------------------------------

/** A delta is read at a glance; every so many characters more are a reason against it. */
const AT_A_GLANCE = 160;
const CHARACTERS_PER_POINT = 40;
const POINTS_FOR_FIGURE = 6;
const POINTS_PER_PUBLISHER = 2;
const POINTS_FOR_IMPLICATION = 1;
/** Of words that no telling had; what is all new says little of the story. */
const MOST_NEW_WORDS = 2;
const POINTS_PER_NEW_WORD = 0.5;
/** What the headline of what came in is about. */
const MOST_HEADLINE_WORDS = 4;
const POINTS_PER_HEADLINE_WORD = 0.75;
/** The words by which news turns, where nobody said them before. */
const POINTS_FOR_TURN = 1.5;
/** What leans on another sentence, or is a wish or a view, is no news alone. */
const POINTS_LOST_LEANING = 3;
const LEANING =
  /^[“"'‘]*(?:but|and|so|yet|hopefully|however|still|meanwhile|indeed|perhaps|at this point|instead|this|that|these|it|he|she|they|we)\b/i;

function deltaOf({ actors, implications }: Merged, known: Known, headline: Said): Delta | null {
  const weighed = [
    ...implications.map((claim) => weigh(claim, POINTS_FOR_IMPLICATION, known, headline)),
    ...actors.map((claim) => weigh(claim, 0, known, headline)),
  ];
  const [first] = weighed;
  if (!first) return null;
  // The first of the weightiest: bullets come in the order of their own weight.
  const { claim, was } = weighed.reduce((best, one) => (one.points > best.points ? one : best), first);
  const { text, evidence } = claim;
  return { text, evidence, ...(was === null ? {} : { was }) };
}

function weigh(claim: Claim, points: number, { claims, words }: Known, headline: Said) {
  const was = figureBefore(claim, claims);
  const stems = [...saidBy(claim).words.keys()];
  const fresh = stems.filter((stem) => !words.has(stem));
  const inHeadline = stems.filter((stem) => headline.words.has(stem));
  const publishers = new Set(claim.evidence.map(({ articleId }) => articleId)).size;
  return {
    claim,
    was,
    points:
      points +
      (was === null ? 0 : POINTS_FOR_FIGURE) +
      (fresh.some((stem) => turnOf(stem) !== null) ? POINTS_FOR_TURN : 0) +
      POINTS_PER_PUBLISHER * (publishers - 1) +
      POINTS_PER_NEW_WORD * Math.min(fresh.length, MOST_NEW_WORDS) +
      POINTS_PER_HEADLINE_WORD * Math.min(inHeadline.length, MOST_HEADLINE_WORDS) -
      (LEANING.test(claim.text) ? POINTS_LOST_LEANING : 0) -
      Math.max(0, claim.text.length - AT_A_GLANCE) / CHARACTERS_PER_POINT,
  };
}

/** The figures that were told last in the place of the claim's: `nine ships`, or `nine ships or eleven ships` where sources differed. */
function figureBefore(claim: Claim, claims: Known['claims']): string | null {
  const now = saidBy(claim);
  const figures = claims.flatMap(({ claim: before, at }) => {
    const then = saidBy(before);
    const [, earlier] = (isOnOneThing(now, then) && countedOtherwise(now, then)) || [];
    return earlier ? [{ at, figure: lowered(earlier.written) }] : [];
  });
  const last = figures.filter(({ at }) => at.getTime() === figures[0]?.at.getTime());
  return last.length === 0 ? null : [...new Set(last.map(({ figure }) => figure))].slice(0, MOST_FIGURES).join(' or ');
}

const MOST_FIGURES = 2;
