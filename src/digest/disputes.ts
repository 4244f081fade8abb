/**
 * Where two publishers contradict each other: another figure for the same thing, or the same said and denied. Found in their
 * own sentences, on the same day, and only where nothing else tells the sentences apart: better none than a wrong one.
 */
import type { Claim, Evidence } from '../summary/summary.ts';
import { agree } from '../summary/verify/dates.ts';
import { REPORTING } from '../summary/verify/lexicon.ts';
import { plainStem } from '../summary/verify/negation.ts';
import { type Quantity, sameQuantity } from '../summary/verify/numbers.ts';
import type { Word } from '../summary/verify/reading.ts';
import { foldedWords, type Said, saidIn, written } from './claims.ts';

/** What a publisher says, in the article's own words. */
export interface Voice {
  /** What people call the publisher. */
  readonly publisher: string;
  /** As `publisherKey` gives it. */
  readonly key: string;
  /** `YYYY-MM-DD` or null: what is told on another day is what happened since, and no contradiction. */
  readonly day: string | null;
  readonly evidence: readonly Evidence[];
}

/** More contradictions than these are not two reports on one event. */
const MOST_DISPUTES = 3;

interface Sentence {
  readonly voice: Voice;
  readonly evidence: Evidence;
  readonly said: Said;
}

/** One claim for each contradiction: who says what, with the evidence of each. */
export function disputesAmong(voices: readonly Voice[]): Claim[] {
  const sentences = sentencesOf(voices);
  const found = new Map<string, Claim>();
  for (const [at, one] of sentences.entries()) {
    for (const other of sentences.slice(at + 1)) {
      if (one.voice.key === other.voice.key || one.voice.day !== other.voice.day) continue;
      const dispute = figureDispute(one, other, sentences) ?? denialDispute(one, other);
      if (dispute && !found.has(dispute.text)) found.set(dispute.text, dispute);
    }
  }
  return [...found.values()].slice(0, MOST_DISPUTES);
}

function sentencesOf(voices: readonly Voice[]): Sentence[] {
  const seen = new Set<string>();
  return voices.flatMap((voice) =>
    voice.evidence.flatMap((evidence) => {
      const key = `${voice.key} ${foldedWords(evidence.quote)}`;
      if (voice.key === '' || seen.has(key)) return [];
      seen.add(key);
      return [{ voice, evidence, said: saidIn(evidence.quote) }];
    }),
  );
}

// ---- figures ---------------------------------------------------------------------------------------------------------

/** What a number counts, and how that is written: `5 container ships`, `ship`. */
interface Counted {
  readonly quantity: Quantity;
  readonly noun: string;
  readonly written: string;
}

function figureDispute(one: Sentence, other: Sentence, all: readonly Sentence[]): Claim | null {
  if (!isOnSameSubject(one.said, other.said)) return null;
  for (const mine of countedIn(one.said)) {
    const its = countedIn(other.said).filter((counted) => countsTheSame(mine, counted));
    const [theirs] = its;
    if (!theirs || its.length > 1 || countedIn(one.said).filter((counted) => countsTheSame(mine, counted)).length > 1)
      continue;
    if (sameQuantity(mine.quantity, theirs.quantity)) continue;
    // Who gives both figures somewhere knows of no contradiction.
    if (says(theirs.quantity, one.voice, all) || says(mine.quantity, other.voice, all)) continue;
    return disputeOf([one, mine.written], [other, theirs.written]);
  }
  return null;
}

/** `at least 3` and `5` may both be true. */
const VAGUE = new Set(
  'about around roughly nearly almost approximately some over more less fewer least most up to than circa estimated another further additional other'.split(
    ' ',
  ),
);
/** How far before a number a word makes it vague, and how far behind it stands what it counts. Words. */
const VAGUE_REACH = 3;
const NOUN_REACH = 3;

function countedIn({ reading }: Said): Counted[] {
  const { words, quantities } = reading;
  return quantities.flatMap((quantity): Counted[] => {
    const { from, to, kind, weak, value } = quantity;
    if (weak || typeof value !== 'number' || !(kind === 'count' || kind === 'money' || kind === 'percent')) return [];
    if (words.slice(Math.max(0, from - VAGUE_REACH), from).some(({ key }) => VAGUE.has(key))) return [];
    if (words[from]?.denied) return [];
    if (kind !== 'count') return [{ quantity, noun: kind, written: written(reading, quantity) }];
    const end = nounAfter(words, to);
    return end === null
      ? []
      : [{ quantity, noun: words[end]?.stem ?? '', written: written(reading, { from, to: end + 1 }) }];
  });
}

