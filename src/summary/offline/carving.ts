import { gazetteer, type Known, knownName, plain } from './gazetteer.ts';
import { isInitial, type Usage } from './lines.ts';
import { type Token, textOf } from './tokens.ts';
import { isCommon, isListed } from './words.ts';

/** `demonym`: "Kenyan"; `work`: a title set in quotation marks; `titled`: follows an office, as in "President Orrin". */
export type Mark = 'name' | 'demonym' | 'work' | 'titled';

interface Piece {
  readonly first: number;
  readonly last: number;
  readonly mark: Mark;
}

const SHORT_COUNTRY = /^(?:US|U\.S\.|USA|UK|U\.K\.|UAE|UN|U\.N\.|EU)$/u;

const NEVER_IN_A_NAME = /^(?:Former|Current|Outgoing|Incoming|Longtime|Veteran|Fellow|Ex)$/u;

/** Titles that stay with the given name they stand before: "Pope Francis", "Queen Ilsa". */
const STYLES = new Set([
  'King',
  'Queen',
  'Prince',
  'Princess',
  'Pope',
  'Emperor',
  'Empress',
  'Tsar',
  'Czar',
  'Saint',
  'St.',
  'Lord',
  'Lady',
  'Sheikh',
  'Sultan',
  'Emir',
]);
/** What a minister or secretary is of: "Finance" in "Finance Minister". */
export const DEPARTMENTS: ReadonlySet<string> = new Set(
  'State Defense Defence Education Health Agriculture Labor Labour Finance Foreign Affairs Commerce Energy Transportation Transport Interior Treasury War Justice Veterans Housing Urban Development Homeland Security Human Services Culture Sport Sports Tourism Trade Industry Environment Water Public Works Planning Communications Information Economy Science Technology Religion Youth Women Children National External Internal Home Higher Social Welfare Natural Resources Mines Co-Operatives Cooperatives Fisheries Forestry Food Rural'.split(
    ' ',
  ),
);

/** Cuts a run of capitalised words (tokens `first` to `last`) into the names in it, leaving offices and mere words out. */
export function carve(tokens: readonly Token[], first: number, last: number, usage: Usage): Piece[] {
  if (first > last) return [];
  const date = dateInside(tokens, first, last);
  if (date >= 0) return [...carve(tokens, first, date - 1, usage), ...carve(tokens, date + 1, last, usage)];
  if (!tokens[first]?.capital) return carve(tokens, first + 1, last, usage);
  if (!tokens[last]?.capital && !/^[\d\p{Lu}]/u.test(tokens[last]?.text ?? ''))
    return carve(tokens, first, last - 1, usage);
  if (knownAt(tokens, first, last)?.sort !== undefined && !isAmbiguousInitial(tokens, first, last, usage))
    return [whole(first, last)];
  if (isInitial(tokens, first)) {
    const begin = withoutOpeningWord(tokens, first, last, usage);
    if (begin > first) return carve(tokens, begin, last, usage);
  }
  return (
    demonymFirst(tokens, first, last, usage) ??
    titled(tokens, first, last, usage) ??
    prefixed(tokens, first, last, usage) ??
    named(tokens, first, last)
  );
}

const whole = (first: number, last: number): Piece => ({ first, last, mark: 'name' });

/** What the gazetteer says of tokens, also when they are set in capitals throughout as in a dateline. */
function knownAt(tokens: readonly Token[], first: number, last: number): Known | undefined {
  return knownName(textOf(tokens, first, last));
}

/** The index of a month or weekday that is one, or -1. */
function dateInside(tokens: readonly Token[], first: number, last: number): number {
  const { calendar, isFirstName, isSurname } = gazetteer();
  for (let i = first; i <= last; i++) {
    const word = tokens[i]?.text ?? '';
    if (!calendar.has(word)) continue;
    const next = i < last ? (tokens[i + 1]?.text ?? '') : '';
    const before = i > first ? (tokens[i - 1]?.text ?? '') : '';
    const isGiven = isFirstName(word) && next !== '' && !/^\d/u.test(next) && !calendar.has(next);
    const isFamily = isSurname(word) && (isFirstName(before) || gazetteer().honorifics.has(before));
    if (!isGiven && !isFamily) return i;
  }
  return -1;
}

