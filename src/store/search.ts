import type { SearchArchive } from '../ports/archive.ts';
import type { StoreDialect } from './dialect.ts';
import { ARTICLE_COLUMNS, articleOf } from './rows.ts';
import type { Db } from './schema.ts';

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
      const rarity = (count: number) => Math.log(1 + (articles - count + 0.5) / (count + 0.5));
      const most = rarity(0);
      return withTerm.map((count) => rarity(count) / most);
    },
  };
}
