import type { Article } from '../article/article.ts';
import type { DigestSource } from '../digest/digest.ts';
import type { Claim } from '../summary/summary.ts';

/** The articles that the sentences quote, in the order of first use. */
export function sourcesOf(sentences: readonly Claim[], articles: readonly Article[]): DigestSource[] {
  const quoted = new Set(sentences.flatMap(({ evidence }) => evidence.map(({ articleId }) => articleId)));
  return [...quoted].flatMap((articleId) => {
    const article = articles.find(({ id }) => id === articleId);
    if (!article) return [];
    const { title, source, date, url } = article;
    return [{ articleId, title, source, date, url }];
  });
}
