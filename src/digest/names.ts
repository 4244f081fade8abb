/**
 * Whether two names, as articles write them, are one actor's. A person may be called by the surname, an office and the
 * surname, or an initial; two given names that differ are two people, and a surname that two people have is nobody's.
 */
import type { Actor } from '../summary/summary.ts';
import { COURTESIES, OFFICES, TITLES } from '../summary/verify/lexicon.ts';
import { abbreviates, knownNames } from '../summary/verify/names.ts';
import { tokensOf } from '../summary/verify/tokens.ts';

/** A person's name in parts, evened out. */
export interface PersonName {
  /** Offices and forms of address before it: `minister`. */
  readonly titles: readonly string[];
  /** Given names or their initials, the first first; none where only the surname is used. */
  readonly given: readonly string[];
  /** With what keeps namesakes apart, such as `jr`. */
  readonly surname: string;
}

/** Letters and digits in lower case, without accents; `the` before a name is no part of it. */
export function foldedName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[’'ʼ`.]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^the /, '');
}

/** They belong to the surname: `bin Salman` is another than `Salman`. */
const PARTICLES = new Set('bin ibn ben van von der den de del della di da dos la le ter ten'.split(' '));
/** Papers write them or leave them out: `al-Sisi`, `Sisi`. */
const ARTICLES = new Set(['al', 'el']);
const SUFFIX = /^(?:jr|sr|junior|senior|ii|iii|iv)$/;

/** Null for a name without a letter, or of titles alone. */
export function personName(name: string): PersonName | null {
  const words = foldedName(name.replace(/\./g, '. ')).split(' ');
  const suffix = words.length > 1 && SUFFIX.test(words.at(-1) ?? '') ? ` ${words.pop()}` : '';
  let surname = words.pop() ?? '';
  while (PARTICLES.has(words.at(-1) ?? '')) surname = `${words.pop()} ${surname}`;
  const lastTitle = words.findLastIndex((word, at) => isTitle(word) || words[at - 1] === 'crown');
  const given = words.slice(lastTitle + 1).filter((word) => !ARTICLES.has(word));
  if (!/\p{L}/u.test(surname) || (given.length === 0 && isTitle(surname))) return null;
  const titles = words.slice(0, lastTitle + 1).filter((word) => !COURTESIES.has(word));
  return { titles, given, surname: surname + suffix };
}

/** People are called so: `Dean Osk` need not be a dean. */
const GIVEN_TOO = new Set(
  'dean prince duke justice judge baron major king count saint st father brother sister'.split(' '),
);

const isTitle = (word: string) =>
  !GIVEN_TOO.has(word) && (TITLES.has(word) || OFFICES.has(word) || COURTESIES.has(word));

// ---- spellings ---------------------------------------------------------------------------------------------------------

/** Shorter names are told apart by single letters. */
const SHORTEST_RESPELT = 5;

/** How the same foreign sound is written in English, German and French papers. Each rule makes one of the ways of all. */
const RESPELT: readonly (readonly [RegExp, string])[] = [
  [/^m[ou]hamm?[ae]d$/, 'muhamad'],
  // No rule of sounds brings all of these together: Gaddafi, Qadhafi, Kadhafi, Khadafy.
  [/^(?:q|kh|k|gh|g)(?=h?ad+h?af[iy]$)/, 'g'],
  [/^moa/, 'mua'],
  [/^j(?=[aeou])/, 'y'],
  [/^ie(?=[lv])/, 'ye'],
  [/dsch/g, 'j'],
  [/tsch|tch/g, 'ch'],
  [/sch/g, 'sh'],
  [/kh/g, 'h'],
  [/dh/g, 'd'],
  [/w/g, 'v'],
  [/ou/g, 'u'],
  [/(.)\1/g, '$1'],
  [/(?:iy|yi|ij|yj|j|y)$/, 'i'],
  [/(?<=.)[yj](?=[^aeiou])/g, 'i'],
  [/enka$/, 'enko'],
  // German writes the Slavic z as s: Selenskyj.
  [/^s(?=[aeiou].*(?:ski|enko|ov|ev)$)/, 'z'],
];

/** One form for the commonest ways to write a foreign name in Latin letters: `Zelenskyy`, `Zelensky`, `Selenskyj`; `Mikhail`, `Mihail`. */
function spelling(name: string): string {
  if (name.length < SHORTEST_RESPELT) return name;
  return RESPELT.reduce((form, [way, one]) => form.replace(way, one), name);
}

// ---- persons -----------------------------------------------------------------------------------------------------------

export interface Named {
  readonly name: PersonName;
  /** Single words by which an article calls the person for short. */
  readonly short: ReadonlySet<string>;
  /** Words of the role and of the titles before any of the names. */
  readonly role: ReadonlySet<string>;
}

/** Two people of one story hardly have surnames as long as this that differ in nothing but their spelling. Letters. */
const LONG_SURNAME = 7;

