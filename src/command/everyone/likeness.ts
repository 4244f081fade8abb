/** How near what people typed comes to a title or a name. */
import { queryTerms } from '../../search/query.ts';
import { stem } from '../../search/stem.ts';

const WORD = /[\p{L}\p{N}]+/gu;

/** Without case, accents and punctuation. */
export function folded(text: string): string {
  return wordsOf(text).join(' ');
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .toLowerCase()
      .match(WORD) ?? []
  );
}

/** Of the words typed, small ones left out, the share that the texts have, in any form: 0 to 1. */
export function shareOfWords(typed: string, texts: readonly string[]): number {
  const wanted = new Set(queryTerms(typed).flat().flatMap(wordsOf).map(stem));
  if (wanted.size === 0) return 0;
  const had = new Set(texts.flatMap(wordsOf).map(stem));
  return [...wanted].filter((word) => had.has(word)).length / wanted.size;
}

/** True when every word typed begins a word of the text; so for nothing typed. */
export function beginsWords(typed: string, text: string): boolean {
  const words = wordsOf(text);
  return wordsOf(typed).every((begun) => words.some((word) => word.startsWith(begun)));
}

/**
 * Of many, those that match what was typed, best first: what it is, what begins with it, what has words that begin so, what
 * has it inside; in their order among equals. Where nothing does, those of which it may be a slip. `textsOf` gives what may be
 * typed for one.
 */
export function matching<T>(typed: string, all: readonly T[], textsOf: (one: T) => readonly string[]): T[] {
  const wanted = folded(typed);
  const texts = all.map((one) => ({ one, texts: textsOf(one).map(folded) }));
  const found = (matches: (text: string) => boolean) => texts.filter((known) => known.texts.some(matches));
  const ranked = [
    ...found((text) => text === wanted),
    ...found((text) => text.startsWith(wanted)),
    ...found((text) => beginsWords(wanted, text)),
    ...found((text) => text.includes(wanted)),
  ];
  const matched = ranked.length > 0 ? ranked : found((text) => isSlipOf(wanted, text));
  return [...new Set(matched)].map(({ one }) => one);
}

/** Shorter words are one slip away from too many others. */
const SHORTEST_SLIP = 4;

/** Every word typed is a word of the text, or the beginning of one, with a letter in four wrong at most. */
function isSlipOf(wanted: string, text: string): boolean {
  if (wanted.length > LONGEST_COMPARED) return false;
  const words = text.split(' ');
  return wanted.split(' ').every((typed) => {
    const most = Math.floor(typed.length / SHORTEST_SLIP);
    return words.some((word) => distance(typed, word) <= most || distance(typed, word.slice(0, typed.length)) <= most);
  });
}

/** Longer than this, no word is a slip of another. UTF-16 code units. */
const LONGEST_COMPARED = 40;

/** One slip in three letters is a slip; more is another word. */
const slipsIn = (typed: string) => Math.max(1, Math.ceil(typed.length / 3));

/** The one that what was typed is most likely a slip of, or null when none is near. `most` are the slips allowed. */
export function nearest(typed: string, names: readonly string[], most = slipsIn(folded(typed))): string | null {
  const wanted = folded(typed);
  if (wanted === '' || wanted.length > LONGEST_COMPARED) return null;
  const ranked = names
    .map((name) => ({ name, distance: distance(wanted, folded(name)) }))
    .sort((one, other) => one.distance - other.distance);
  const [best] = ranked;
  return best && best.distance <= most ? best.name : null;
}

/** Single letters put in, left out or exchanged, and neighbours that changed places (optimal string alignment). */
function distance(one: string, other: string): number {
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let line = 1; line <= one.length; line++) {
    const next = [line];
    for (let column = 1; column <= other.length; column++) {
      const exchanged = (row[column - 1] ?? 0) + Number(other[column - 1] !== one[line - 1]);
      const swapped = areSwapped(one, other, line, column) ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      next.push(Math.min(exchanged, swapped, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    [before, row] = [row, next];
  }
  return row[other.length] ?? 0;
}

function areSwapped(one: string, other: string, line: number, column: number): boolean {
  return line > 1 && column > 1 && one[line - 1] === other[column - 2] && one[line - 2] === other[column - 1];
}
