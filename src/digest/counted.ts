/** What the numbers of a sentence count: `5 container ships` are ships. */
import { type Quantity, sameQuantity } from '../summary/verify/numbers.ts';
import type { Word } from '../summary/verify/reading.ts';
import { type Said, written } from './claims.ts';

export interface Counted {
  readonly quantity: Quantity;
  /** The stem of what is counted; the kind of number where that is money or a percentage. */
  readonly noun: string;
  /** As it stands in the sentence. */
  readonly written: string;
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

/** Plain numbers with what they count; vague ones, denied ones and those that count nothing are left out. */
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

/** To stand within a sentence: a number written as a word may have begun the one it is from. */
export function lowered(words: string): string {
  return words.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase());
}

/**
 * What both count, with another number each. Null where either counts the same thing twice, since then nobody can tell which
 * number stands against which.
 */
export function countedOtherwise(one: Said, other: Said): readonly [Counted, Counted] | null {
  const [all, others] = [countedIn(one), countedIn(other)];
  for (const mine of all) {
    const [theirs, ...more] = others.filter((counted) => countsTheSame(mine, counted));
    if (!theirs || more.length > 0 || all.filter((counted) => countsTheSame(mine, counted)).length > 1) continue;
    if (!isSameNumber(mine.quantity, theirs.quantity)) return [mine, theirs];
  }
  return null;
}

function countsTheSame({ quantity, noun }: Counted, other: Counted): boolean {
  return noun === other.noun && quantity.kind === other.quantity.kind && quantity.currency === other.quantity.currency;
}

/** The same, or one is the other rounded: `100 marchers` and `98`, `12,000 homes` and `12,300`. Of a dozen dead nobody rounds. */
function isSameNumber(one: Quantity, other: Quantity): boolean {
  if (sameQuantity(one, other)) return true;
  const [a, b] = [one.value, other.value];
  if (one.kind === 'percent' || typeof a !== 'number' || typeof b !== 'number') return false;
  const difference = Math.abs(a - b);
  if (Math.min(a, b) < LEAST_ROUNDED || difference > MOST_ROUNDED_OFF * Math.max(a, b)) return false;
  return Math.max(unitOf(a), unitOf(b)) >= 2 * difference;
}

const LEAST_ROUNDED = 50;
/** Share of the number. */
const MOST_ROUNDED_OFF = 0.1;

/** What a number is round to: 12,000 to thousands, 98 to ones. */
function unitOf(value: number): number {
  let unit = 1;
  while (value !== 0 && value % (unit * 10) === 0) unit *= 10;
  return unit;
}
