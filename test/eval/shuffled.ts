import { dice } from './invented-news.ts';

/** In another order for each seed, the same each time. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const random = dice(seed + 1);
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
