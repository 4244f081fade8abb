import type { Article } from './article.ts';
import { articleId, finishArticle } from './finish.ts';
import { readTxt } from './txt.ts';

/** An article of bare text, for callers who have no file. Its id is the hash of the text; its text is kept as it is. */
export function plainArticle(text: string): Article {
  return finishArticle(articleId(text), 'text', readTxt(text).content);
}
