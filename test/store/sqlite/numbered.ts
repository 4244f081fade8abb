import type { Article } from '../../../src/article/article.ts';
import { anArticle } from '../../support/articles.ts';

/** The same article for the same number, in every process. */
export function numbered(n: number): Article {
  return anArticle({ file: `${n}.txt`, title: `Ferry ${n}`, paragraphs: [`Ferry number ${n} sailed. `.repeat(20)] });
}
