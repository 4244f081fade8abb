import type { StoreDialect } from '../dialect.ts';
import { createSearchDays, createSearchIndex, find, frequencies, indexArticle } from './search.ts';

/** SQLite: FTS5 for search; one process writes, in one transaction at a time, so that nobody takes anybody's rows. */
export const sqlite: StoreDialect = {
  createSearchIndex,
  createSearchDays,
  indexArticle,
  find,
  frequencies,
  skipTaken: (query) => query,
};
