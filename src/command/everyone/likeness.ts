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
 * Of many, those that match what was typed: the ones that begin with it, then the ones that have it inside; in their
 * order. `textsOf` gives what may be typed for one.
 */
export function matching<T>(typed: string, all: readonly T[], textsOf: (one: T) => readonly string[]): T[] {
  const wanted = folded(typed);
  const begun: T[] = [];
  const inside: T[] = [];
  for (const one of all) {
    const texts = textsOf(one).map(folded);
    if (texts.some((text) => text.startsWith(wanted))) begun.push(one);
    else if (texts.some((text) => text.includes(wanted))) inside.push(one);
  }
  return [...begun, ...inside];
}

/** Longer than this, no word is a slip of another. UTF-16 code units. */
const LONGEST_COMPARED = 40;

/** The one that what was typed is most likely a slip of, or null when none is near. */
export function nearest(typed: string, names: readonly string[]): string | null {
  const wanted = folded(typed);
  if (wanted === '' || wanted.length > LONGEST_COMPARED) return null;
  const ranked = names
    .map((name) => ({ name, distance: distance(wanted, folded(name)) }))
    .sort((one, other) => one.distance - other.distance);
  const [best] = ranked;
  // One slip in three letters is a slip; more is another word.
  return best && best.distance <= Math.max(1, Math.ceil(wanted.length / 3)) ? best.name : null;
}

/** Levenshtein's: single letters put in, left out or exchanged. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= other.length; column++) {
      const exchanged = (row[column - 1] ?? 0) + Number(other[column - 1] !== letter);
      next.push(Math.min(exchanged, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
