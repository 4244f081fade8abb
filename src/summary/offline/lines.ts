import type { Article } from '../../article/article.ts';
import { dayBefore } from '../../article/date.ts';
import { sentencesOf } from '../../article/sentences.ts';
import { knownName } from './gazetteer.ts';
import { type Token, tokensOf } from './tokens.ts';

/** One sentence of an article, in tokens. */
export interface Line {
  readonly tokens: readonly Token[];
  /** Offsets into the article's text. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Which paragraph it stands in, counted from 0. */
  readonly paragraph: number;
  /** All words begin with capitals, as in a heading: capitals say nothing here. */
  readonly headingLike: boolean;
}

/** How the article as a whole writes its words: what tells a name from a word that merely begins a sentence. */
export interface Usage {
  /** Words that occur in lower case. */
  readonly lower: ReadonlySet<string>;
  /** Words that occur with a capital inside a sentence. */
  readonly capital: ReadonlyMap<string, number>;
  /** Pairs of neighbours with capitals inside a sentence, joined by a space. */
  readonly pairs: ReadonlySet<string>;
}

const OPENERS = new Set(['"', '“', '‘', '«', '„', '(', '[', ':', '•', '*', '-', '–', '—', '|', "'"]);

/** Whether the token at `i` would begin with a capital whatever it is. */
export function isInitial(tokens: readonly Token[], i: number): boolean {
  const before = tokens[i - 1];
  if (!before) return true;
  if (before.kind === 'mark' && (before.text === '.' || before.text === '?' || before.text === '!')) return true;
  if (!OPENERS.has(before.text)) return false;
  if (before.text === '(' || before.text === '[') return false;
  if (before.text === ':') return true;
  // A straight quotation mark opens when an even number went before it.
  if (before.text === '"') return tokens.slice(0, i - 1).filter(({ text }) => text === '"').length % 2 === 0;
  // A bullet at the start; a dash inside a sentence is no new beginning.
  return i === 1 || /["“‘«„]/u.test(before.text);
}

/** The article's sentences in tokens. */
export function linesOf(article: Pick<Article, 'text' | 'blocks'>): Line[] {
  const paragraphs = new Map<number, number>();
  return sentencesOf(article).map((sentence) => {
    const opens = !paragraphs.has(sentence.block);
    if (opens) paragraphs.set(sentence.block, paragraphs.size);
    const skipped = opens ? datelineIn(sentence.text) : 0;
    const { end } = sentence;
    const start = sentence.start + skipped;
    const text = sentence.text.slice(skipped);
    const tokens = tokensOf({ text, start });
    return {
      tokens,
      start,
      end,
      text,
      paragraph: paragraphs.get(sentence.block) ?? 0,
      headingLike: looksLikeHeading(tokens),
    };
  });
}

const DATELINE = /^([\p{Lu}\d][\p{L}\p{N}.,'’/ ]{1,55}(?:\([\p{L} .-]{2,25}\) ?)?) ?(?:—|–|--?) ?(?=["“\p{Lu}])/u;

/** How many characters of a paragraph's first sentence only say where and when it was written: "SORDAL, Nov. 4 (Wire) — ". */
function datelineIn(text: string): number {
  const day = dayBefore(text);
  const found = DATELINE.exec(text.slice(day));
  const place = found?.[1]?.trim() ?? '';
  const words = place.split(/[\s,]+/u);
  if (!found || words.some((word) => /^\p{Ll}/u.test(word))) return day;
  const isPlace = /[,(]/u.test(place) || /^\p{Lu}{3}/u.test(place) || knownName(place) !== undefined;
  return isPlace ? day + found[0].length : day;
}

/** Gathers how the lines use capitals. */
export function usageOf(lines: readonly Line[]): Usage {
  const lower = new Set<string>();
  const capital = new Map<string, number>();
  const pairs = new Set<string>();
  for (const { tokens, headingLike } of lines) {
    if (headingLike) continue;
    for (const [i, token] of tokens.entries()) {
      if (token.kind !== 'word') continue;
      if (!token.capital) {
        lower.add(token.lower);
        continue;
      }
      if (isInitial(tokens, i)) continue;
      capital.set(token.text, (capital.get(token.text) ?? 0) + 1);
      const next = tokens[i + 1];
      if (next?.capital) pairs.add(`${token.text} ${next.text}`);
    }
  }
  return { lower, capital, pairs };
}

/** Whether almost every longer word has a capital: a heading that was set as a paragraph, or a title inside one. */
function looksLikeHeading(tokens: readonly Token[]): boolean {
  const longer = tokens.filter(({ kind, text }) => kind === 'word' && text.length > 3 && /^\p{L}/u.test(text));
  if (longer.length < 4) return false;
  const capitals = longer.filter(({ capital }) => capital).length;
  return capitals / longer.length > 0.85 && !/^[.!?…"”]$/u.test(tokens.at(-1)?.text ?? '');
}
