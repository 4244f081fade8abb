/** Several articles on one event make one set of bullets, in which the same thing is said once. */
import type { Actor, Evidence, Implication, Summary } from '../summary/summary.ts';

/**
 * Bullets of all readings in order. A bullet with the words of an earlier one only adds its evidence to that; a quote is
 * never moved under other words than its own. What else is said of an actor follows that actor's first bullet.
 */
export function mergeReadings(summaries: readonly Summary[]): { actors: Actor[]; implications: Implication[] } {
  const actors = withoutRepeats(summaries.flatMap((summary) => summary.actors));
  const implications = withoutRepeats(summaries.flatMap((summary) => summary.implications));
  return { actors: byActor(actors), implications };
}

function withoutRepeats<Bullet extends Actor | Implication>(bullets: readonly Bullet[]): Bullet[] {
  const said = new Map<string, Bullet>();
  for (const bullet of bullets) {
    const words = folded('name' in bullet ? `${bullet.name} | ${bullet.text}` : bullet.text);
    const known = said.get(words);
    said.set(words, known ? { ...known, evidence: joined(known.evidence, bullet.evidence) } : bullet);
  }
  return [...said.values()];
}

function joined(known: readonly [Evidence, ...Evidence[]], more: readonly Evidence[]): [Evidence, ...Evidence[]] {
  const quotes = new Set(known.map(({ quote }) => folded(quote)));
  return [...known, ...more.filter(({ quote }) => !quotes.has(folded(quote)))];
}

function byActor(actors: readonly Actor[]): Actor[] {
  const groups: Actor[][] = [];
  for (const actor of actors) {
    const group = groups.find(([first]) => first !== undefined && sameActor(first, actor));
    if (group) group.push(actor);
    else groups.push([actor]);
  }
  return groups.flat();
}

function sameActor(one: Actor, other: Actor): boolean {
  const names = new Set([one.name, ...one.aliases].map(folded));
  return [other.name, ...other.aliases].some((name) => names.has(folded(name)));
}

const folded = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}|]+/gu, ' ')
    .trim();
