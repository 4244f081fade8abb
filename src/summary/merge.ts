import { MOST_ACTORS, MOST_ALIASES, MOST_IMPLICATIONS } from './answer.ts';
import type { Draft, DraftActor, DraftImplication } from './summary.ts';

/**
 * One draft from the drafts of an article's parts, in order; also takes double bullets out of a single one. Nothing is
 * reworded, since each bullet is checked against its own quote: of two bullets on one actor the first that gives a role
 * is kept, whole, with the other names of both. What stands near the top of any part comes first. The headline is that of
 * the first part that has one.
 */
export function mergeDrafts(drafts: readonly Draft[]): Draft {
  return {
    headline: drafts.find((draft) => draft.headline !== '')?.headline ?? '',
    actors: mergeActors(interleaved(drafts.map((draft) => draft.actors))).slice(0, MOST_ACTORS),
    implications: mergeImplications(interleaved(drafts.map((draft) => draft.implications))).slice(0, MOST_IMPLICATIONS),
  };
}

/** An item with the part it comes from and its rank there, both from 0. */
interface Placed<T> {
  readonly item: T;
  readonly part: number;
  readonly rank: number;
}

/** The first of each list, then the second of each, and so on. */
function interleaved<T>(lists: readonly (readonly T[])[]): Placed<T>[] {
  return lists
    .flatMap((list, part) => list.map((item, rank) => ({ item, part, rank })))
    .sort((a, b) => a.rank - b.rank);
}

function mergeActors(actors: readonly Placed<DraftActor>[]): DraftActor[] {
  const groups: Placed<DraftActor>[][] = [];
  for (const actor of actors) {
    const group = groups.find((members) => members.some((member) => sameActor(member.item, actor.item)));
    if (group) group.push(actor);
    else groups.push([actor]);
  }
  return groups.sort((a, b) => weightOf(b) - weightOf(a)).map((group) => oneOf(group.map((placed) => placed.item)));
}

/** Reciprocal rank fusion: an actor near the top of several parts matters most, one far down in each does not. */
function weightOf(group: readonly Placed<DraftActor>[]): number {
  const firstInPart = group.filter((placed, index) => group.findIndex((other) => other.part === placed.part) === index);
  return firstInPart.reduce((sum, placed) => sum + 1 / (1 + placed.rank), 0);
}

/**
 * By name, or by a name that one lists as an alias of the other. Two aliases in common are not enough: "the minister" may
 * be two people.
 */
function sameActor(a: DraftActor, b: DraftActor): boolean {
  if (a.kind !== b.kind) return false;
  const [nameA, nameB] = [folded(a.name), folded(b.name)];
  return (
    nameA === nameB ||
    a.aliases.some((alias) => folded(alias) === nameB) ||
    b.aliases.some((alias) => folded(alias) === nameA)
  );
}

function oneOf(group: readonly DraftActor[]): DraftActor {
  const best = group.find((actor) => actor.role !== null) ?? group[0];
  if (!best) throw new Error('A group of actors is never empty');
  const names = new Map(group.flatMap((actor) => [actor.name, ...actor.aliases]).map((name) => [folded(name), name]));
  names.delete(folded(best.name));
  return { ...best, aliases: [...names.values()].slice(0, MOST_ALIASES) };
}

function mergeImplications(implications: readonly Placed<DraftImplication>[]): DraftImplication[] {
  const kept: Placed<DraftImplication>[] = [];
  for (const next of implications) {
    const double = kept.some(
      (before) =>
        saysTheSame(before.item.text, next.item.text) ||
        // Parts overlap by a sentence, and both may have drawn on it; one part may well draw two things from a sentence.
        (before.part !== next.part && folded(before.item.quote) === folded(next.item.quote)),
    );
    if (!double) kept.push(next);
  }
  return kept.map((placed) => placed.item);
}

/** How much of all their words two sentences share before they count as one. */
const SAME_WORDS = 0.7;

/** Nearly the same words, and exactly the same figures and negations. */
function saysTheSame(a: string, b: string): boolean {
  const [wordsA, wordsB] = [wordsOf(a), wordsOf(b)];
  const shared = wordsA.intersection(wordsB);
  const either = wordsA.union(wordsB);
  if (either.size === 0) return a === b;
  const differing = [...either].filter((word) => !shared.has(word));
  if (differing.some((word) => /\p{N}|^(?:not?|never|without|nor|neither)$|n't$/u.test(word))) return false;
  return shared.size / either.size >= SAME_WORDS;
}

function wordsOf(text: string): Set<string> {
  return new Set(
    folded(text)
      .match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'.,-]*/gu)
      ?.map((word) => word.replace(/[.,'-]+$/, '')) ?? [],
  );
}

function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/\s+/g, ' ')
    .replace(/^the /, '')
    .trim();
}
