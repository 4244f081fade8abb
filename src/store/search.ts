import type { SearchArchive } from '../ports/archive.ts';
import type { StoreDialect } from './dialect.ts';
import { rarity } from './ranking.ts';
import { ARTICLE_COLUMNS, articleOf } from './rows.ts';
import type { Db } from './schema.ts';

/** Finding articles by their words; how, is the dialect’s. */
export function searchStore(db: Db, dialect: StoreDialect): SearchArchive {
  return {
    async search(query, limit, filter = {}) {
      const found = await dialect.find(db, query, limit, filter);
      if (found.length === 0) return [];
      const ids = found.map(({ articleId }) => articleId);
      const rows = await db.selectFrom('articles').select(ARTICLE_COLUMNS).where('id', 'in', ids).execute();
      const articles = new Map(rows.map((row) => [row.id, articleOf(row)]));
      return found.flatMap(({ articleId, score }) => {
        const article = articles.get(articleId);
        return article ? [{ article, score }] : [];
      });
    },

    async weights(terms) {
      const { articles, withTerm } = await dialect.frequencies(db, terms);
      const most = rarity(articles, 0);
      return withTerm.map((count) => rarity(articles, count) / most);
    },
  };
}
