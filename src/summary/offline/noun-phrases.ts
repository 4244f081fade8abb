import type { EntityKind } from './clues.ts';
import { gazetteer } from './gazetteer.ts';
import { isAuxiliary, isFiniteVerb, isPreposition, isRoleModifier } from './grammar.ts';
import type { Token } from './tokens.ts';

/** A stretch of tokens, both ends included. */
export interface Stretch {
  readonly first: number;
  readonly last: number;
}

const OPENS_CLAUSE =
  /^(?:who|which|that|and|but|or|if|when|where|while|whereas|although|though|because|so|he|she|it|they|we|i|you|to|not|said|there)$/u;
const SPEECH = /^(?:said|says|told|reported|reports|announced|added|claimed|claims)$/u;
/** Words in -ing that describe bodies and people. */
const DESCRIBING = new Set(
  'leading trading governing publishing manufacturing engineering shipping mining broadcasting banking training reigning defending neighbouring neighboring consulting swimming boxing racing marketing advertising building housing planning nursing teaching acting'.split(
    ' ',
  ),
);
/** Nouns that say nothing of a place or body by themselves. */
const EMPTY_HEADS = new Set([
  'country',
  'nation',
  'state',
  'city',
  'town',
  'village',
  'company',
  'group',
  'area',
  'side',
  'man',
  'woman',
]);

/** A lower-case possessive: "party's". */
export const isOwner = (tokens: readonly Token[], i: number): boolean =>
  tokens[i]?.capital === false && tokens[i + 1]?.kind === 'possessive';

/** Whether a word says what a person is: "director", "President". */
export const isRoleNoun = (token: Token | undefined): boolean => {
  if (!token) return false;
  const { roleNouns, titles, titleModifiers } = gazetteer();
  return token.capital
    ? titles.has(token.text) && !titleModifiers.has(token.text)
    : roleNouns.has(token.lower) || roleNouns.has(token.lower.replace(/^ex-/u, ''));
};

/** Whether a word says what somebody, or a body or place, is. */
export function isHead(token: Token | undefined, kind: EntityKind): boolean {
  if (kind === 'person') return isRoleNoun(token);
  const nouns = kind === 'place' ? gazetteer().placeNouns : gazetteer().bodyNouns;
  return token !== undefined && !token.capital && nouns.has(token.lower);
}

/** A noun phrase from `first` on whose head is a role, up to a closing mark or the clause that follows it. */
export function phrase(
  tokens: readonly Token[],
  first: number,
  kind: EntityKind,
  close: RegExp,
  takesClause = kind !== 'person',
): Stretch | null {
  const head = headOf(tokens, first, kind);
  if (head < 0 || (kind !== 'person' && !isDetermined(tokens, first, head))) return null;
  let last = head;
  let depth = 0;
  let relative = false;
  for (let i = head + 1; i < tokens.length; i++) {
    const token = tokens[i] as Token;
    if (token.text === '(') depth++;
    if (token.text === ')') depth--;
    if (depth < 0 || (depth === 0 && (close.test(token.text) || /^[;.!?]$/u.test(token.text)))) break;
    if (takesClause && /^(?:that|which)$/u.test(token.lower) && i === last + 1 && hasClose(tokens, i, close)) {
      relative = true;
    } else if (!relative && runsIntoVerb(tokens, i, head)) {
      return null;
    } else if (
      !relative &&
      /^(?:who|which|whose|whom|that|where|when|while|because|after|before|but|adding|has|have|had|is|are|was|were|will|would)$/u.test(
        token.lower,
      )
    )
      break;
    last = i;
  }
  while (last > head && /^(?:and|or|of|in|at|the|,|then|also)$/u.test(tokens[last]?.lower ?? '')) last--;
  if (kind !== 'person' && last === head && head - first < 2 && EMPTY_HEADS.has(tokens[head]?.lower ?? '')) return null;
  return { first, last };
}

/** Bodies and places are described with an article or an owner: "a port in the north", "Tamania's largest port". */
function isDetermined(tokens: readonly Token[], first: number, head: number): boolean {
  if (/^(?:the|a|an|one|its)$/u.test(tokens[first]?.lower ?? '') || tokens[head + 1]?.lower === 'of') return true;
  return tokens.slice(first, head).some(({ kind }) => kind === 'possessive');
}

/** "the company began …": a clause of its own, not a description. What ends in -ed may describe: "a coach fired in May". */
function runsIntoVerb(tokens: readonly Token[], i: number, head: number): boolean {
  const token = tokens[i];
  if (!isFiniteVerb(token)) return false;
  if (SPEECH.test(token?.lower ?? '')) return true;
  return !token?.lower.endsWith('ed') || (i === head + 1 && !isPreposition(tokens[i + 1]));
}

/** Whether the closing mark comes within the reach of a role: a relative clause before it then belongs to the role. */
function hasClose(tokens: readonly Token[], from: number, close: RegExp): boolean {
  return tokens.slice(from, from + 16).some(({ text }) => close.test(text));
}

/** The index of the noun that a phrase turns on, or -1: nothing but modifiers and names may stand before it. */
export function headOf(tokens: readonly Token[], first: number, kind: EntityKind): number {
  if (/^(?:his|her|their|my|our|your)$/u.test(tokens[first]?.lower ?? '')) return -1;
  for (let i = first; i < first + 12 && tokens[i]; i++) {
    const token = tokens[i] as Token;
    const next = tokens[i + 1];
    if (isHead(token, kind)) {
      if (next?.kind === 'possessive') continue;
      const goesOn =
        next !== undefined &&
        next.kind === 'word' &&
        (isHead(next, kind) ||
          (!isPreposition(next) &&
            !/^(?:and|or|who|which|that|whose|where|when|with|says|said)$/u.test(next.lower) &&
            !isAuxiliary(next) &&
            next.capital === token.capital &&
            !isFiniteVerb(next)));
      if (!goesOn) return i;
      continue;
    }
    if (token.kind === 'mark') return -1;
    if (token.kind === 'possessive' || token.capital || i === first) {
      if (i === first && !token.capital && (isPreposition(token) || OPENS_CLAUSE.test(token.lower))) return -1;
      if (i === first && (isFiniteVerb(token) || isParticiple(token))) return -1;
      continue;
    }
    if (isAuxiliary(token) || isPreposition(token) || OPENS_CLAUSE.test(token.lower)) return -1;
    if (isParticiple(token)) return -1;
  }
  return -1;
}

/** "stopping the champion": an -ing word that is no part of a role, as "managing" is. */
function isParticiple(token: Token): boolean {
  return token.lower.endsWith('ing') && !token.capital && !isRoleModifier(token) && !DESCRIBING.has(token.lower);
}
