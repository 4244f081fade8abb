import { carve, type Mark } from './carving.ts';
import { gazetteer } from './gazetteer.ts';
import type { Line, Usage } from './lines.ts';
import { adjoin, type Token, textOf } from './tokens.ts';
import { isCommon } from './words.ts';

/** A stretch of capitalised words that may name something: tokens `first` to `last` of a line. */
export interface Span {
  /** Index of its line. */
  readonly line: number;
  readonly first: number;
  readonly last: number;
  /** Offsets into the article's text. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly mark: Mark;
}

const PARTICLES = new Set(
  'de la du des der den del della di da do dos das van von vom zu zum ten ter bin ibn bint al el ul ur le af av arap abu y und upon am sur sous'.split(
    ' ',
  ),
);
const PLURAL_TRADE = /(?:ers|ors|ists|ians)$/u;
const POSSESSIVE_JOINERS = new Set(
  'People Women Men Children King Queen Lord Veteran Mother Father Writer Player Bishop Prince Farmer Worker Teacher Nurse Doctor Citizen Girl Boy Student'.split(
    ' ',
  ),
);
const SUFFIXES = new Set(['Inc', 'Inc.', 'Ltd', 'Ltd.', 'LLC', 'Jr', 'Jr.', 'Sr', 'Sr.', 'PLC']);
const EPITHETS = new Set('Great Terrible Elder Younger Conqueror Magnificent'.split(' '));
const DIRECTIONS = /^(?:Central|Eastern|Western|Northern|Southern|South|North|East|West|Southeast|Northeast)$/u;
const ROMAN = /^(?:[IVX]+|\d{1,3}[A-Z]?)$/u;
const CONTRACTION = /^I['’]/u;

/** The spans of one line, left to right, without overlap. */
export function spansOf(line: Line, index: number, usage: Usage): Span[] {
  if (line.headingLike) return [];
  const { tokens } = line;
  const spans: Span[] = [];
  const works = quotedWorks(tokens);
  for (let i = 0; i < tokens.length; i++) {
    const work = works.find(({ first }) => first === i);
    if (work) {
      spans.push(spanOf(work.first, work.last, 'work'));
      i = work.last;
      continue;
    }
    if (isNumberedBody(tokens, i)) {
      const last = endOfRun(tokens, i + 1);
      spans.push(spanOf(i, last, 'name'));
      i = last;
      continue;
    }
    if (!beginsRun(tokens, i)) continue;
    const last = endOfRun(tokens, i);
    for (const piece of carve(tokens, i, last, usage)) spans.push(spanOf(piece.first, piece.last, piece.mark));
    i = last;
  }
  return spans;

  function spanOf(first: number, last: number, mark: Mark): Span {
    const start = tokens[first]?.start ?? 0;
    const end = tokens[last]?.end ?? start;
    return { line: index, first, last, start, end, text: line.text.slice(start - line.start, end - line.start), mark };
  }
}

function beginsRun(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i];
  if (!token?.capital || token.text === 'I' || CONTRACTION.test(token.text)) return false;
  if (!gazetteer().functionWords.has(token.lower) || isAcronym(token.text)) return true;
  // "The Hague", "The Beatles": a capital article goes with the capital that follows it.
  return token.text === 'The' && Boolean(tokens[i + 1]?.capital);
}

/** "65th Air Division", "9th Circuit Court": the number belongs to the name of a body. */
function isNumberedBody(tokens: readonly Token[], i: number): boolean {
  const [number, next] = [tokens[i], tokens[i + 1]];
  if (!number || !next?.capital || !/^\d{1,3}(?:st|nd|rd|th)$/u.test(number.text) || !adjoin(number, next))
    return false;
  return gazetteer().organizationHeads.has(tokens[endOfRun(tokens, i + 1)]?.text ?? '');
}

/** "US", "WHO", "IT": capitals throughout are no word of grammar. */
function isAcronym(text: string): boolean {
  return text.length > 1 && text === text.toUpperCase() && text !== 'A';
}

function endOfRun(tokens: readonly Token[], from: number): number {
  let last = from;
  for (;;) {
    const next = extension(tokens, from, last);
    if (next === last) return last;
    last = next;
  }
}

