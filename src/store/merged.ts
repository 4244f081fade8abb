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
