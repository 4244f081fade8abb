import { sameQuantity } from './numbers.ts';
import type { Reading, Word, WordClass } from './reading.ts';

/**
 * A claim laid along a stretch of an article, word by word, in order. `to[c]` is the article word that claim word `c`
 * stands beside, or -1; `matched[c]` says whether the two say the same.
 */
export interface Alignment {
  readonly to: Int32Array;
  readonly matched: readonly boolean[];
  /** The share of the claim's wording, names and numbers and negators left out, that is matched: 1 for a copy. */
  readonly closeness: number;
  /** The whole of what is matched, for choosing among stretches. */
  readonly score: number;
}

const SAME = { name: 6, title: 6, number: 6, date: 6, negator: 4, content: 6, pronoun: 2, function: 2 } as const;
const SWAPPED = -1;
const OTHER_WORD = -2;
const UNLIKE = -4;
const ADDED = -2;
const LEFT_OUT = -0.3;

/** Aligns the whole claim with any part of the article's stretch (Needleman-Wunsch, the stretch's ends free). */
export function align(claim: Reading, stretch: Reading): Alignment {
  const rows = claim.words.length;
  const columns = stretch.words.length;
  const width = columns + 1;
  const best = new Float32Array((rows + 1) * width);
  for (let row = 1; row <= rows; row++) best[row * width] = row * ADDED;
  const scores = scoresOf(claim, stretch);
  for (let row = 1; row <= rows; row++) {
    const leftOut = row === rows ? 0 : LEFT_OUT;
    for (let column = 1; column <= columns; column++) {
      const at = row * width + column;
      best[at] = Math.max(
        (best[at - width - 1] ?? 0) + (scores[(row - 1) * columns + column - 1] ?? 0),
        (best[at - width] ?? 0) + ADDED,
        (best[at - 1] ?? 0) + leftOut,
      );
    }
  }
  return traceBack(claim, best, scores, rows, columns);
}

function traceBack(claim: Reading, best: Float32Array, scores: Float32Array, rows: number, columns: number): Alignment {
  const width = columns + 1;
  const to = new Int32Array(rows).fill(-1);
  const matched = new Array<boolean>(rows).fill(false);
  let row = rows;
  let column = columns;
  while (row > 0 && column > 0) {
    const here = best[row * width + column] ?? 0;
    const score = scores[(row - 1) * columns + column - 1] ?? 0;
    if (isClose(here, (best[(row - 1) * width + column - 1] ?? 0) + score)) {
      row--;
      column--;
      to[row] = column;
      matched[row] = score > 0;
    } else if (isClose(here, (best[row * width + column - 1] ?? 0) + (row === rows ? 0 : LEFT_OUT))) column--;
    else row--;
  }
  return { to, matched, closeness: closenessOf(claim.words, matched), score: best[rows * width + columns] ?? 0 };
}

function isClose(one: number, other: number): boolean {
  return Math.abs(one - other) < 1e-3;
}

/** Fewer words of matter or grammar than this make no wording: then the names and numbers count as well. */
const WORDING = 0.8;

function closenessOf(words: readonly Word[], matched: readonly boolean[]): number {
  const wording = shareMatched(words, matched, ({ as }) => (as === 'content' ? 1 : isGrammar(as) ? 0.3 : 0));
  return wording.all >= WORDING
    ? wording.share
    : shareMatched(words, matched, ({ as }) => (isGrammar(as) ? 0.3 : 1)).share;
}

function isGrammar(as: WordClass): boolean {
  return as === 'function' || as === 'pronoun';
}

function shareMatched(
  words: readonly Word[],
  matched: readonly boolean[],
  weightOf: (word: Word) => number,
): { all: number; share: number } {
  let all = 0;
  let same = 0;
  for (const [at, word] of words.entries()) {
    const weight = weightOf(word);
    all += weight;
    if (matched[at]) same += weight;
  }
  return { all, share: all === 0 ? 0 : same / all };
}

function scoresOf(claim: Reading, stretch: Reading): Float32Array {
  const columns = stretch.words.length;
  const scores = new Float32Array(claim.words.length * columns);
  for (const [row, word] of claim.words.entries())
    for (const [column, other] of stretch.words.entries()) scores[row * columns + column] = scoreOf(word, other);
  for (const one of claim.quantities)
    for (const other of stretch.quantities) {
      if (!sameQuantity(one, other)) continue;
      const steps = Math.min(one.to - one.from, other.to - other.from);
      for (let step = 0; step < steps; step++)
        scores[(one.from + step) * columns + other.from + step] = SAME.number - 1;
    }
  return scores;
}

function scoreOf(one: Word, other: Word): number {
  if (one.key === other.key) return SAME[one.as];
  if (one.known !== null && one.known === other.known) return SAME.name - 1;
  if (one.as === 'content' && other.as === 'content' && one.stem === other.stem) return SAME.content - 1;
  const [first, second] = [groupOf(one), groupOf(other)];
  if (first === second) return first === 'content' ? OTHER_WORD : SWAPPED;
  if (first === 'pronoun' || second === 'pronoun') return first === 'name' || second === 'name' ? SWAPPED : UNLIKE;
  return UNLIKE;
}

/** A capital at the head of a sentence may be a name's, whatever it was taken for. */
function groupOf({ as, capital }: Word): string {
  if (as === 'title' || (as === 'content' && capital)) return 'name';
  return as === 'date' ? 'number' : as;
}
