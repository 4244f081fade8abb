/** Which of several articles' actors are one: each group is one actor, and never two people. */
import { compare } from '../story/order.ts';
import type { Actor } from '../summary/summary.ts';
import {
  foldedName,
  fullness,
  isFull,
  isSameBody,
  mayBeSamePerson,
  type Named,
  personName,
  rolesShared,
  roleWords,
} from './names.ts';

/** The actors in groups of one actor each, in the order of each group's first. Which go together does not depend on the order. */
export function groupedActors(actors: readonly Actor[]): Actor[][] {
  const persons = actors.filter(({ kind }) => kind === 'person');
  const bodies = actors.filter(({ kind }) => kind !== 'person');
  const groups = [...groupedPersons(persons), ...groupedBodies(bodies)];
  const place = new Map(actors.map((actor, at) => [actor, at]));
  const placeOf = (actor: Actor | undefined) => (actor ? (place.get(actor) ?? 0) : 0);
  return groups
    .map((group) => group.toSorted((one, other) => placeOf(one) - placeOf(other)))
    .sort(([one], [other]) => placeOf(one) - placeOf(other));
}

/** By what one group has of any other's name, alias or abbreviation, step by step. */
function groupedBodies(bodies: readonly Actor[]): Actor[][] {
  let groups: Actor[][] = [];
  for (const body of bodies) {
    const same = groups.filter((group) => group.some((other) => isOneBody(other, body)));
    groups = [...groups.filter((group) => !same.includes(group)), [...same.flat(), body]];
  }
  return groups;
}

/** A country's name stands for the place and for its government: with the very same name they are one. */
function isOneBody(one: Actor, other: Actor): boolean {
  return one.kind === other.kind ? isSameBody(one, other) : foldedName(one.name) === foldedName(other.name);
}

// ---- persons -----------------------------------------------------------------------------------------------------------

interface Person {
  readonly actors: Actor[];
  readonly named: readonly Named[];
}

/**
 * The fullest names first: a shorter one is joined to the only person whom it fits, and stays apart where it fits several or
 * could be another's. Names that say equally much go by alphabet, so that the order of articles makes no difference.
 */
function groupedPersons(actors: readonly Actor[]): Actor[][] {
  const persons: Person[] = [];
  const ranked = [...Map.groupBy(actors, identityKey).values()]
    .map((same) => ({ same, named: together(same.map(namedOf)) }))
    .sort((one, other) => weight(other.named) - weight(one.named) || compare(keyOf(one), keyOf(other)));
  for (const { same, named } of ranked) {
    const fitting = fittingTo(named, persons);
    const [only] = fitting;
    if (only && fitting.length === 1) {
      only.actors.push(...same);
      (only.named as Named[]).push(named as Named);
    } else if (named !== null && fitting.length > 1 && !isFull(named.name)) {
      // A surname that two people have: each of those who are called by it may be either of them.
      for (const actor of same) persons.push({ actors: [actor], named: [NOBODY] });
    } else persons.push({ actors: [...same], named: named === null ? [NOBODY] : [named] });
  }
  return persons.map((person) => person.actors);
}

/** Whom a name may belong to; of several, those whose role it shares where there are any. */
function fittingTo(named: Named | null, persons: readonly Person[]): Person[] {
  if (named === null) return [];
  const fitting = persons.filter((person) => person.named.every((known) => fits(known, named)));
  if (fitting.length < 2 || isFull(named.name)) return fitting;
  const ofRole = fitting.filter((person) => person.named.some((known) => rolesShared(known, named)));
  return ofRole.length > 0 ? ofRole : fitting;
}

const keyOf = ({ same }: { same: readonly Actor[] }) => identityKey(same[0] as Actor);
const weight = (named: Named | null) => (named === null ? -1 : fullness(named.name));

/** Nobody else is joined to it. */
const NOBODY: Named = { name: { titles: [], given: [], surname: '' }, short: new Set(), role: new Set() };

function fits(known: Named, named: Named): boolean {
  return known.name.surname !== '' && mayBeSamePerson(known, named);
}

/** What two actors have in common who are the same for certain: every part of the name, and the role's words where there is only a surname. */
function identityKey(actor: Actor): string {
  const named = namedOf(actor);
  if (named === null) return `? ${foldedName(actor.name)}`;
  const { given, surname } = named.name;
  const role = isFull(named.name) ? [] : [...named.role].sort();
  return JSON.stringify([surname, given, role]);
}

/** By the fullest of its names; an alias counts where it has the same surname. */
function namedOf(actor: Actor): Named | null {
  const own = personName(actor.name);
  if (own === null) return null;
  const aliases = actor.aliases.map(personName).filter((name) => name !== null);
  const names = [own, ...aliases.filter(({ surname }) => surname === own.surname)];
  const name = names.reduce((best, one) => (fullness(one) > fullness(best) ? one : best), own);
  const short = aliases.filter(({ given, surname }) => given.length === 0 && own.given.includes(surname));
  return {
    name,
    short: new Set(short.map(({ surname }) => surname)),
    role: roleWords(actor.role, ...names.flatMap(({ titles }) => titles)),
  };
}

/** What is known of one person from several places; null where nothing is. */
function together(named: readonly (Named | null)[]): Named | null {
  const [first, ...others] = named.filter((one) => one !== null);
  if (!first) return null;
  const all = [first, ...others];
  return {
    name: first.name,
    short: new Set(all.flatMap(({ short }) => [...short])),
    role: new Set(all.flatMap(({ role }) => [...role])),
  };
}