/** A known name at the start of a sentence that is also an everyday word, which the article nowhere else writes as a name. */
function isAmbiguousInitial(tokens: readonly Token[], first: number, last: number, usage: Usage): boolean {
  if (first !== last || !isInitial(tokens, first)) return false;
  const word = tokens[first]?.text ?? '';
  return isListed(word) && word !== word.toUpperCase() && !usage.capital.has(word);
}

/** The index of the first word of a run at the start of a sentence that is more than a capitalised everyday word. */
function withoutOpeningWord(tokens: readonly Token[], first: number, last: number, usage: Usage): number {
  const token = tokens[first];
  if (!token) return first;
  const { functionWords, known, isFirstName, isSurname, titles } = gazetteer();
  const next = tokens[first + 1]?.text ?? '';
  const seenInside = first < last && usage.pairs.has(`${token.text} ${next}`);
  if (NEVER_IN_A_NAME.test(token.text) && first < last) return first + 1;
  if (token.text.length > 1 && token.text === token.text.toUpperCase()) return first;
  if (functionWords.has(token.lower.replace(/'\p{Ll}+$/u, ''))) return seenInside ? first : first + 1;
  if (first === last) {
    if (usage.capital.has(token.text)) return first;
    if (usage.lower.has(token.lower) || isCommon(token.text)) return first + 1;
    return first;
  }
  if (seenInside || known(textOf(tokens, first, first + 1))) return first;
  if (isFirstName(token.text) && !isCommon(token.text)) return first;
  const restIsPerson = isFirstName(next) && !isFirstName(token.text);
  if (restIsPerson && !titles.has(token.text) && (isTradeLike(token) || usage.lower.has(token.lower))) return first + 1;
  if (!isCommon(token.text) || titles.has(token.text)) return first;
  return hasHead(tokens, last) && !(isSurname(next) || known(textOf(tokens, first + 1, last))) ? first : first + 1;
}

/** "Bowler", "Super-agent", "Moviemaker": what a person may be called before the name. */
function isTradeLike(token: Token): boolean {
  const { roleNouns, isSurname } = gazetteer();
  const trade = token.lower.split('-').at(-1) ?? '';
  return (
    isCommon(token.text) ||
    roleNouns.has(trade) ||
    (/(?:er|or|ist|man|woman)$/u.test(trade) && trade.length > 4 && !isSurname(token.text))
  );
}

function hasHead(tokens: readonly Token[], last: number): boolean {
  const { organizationHeads, placeHeads, thingHeads } = gazetteer();
  const head = tokens[last]?.text ?? '';
  return organizationHeads.has(head) || placeHeads.has(head) || thingHeads.has(head);
}

/** "Kenyan President …", "North Korean": the adjective apart, unless it belongs to the name ("Kenyan Tea Board"). */
function demonymFirst(tokens: readonly Token[], first: number, last: number, usage: Usage): Piece[] | null {
  const { demonymOf, isFirstName, titles, known } = gazetteer();
  const length =
    first < last && demonymOf(textOf(tokens, first, first + 1)) ? 2 : demonymOf(tokens[first]?.text ?? '') ? 1 : 0;
  if (length === 0) return null;
  const demonym: Piece = { first, last: first + length - 1, mark: 'demonym' };
  const rest = first + length;
  if (rest > last) return [demonym];
  const word = tokens[rest]?.text ?? '';
  const apart =
    titles.has(word) && !hasHead(tokens, last)
      ? true
      : (isFirstName(word) && rest < last) ||
        (knownAt(tokens, rest, last) !== undefined && !isAnyStates(tokens, rest, last)) ||
        demonymOf(word) !== undefined ||
        known(word)?.sort === 'thing';
  return apart || !tokens[rest]?.capital ? [demonym, ...carve(tokens, rest, last, usage)] : null;
}

/** "Air Force", "Supreme Court": a body that many states have, with no name of its own in it. */
function isAnyStates(tokens: readonly Token[], first: number, last: number): boolean {
  const word = tokens[first]?.text ?? '';
  return (
    first < last &&
    knownAt(tokens, first, last)?.sort === 'organization' &&
    gazetteer().organizationHeads.has(tokens[last]?.text ?? '') &&
    knownName(word) === undefined &&
    !gazetteer().isFirstName(word)
  );
}

/** "Ohio Secretary of State Blackwell": the place apart, the office left out, the person marked as titled. */
function titled(tokens: readonly Token[], first: number, last: number, usage: Usage): Piece[] | null {
  const { titles, honorifics, titleModifiers, isFirstName } = gazetteer();
  const isTitle = (i: number): boolean => titles.has(tokens[i]?.text ?? '') || honorifics.has(tokens[i]?.text ?? '');
  let begin = first;
  while (begin <= last && !isTitle(begin)) begin++;
  if (begin > last || (begin > first && isFirstName(tokens[begin - 1]?.text ?? '') && begin === last)) return null;
  let end = begin;
  let office = false;
  while (end <= last && (isTitle(end) || isOfficeObject(tokens, begin, end))) {
    if (isTitle(end) && !titleModifiers.has(tokens[end]?.text ?? '')) office = true;
    end++;
  }
  // "Chief Deputy City Attorney Orrin": a later title still belongs to the office.
  for (let i = last - 1; i > end; i--) {
    if (!isTitle(i) || titleModifiers.has(tokens[i]?.text ?? '')) continue;
    office = true;
    end = i + 1;
    break;
  }
  if (!office) return null;
  // The last title word may be the name itself: "Mr Major", "Senator Church".
  if (end > last) return endsInOffice(tokens, begin, last) ? carve(tokens, first, begin - 1, usage) : null;
  const isPerson = isFirstName(tokens[end]?.text ?? '') || honorifics.has(tokens[end - 1]?.text ?? '');
  if (hasHead(tokens, last) && !(isPerson && last - end <= 2)) return null;
  if (tokens.slice(end, last + 1).some(({ text }) => text === 'of' || text === '&')) return null;
  const style = STYLES.has(tokens[end - 1]?.text ?? '') && last - end <= 1 ? end - 1 : end;
  // "Harbour" in "Harbour Minister" belongs to the office.
  const before = isPartOfOffice(tokens, first, begin - 1) ? [] : carve(tokens, first, begin - 1, usage);
  return [...before, { first: style, last, mark: 'titled' }];
}

function isPartOfOffice(tokens: readonly Token[], first: number, last: number): boolean {
  if (first > last || knownAt(tokens, first, last)) return false;
  return tokens.slice(first, last + 1).every(({ text }) => isListed(text));
}

function isOfficeObject(tokens: readonly Token[], begin: number, i: number): boolean {
  const text = tokens[i]?.text ?? '';
  const of = tokens.slice(begin, i).some(({ text: word }) => word === 'of' || word === 'for');
  if (text === 'of' || text === 'for') return i > begin && DEPARTMENTS.has(tokens[i + 1]?.text ?? '');
  return of && (DEPARTMENTS.has(text) || text === 'and' || text === '&' || text === 'the');
}

/** Whether a run of title words names an office ("Prime Minister", "Secretary of State") and nothing else. */
function endsInOffice(tokens: readonly Token[], begin: number, last: number): boolean {
  const head = tokens[last]?.text ?? '';
  return !gazetteer().honorifics.has(head) || begin < last;
}

/** "Vanta Prime Minister" is for `titled`; this is "Banda Rachel Harvey": a place or body, then a person. */
function prefixed(tokens: readonly Token[], first: number, last: number, usage: Usage): Piece[] | null {
  const { isFirstName } = gazetteer();
  // "US Olympic", "U.K. Music Week": the short form of a country stands apart unless a body's name ends the run.
  if (
    first < last &&
    SHORT_COUNTRY.test(tokens[first]?.text ?? '') &&
    !gazetteer().organizationHeads.has(tokens[last]?.text ?? '')
  ) {
    return [whole(first, first), ...carve(tokens, first + 1, last, usage)];
  }
  for (let split = Math.min(last - 1, first + 3); split > first; split--) {
    if (last - split < 1 || !isFirstName(tokens[split]?.text ?? '')) continue;
    const known = knownAt(tokens, first, split - 1);
    if (known && !isFirstName(tokens[first]?.text ?? '') && !hasHead(tokens, last))
      return [whole(first, split - 1), ...carve(tokens, split, last, usage)];
  }
  return null;
}

/** "FIRE": an everyday word in capitals. */
function isShouted(text: string): boolean {
  const { commonWords, functionWords, known } = gazetteer();
  const lower = text.toLowerCase();
  return (
    text.length > 2 &&
    text === text.toUpperCase() &&
    !known(text) &&
    (commonWords.has(lower) || functionWords.has(lower))
  );
}

function named(tokens: readonly Token[], first: number, last: number): Piece[] {
  const text = textOf(tokens, first, last);
  if (plain(text).length < 2 || gazetteer().honorifics.has(text) || isShouted(text)) return [];
  return [whole(first, last)];
}
