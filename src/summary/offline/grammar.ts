import { AUXILIARIES, FINITE_VERBS, PREPOSITIONS, ROLE_MODIFIERS } from './lexicon/syntax.ts';
import type { Line } from './lines.ts';
import type { Span } from './spans.ts';
import type { Token } from './tokens.ts';

const set = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/u));

const auxiliaries = set(AUXILIARIES);
const finiteVerbs = set(FINITE_VERBS);
const prepositions = set(PREPOSITIONS);
const roleModifiers = set(ROLE_MODIFIERS);
const ADVERBS = set(
  'also then later now still already soon once again recently reportedly only just even first finally never always often currently today yesterday tomorrow earlier both all itself himself herself themselves',
);
const ADJECTIVE_ENDING = /(?:al|ic|ive|ary|ian|ese|ish|ern|ous|-based|-born|-old|-winning|-elect|-led)$/u;
/** An apposition between commas is no longer than this, in tokens. */
const LONGEST_APPOSITION = 30;

export const isAuxiliary = (token: Token | undefined): boolean => token !== undefined && auxiliaries.has(token.lower);
export const isPreposition = (token: Token | undefined): boolean =>
  token !== undefined && !token.capital && prepositions.has(token.lower);

/** Whether a lower-case word may stand before a role noun as part of the role. */
export function isRoleModifier(token: Token): boolean {
  return (
    roleModifiers.has(token.lower) ||
    ADJECTIVE_ENDING.test(token.lower) ||
    /^(?:ex|pro|anti|co|non|then)-/u.test(token.lower)
  );
}

/** Whether a token can be the verb of a sentence whose subject stands right before it. */
export function isFiniteVerb(token: Token | undefined): boolean {
  if (token?.kind !== 'word' || token.capital) return false;
  return (
    auxiliaries.has(token.lower) ||
    finiteVerbs.has(token.lower) ||
    (token.lower.length > 3 && token.lower.endsWith('ed') && token.lower !== 'need')
  );
}

/** How a name stands in its sentence: who does something, by whom something is done, or neither. */
export type Agency = 'subject' | 'agent' | 'none';

export function agencyOf(span: Span, { tokens }: Line): Agency {
  const before = beforeName(tokens, span.first);
  if (
    before?.lower === 'by' &&
    tokens.slice(Math.max(0, span.first - 4), span.first).some(({ lower }) => lower.endsWith('ed'))
  )
    return 'agent';
  if (tokens[span.last + 1]?.kind === 'possessive') return 'none';
  // "after Tamania announced …" opens a clause.
  if (isPreposition(before) && !/^(?:after|before|since|until|as|than)$/u.test(before?.lower ?? '')) return 'none';
  return isFiniteVerb(tokens[verbAfter(tokens, span.last + 1)]) ? 'subject' : 'none';
}

/** The word before a name and its titles: "by" in "by Prime Minister Orrin". */
function beforeName(tokens: readonly Token[], first: number): Token | undefined {
  let i = first - 1;
  // "between Orrin and Vance": the preposition before the first holds for the second.
  if (tokens[i]?.lower === 'and' && tokens[i - 1]?.capital) i--;
  while (
    i >= 0 &&
    (tokens[i]?.capital ||
      (tokens[i]?.kind === 'word' && /^(?:the|a|an)$/u.test(tokens[i]?.lower ?? '')) ||
      (tokens[i] && isRoleModifier(tokens[i] as Token)))
  )
    i--;
  return tokens[i];
}

/** Past brackets, appositions, fellow subjects and adverbs: the index where a verb should stand. */
function verbAfter(tokens: readonly Token[], from: number): number {
  let i = from;
  for (let steps = 0; steps < 6; steps++) {
    const token = tokens[i];
    if (!token) return i;
    if (token.text === '(') i = closing(tokens, i, ')');
    else if (token.text === ',' || /^[—–-]$/u.test(token.text)) i = closing(tokens, i, token.text);
    else if (token.lower === 'and' && tokens[i + 1]?.capital) i = endOfCapitals(tokens, i + 1);
    else if (token.lower === 'who') i++;
    else if (ADVERBS.has(token.lower) || (token.lower.endsWith('ly') && !token.capital)) i++;
    else return i;
  }
  return i;
}

function closing(tokens: readonly Token[], open: number, mark: string): number {
  for (let i = open + 1; i <= open + LONGEST_APPOSITION && i < tokens.length; i++) {
    if (tokens[i]?.text === mark) return i + 1;
  }
  return tokens.length;
}

function endOfCapitals(tokens: readonly Token[], from: number): number {
  let i = from;
  while (tokens[i]?.capital) i++;
  return i;
}
