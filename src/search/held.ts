/** How much of what is sought the words of a text hold. */
import { relation } from './relatives.ts';
import type { SoughtTerm } from './sought.ts';

/** For one text and each term: from 0 to 1. */
export interface Held {
  /** The word itself. */
  readonly exact: readonly number[];
  /** The word itself, or one that says nearly the same. */
  readonly related: readonly number[];
}

export interface Holder {
  held(stems: readonly string[]): Held;
  /** Words between the nearest places of two neighbouring terms in a text: 1 where they touch, Infinity where one misses. */
  distance(stems: readonly string[], one: number, other: number): number;
}

/** All words of a phrase, but not side by side, are worth this much of it. */
const SCATTERED = 0.7;

/** For the terms of one question. What two words have to do with each other is worked out once for all texts. */
export function holderOf(terms: readonly Pick<SoughtTerm, 'stems' | 'name'>[]): Holder {
  const names = new Set(terms.filter(({ name }) => name).flatMap(({ stems }) => stems));
  const known = new Map<string, Map<string, number>>();
  const related = (stem: string, word: string): number => {
    const of = known.get(stem) ?? new Map<string, number>();
    if (of.size === 0) known.set(stem, of);
    const before = of.get(word);
    if (before !== undefined) return before;
    const found = relation(stem, word, names.has(stem));
    of.set(word, found);
    return found;
  };
  const nearest = (stem: string, words: ReadonlySet<string>): number => {
    let best = words.has(stem) ? 1 : 0;
    if (best === 0) for (const word of words) best = Math.max(best, related(stem, word));
    return best;
  };

  return {
    held(stems) {
      const words = new Set(stems);
      const exact = terms.map((term) => {
        if (!term.stems.every((stem) => words.has(stem))) return 0;
        return term.stems.length === 1 || standsIn(stems, term.stems) ? 1 : SCATTERED;
      });
      return {
        exact,
        related: exact.map((share, index) =>
          share > 0 ? share : Math.min(...(terms[index]?.stems ?? []).map((stem) => nearest(stem, words))),
        ),
      };
    },

    distance(stems, one, other) {
      let [nearestSoFar, lastOne, lastOther] = [Infinity, -Infinity, -Infinity];
      for (const [at, word] of stems.entries()) {
        if (related(terms[one]?.stems[0] ?? '', word) > 0) lastOne = at;
        if (related(terms[other]?.stems[0] ?? '', word) > 0) lastOther = at;
        if (lastOne !== lastOther) nearestSoFar = Math.min(nearestSoFar, Math.abs(lastOne - lastOther));
      }
      return nearestSoFar;
    },
  };
}

function standsIn(stems: readonly string[], phrase: readonly string[]): boolean {
  return stems.some((_, from) => phrase.every((stem, index) => stems[from + index] === stem));
}
