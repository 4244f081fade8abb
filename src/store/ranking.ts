/** How a search ranks what it finds, as far as both databases do it alike. */

/** A word in the title says this much more about an article than one in its text. */
export const TITLE_WEIGHT = 3;

/** How telling a word is that so many of all articles have: the rarer, the more. */
export function rarity(articles: number, having: number): number {
  return Math.log(1 + (articles - having + 0.5) / (having + 0.5));
}

/** The rarest terms, as many as `most` articles have together; at least one, if any is in the archive. */
export function rarest<Counted extends { readonly count: number }>(terms: readonly Counted[], most: number): Counted[] {
  const rarestFirst = terms.filter(({ count }) => count > 0).toSorted((a, b) => a.count - b.count);
  const chosen: Counted[] = [];
  let sum = 0;
  for (const term of rarestFirst) {
    sum += term.count;
    if (chosen.length > 0 && sum > most) break;
    chosen.push(term);
  }
  return chosen;
}

/** The scores of two queries can't be compared; the second ones are set below the first, in their order. `idOf` names a row. */
export function merged<Found extends { readonly score: number }>(
  withAll: readonly Found[],
  withSome: readonly Found[],
  limit: number,
  idOf: (found: Found) => string | number,
): Found[] {
  const known = new Set(withAll.map(idOf));
  const others = withSome.filter((found) => !known.has(idOf(found)));
  const lowest = withAll.at(-1)?.score;
  const highest = others[0]?.score;
  const scale = lowest === undefined || highest === undefined || highest <= lowest ? 1 : lowest / highest;
  return [...withAll, ...others.map((found) => ({ ...found, score: found.score * scale }))].slice(0, limit);
}
