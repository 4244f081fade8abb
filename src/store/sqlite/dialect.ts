import type { StoreDialect } from '../dialect.ts';
import { createSearchIndex, find, indexArticle } from './search.ts';

/** SQLite: FTS5 for search; one process writes, in one transaction at a time, so that nobody takes anybody's rows. */
export const sqlite: StoreDialect = { createSearchIndex, indexArticle, find, skipTaken: (query) => query };
