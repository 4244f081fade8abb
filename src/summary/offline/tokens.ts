import type { Sentence } from '../../article/sentences.ts';

/**
 * A word, number or mark of a sentence. `start` and `end` are offsets into the article's text. `possessive` is the
 * "'s" or the bare apostrophe after a plural, split from its word.
 */
export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly kind: 'word' | 'possessive' | 'mark';
  /** Begins with a capital, or carries one inside as "eBay" does. */
  readonly capital: boolean;
  /** `text` in lower case with straight apostrophes. */
  readonly lower: string;
}

const TOKEN =
  /Ph\.?D\.?(?!\p{L})|(?:\p{Lu}\.){2,}(?:\p{Lu}(?![\p{L}\p{N}]))?|\d[\d.,]*\d(?![\p{L}\p{N}])|[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:(?:['’‘ʻʼ&+\-‐‑](?=[\p{L}\p{N}])|\.(?=\p{Ll}))[\p{L}\p{N}\p{M}]+)*|\S/gu;
const WORDLIKE = /^[\p{L}\p{N}]/u;
const CAPITAL = /^\p{Lu}|^\d*\p{Lu}|^\p{Ll}{1,3}[-'’]?\p{Lu}|^\p{Ll}+\p{Lu}\p{L}*$/u;
const POSSESSIVE = /['’ʼ][sS]$/u;
const DOTTED = new Set(
  'Mr Mrs Ms Dr Prof Rev Hon St Mt Ft Sen Sens Rep Reps Gov Gen Maj Col Lt Sgt Cpl Pvt Capt Cmdr Adm Brig Spc Supt Jr Sr Inc Corp Ltd Co Bros Dept Univ Assn Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec'.split(
    ' ',
  ),
);

/** The tokens of a sentence, in order. */
export function tokensOf(sentence: Pick<Sentence, 'text' | 'start'>): Token[] {
  const tokens: Token[] = [];
  const { text, start: offset } = sentence;
  for (const match of text.matchAll(TOKEN)) {
    const found = match[0];
    const at = match.index;
    if (!WORDLIKE.test(found)) {
      tokens.push(isPluralPossessive(text, at) ? token(found, at, 'possessive') : token(found, at, 'mark'));
      continue;
    }
    const possessive = POSSESSIVE.test(found);
    const word = possessive ? found.slice(0, -2) : found;
    const dotted = !possessive && text[at + word.length] === '.' && takesDot(word, text.slice(at + word.length + 1));
    tokens.push(token(dotted ? `${word}.` : word, at, 'word'));
    if (possessive) tokens.push(token(found.slice(-2), at + word.length, 'possessive'));
  }
  // A dot that was taken into its abbreviation comes again as a mark of its own.
  return tokens.filter(({ start }, i) => i === 0 || start >= (tokens[i - 1]?.end ?? 0));

  function token(found: string, at: number, kind: Token['kind']): Token {
    return {
      text: found,
      start: offset + at,
      end: offset + at + found.length,
      kind,
      capital: kind === 'word' && CAPITAL.test(found),
      lower: found.toLowerCase().replaceAll(/[’ʼ‘]/gu, "'"),
    };
  }
}

/** "Workers' Party": an apostrophe right after an s, before a space and a word, that closes no quotation. */
function isPluralPossessive(text: string, at: number): boolean {
  if (!/['’]/u.test(text[at] ?? '') || text[at - 1] !== 's') return false;
  if (!/^\s\p{L}/u.test(text.slice(at + 1, at + 3))) return false;
  return !/(?:^|[\s(])['‘][^'’]*$/u.test(text.slice(0, at));
}

/** Whether the dot after a word is part of it: an initial before a name, or an abbreviation that more text follows. */
function takesDot(word: string, after: string): boolean {
  if (/^\p{Lu}$/u.test(word)) return /^\s?\p{Lu}/u.test(after);
  return DOTTED.has(word) && after.trim() !== '';
}

/** Whether nothing but one space (or a line's wrap) lies between two neighbours. */
export function adjoin(left: Token, right: Token): boolean {
  const gap = right.start - left.end;
  return gap === 1 || (gap === 0 && left.text.endsWith('.'));
}

/** The text of tokens as it stands, with single spaces: for looking a name up. */
export function textOf(tokens: readonly Token[], first: number, last: number): string {
  let text = '';
  for (let i = first; i <= last; i++) {
    const token = tokens[i];
    if (!token) break;
    const before = tokens[i - 1];
    text += i > first && before && token.start > before.end ? ` ${token.text}` : token.text;
  }
  return text;
}
