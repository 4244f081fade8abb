/**
 * The words of what is read of an article, evened out for comparing: headings and paragraphs, so that adverts, bylines and
 * share lines, which differ between reprints, are out of it. Headings count, since a reprint may run them into the text.
 */
import type { Article } from '../article/article.ts';
import { figureOf } from './figure-words.ts';

export type ReadArticle = Pick<Article, 'text' | 'blocks' | 'title' | 'date' | 'language'>;

/** One word. `text` is evened out (case, typography, how a number is written). */
export interface Word {
  readonly text: string;
  /** `figure`: a number, or the name of a month or a weekday. `name`: begins with a capital where no sentence does. */
  readonly kind: 'figure' | 'name' | 'word';
  /** Whether a sentence, line or paragraph begins with it. */
  readonly opens: boolean;
}

/** Words compared of one article: no report is longer, and a book is told from another by its beginning. */
const MOST_WORDS = 20_000;
/** Characters that are looked at to find that many words; white space without end is not read. */
const MOST_CHARACTERS = 250_000;

/** Scripts that put no space between words: each character counts as a word. */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const WORD = new RegExp(
  `[${UNSPACED}]|\\p{N}+(?:[.,:\\u00a0\\u202f’']\\p{N}+)*|(?:(?![${UNSPACED}])[\\p{L}\\p{M}])+`,
  'gu',
);
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'u');
const UNSEEN = /[\u00ad\u200b-\u200f\u2060\ufeff]/gu;
const CAPITAL = /^\p{Lu}/u;
/** Marks such as [12] number the sources, and change with every edition. */
const FOOTNOTES = /\[\d{1,3}\]/gu;
const STOP = /[.!?…。！？।۔\n]/u;
/** Where every noun has a capital, it tells no names. */
const CAPITAL_NOUNS = new Set(['de', 'lb']);
/** What stands before a word that begins no sentence, no saying and no line. */
const INSIDE = /[\p{L}\p{N},] $/u;

/** The words of the article's headings and paragraphs, in order; of a very long text, those of its beginning. */
export function wordsOf(article: Pick<Article, 'text' | 'blocks' | 'language'>): Word[] {
  const words: Word[] = [];
  let left = MOST_CHARACTERS;
  for (const { kind, start, end } of article.blocks) {
    if (kind !== 'paragraph' && kind !== 'heading') continue;
    const paragraph = article.text.slice(start, Math.min(end, start + left));
    left -= paragraph.length;
    words.push(...wordsIn(paragraph, article.language));
    if (left <= 0 || words.length > MOST_WORDS) break;
  }
  return words.slice(0, MOST_WORDS);
}

/** The words of any text, such as a title. */
export function wordsIn(text: string, language: string): Word[] {
  const shown = text.normalize('NFKC').replace(UNSEEN, '').replace(FOOTNOTES, ' ');
  const words: Word[] = [];
  let end = 0;
  for (const { 0: found, index } of shown.matchAll(WORD)) {
    const between = shown.slice(end, index);
    const opens = words.length === 0 || STOP.test(between);
    const isInside = CAPITAL.test(found) && INSIDE.test(shown.slice(Math.max(0, index - 2), index));
    const figure = figureOf(found, language, isInside);
    if (figure !== null) words.push({ text: figure, kind: 'figure', opens });
    else
      words.push({
        text: found.toLowerCase(),
        kind: isInside && !CAPITAL_NOUNS.has(language) ? 'name' : 'word',
        opens,
      });
    end = index + found.length;
  }
  return words;
}

/** Whether a word is one character of a script that puts no spaces between its words. */
export function isUnspaced(word: string): boolean {
  return IS_UNSPACED.test(word);
}
