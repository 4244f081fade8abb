/** Several articles on one event make one set of bullets, in which the same thing is said once and nobody is two. */
import type { Actor, Evidence, Implication, Summary } from '../summary/summary.ts';
import { groupedActors } from './actors.ts';
import { foldedWords, saysTheSame } from './claims.ts';
import { foldedName, fullness, personName, roleWords } from './names.ts';

/** What is told of one actor; more is a story of its own. */
const MOST_TOLD_OF_ONE = 3;

/** A story's bullets. What is told of one actor stands together, under one name, kind and role. */
export interface Merged {
  readonly actors: readonly Actor[];
  readonly implications: readonly Implication[];
}

/**
 * Bullets of all readings in order. A bullet that says what an earlier one says only adds its evidence to that; a quote is
 * never moved under words that it doesn't bear out.
 */
export function mergeReadings(readings: readonly Pick<Summary, 'actors' | 'implications'>[]): Merged {
  const actors = readings.flatMap((reading) => reading.actors);
  const implications = readings.flatMap((reading) => reading.implications);
  return { actors: groupedActors(actors).flatMap(oneActor), implications: withoutRepeats(implications, isSaidToo) };
}

/** What is said of one actor, each thing once, what most articles bear out first. */
function oneActor(group: readonly Actor[]): Actor[] {
  const { name, kind, role, aliases } = identityOf(group);
  const told = withoutRepeats(group, saysTheSame).map((actor) => ({ ...actor, name, kind, role, aliases }));
  const sources = ({ evidence }: Actor) => new Set(evidence.map(({ articleId }) => articleId)).size;
  return told.toSorted((one, other) => sources(other) - sources(one)).slice(0, MOST_TOLD_OF_ONE);
}

function isSaidToo(one: Implication, other: Implication): boolean {
  const sameWords = foldedWords(one.text) === foldedWords(other.text);
  return sameWords || (one.likelihood === other.likelihood && saysTheSame(one, other));
}

function withoutRepeats<Bullet extends Actor | Implication>(
  bullets: readonly Bullet[],
  isSame: (one: Bullet, other: Bullet) => boolean,
): Bullet[] {
  const said: Bullet[] = [];
  for (const bullet of bullets) {
    const known = said.findIndex((other) => isSame(other, bullet));
    const before = said[known];
    if (before) said[known] = { ...before, evidence: joined(before.evidence, bullet.evidence) };
    else said.push(bullet);
  }
  return said;
}

function joined(known: readonly [Evidence, ...Evidence[]], more: readonly Evidence[]): [Evidence, ...Evidence[]] {
  const quotes = new Set(known.map(({ quote }) => foldedWords(quote)));
  return [...known, ...more.filter(({ quote }) => !quotes.has(foldedWords(quote)))];
}

// ---- who it is -------------------------------------------------------------------------------------------------------

/** The fullest name, the fullest role, and every other name. Each stood in an article that bears it out. */
function identityOf(group: readonly Actor[]): Pick<Actor, 'name' | 'kind' | 'role' | 'aliases'> {
  const [first] = group as readonly [Actor, ...Actor[]];
  const best = group.reduce((best, actor) => (nameWeight(actor) > nameWeight(best) ? actor : best), first);
  const names = new Map(
    group.flatMap((actor) => [actor.name, ...actor.aliases]).map((name) => [foldedName(name), name]),
  );
  names.delete(foldedName(best.name));
  return { name: best.name, kind: best.kind, role: fullestRole(group), aliases: [...names.values()] };
}

/** A person's given names, without titles; of a body, the name before its abbreviation. */
function nameWeight({ kind, name }: Actor): number {
  if (kind !== 'person') return name.includes(' ') ? 2 : /\p{Ll}/u.test(name) ? 1 : 0;
  const person = personName(name);
  return person === null ? -1 : fullness(person) - person.titles.length / 1000;
}

/** A role of more words than this is a sentence. */
const LONGEST_ROLE = 12;

function fullestRole(group: readonly Actor[]): string | null {
  const roles = group.flatMap(({ role }) => (role !== null && role.split(/\s+/).length <= LONGEST_ROLE ? [role] : []));
  const [first = group.find(({ role }) => role !== null)?.role ?? null] = roles;
  return roles.reduce((best, role) => (roleWords(role).size > roleWords(best).size ? role : best), first);
}
