/** What is new in a story to those who were told of it before: only that is told again. */
import type { Actor, Claim, Implication } from '../summary/summary.ts';
import { changesFigure, foldedWords, saysNoMore } from './claims.ts';
import type { DigestStory } from './digest.ts';
import type { Merged } from './merge.ts';

/** What was told before, by a digest to the channel or by the articles that were there. */
export interface TellingBefore {
  readonly publishedAt: Date;
  readonly story: Pick<DigestStory, 'actors' | 'implications' | 'delta' | 'disputes'>;
}

export interface Novelty extends Merged {
  /** The weightiest of what is new, in one line. */
  readonly delta: Claim;
  /** Whether it tells with another figure or date what was told before. */
  readonly isFigureChanged: boolean;
  readonly toldBefore: Date;
}

/** The bullets that earlier tellings did not say, with the weightiest; null where none is left. `before` is not empty. */
export function newIn(told: Merged, before: readonly [TellingBefore, ...TellingBefore[]]): Novelty | null {
  const known = before.flatMap(claimsTold);
  const actors = told.actors.filter((actor) => isNew(actor, known));
  const implications = told.implications.filter((implication) => isNew(implication, known));
  const weightiest = weightiestOf({ actors, implications }, known);
  if (weightiest === null) return null;
  const toldBefore = new Date(Math.max(...before.map(({ publishedAt }) => publishedAt.getTime())));
  return { actors, implications, ...weightiest, toldBefore };
}

interface Known {
  readonly claim: Claim;
  /** Name and role that were told with it: a claim that has them in its words says nothing beyond. */
  readonly others: string;
}

function claimsTold({ story }: TellingBefore): Known[] {
  const who = ({ name, role, aliases }: Actor) => [name, role ?? '', ...aliases].join(' . ');
  return [
    ...story.actors.map((actor) => ({ claim: actor, others: who(actor) })),
    ...[...story.implications, ...(story.delta ? [story.delta] : [])].map((claim) => ({ claim, others: '' })),
  ];
}

function isNew(claim: Actor | Implication, known: readonly Known[]): boolean {
  return !known.some(({ claim: before, others }) => saysNoMore(claim, before, others));
}

/** Contradictions that were not told before. */
export function newDisputes(disputes: readonly Claim[], before: readonly TellingBefore[]): Claim[] {
  const known = new Set(before.flatMap(({ story }) => story.disputes.map(({ text }) => foldedWords(text))));
  return disputes.filter(({ text }) => !known.has(foldedWords(text)));
}

// ---- the one line ----------------------------------------------------------------------------------------------------

function weightiestOf(
  { actors, implications }: Merged,
  known: readonly Known[],
): Pick<Novelty, 'delta' | 'isFigureChanged'> | null {
  const claims: Claim[] = [...implications, ...actors];
  const changed = claims.find((claim) => known.some(({ claim: before }) => changesFigure(claim, before)));
  const [first = null] = claims;
  const weightiest = changed ?? first;
  if (weightiest === null) return null;
  const { text, evidence } = weightiest;
  return { delta: { text, evidence }, isFigureChanged: changed !== undefined };
}
