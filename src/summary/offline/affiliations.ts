import type { Clues } from './clues.ts';
import { gazetteer, knownName } from './gazetteer.ts';
import { agencyOf } from './grammar.ts';
import type { Line } from './lines.ts';
import type { Span } from './spans.ts';

/** How surely a name that bodies carry, or that stands beside a place's, is a place's. */
const OWNS_BODIES = 2.2;
const BESIDE_A_PLACE = 1.6;
const ACTS = 1.3;
/** From here on the clues for a kind leave no room for doubt. */
const SURELY_A_PERSON = 2.2;
const CLEAR = 1.2;
const OF_A_STATE =
  /\b(?:country|nation|kingdom|republic|border|treaty|parliament|toll|tariffs?|minister|ambassador)\b/u;

/** A name as written, with all its uses and what has been found to speak for each kind. */
interface Named {
  readonly words: readonly string[];
  readonly spans: readonly Span[];
  readonly clues: Clues;
}

/**
 * Adds, in place, what the article's other names say of the kind of single words that no list knows: "Bank of Orrin" and
 * "Orrin Ferry Company" make Orrin a place, and in "Orrin and Tamania" the one is what the other is.
 */
export function addAffiliations(names: readonly Named[], lines: readonly Line[]): void {
  const surnames = new Set(names.flatMap(({ words }) => (isPerson(words) ? [words.at(-1) ?? ''] : [])));
  const unknown = names.filter(({ words }) => words.length === 1 && isUnknown(words[0] ?? '', surnames));
  const bodies = names.filter(({ words }) => words.length >= 3);
  for (const { words, clues } of unknown) {
    if (bodies.some((body) => isOwner(words[0] ?? '', body.words))) clues.place += OWNS_BODIES;
  }
  const beside = besidePlaces(names, lines);
  for (const { spans, clues } of unknown) {
    if (spans.some(({ line, first }) => beside.has(`${line} ${first}`))) clues.place += BESIDE_A_PLACE;
    if (!spans.some(({ mark }) => mark === 'titled')) doubtPerson(spans, clues, lines);
  }
}

/** Where a single word would stand that "and" joins to a place: line and token, as "3 14". */
function besidePlaces(names: readonly Named[], lines: readonly Line[]): ReadonlySet<string> {
  const isAnd = (line: number, token: number): boolean => lines[line]?.tokens[token]?.lower === 'and';
  const places = names.filter(isPlace).flatMap(({ spans }) => spans);
  return new Set(
    places.flatMap(({ line, first, last }) => [
      ...(isAnd(line, first - 1) ? [`${line} ${first - 2}`] : []),
      ...(isAnd(line, last + 1) ? [`${line} ${last + 2}`] : []),
    ]),
  );
}

/**
 * News gives people their full name or their office once. A single word that has neither and yet acts, in a sentence that
 * speaks of what states do, is a state rather.
 */
function doubtPerson(spans: readonly Span[], clues: Clues, lines: readonly Line[]): void {
  if (clues.person > SURELY_A_PERSON || Math.max(clues.organization, clues.place) >= CLEAR) return;
  const acting = spans.flatMap((span) => {
    const line = lines[span.line];
    return line && agencyOf(span, line) === 'subject' ? [line] : [];
  });
  if (!acting.some(({ text }) => OF_A_STATE.test(text))) return;
  clues.person = Math.min(clues.person, 0);
  clues.place += ACTS;
}

const isPerson = (words: readonly string[]): boolean =>
  words.length >= 2 && !gazetteer().organizationHeads.has(words.at(-1) ?? '') && !words.includes('of');

function isUnknown(word: string, surnames: ReadonlySet<string>): boolean {
  const { isFirstName, isSurname } = gazetteer();
  return !knownName(word) && !isFirstName(word) && !isSurname(word) && !surnames.has(word) && !/^\p{Lu}+$/u.test(word);
}

/** "Bank of Orrin", "Orrin Ferry Company": a body with a head, and the word at its end after "of" or before all else. */
function isOwner(word: string, body: readonly string[]): boolean {
  const { organizationHeads, ofHeads } = gazetteer();
  const of = body.lastIndexOf('of');
  if (of > 0 && of === body.length - 2 && body.at(-1) === word) return ofHeads.has(body[of - 1] ?? '');
  const head = of > 0 ? body[of - 1] : body.at(-1);
  return body[0] === word && organizationHeads.has(head ?? '');
}

function isPlace({ words, clues: { person, organization, place, other } }: Named): boolean {
  const isCountry = knownName(words.join(' '))?.sort === 'country';
  return isCountry || (place >= CLEAR && place > Math.max(person, organization, other));
}
