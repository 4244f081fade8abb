export type EntityKind = 'person' | 'organization' | 'place' | 'other';

/** How much speaks for each kind; only differences matter. */
export type Clues = Record<EntityKind, number>;

export const noClues = (): Clues => ({ person: 0, organization: 0, place: 0, other: 0 });

/** Adds `more` to `clues` in place, times `weight`. */
export function add(clues: Clues, more: Partial<Clues>, weight = 1): void {
  for (const kind of ['person', 'organization', 'place', 'other'] as const) clues[kind] += (more[kind] ?? 0) * weight;
}

/** The likeliest kind. Where nothing speaks, a name of two or three words is a person's and any other a thing's. */
export function kindOf(clues: Clues, text: string): EntityKind {
  const ranked = (Object.entries(clues) as [EntityKind, number][]).sort((a, b) => b[1] - a[1]);
  const best = ranked[0];
  if (best && best[1] >= 0.7) return best[0];
  const words = text.split(' ').length;
  return words === 2 || words === 3 ? 'person' : 'other';
}
