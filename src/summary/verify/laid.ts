import { type Alignment, align } from './align.ts';
import { type Change, changesOf } from './changes.ts';
import { joined, type Passage } from './passages.ts';
import type { Reading } from './reading.ts';
import type { Scope } from './scope.ts';

/** A claim laid along a stretch of the article, word by word, with the places where the two part. */
export interface Laid {
  readonly claim: Reading;
  readonly stretch: Reading;
  readonly alignment: Alignment;
  readonly changes: readonly Change[];
  readonly scope: Scope;
  /** What the claim is laid along: the passages that are to bear it, or neighbours. */
  readonly passages: readonly Passage[];
}

/** From here on a claim counts as a copy of the article's wording, in which every difference must be explained. */
const COPY = 0.6;
/** How much nearer a neighbour's wording must be than the passages' own, to be the one that is copied. */
const NEARER = 0.2;
/** Or how many times as much of the claim, names and numbers with it, it must hold. */
const FULLER = 1.5;

export function isCopy({ alignment }: { readonly alignment: Alignment }): boolean {
  return alignment.closeness >= COPY;
}

/** Lays a claim along the passages that are to bear it, or along neighbours whose wording it follows clearly more. */
export function layAlong(claim: Reading, scope: Scope): Laid {
  const { own, around } = scope;
  const alone = layOn(claim, own, scope);
  const others = around.filter((passage) => !own.includes(passage));
  if (others.length === 0 || alone.alignment.closeness > 1 - NEARER) return alone;
  const apart = others.map((passage) => layOn(claim, [passage], scope));
  const fullest = apart.reduce((one, other) => (other.alignment.score > one.alignment.score ? other : one));
  if (isCopy(fullest) && fullest.alignment.score >= FULLER * Math.max(alone.alignment.score, 0)) return fullest;
  const nearest = [...apart, layOn(claim, around, scope)].reduce((one, other) =>
    other.alignment.closeness > one.alignment.closeness ? other : one,
  );
  return isCopy(nearest) && nearest.alignment.closeness >= alone.alignment.closeness + NEARER ? nearest : alone;
}

function layOn(claim: Reading, passages: readonly Passage[], scope: Scope): Laid {
  const stretch = joined(passages);
  const alignment = align(claim, stretch);
  return { claim, stretch, alignment, changes: changesOf(claim, stretch, alignment), scope, passages };
}
