/** Whether two claims say the same: by their evidence, by their words, and always by their figures, dates and names. */
import type { Claim, Evidence } from '../summary/summary.ts';
import { agree } from '../summary/verify/dates.ts';
import { isPlainWord } from '../summary/verify/lexicon.ts';
import { type Quantity, sameQuantity } from '../summary/verify/numbers.ts';
import { type Reading, readText, type Word } from '../summary/verify/reading.ts';

/** Of a claim's telling words, those that another must have so that the first says nothing beyond it. */
const NEARLY_ALL = 0.8;
/** So much alike, two claims tell of one thing, and what differs is what changed in it. */
const ON_ONE_THING = 0.6;

/** A claim taken apart for comparing. Taken apart once: a claim never changes. */
export interface Said {
  /** Lower case, single spaces, no punctuation; a space at both ends, so that whole words are found in it. */
  readonly folded: string;
  /** What it tells by, as stems; `unlikely` is `likely`, denied. */
  readonly words: ReadonlyMap<string, { readonly denied: boolean; readonly isName: boolean }>;
  readonly reading: Reading;
}

const taken = new WeakMap<Claim, Said>();

export function saidBy(claim: Claim): Said {
  const known = taken.get(claim);
  if (known) return known;
  const said = saidIn(claim.text);
  taken.set(claim, said);
  return said;
}

export function saidIn(text: string): Said {
  const reading = readText(text, isPlainWord);
  const words = new Map<string, { denied: boolean; isName: boolean }>();
  for (const word of reading.words) {
    if (!isTelling(word)) continue;
    words.set(word.stem, { denied: word.denied || word.ended || word.disowned, isName: word.as === 'name' });
  }
  return { folded: ` ${foldedWords(text)} `, words, reading };
}

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

/** Whether what is said is no more than what was said before. `others` are further words that were said with it: names, roles. */
export function saysNoMore(claim: Claim, before: Claim, others = ''): boolean {
  if (restsOnSame(claim, before)) return true;
  const [now, then] = [saidBy(claim), saidBy(before)];
  if (now.folded.trim() !== '' && then.folded.includes(now.folded)) return true;
  const also = others === '' ? null : saidIn(others);
  const words = [...now.words];
  if (words.length === 0) return false;
  const shared = words.filter(([stem, { denied }]) => {
    const there = then.words.get(stem);
    return there ? there.denied === denied : (also?.words.has(stem) ?? false);
  });
  if (shared.length < NEARLY_ALL * words.length) return false;
  const isNew = words.some(([stem, { isName, denied }]) => {
    const there = then.words.get(stem);
    if (there) return there.denied !== denied;
    return isName && !also?.words.has(stem);
  });
  return !isNew && figuresOnlyIn(now, then).length === 0;
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

/** Whether a claim tells with another figure or date what was told before. */
export function changesFigure(claim: Claim, before: Claim): boolean {
  const [now, then] = [saidBy(claim), saidBy(before)];
  if (then.reading.quantities.length + then.reading.dates.length === 0) return false;
  return figuresOnlyIn(now, then).length > 0 && isOnOneThing(now, then);
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
