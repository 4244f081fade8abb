import { sql } from 'kysely';
import type { StoreDialect } from '../dialect.ts';
import { sharing, storiesNear } from './nearest.ts';
import { createSearchIndex, find, forgetArticles, frequencies, indexArticle } from './search.ts';

/** PostgreSQL 15 and newer: many processes at once, each statement of a transaction seeing what was committed before it. */
export const postgres: StoreDialect = {
  createSearchIndex,
  // The index has had the days from the beginning.
  async createSearchDays() {},
  indexArticle,
  forgetArticles,
  find,
  frequencies,
  clustered: sql``,
  sharing,
  storiesNear,

  async termCounts(db, terms) {
    const { rows } = await sql<{ term: string; articles: number }>`
      select term, articles from term_counts where term = any(${terms}::text[])`.execute(db);
    return new Map(rows.map(({ term, articles }) => [term, articles]));
  },

  async addTermCounts(db, more) {
    await sql`
      insert into term_counts (term, articles)
      select * from unnest(${[...more.keys()]}::text[], ${[...more.values()]}::bigint[])
      on conflict (term) do update set articles = term_counts.articles + excluded.articles`.execute(db);
  },

  // The server's autovacuum makes it usable again.
  giveBackRoom: async () => false,
  // As it takes what was deleted out of the tables' files.
  clearTraces: async () => {},

  skipTaken: (query) => query.forUpdate().skipLocked(),
  hold: (query) => query.forUpdate(),

  async lock(db, name) {
    await sql`select pg_advisory_xact_lock(hashtextextended(current_schema() || '/' || ${name}, 0))`.execute(db);
  },

  async takeLines(db, line, query, limit) {
    // "offset 0" keeps the condition outside: it locks what it looks at, and the limit ends it.
    const { rows } = await sql<{ key: string }>`
      select key from (${query} offset 0) as due
      where pg_try_advisory_xact_lock(hashtextextended(current_schema() || ${`/${line}/`} || channel, 0))
      limit ${limit}`.execute(db);
    return rows.map(({ key }) => key);
  },
};
