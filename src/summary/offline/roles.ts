import { DEPARTMENTS } from './carving.ts';
import type { EntityKind } from './clues.ts';
import { gazetteer } from './gazetteer.ts';
import { isAuxiliary, isFiniteVerb, isPreposition, isRoleModifier } from './grammar.ts';
import { isInitial, type Line } from './lines.ts';
import { headOf, isHead, isOwner, isRoleNoun, phrase, type Stretch } from './noun-phrases.ts';
import type { Span } from './spans.ts';
import type { Token } from './tokens.ts';
import { isCommon } from './words.ts';

/** What the article says somebody is, and in which line it says so. */
export interface Role {
  readonly text: string;
  readonly line: number;
  /** Offsets into the article's text. */
  readonly start: number;
  readonly end: number;
}

const LONGEST_ROLE = 130;
const SHORTEST_ROLE = 3;
/** How many mentions are searched for a role. */
const MENTIONS_READ = 12;

/** The first role that the article gives at one of the mentions; one in apposition before one that follows "is". */
export function roleOf(spans: readonly Span[], kind: EntityKind, lines: readonly Line[]): Role | null {
  if (kind === 'other') return null;
  const ways =
    kind === 'person'
      ? [afterComma, beforeName, beforeComma, afterCopula]
      : [afterComma, afterBeing, beforeBody, afterCopula];
  for (const way of [ways.slice(0, -1), ways.slice(-1)]) {
    for (const span of spans.slice(0, MENTIONS_READ)) {
      const line = lines[span.line];
      if (!line) continue;
      for (const find of way) {
        const stretch = find(line.tokens, span, kind);
        const worded = stretch && wording(line, stretch, span);
        if (worded) return { ...worded, line: span.line };
      }
    }
  }
  return null;
}

