/** Measures of how good an answer is. Each is a share from 0 to 1, and NaN where there is nothing to measure. */
import { stem } from '../../src/search/stem.ts';

export interface Scores {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Of counts: what was right, what was said, what there was to say. */
export function scoresOf(right: number, said: number, true_: number): Scores {
  const precision = said === 0 ? Number.NaN : right / said;
  const recall = true_ === 0 ? Number.NaN : right / true_;
  const f1 = said + true_ === 0 ? Number.NaN : (2 * right) / (said + true_);
  return { precision, recall, f1 };
}

/** One thing that was clustered: the cluster it was put in, and the one it belongs in. */
export interface Clustered {
  readonly put: string;
  readonly belongs: string;
}

/** B-cubed (Bagga and Baldwin 1998): precision and recall of each item's own cluster, averaged over the items. */
export function bCubed(items: readonly Clustered[]): Scores {
  const put = countBy(items, ({ put }) => put);
  const belongs = countBy(items, ({ belongs }) => belongs);
  const both = countBy(items, keyOf);
  const share = (counts: ReadonlyMap<string, number>, cluster: (item: Clustered) => string) =>
    mean(items.map((item) => (both.get(keyOf(item)) ?? 0) / (counts.get(cluster(item)) ?? 1)));
  const precision = share(put, ({ put }) => put);
  const recall = share(belongs, ({ belongs }) => belongs);
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) };
}

/** Of all pairs of items: those that were put together, and those that belong together. */
export function pairwise(items: readonly Clustered[]): Scores {
  const pairs = (counts: ReadonlyMap<string, number>) =>
    [...counts.values()].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
  return scoresOf(
    pairs(countBy(items, keyOf)),
    pairs(countBy(items, ({ put }) => put)),
    pairs(countBy(items, ({ belongs }) => belongs)),
  );
}

/** The share of the first `count` that are right; fewer than `count` answers count as wrong for what is missing. */
export function precisionAt(count: number, right: readonly boolean[]): number {
  return right.slice(0, count).filter(Boolean).length / count;
}

/** Normalised discounted cumulative gain of the first `count`. `ideal`: the gains of everything that could be found. */
export function nDcg(count: number, gains: readonly number[], ideal: readonly number[]): number {
  const dcg = (list: readonly number[]) =>
    list.slice(0, count).reduce((sum, gain, rank) => sum + gain / Math.log2(rank + 2), 0);
  return dcg(gains) / dcg(ideal.toSorted((a, b) => b - a));
}

/**
 * ROUGE-1 F1 (Lin 2004) as it is usually reported (`-m`): words in common, each as often as both have it, lower case,
 * stemmed by Porter's rules from four letters on, stop words kept, neither side cut to a length.
 */
export function rouge1(candidate: string, reference: string): number {
  const [said, wanted] = [wordsOf(candidate), wordsOf(reference)];
  const counts = countBy(wanted, (word) => word);
  let common = 0;
  for (const [word, count] of countBy(said, (word) => word)) common += Math.min(count, counts.get(word) ?? 0);
  return scoresOf(common, said.length, wanted.length).f1;
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** From the lowest to the highest. */
export function spread(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : Math.max(...values) - Math.min(...values);
}

function wordsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.map((word) => (word.length > 3 ? stem(word) : word));
}

function keyOf({ put, belongs }: Clustered): string {
  return JSON.stringify([put, belongs]);
}

function countBy<T>(items: readonly T[], key: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
}
