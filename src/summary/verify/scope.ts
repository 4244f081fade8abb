import { bornOut, type DateMention } from './dates.ts';
import { TITLES } from './lexicon.ts';
import { abbreviates, looksLikeAcronym } from './names.ts';
import { type Quantity, sameQuantity } from './numbers.ts';
import type { Passage, Prepared } from './passages.ts';
import { withNeighbours } from './passages.ts';
import type { Reading, Word } from './reading.ts';

/**
 * What a claim may be held against: the passages that bear it (its quote's, or those found for it), the sentences next to
 * them, and, for names only, the article's title.
 */
export interface Scope {
  readonly prepared: Prepared;
  readonly own: readonly Passage[];
  /** `own` and its neighbours, in order. */
  readonly around: readonly Passage[];
}

export function scopeOf(prepared: Prepared, own: readonly Passage[]): Scope {
  return { prepared, own, around: withNeighbours(prepared, own) };
}

/** Whether the name that `words[at]` belongs to stands in the passages: as written, as the same country's, or abbreviated. */
export function holdName(passages: readonly Passage[], words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (!word) return false;
  return passages.some(
    ({ keys, known, reading }) =>
      (word.known !== null && known.has(word.known)) ||
      keys.has(word.key) ||
      keys.has(`${word.key}s`) ||
      (word.key.endsWith('s') && keys.has(word.key.slice(0, -1))) ||
      holdsAbbreviation(reading.words, words, at),
  );
}

/** Whether a claim may use the name that `words[at]` belongs to: the passages or the title hold it, or the short form of it. */
export function isNameHeld(scope: Scope, words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (!word) return false;
  return holdName(scope.around, words, at) || titleHoldsName(scope, word) || shortFormHeld(scope, words, at);
}

/** How many sentences back a pronoun may point. */
const POINTING_BACK = 3;

/**
 * Whether a claim may put the name in place of a pronoun that stands in some passages: it stands in these, in the title, or
 * in the sentences before.
 */
export function isNameHeldBefore(
  scope: Scope,
  passages: readonly Passage[],
  words: readonly Word[],
  at: number,
): boolean {
  const word = words[at];
  const first = passages[0]?.index ?? 0;
  const around = [...scope.prepared.passages.slice(Math.max(0, first - POINTING_BACK), first), ...passages];
  if (!word) return false;
  return holdName(around, words, at) || titleHoldsName(scope, word) || shortFormHeld({ ...scope, around }, words, at);
}

function titleHoldsName({ prepared }: Scope, word: Word): boolean {
  return prepared.title.words.some(({ key, known }) => key === word.key || (known !== null && known === word.known));
}

/** "Wang Yi" where the passages say "Wang", which is no part of another name there, and the article has no other Wang. */
function shortFormHeld({ prepared, around }: Scope, words: readonly Word[], at: number): boolean {
  const full = fullNameAt(words, at);
  if (
    full.length < 2 ||
    !full.every(({ key }, index) => index === 0 || prepared.pairs.has(`${full[index - 1]?.key} ${key}`))
  )
    return false;
  const keys = new Set(full.map(({ key }) => key));
  const isWithin = (name: readonly Word[]) =>
    name.every(({ capital, key, known }) => !capital || known !== null || keys.has(key) || TITLES.has(key));
  const isHere = ({ key }: Word) =>
    around.some(
      ({ keys: held, reading }) =>
        held.has(key) && reading.words.some((word, there) => word.key === key && isWithin(runAt(reading.words, there))),
    );
  return full.some((short) => isHere(short) && !isShared(short, full, prepared));
}

/** The words side by side that make the name at `at`. */
function fullNameAt(words: readonly Word[], at: number): Word[] {
  let from = at;
  let to = at + 1;
  while (isNamePart(words[from - 1]) && /^[ -]$/.test(words[from]?.gap ?? '')) from--;
  while (isNamePart(words[to]) && /^[ -]$/.test(words[to]?.gap ?? '')) to++;
  return words.slice(from, to);
}

function isNamePart(word: Word | undefined): boolean {
  return word?.as === 'name' || word?.as === 'title';
}

/** Whether the article has another full name with this word in it. */
function isShared(short: Word, full: readonly Word[], { passages }: Prepared): boolean {
  const keys = new Set(full.map(({ key }) => key));
  return passages.some(({ keys: held, reading: { words } }) => {
    if (!held.has(short.key)) return false;
    return words.some(
      (word, at) =>
        word.key === short.key && fullNameAt(words, at).some(({ key, as }) => as === 'name' && !keys.has(key)),
    );
  });
}

function holdsAbbreviation(written: readonly Word[], words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (!word) return false;
  if (looksLikeAcronym(word)) return runsOf(written).some((run) => abbreviates(word, run));
  const run = runAt(words, at);
  return run.length > 1 && written.some((other) => looksLikeAcronym(other) && abbreviates(other, run));
}

const LINKS = new Set([
  'of',
  'for',
  'the',
  'and',
  'de',
  'del',
  'la',
  'le',
  'du',
  'al',
  'el',
  'bin',
  'ibn',
  'von',
  'van',
  'der',
  'da',
  'dos',
]);

/** The runs of capitalised words of a text, small linking words inside them included. */
export function runsOf(words: readonly Word[]): Word[][] {
  const runs: Word[][] = [];
  for (let at = 0; at < words.length; ) {
    const run = words[at]?.capital ? runAt(words, at) : [];
    if (run.length > 0) runs.push(run);
    at += Math.max(run.length, 1);
  }
  return runs;
}

function runAt(words: readonly Word[], at: number): Word[] {
  let from = at;
  let to = at + 1;
  while (goesOn(words, from - 1, from)) from--;
  while (goesOn(words, to - 1, to)) to++;
  while (from < at && !words[from]?.capital) from++;
  while (to > at + 1 && !words[to - 1]?.capital) to--;
  return words.slice(from, to);
}

function goesOn(words: readonly Word[], one: number, other: number): boolean {
  const [left, right] = [words[one], words[other]];
  if (!left || !right || !/^['s]*[ -]$/.test(right.gap)) return false;
  return (left.capital || LINKS.has(left.key)) && (right.capital || LINKS.has(right.key));
}

export function holdQuantity(passages: readonly Passage[], quantity: Quantity): boolean {
  return passages.some(
    ({ reading }) => reading.quantities.some((other) => sameQuantity(quantity, other)) || holdsYear(reading, quantity),
  );
}

/** A year that stands inside a written date. */
function holdsYear({ dates }: Reading, { value, kind }: Quantity): boolean {
  return kind === 'count' && dates.some(({ year }) => year === value);
}

export function holdDate(passages: readonly Passage[], date: DateMention): boolean {
  const dates = passages.flatMap(({ reading }) => reading.dates);
  const years = new Set(
    passages.flatMap(({ reading }) =>
      reading.quantities.flatMap(({ value }) => (typeof value === 'number' ? [value] : [])),
    ),
  );
  return bornOut(date, dates, years);
}

/** The words of a text from `from` to `to`, as they are shown in a reason. */
export function shown(words: readonly Word[], from: number, to: number): string {
  return words
    .slice(from, to)
    .map(({ form, gap }, index) => (index === 0 ? form : gap + form))
    .join('')
    .trim();
}
