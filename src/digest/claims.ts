/** Whether two claims say the same: by their evidence, by their words, and always by their figures, dates and names. */
import type { Claim, Evidence } from '../summary/summary.ts';
import { agree } from '../summary/verify/dates.ts';
import { isPlainWord, REPORTING } from '../summary/verify/lexicon.ts';
import { plainStem } from '../summary/verify/negation.ts';
import { type Quantity, sameQuantity } from '../summary/verify/numbers.ts';
import { type Reading, readText, type Word } from '../summary/verify/reading.ts';
import { turnOf } from './turning-words.ts';

/** Of so many telling words of a claim, one may be missing in another that says the same in other words. */
const WORDS_PER_UNKNOWN = 5;
/** So much alike, two claims tell of one thing, and what differs is what changed in it. */
const ON_ONE_THING = 0.6;
/** Of a claim's telling words, those that one claim must have for others to add the rest. */
const MOST = 0.5;
/** A shorter claim is not put together out of several: `Osk arrested Reveny` is more than `Osk met Dorn` and `Reveny was arrested`. */
const WORDS_TO_SPREAD = 6;

/** A claim taken apart for comparing. Taken apart once: a claim never changes. */
export interface Said {
  /** Lower case, single spaces, no punctuation; a space at both ends, so that whole words are found in it. */
  readonly folded: string;
  /** What it tells by, as stems; `unlikely` is `likely`, denied. */
  readonly words: ReadonlyMap<string, { readonly denied: boolean; readonly isName: boolean }>;
  /** Whether it tells of what is yet to come, or may: not that it is so. */
  readonly isAhead: boolean;
  readonly reading: Reading;
}

const taken = new WeakMap<Claim, Said>();

/** Of a claim: taken apart once. */
export function saidBy(claim: Claim): Said {
  const known = taken.get(claim);
  if (known) return known;
  const said = saidIn(claim.text);
  taken.set(claim, said);
  return said;
}

/**
 * Texts taken apart lately: a claim is held against many others, and a morning's digests tell the same to channel after
 * channel. So many characters of them take some thirty megabytes.
 */
const remembered = new Map<string, Said>();
const MOST_REMEMBERED = 600_000;
let length = 0;

/** Of any text. */
export function saidIn(text: string): Said {
  const known = remembered.get(text);
  if (known) {
    // The one that was not met for longest stands first, and goes first.
    remembered.delete(text);
    remembered.set(text, known);
    return known;
  }
  const said = takenApart(text);
  remembered.set(text, said);
  length += text.length;
  for (const oldest of remembered.keys()) {
    if (length <= MOST_REMEMBERED) break;
    remembered.delete(oldest);
    length -= oldest.length;
  }
  return said;
}

function takenApart(text: string): Said {
  const reading = readText(text, isPlainWord);
  const words = new Map<string, { denied: boolean; isName: boolean }>();
  for (const word of reading.words) {
    if (!isTelling(word) || SAYING.has(word.stem)) continue;
    const stem = word.as === 'name' ? word.stem : (turnOf(word.stem) ?? word.stem);
    words.set(stem, { denied: word.denied || word.ended || word.disowned, isName: word.as === 'name' });
  }
  return { folded: ` ${foldedWords(text)} `, words, isAhead: AHEAD.test(text), reading };
}

/** That something was said, told or reported is no matter of its own. */
const SAYING: ReadonlySet<string> = new Set([...REPORTING].map(plainStem));

const AHEAD =
  /\b(?:will|would|shall|could|might|may|is to|are to|(?:is|are|was|were) (?:due|set|likely|unlikely|expected|scheduled|poised)|(?:plans?|planned|intends?|threatens?|threatened|vows?|vowed|wants?|hopes?|expects?|expected|warned|warns) (?:to|that))\b|’ll\b|'ll\b/u;

const isTelling = ({ as }: Word) => as === 'content' || as === 'name' || as === 'title';

/** Letters, digits and what joins them, in lower case and without accents. */
export function foldedWords(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/(?<=\p{N})[.,](?=\p{N})/gu, '·')
    .replace(/[^\p{L}\p{N}·%$€£¥]+/gu, ' ')
    .trim();
}

/**
 * Whether what is said is no more than what was said before: by its evidence, or by its words, figures and dates. That it could
 * happen never says that it did. `others` are further words that were said with it: names, roles.
 */
