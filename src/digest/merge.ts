/** Several articles on one event make one set of bullets, in which the same thing is said once and nobody is two. */
import type { Actor, Evidence, Implication, Summary } from '../summary/summary.ts';
import { groupedActors } from './actors.ts';
import { foldedWords, isOnOneThing, saidBy, saysTheSame } from './claims.ts';
import { foldedName, fullness, personName, roleWords } from './names.ts';

/** What is told of one actor; more is a story of its own. */
const MOST_TOLD_OF_ONE = 2;

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
  const groups = groupedActors(actors).toSorted((one, other) => articlesOf(other).size - articlesOf(one).size);
  return { actors: groups.flatMap(oneActor), implications: withoutRepeats(implications, isSaidToo) };
}

const articlesOf = (group: readonly Actor[]) =>
  new Set(group.flatMap(({ evidence }) => evidence.map(({ articleId }) => articleId)));

/** How many actors and implications are told of one story. */
export interface Most {
  readonly actors: number;
  readonly implications: number;
}

/**
 * The weightiest bullets, and how many are left out. Among implications those come first that share little with the ones
 * before them; the order among those that stay is theirs.
 */
export function weightiest({ actors, implications }: Merged, most: Most): Merged & { readonly lighter: number } {
  const names = [...new Set(actors.map(nameKey))].slice(0, most.actors);
  const kept = {
    actors: actors.filter((actor) => names.includes(nameKey(actor))),
    implications: apart(implications, most.implications),
  };
  const named = new Set(actors.map(nameKey)).size;
  return { ...kept, lighter: named - names.length + implications.length - kept.implications.length };
}

const nameKey = ({ kind, name }: Actor) => `${kind} ${foldedName(name)}`;

function apart(implications: readonly Implication[], most: number): readonly Implication[] {
  if (implications.length <= most) return implications;
  const chosen: Implication[] = [];
  const alike: Implication[] = [];
  for (const one of implications) {
    const isAlike = chosen.some((other) => isOnOneThing(saidBy(one), saidBy(other)));
    (isAlike ? alike : chosen).push(one);
  }
  const kept = new Set([...chosen, ...alike].slice(0, most));
  return implications.filter((one) => kept.has(one));
}

/** What is said of one actor, each thing once and no two alike, what most articles bear out first. */
function oneActor(group: readonly Actor[]): Actor[] {
  const { name, kind, role, aliases } = identityOf(group);
  const told = withoutRepeats(group, saysTheSame).map((actor) => ({ ...actor, name, kind, role, aliases }));
  const sources = ({ evidence }: Actor) => new Set(evidence.map(({ articleId }) => articleId)).size;
  const apart: Actor[] = [];
  for (const actor of told.toSorted((one, other) => sources(other) - sources(one))) {
    if (!apart.some((other) => isOnOneThing(saidBy(other), saidBy(actor)))) apart.push(actor);
  }
  return apart.slice(0, MOST_TOLD_OF_ONE);
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
