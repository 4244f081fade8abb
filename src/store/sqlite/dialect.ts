import { sql } from 'kysely';
import type { StoreDialect } from '../dialect.ts';
import { sharing, storiesNear } from './nearest.ts';
import { clearTraces, giveBackRoom } from './room.ts';
import { createSearchDays, createSearchIndex, find, forgetArticles, frequencies, indexArticle } from './search.ts';

/** SQLite: FTS5 for search; one process writes, in one transaction at a time, so that nobody takes anybody's rows. */
export const sqlite: StoreDialect = {
  createSearchIndex,
  createSearchDays,
  indexArticle,
  forgetArticles,
  find,
  frequencies,
  clustered: sql`without rowid`,
  sharing,
  storiesNear,

  async termCounts(db, terms) {
    const { rows } = await sql<{ term: string; articles: number }>`
      select term, articles from term_counts where term in (select value from json_each(${JSON.stringify(terms)}))`.execute(
      db,
    );
    return new Map(rows.map(({ term, articles }) => [term, articles]));
  },

  async addTermCounts(db, more) {
    // "where true" tells the conflict's "on" from a join's.
    await sql`
      insert into term_counts (term, articles)
      select value ->> 0, value ->> 1 from json_each(${JSON.stringify([...more])}) where true
      on conflict (term) do update set articles = articles + excluded.articles`.execute(db);
  },

  giveBackRoom,
  clearTraces,

  skipTaken: (query) => query,
  hold: (query) => query,
  async lock() {},

  async takeLines(_db, _line, due, limit) {
    return (await due.limit(limit).execute()).map(({ key }) => key);
  },
};