export function saysNoMore(claim: Claim, before: Claim, others: Said | null = null): boolean {
  if (restsOnSame(claim, before)) return true;
  const [now, then] = [saidBy(claim), saidBy(before)];
  if (then.isAhead && !now.isAhead) return false;
  if (now.words.size === 0) return now.folded.trim() !== '' && then.folded.includes(now.folded);
  return isWithin(now, others === null ? [then] : [then, others]);
}

/** Whether several that were said before have together all that one says; one of them has most of it. */
export function saysNoMoreThanAll(claim: Claim, before: readonly Claim[], others: Said): boolean {
  const now = saidBy(claim);
  if (now.words.size < WORDS_TO_SPREAD) return false;
  const known = before.map(saidBy).filter((then) => now.isAhead || !then.isAhead);
  const near = known.filter((then) => sharedWords(now, then) >= Math.max(2, MOST * now.words.size));
  if (near.length === 0) return false;
  const onIt = known.filter((then) => sharedWords(now, then) >= 2);
  return isWithin(now, [...onIt, others]);
}

/** Nearly all of its words, no turn, name, figure or date beyond, and nothing denied that was said or the other way round. */
function isWithin(now: Said, then: readonly Said[]): boolean {
  let unknown = 0;
  for (const [stem, { denied, isName }] of now.words) {
    const there = then.flatMap((said) => said.words.get(stem) ?? []);
    if (there.some((known) => known.denied === denied)) continue;
    if (there.length > 0 || isName || turnOf(stem) !== null) return false;
    unknown++;
  }
  if (unknown > Math.floor(now.words.size / WORDS_PER_UNKNOWN)) return false;
  const figures = then.map((said) => figuresOnlyIn(now, said));
  return figures.every((one) => one.length > 0)
    ? figures.reduce((left, one) => left.filter((figure) => one.includes(figure))).length === 0
    : true;
}

function sharedWords(one: Said, other: Said): number {
  return [...one.words].filter(([stem, { denied }]) => other.words.get(stem)?.denied === denied).length;
}

/** Whether both say the same, neither more than the other. */
export function saysTheSame(one: Claim, other: Claim): boolean {
  return (
    saidBy(one).folded === saidBy(other).folded || (saysNoMoreInWords(one, other) && saysNoMoreInWords(other, one))
  );
}

/** By the words alone: two things may well be drawn from one sentence. */
function saysNoMoreInWords(one: Claim, other: Claim): boolean {
  return saysNoMore({ text: one.text, evidence: [NOWHERE] }, { text: other.text, evidence: [NOWHERE] });
}

const NOWHERE: Evidence = { articleId: '', quote: '', start: 0, end: 0 };

/** The same quote, or places of one article that overlap. */
function restsOnSame(claim: Claim, before: Claim): boolean {
  return claim.evidence.every((evidence) => before.evidence.some((other) => isSamePlace(evidence, other)));
}

function isSamePlace(one: Evidence, other: Evidence): boolean {
  if (one.quote.trim() === '' || other.quote.trim() === '') return false;
  if (foldedWords(one.quote) === foldedWords(other.quote)) return true;
  return one.articleId === other.articleId && one.start < other.end && other.start < one.end;
}

/** Numbers and dates of the one that the other does not have, as they are written. */
export function figuresOnlyIn({ reading }: Said, { reading: other }: Said): string[] {
  const numbers = reading.quantities.filter(
    (quantity) => !quantity.weak && !other.quantities.some((known) => sameQuantity(quantity, known)),
  );
  const dates = reading.dates.filter((date) => !other.dates.some((known) => agree(date, known)));
  return [...numbers, ...dates].map((span) => written(reading, span));
}

/** Whether two claims share most of the words of the shorter one. */
export function isOnOneThing(one: Said, other: Said): boolean {
  const shared = [...one.words.keys()].filter((stem) => other.words.has(stem)).length;
  return shared >= 2 && shared >= ON_ONE_THING * Math.min(one.words.size, other.words.size);
}

/** The words of a reading over a span, as they stand in the text, spaces evened out. */
export function written({ words }: Reading, { from, to }: Pick<Quantity, 'from' | 'to'>): string {
  return words
    .slice(from, to)
    .map(({ form, gap }, at) => (at === 0 ? form : gap.replace(/\s+/g, ' ') + form))
    .join('');
}
