/**
 * Where two publishers contradict each other: another figure for the same thing, or the same said and denied. Found in their
 * own sentences, on the same day, and only where nothing else tells the sentences apart: better none than a wrong one.
 */
import type { Claim, Evidence } from '../summary/summary.ts';
import { agree } from '../summary/verify/dates.ts';
import { type Quantity, sameQuantity } from '../summary/verify/numbers.ts';
import type { Word } from '../summary/verify/reading.ts';
import { foldedWords, type Said, saidIn, written } from './claims.ts';
import { type Counted, countedOtherwise, lowered } from './counted.ts';
import { turnOf } from './turning-words.ts';

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
      return [{ voice, evidence, said: saidIn(withoutSpeaker(evidence.quote)) }];
    }),
  );
}

const SPEAKS = '(?:said|says|reported|reports|announced|told|confirmed|added)';
const SPEAKER = new RegExp(
  `^[^,.“”"]{1,60}? ${SPEAKS} (?:on \\p{Lu}\\p{Ll}+ )?(?:that )?(?=[\\p{L}\\p{N}])|, (?:[^,.“”"]{1,60} ${SPEAKS}|${SPEAKS} [^,.“”"]{1,60}|according to [^,.“”"]{1,60})(?=\\.?$)`,
  'gu',
);

/** Whom the publishers have it from makes no difference to what is said. */
function withoutSpeaker(sentence: string): string {
  return sentence.trim().replace(SPEAKER, '');
}

// ---- figures ---------------------------------------------------------------------------------------------------------

function figureDispute(one: Sentence, other: Sentence, all: readonly Sentence[]): Claim | null {
  if (!isOnSameSubject(one.said, other.said)) return null;
  const [mine, theirs] = countedOtherwise(one.said, other.said) ?? [];
  if (!mine || !theirs) return null;
  // Who gives both figures somewhere knows of no contradiction.
  if (says(theirs.quantity, one.voice, all) || says(mine.quantity, other.voice, all)) return null;
  if (!othersAgree(one.said, mine.quantity, other.said, theirs.quantity)) return null;
  return disputeOf([one, figureOf(one.said, mine)], [other, figureOf(other.said, theirs)]);
}

/** Another hour, another part of the whole: sentences that differ in a second number tell of two things. */
function othersAgree(one: Said, mine: Quantity, other: Said, theirs: Quantity): boolean {
  const rest = ({ reading }: Said, figure: Quantity) => reading.quantities.filter((quantity) => quantity !== figure);
  const within = (some: readonly Quantity[], all: readonly Quantity[]) =>
    some.every((quantity) => all.some((known) => sameQuantity(quantity, known)));
  const [a, b] = [rest(one, mine), rest(other, theirs)];
  return within(a, b) || within(b, a);
}

/** `twelve people were killed`: the figure with the word by which the news turns, where that follows. */
function figureOf({ reading }: Said, { quantity, written: figure }: Counted): string {
  const { words } = reading;
  const length = figure.split(/\s+/).length;
  const isTurn = (word: Word | undefined) => word?.as === 'content' && turnOf(word.stem) !== null;
  const end = [0, 1, 2].map((step) => quantity.from + length + step).find((at) => isTurn(words[at]));
  const between = words.slice(quantity.from + length, end ?? 0);
  if (end !== undefined && between.every(({ as, gap }) => as === 'function' && !/[,;:.]/.test(gap)))
    return lowered(written(reading, { from: quantity.from, to: end + 1 }));
  return lowered(figure);
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

/** How many words of matter the one has and the other has not; that it was said, told or reported is none. */
function beyond(one: Said, other: Said): number {
  return [...one.words.keys()].filter((stem) => !other.words.has(stem)).length;
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
    text: sides.map(([{ voice }, words]) => `${voice.publisher} says ${words}`).join('; '),
    evidence: [one.evidence, other.evidence],
  };
}
