import { CITIES } from './lexicon/cities.ts';
import { COMMON_WORDS, FUNCTION_WORDS } from './lexicon/common-words.ts';
import { COUNTRIES, PEOPLED_REGIONS } from './lexicon/countries.ts';
import { FIRST_NAMES } from './lexicon/first-names.ts';
import { FOR_HEADS, OF_HEADS, ORGANIZATION_HEADS } from './lexicon/organization-heads.ts';
import { ORGANIZATIONS } from './lexicon/organizations.ts';
import { CALENDAR, THING_HEADS, THINGS } from './lexicon/other-names.ts';
import { PLACE_HEADS, PLACE_OPENERS, REGIONS } from './lexicon/regions.ts';
import { SURNAMES } from './lexicon/surnames.ts';
import { BODY_NOUNS, HONORIFICS, PLACE_NOUNS, ROLE_NOUNS, TITLE_MODIFIERS, TITLES } from './lexicon/titles.ts';

/** What a name is known to stand for. `canonical` is the same for all names of one thing. */
export interface Known {
  readonly sort: 'country' | 'city' | 'region' | 'organization' | 'thing';
  readonly canonical: string;
}

/** Word lists as the reader asks them; every look-up takes the text as the article has it. */
export interface Gazetteer {
  known(phrase: string): Known | undefined;
  /** The country or part of the world that "Kenyan" or "Kenyans" speaks of. */
  demonymOf(phrase: string): string | undefined;
  isFirstName(word: string): boolean;
  isSurname(word: string): boolean;
  readonly honorifics: ReadonlySet<string>;
  readonly titles: ReadonlySet<string>;
  readonly titleModifiers: ReadonlySet<string>;
  readonly roleNouns: ReadonlySet<string>;
  readonly bodyNouns: ReadonlySet<string>;
  readonly placeNouns: ReadonlySet<string>;
  readonly organizationHeads: ReadonlySet<string>;
  readonly placeHeads: ReadonlySet<string>;
  readonly placeOpeners: ReadonlySet<string>;
  readonly thingHeads: ReadonlySet<string>;
  readonly ofHeads: ReadonlySet<string>;
  readonly forHeads: ReadonlySet<string>;
  readonly calendar: ReadonlySet<string>;
  readonly functionWords: ReadonlySet<string>;
  readonly commonWords: ReadonlySet<string>;
}

let built: Gazetteer | undefined;

/** Built at the first call, so that a program that never reads offline never pays for it. */
export function gazetteer(): Gazetteer {
  built ??= build();
  return built;
}

const byComma = (list: string): string[] =>
  list
    .split(/[,\n]/u)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
const bySpace = (list: string): string[] => list.trim().split(/\s+/u);

/** Straight apostrophes and no accents: how names are compared. */
export function plain(phrase: string): string {
  const straight = phrase.replaceAll(/[’ʼ‘ʻ]/gu, "'");
  return /^[ -~]*$/u.test(straight)
    ? straight
    : straight
        .normalize('NFD')
        .replaceAll(/\p{M}/gu, '')
        .replaceAll('ł', 'l')
        .replaceAll('Ł', 'L')
        .replaceAll('ø', 'o')
        .replaceAll('ı', 'i');
}

/** As `Gazetteer.known`, but "OSLO" is found too. */
export function knownName(text: string): Known | undefined {
  const { known } = gazetteer();
  const found = known(text);
  if (found || text.length < 4 || text !== text.toUpperCase()) return found;
  return known(text.toLowerCase().replaceAll(/(?:^|[\s-])\p{L}/gu, (letter) => letter.toUpperCase()));
}

function build(): Gazetteer {
  const names = new Map<string, Known>();
  const demonyms = new Map<string, string>();
  const add = (phrase: string, known: Known): void => {
    if (!names.has(plain(phrase))) names.set(plain(phrase), known);
  };
  const addPeopled = (list: string, sort: Known['sort']): void => {
    for (const line of list.trim().split('\n')) {
      const [name = '', others = '', adjectives = ''] = line.split('|');
      for (const phrase of [name, ...byComma(others)]) add(phrase, { sort, canonical: name });
      for (const adjective of byComma(adjectives)) demonyms.set(plain(adjective), name);
    }
  };
  addPeopled(COUNTRIES, 'country');
  addPeopled(PEOPLED_REGIONS, 'region');
  for (const entry of ORGANIZATIONS.trim().split(/;\s*/u)) {
    const [name = '', others = ''] = entry.split('=');
    if (name !== '')
      for (const phrase of [name, ...byComma(others)]) add(phrase, { sort: 'organization', canonical: name });
  }
  for (const name of byComma(REGIONS)) add(name, { sort: 'region', canonical: name });
  for (const name of byComma(CITIES)) add(name, { sort: 'city', canonical: name });
  for (const name of byComma(THINGS)) add(name, { sort: 'thing', canonical: name });
  const firstNames = new Set(bySpace(FIRST_NAMES).map(plain));
  const surnames = new Set(bySpace(SURNAMES).map(plain));
  return {
    known: (phrase) => names.get(plain(phrase)),
    demonymOf: (phrase) =>
      demonyms.get(
        plain(phrase).replace(
          /^(?:Sino|Anglo|Franco|Russo|Indo|Afro|Euro|Greco|Austro|Trans|Pan|Inter|Non|Anti|Pro|Ex)-/u,
          '',
        ),
      ),
    isFirstName: (word) =>
      firstNames.has(plain(word)) ||
      (word.includes('-') && word.split('-').every((part) => firstNames.has(plain(part)))),
    isSurname: (word) => surnames.has(plain(word)),
    honorifics: new Set(byComma(HONORIFICS)),
    titles: new Set(byComma(TITLES)),
    titleModifiers: new Set(byComma(TITLE_MODIFIERS)),
    roleNouns: new Set(byComma(ROLE_NOUNS)),
    bodyNouns: new Set(byComma(BODY_NOUNS)),
    placeNouns: new Set(byComma(PLACE_NOUNS)),
    organizationHeads: new Set(byComma(ORGANIZATION_HEADS)),
    placeHeads: new Set(byComma(PLACE_HEADS)),
    placeOpeners: new Set(byComma(PLACE_OPENERS)),
    thingHeads: new Set(byComma(THING_HEADS)),
    ofHeads: new Set(byComma(OF_HEADS)),
    forHeads: new Set(byComma(FOR_HEADS)),
    calendar: new Set(byComma(CALENDAR)),
    functionWords: new Set(bySpace(FUNCTION_WORDS)),
    commonWords: new Set(bySpace(COMMON_WORDS)),
  };
}