/** The stretch as the article words it, without an article before it; null when it is too long, too short or unbalanced. */
function wording(line: Line, { first, last }: Stretch, span: Span): Omit<Role, 'line'> | null {
  let begin = first;
  // "the party's candidate" keeps its article.
  while (
    /^(?:the|a|an|also|its)$/iu.test(line.tokens[begin]?.text ?? '') &&
    begin <= last &&
    !isOwner(line.tokens, begin + 1)
  )
    begin++;
  const start = line.tokens[begin]?.start;
  const end = line.tokens[last]?.end;
  if (start === undefined || end === undefined || begin > last) return null;
  const text = line.text
    .slice(start - line.start, end - line.start)
    .replaceAll(/\s+/gu, ' ')
    .replace(/^The /u, 'the ');
  const balanced = text.split('(').length === text.split(')').length && (text.match(/["“”]/gu)?.length ?? 0) % 2 === 0;
  if (!balanced || text.length < SHORTEST_ROLE || text.length > LONGEST_ROLE || text.includes(span.text)) return null;
  return { text, start, end };
}

/** "Chinese Foreign Minister Wang Yi": the words before the name, back to where the phrase begins. */
function beforeName(tokens: readonly Token[], span: Span): Stretch | null {
  let last = span.first - 1;
  while (gazetteer().honorifics.has(tokens[last]?.text ?? '') && !isRoleNoun(tokens[last])) last--;
  if (!isRoleNoun(tokens[last]) && !isOfficeObject(tokens, last)) return null;
  let first = last;
  for (let i = last - 1; i >= 0 && last - i < 14; i--) {
    const token = tokens[i] as Token;
    if (token.text === ')' && tokens[i - 2]?.text === '(' && tokens[i - 3]?.capital) i -= 2;
    else if (!belongsBeforeRole(tokens, i)) break;
    else if (token.kind === 'word') first = i;
    if (token.kind === 'word' || token.kind === 'possessive') first = Math.min(first, i);
  }
  while (
    first < last &&
    !tokens[first]?.capital &&
    !isOwner(tokens, first) &&
    !isRoleNoun(tokens[first]) &&
    !isRoleModifier(tokens[first] as Token)
  )
    first++;
  while (first < last && tokens[first]?.kind !== 'word') first++;
  // "the 36 - year - old champion".
  if (tokens[first - 1]?.text === '-' && first < last) first++;
  // "to witness Mayor …" is a verb.
  if (tokens[first - 1]?.lower === 'to' && first < last) first++;
  if (isOwner(tokens, first)) first = tokens[first - 1]?.lower === 'the' ? first - 1 : first;
  return isMerelyOpening(tokens, first) ? { first: first + 1, last } : { first, last };
}

/** "State" in "Secretary of State". */
function isOfficeObject(tokens: readonly Token[], last: number): boolean {
  for (let i = last; i > last - 7 && i > 0; i--) {
    const token = tokens[i] as Token;
    if (token.lower === 'of' || token.lower === 'for')
      return isRoleNoun(tokens[i - 1]) && tokens[i - 1]?.capital === true && i < last;
    if (!token.capital && token.lower !== 'and' && token.text !== '&') return false;
  }
  return false;
}

function belongsBeforeRole(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i] as Token;
  if (token.kind === 'possessive')
    return (
      Boolean(tokens[i - 1]?.capital) ||
      /^(?:country|nation|company|party|group|city|project|agency|club|team)$/u.test(tokens[i - 1]?.lower ?? '')
    );
  if (token.kind === 'mark') return token.text === '&';
  if (token.capital)
    return (
      !gazetteer().calendar.has(token.text) && !(gazetteer().functionWords.has(token.lower) && token.text.length > 2)
    );
  if (token.lower === 'of' || token.lower === 'for')
    return (isRoleNoun(tokens[i - 1]) || tokens[i - 1]?.text === 'Hall') && Boolean(tokens[i + 1]?.capital);
  if (token.lower === 'and')
    return (
      isRoleNoun(tokens[i - 1]) ||
      Boolean(tokens[i - 1]?.capital && tokens[i + 1]?.capital && tokens[i - 2]?.lower === 'of')
    );
  if (tokens[i + 1]?.kind === 'possessive')
    return /^(?:country|nation|company|party|group|city|project|agency|club|team)$/u.test(token.lower);
  return isRoleNoun(token) || token.lower === 'retired' || (isRoleModifier(token) && !isFiniteVerb(token));
}

/** "Yesterday" in "Yesterday President …": a capital that only the start of the sentence gives. */
function isMerelyOpening(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i];
  return (
    token !== undefined &&
    isInitial(tokens, i) &&
    !DEPARTMENTS.has(token.text) &&
    isCommon(token.text) &&
    !isRoleNoun(token) &&
    !isRoleModifier(token) &&
    !gazetteer().titles.has(token.text)
  );
}

/** "Orrin, director of the port authority, …": from behind the comma or dash to the next one. */
function afterComma(tokens: readonly Token[], span: Span, kind: EntityKind): Stretch | null {
  let open = span.last + 1;
  if (tokens[open]?.text === '(' && tokens[open + 2]?.text === ')') open += 3;
  const mark = tokens[open]?.text ?? '';
  if (mark !== ',' && !/^[—–]$/u.test(mark) && !(mark === '-' && kind !== 'place')) return null;
  let first = open + 1;
  if (/^\d{1,3}$/u.test(tokens[first]?.text ?? '') && tokens[first + 1]?.text === ',') first += 2;
  if (tokens[first]?.lower === 'being') first++;
  return phrase(tokens, first, kind, mark === ',' ? /^[,;:.!?—–]$/u : /^[—–;:.!?-]$/u);
}

/** "the security company Orrin": the words before a body's name, back to their article. */
function beforeBody(tokens: readonly Token[], span: Span, kind: EntityKind): Stretch | null {
  const last = span.first - 1;
  if (kind !== 'organization' || !isHead(tokens[last], kind)) return null;
  for (let i = last - 1; i >= last - 6 && i >= 0; i--) {
    const token = tokens[i] as Token;
    if (/^(?:a|an|the)$/u.test(token.lower)) return i < last - 1 ? { first: i + 1, last } : null;
    if (token.kind !== 'word' || isPreposition(token) || isAuxiliary(token)) return null;
  }
  return null;
}

/** "China, being North Korea's largest trading partner": the same with "being", also without a comma before it. */
function afterBeing(tokens: readonly Token[], span: Span, kind: EntityKind): Stretch | null {
  const next = tokens[span.last + 1]?.text === ',' ? span.last + 2 : span.last + 1;
  return tokens[next]?.lower === 'being' ? phrase(tokens, next + 1, kind, /^[,;:.!?—–]$/u) : null;
}

/** "Orrin is the director of the port authority." */
function afterCopula(tokens: readonly Token[], span: Span, kind: EntityKind): Stretch | null {
  let verb = span.last + 1;
  if (tokens[verb]?.text === ',' && tokens[verb + 1]?.lower === 'who') verb += 2;
  if (!/^(?:is|was|became|remains)$/u.test(tokens[verb]?.lower ?? '') || isPreposition(tokens[span.first - 1]))
    return null;
  if (tokens[verb + 1]?.lower === 'also') verb++;
  if (!/^(?:the|a|an)$/u.test(tokens[verb + 1]?.lower ?? '')) return null;
  return phrase(tokens, verb + 1, kind, /^[,;:.!?—–"”]$/u, false);
}

/** "The chairman of the board, Ilsa Orrin, …": the phrase before the comma. */
function beforeComma(tokens: readonly Token[], span: Span): Stretch | null {
  let comma = span.first - 1;
  while (gazetteer().honorifics.has(tokens[comma]?.text ?? '')) comma--;
  if (tokens[comma]?.text !== ',') return null;
  const after = tokens[span.last + 1]?.text;
  if (after !== undefined && !/^[,.;)]$/u.test(after)) return null;
  let begin = comma - 1;
  let depth = 0;
  for (; begin >= 0 && comma - begin < 25; begin--) {
    const token = tokens[begin] as Token;
    if (token.text === ')') depth++;
    if (token.text === '(') depth--;
    if (depth === 0 && token.kind === 'mark' && !/^[()&]$/u.test(token.text)) break;
    if (isAuxiliary(token)) break;
  }
  // "The premier sent his minister of transport, …": where somebody's own is spoken of, the phrase begins there.
  const own = tokens.slice(0, comma).findLastIndex(({ lower }) => /^(?:its|his|her|their)$/u.test(lower));
  for (let i = Math.max(own, begin + 1); i < comma; i++) {
    if (i !== own && !/^(?:the|a|an)$/iu.test(tokens[i]?.text ?? '')) continue;
    const head = headOf(tokens, i + 1, 'person');
    if (head < 0 || head >= comma) continue;
    return tokens.slice(head + 1, comma).some((token) => isAuxiliary(token))
      ? null
      : { first: isOwner(tokens, i + 1) ? i : i + 1, last: comma - 1 };
  }
  return null;
}
