/** What an article says first: there its figures stand, whether or not its reading made bullets of them. */
import type { Article } from '../article/article.ts';
import { sentencesOf } from '../article/sentences.ts';
import type { Evidence } from '../summary/summary.ts';

/** Sentences looked at, and how far into the text. Characters. */
const MOST_SENTENCES = 8;
const MOST_TEXT = 2500;

/** The first sentences, each with its place in the article. */
export function openingOf({ id, text, blocks }: Pick<Article, 'id' | 'text' | 'blocks'>): Evidence[] {
  const first = blocks.filter(({ end }) => end <= MOST_TEXT);
  return sentencesOf({ text, blocks: first })
    .slice(0, MOST_SENTENCES)
    .map(({ start, end, text: quote }) => ({ articleId: id, quote, start, end }));
}
