/** The figures of two texts of one wording, held against each other as a whole; place by place, see `slots.ts`. */
import { shinglesOf } from './fingerprint.ts';
import type { Word } from './wording.ts';

/** With the figures blotted out, two texts are the same from this share on, both ways. */
const SAME_BUT_FIGURES = 0.97;
/** Of a copy's figures at least this share is in the original, where it has as many as to tell. */
const FIGURES_KEPT = 1 / 3;
const FIGURES_TO_TELL = 4;

/** Why the two texts' figures tell them apart, or null where they don't. */
export function figuresApart(a: readonly Word[], b: readonly Word[]): string | null {
  const [fewer, more] = [figuresIn(a), figuresIn(b)].sort((x, y) => x.size - y.size) as [Set<string>, Set<string>];
  const kept = fewer.intersection(more).size / Math.max(1, fewer.size);
  if (fewer.size >= FIGURES_TO_TELL && kept < FIGURES_KEPT)
    return `the wording is the same, but only ${Math.round(100 * kept)} % of the figures are in both`;
  const [here] = fewer.difference(more);
  const [there] = more.difference(fewer);
  if (here === undefined || there === undefined || !isSameButFigures(a, b)) return null;
  return `the wording is the same but for its figures, such as “${here}” and “${there}”`;
}

function isSameButFigures(a: readonly Word[], b: readonly Word[]): boolean {
  const [mine, its] = [blotted(a), blotted(b)];
  const shared = mine.intersection(its).size;
  return shared >= SAME_BUT_FIGURES * Math.max(mine.size, its.size);
}

/** The shingles with one blot for each run of figures. */
function blotted(words: readonly Word[]): Set<number> {
  const isFigure = (at: number): boolean => words[at]?.kind === 'figure';
  const masked = words.flatMap((word, at): Word[] =>
    !isFigure(at) ? [word] : isFigure(at - 1) ? [] : [{ ...word, text: '#' }],
  );
  return new Set(shinglesOf(masked));
}

function figuresIn(words: readonly Word[]): Set<string> {
  return new Set(words.flatMap(({ kind, text }) => (kind === 'figure' ? [text] : [])));
}