/** Where the noun stands that a number counts: the last word of matter before grammar, a stop or another kind of word. */
function nounAfter(words: readonly Word[], to: number): number | null {
  let noun: number | null = null;
  for (let at = to; at < Math.min(words.length, to + NOUN_REACH); at++) {
    const word = words[at];
    if (word?.as !== 'content' || !/^[ -]?$/.test(word.gap) || (noun !== null && looksLikeVerb(word.key))) break;
    noun = at;
    if (word.key.endsWith('s')) break;
  }
  return noun;
}

const looksLikeVerb = (key: string) => /(?:ed|ing)$/.test(key);

function countsTheSame({ quantity, noun }: Counted, other: Counted): boolean {
  return noun === other.noun && quantity.kind === other.quantity.kind && quantity.currency === other.quantity.currency;
}

function says(quantity: Quantity, voice: Voice, all: readonly Sentence[]): boolean {
  return all.some(
    (sentence) =>
      sentence.voice.key === voice.key &&
      sentence.said.reading.quantities.some((known) => sameQuantity(known, quantity)),
  );
}

// ---- the same subject ------------------------------------------------------------------------------------------------

/** Words that two sentences share at the least, and the share of the shorter one's, to be on one subject. */
const SHARED_WORDS = 3;
const SHARED_PART = 0.6;

/** Mostly the same words, and no name, date or other word that stands in the one where the other has another. */
function isOnSameSubject(one: Said, other: Said): boolean {
  const shared = sharedStems(one, other).length;
  if (shared < SHARED_WORDS || shared < SHARED_PART * Math.min(one.words.size, other.words.size)) return false;
  if (beyond(one, other) > 0 && beyond(other, one) > 0) return false;
  return namesAgree(one, other) && datesAgree(one, other) && denialsOf(one, other).length === 0;
}

const sharedStems = (one: Said, other: Said) => [...one.words.keys()].filter((stem) => other.words.has(stem));

const SAYING = new Set([...REPORTING].map(plainStem));

/** How many words of matter the one has and the other has not; that it was said, told or reported is none. */
function beyond(one: Said, other: Said): number {
  return [...one.words.keys()].filter((stem) => !other.words.has(stem) && !SAYING.has(stem)).length;
}

function namesAgree(one: Said, other: Said): boolean {
  const [mine, its] = [one, other].map(namesIn) as [Set<string>, Set<string>];
  return mine.isSubsetOf(its) || its.isSubsetOf(mine);
}

function namesIn({ words }: Said): Set<string> {
  return new Set([...words].filter(([, { isName }]) => isName).map(([stem]) => stem));
}

function datesAgree({ reading }: Said, { reading: other }: Said): boolean {
  const agreeing = (dates: typeof reading.dates, others: typeof reading.dates) =>
    dates.every((date) => others.length === 0 || others.some((known) => agree(date, known)));
  return agreeing(reading.dates, other.dates) && agreeing(other.dates, reading.dates);
}

// ---- denials ---------------------------------------------------------------------------------------------------------

/** So alike must two sentences be that the one denies what the other says. Of the longer one's words. */
const NEARLY_THE_SAME = 0.8;
const ENOUGH_WORDS = 4;

function denialDispute(one: Sentence, other: Sentence): Claim | null {
  const [a, b] = [one.said, other.said];
  const shared = sharedStems(a, b).length;
  if (shared < ENOUGH_WORDS || shared < NEARLY_THE_SAME * Math.max(a.words.size, b.words.size)) return null;
  if ((beyond(a, b) > 0 && beyond(b, a) > 0) || !namesAgree(a, b) || !datesAgree(a, b) || !figuresAgree(a, b))
    return null;
  if ([a, b].some(({ reading }) => reading.words.some(({ disowned, ended }) => disowned || ended))) return null;
  if (denialsOf(a, b).length === 0 || [a, b].every((said) => deniedIn(said) > 0)) return null;
  return disputeOf([one, `“${one.evidence.quote.trim()}”`], [other, `“${other.evidence.quote.trim()}”`]);
}

/** What the one says and the other denies. */
function denialsOf(one: Said, other: Said): string[] {
  return sharedStems(one, other).filter((stem) => one.words.get(stem)?.denied !== other.words.get(stem)?.denied);
}

const deniedIn = ({ words }: Said) => [...words.values()].filter(({ denied }) => denied).length;

function figuresAgree({ reading }: Said, { reading: other }: Said): boolean {
  const all = (some: readonly Quantity[], others: readonly Quantity[]) =>
    some.every((quantity) => others.some((known) => sameQuantity(quantity, known)));
  return all(reading.quantities, other.quantities) && all(other.quantities, reading.quantities);
}

function disputeOf(...sides: readonly [readonly [Sentence, string], readonly [Sentence, string]]): Claim {
  const [[one], [other]] = sides;
  return {
    text: sides.map(([{ voice }, words]) => `${voice.publisher}: ${words}`).join('; '),
    evidence: [one.evidence, other.evidence],
  };
}