/** How far the run `from`..`last` reaches if one more word or connector is taken in; `last` itself when none can be. */
function extension(tokens: readonly Token[], from: number, last: number): number {
  const left = tokens[last];
  const next = tokens[last + 1];
  if (!left || !next) return last;
  const after = tokens[last + 2];
  if (next.kind === 'possessive') return joinsOverPossessive(tokens, from, last) ? last + 2 : last;
  if (next.text === ',' && after && SUFFIXES.has(after.text)) return last + 2;
  if (isNickname(tokens, last)) return last + 4;
  if (!adjoin(left, next)) return last;
  if (next.capital) return next.text === 'I' || CONTRACTION.test(next.text) ? last : last + 1;
  if (ROMAN.test(next.text) && left.capital && !gazetteer().calendar.has(left.text))
    return takesNumber(tokens, last) ? last + 1 : last;
  if (!after || !adjoin(next, after)) return last;
  if (next.text === '&') return after.capital && !isPairOfPeople(tokens, from, last) ? last + 2 : last;
  if (next.text === 'the' && EPITHETS.has(after.text) && gazetteer().isFirstName(left.text)) return last + 2;
  if (PARTICLES.has(next.lower)) {
    const beyond = tokens[last + 3];
    if (after.capital) return last + 2;
    if (PARTICLES.has(after.lower) && beyond?.capital && adjoin(after, beyond)) return last + 3;
    return last;
  }
  if (next.text === 'and') return joinsOverAnd(tokens, from, last) ? last + 2 : last;
  return joinsOverPreposition(tokens, from, last);
}

function joinsOverPreposition(tokens: readonly Token[], from: number, last: number): number {
  const head = tokens[last]?.text ?? '';
  const word = tokens[last + 1]?.text;
  let target = last + 2;
  if (tokens[target]?.text === 'the') target++;
  const object = tokens[target];
  if (!object?.capital || gazetteer().calendar.has(object.text)) return last;
  const { ofHeads, forHeads, known } = gazetteer();
  const joins =
    word === 'of'
      ? ofHeads.has(head) || isOffice(head, object.text) || known(textOf(tokens, from, target)) !== undefined
      : (word === 'for' || word === 'on' || word === 'against') &&
        (forHeads.has(head) || forHeads.has(ownerOf(tokens, from, last))) &&
        head !== object.text;
  return joins ? target : last;
}

/** "Society" in "Society of Friends", which may go on with "for". */
function ownerOf(tokens: readonly Token[], from: number, last: number): string {
  const of = tokens.slice(from, last).findIndex(({ text }) => text === 'of');
  return of > 0 ? (tokens[from + of - 1]?.text ?? '') : '';
}

/** "Secretary of State", "Minister of Education": an office, not somebody of somewhere. */
function isOffice(head: string, object: string): boolean {
  return /^(?:Secretary|Minister|Undersecretary|Ministers)$/u.test(head) && gazetteer().known(object) === undefined;
}

function joinsOverAnd(tokens: readonly Token[], from: number, last: number): boolean {
  const { known, organizationHeads, ofHeads, isFirstName, isSurname } = gazetteer();
  for (let end = last + 2; end <= last + 4 && tokens[end]?.capital; end++) {
    if (known(textOf(tokens, from, end))) return true;
  }
  const isWord = (token: Token | undefined): boolean =>
    token?.capital === true &&
    !known(token.text) &&
    !isFirstName(token.text) &&
    !isSurname(token.text) &&
    !isAcronym(token.text);
  // "Central and Eastern Europe".
  if (from === last && DIRECTIONS.test(tokens[last]?.text ?? '') && DIRECTIONS.test(tokens[last + 2]?.text ?? ''))
    return true;
  if (!isWord(tokens[last]) || !isWord(tokens[last + 2])) return false;
  // "Ministry of Health and Welfare".
  const of = tokens.slice(from, last + 1).findIndex(({ text }) => text === 'of' || text === 'for');
  if (of > 0 && (ofHeads.has(tokens[from + of - 1]?.text ?? '') || isOffice(tokens[from + of - 1]?.text ?? '', ''))) {
    return tokens.slice(from + of + 1, last + 1).every((token) => !token.capital || isWord(token));
  }
  // "Food and Drug Administration": one word, and a head after it.
  if (last - from > 3 || organizationHeads.has(tokens[last]?.text ?? '') || isFirstName(tokens[from]?.text ?? ''))
    return false;
  let end = last + 2;
  while (tokens[end + 1]?.capital && end < last + 5) end++;
  return end > last + 2 && organizationHeads.has(tokens[end]?.text ?? '') && isCommon(tokens[last]?.text ?? '');
}

