import { type DateMention, datesOf } from './dates.ts';
import { FUNCTION_WORDS, isCommonWord, isPlainWord, PRONOUNS, TITLES } from './lexicon.ts';
import { knownNames } from './names.ts';
import { deniedOf, disownedOf, endedOf, isNegator, plainStem } from './negation.ts';
import { isNumberWord } from './number-words.ts';
import { type Quantity, quantitiesOf } from './numbers.ts';
import { type Token, tokensOf } from './tokens.ts';

/** What part a word plays in a check. `title` is a capital that may be an office or a common word; `name` can only be a name. */
export type WordClass = 'name' | 'title' | 'number' | 'date' | 'negator' | 'pronoun' | 'function' | 'content';

export interface Word extends Token {
  /** For comparing wordings; "unlikely" has the stem of "likely" and is `denied`. */
  readonly stem: string;
  readonly as: WordClass;
  /** The one name by which a country or a well-known organization is known, or null. */
  readonly known: string | null;
  /** Whether a negation reaches the word. */
  readonly denied: boolean;
  /** Whether the word is what something is said to end, lose or stop. */
  readonly ended: boolean;
  /** Whether the word stands in what is given only as not so: "no evidence that …". */
  readonly disowned: boolean;
}

/** A text taken apart for checking: its words in order, and the numbers and dates over them. */
export interface Reading {
  readonly words: readonly Word[];
  readonly quantities: readonly Quantity[];
  readonly dates: readonly DateMention[];
}

/** Whether a word (its key) is known to be used as a plain word, so that a capital makes no name of it. */
export type Common = (key: string) => boolean;

/** Reads a claim or a sentence. */
export function readText(text: string, common: Common): Reading {
  return readTokens(tokensOf(text), common);
}

export function readTokens(tokens: readonly Token[], common: Common): Reading {
  const dates = datesOf(tokens);
  const dated = covered(tokens.length, dates);
  const quantities = quantitiesOf(tokens).filter(({ from }) => !dated[from]);
  const counted = covered(tokens.length, quantities);
  const known = knownNames(tokens);
  const headline = isHeadlineCase(tokens);
  const classed = tokens.map((token, at) => {
    const name = known[at] ?? null;
    const as = dated[at] ? 'date' : counted[at] ? 'number' : classOf(token, name, headline, common);
    return { ...token, known: name, as, stem: plainStem(token.key) };
  });
  const denied = deniedOf(classed);
  const ended = endedOf(classed);
  const disowned = disownedOf(classed, denied);
  const words = classed.map((word, at) => ({
    ...word,
    denied: denied[at] ?? false,
    ended: ended[at] ?? false,
    disowned: disowned[at] ?? false,
  }));
  return { words, quantities, dates };
}

function covered(length: number, spans: readonly { from: number; to: number }[]): boolean[] {
  const mask = new Array<boolean>(length).fill(false);
  for (const { from, to } of spans) mask.fill(true, from, to);
  return mask;
}

function classOf(token: Token, known: string | null, headline: boolean, common: Common): WordClass {
  const { key, kind, capital, opens } = token;
  if (kind === 'number') return 'number';
  if (isNegator(key)) return 'negator';
  if (PRONOUNS.has(key)) return 'pronoun';
  if (kind === 'symbol' || FUNCTION_WORDS.has(key)) return 'function';
  if (isNumberWord(key)) return 'number';
  if (!capital) return 'content';
  if (known !== null) return 'name';
  if (TITLES.has(key)) return 'title';
  if (opens || headline) return common(key) || isPlainWord(key) || looksPlain(key) ? 'content' : 'name';
  return common(key) || isCommonWord(key) ? 'title' : 'name';
}

/** Endings that names seldom have, for the words that no list knows. */
function looksPlain(key: string): boolean {
  return (
    key.length > 5 &&
    /(?:ings?|tions?|sions?|ments?|ness|ities|ity|ists?|isms?|ously|ally|fully|ingly|edly|ances?|ences?|ables?|ibles?)$/.test(
      key,
    )
  );
}

/** Every longer word of matter begins with a capital: a headline, where a capital makes no name. */
function isHeadlineCase(tokens: readonly Token[]): boolean {
  const long = tokens.filter(({ kind, key }) => kind === 'word' && key.length > 3 && !FUNCTION_WORDS.has(key));
  return long.length >= 4 && long.every(({ capital }) => capital);
}