/** Whether nothing in the two names speaks for two people. Surnames that differ do, and given names that differ. */
export function mayBeSamePerson(one: Named, other: Named): boolean {
  const [a, b] = [one.name, other.name];
  if (isShortFor(one, other) || isShortFor(other, one)) return rolesAgree(one, other);
  const sameSurname = a.surname === b.surname;
  if (!sameSurname && spelling(a.surname) !== spelling(b.surname)) return false;
  if (!givenAgree(a.given, b.given)) return false;
  if (sameSurname) return (a.given.length > 0 && b.given.length > 0) || rolesAgree(one, other);
  // A surname that is spelt in two ways needs more than itself, or letters enough to be nobody else's.
  const sameGiven = isFull(a) && isFull(b) && spelling(a.given[0] ?? '') === spelling(b.given[0] ?? '');
  const sameInitial = a.given.length > 0 && b.given.length > 0;
  if (sameGiven) return true;
  if (a.given.length === 0 || b.given.length === 0) {
    return rolesShared(one, other) || (a.surname.length >= LONG_SURNAME && rolesAgree(one, other));
  }
  return sameInitial && rolesShared(one, other);
}

/** `Kim` of `Kim Jong Un`: not the last word, but what the article calls the person. */
function isShortFor({ name }: Named, { short }: Named): boolean {
  return name.given.length === 0 && short.has(name.surname);
}

/** In order, as far as both go: the same, one the other's initial, or the same spelt in another way. */
function givenAgree(one: readonly string[], other: readonly string[]): boolean {
  const [first = '', ...more] = one;
  const [otherFirst = '', ...otherMore] = other;
  if (one.length === 0 || other.length === 0) return true;
  if (!sameGiven(first, otherFirst)) return false;
  return more.every((name, at) => otherMore[at] === undefined || sameGiven(name, otherMore[at]));
}

function sameGiven(one: string, other: string): boolean {
  if (one.length === 1 || other.length === 1) return one[0] === other[0];
  return one === other || spelling(one) === spelling(other);
}

/** Whether a given name is known, and not its initial alone. */
export const isFull = ({ given }: PersonName) => (given[0]?.length ?? 0) > 1;

/** Roles that have a word of matter in common, or of which one is not known. */
function rolesAgree(one: Named, other: Named): boolean {
  return one.role.size === 0 || other.role.size === 0 || rolesShared(one, other);
}

/** Whether a word of matter is in the roles of both. */
export function rolesShared(one: Named, other: Named): boolean {
  return [...one.role].some((word) => other.role.has(word));
}

const SAYS_LITTLE = new Set('of the a an and in for to at on by with former deputy acting vice first new'.split(' '));

/** The words of matter in roles and titles. */
export function roleWords(...roles: readonly (string | null)[]): Set<string> {
  const words = roles.flatMap((role) => foldedName(role ?? '').split(' '));
  return new Set(words.filter((word) => word.length > 1 && !SAYS_LITTLE.has(word)));
}

/** How much of a person's name is given: whom a fuller name fits, a shorter one is joined to. */
export function fullness({ given, surname }: PersonName): number {
  return given.reduce((sum, name) => sum + (name.length > 1 ? 100 : 10), 0) + surname.length / 100;
}

// ---- organisations and places ------------------------------------------------------------------------------------------

/** By a name that both have, by the one that a country or a body goes by everywhere, or by its first letters. */
export function isSameBody(one: Pick<Actor, 'name' | 'aliases'>, other: Pick<Actor, 'name' | 'aliases'>): boolean {
  const [its, others] = [one, other].map(({ name }) => bodyKey(name)) as [string, string];
  if (its === others) return its !== '';
  if (one.aliases.some((alias) => isOwnName(alias) && bodyKey(alias) === others)) return true;
  if (other.aliases.some((alias) => isOwnName(alias) && bodyKey(alias) === its)) return true;
  return stand(one.name, other.name) || stand(other.name, one.name);
}

/** Letters in an abbreviation that are enough to tell bodies apart. */
const SHORTEST_ABBREVIATION = 3;

function stand(short: string, long: string): boolean {
  const [acronym, ...more] = tokensOf(short.replace(/^the /i, ''));
  if (!acronym || more.length > 0 || acronym.form.replaceAll('.', '').length < SHORTEST_ABBREVIATION) return false;
  return abbreviates(acronym, tokensOf(long.replace(/^the /i, '')));
}

/** `the company` is no name. */
const isOwnName = (alias: string) =>
  /^(?:the )?\P{L}*[\p{Lu}\p{Lo}]/iu.test(alias) && /[\p{Lu}\p{Lo}\p{N}]/u.test(alias);

function bodyKey(name: string): string {
  const english = inOneEnglish(name);
  const known = knownNames(tokensOf(english.replace(/^the /i, '')));
  const [first] = known;
  return first && known.every((one) => one === first) ? `known ${first}` : foldedName(english);
}

/** British and American spellings of what bodies are called: `Organisation`, `Centre`, `Defence`, `Labour`. */
function inOneEnglish(name: string): string {
  return name
    .replace(/(?<=organ|national|civil)is(?=ations?\b)/gi, 'iz')
    .replace(/(?<=\bcent)re\b/gi, 'er')
    .replace(/(?<=\bdefen)ce\b/gi, 'se')
    .replace(/(?<=\b(?:lab|harb))our\b/gi, 'or');
}