function joinsOverPossessive(tokens: readonly Token[], from: number, last: number): boolean {
  const owner = tokens[last];
  const mark = tokens[last + 1];
  const owned = tokens[last + 2];
  if (!owner || !mark || !owned?.capital || !adjoin(mark, owned)) return false;
  const { known, commonWords, placeOpeners } = gazetteer();
  if (known(textOf(tokens, from, last + 2))) return true;
  if (known(textOf(tokens, last, last + 2))) return true;
  if (POSSESSIVE_JOINERS.has(owner.text)) return true;
  if (/^St\.?$|^Saint$/u.test(tokens[last - 1]?.text ?? '') && placeOpeners.has(tokens[last - 1]?.text ?? ''))
    return true;
  // "Workers' Party", "Teachers' Union": the plural of a common word owns no name of its own.
  if (mark.text.length === 1 && PLURAL_TRADE.test(owner.lower) && !gazetteer().isSurname(owner.text)) return true;
  return mark.text.length === 1 && (commonWords.has(owner.lower) || commonWords.has(owner.lower.slice(0, -1)));
}

/** Frank "Greg" Ford. */
function isNickname(tokens: readonly Token[], last: number): boolean {
  const [open, nickname, close, surname] = tokens.slice(last + 1, last + 5);
  if (!open || !nickname || !close || !surname) return false;
  return (
    /^["“]$/u.test(open.text) &&
    nickname.capital &&
    /^["”]$/u.test(close.text) &&
    surname.capital &&
    gazetteer().isFirstName(tokens[last]?.text ?? '')
  );
}

/** "Ilsa Orrin & Peder Vance" are two people, "Orrin & Vance" may be a firm. */
function isPairOfPeople(tokens: readonly Token[], from: number, last: number): boolean {
  return last > from && gazetteer().isFirstName(tokens[from]?.text ?? '');
}

/** A number goes with what it numbers ("Delta 4", "Route 66"), not with a place or a word of measure after it. */
function takesNumber(tokens: readonly Token[], last: number): boolean {
  const left = tokens[last]?.text ?? '';
  const number = tokens[last + 1]?.text ?? '';
  if (/^[IVX]+$/u.test(number)) return true;
  const after = tokens[last + 2];
  if (after?.text === '%' || after?.text === '-' || after?.lower === 'percent' || after?.lower === 'million')
    return false;
  const known = gazetteer().known(left);
  return (known === undefined || known.sort === 'thing') && !gazetteer().isSurname(left);
}

/** Titles of works: short quotations whose every longer word has a capital, as in "The Glass Harbour". */
function quotedWorks(tokens: readonly Token[]): { first: number; last: number }[] {
  const works: { first: number; last: number }[] = [];
  for (let i = 0; i < tokens.length; i++) {
    if (!/^["“]$/u.test(tokens[i]?.text ?? '')) continue;
    const close = tokens.findIndex(({ text }, j) => j > i && /^["”]$/u.test(text));
    if (close < 0) break;
    const inside = tokens.slice(i + 1, close);
    const longer = inside.filter(({ text, kind }) => kind === 'word' && (text.length > 3 || inside.length === 1));
    const isTitle =
      inside.length > 0 && inside.length <= 8 && longer.length > 0 && longer.every(({ capital }) => capital);
    const isPerson = inside.length > 1 && inside.length <= 3 && gazetteer().isFirstName(inside[0]?.text ?? '');
    const isNicknamed = inside.length === 1 && tokens[close + 1]?.capital === true && tokens[i - 1]?.capital === true;
    if (isTitle && !isNicknamed && !isPerson && inside[0]?.capital && !/^[.,!?]$/u.test(inside.at(-1)?.text ?? ''))
      works.push({ first: i + 1, last: close - 1 });
    i = close;
  }
  return works;
}
