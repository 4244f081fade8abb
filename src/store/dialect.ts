import type { SelectQueryBuilder } from 'kysely';
import type { Article } from '../article/article.ts';
import type { SearchFilter } from '../ports/archive.ts';
import type { Db, Schema } from './schema.ts';

/** What SQLite and PostgreSQL do differently: full-text search, and keeping workers from taking the same rows. */
export interface StoreDialect {
  /** Part of the first migration; runs in its transaction. */
  createSearchIndex(db: Db): Promise<void>;
  /** Part of the second migration: tells the search index the day of each article that it holds. */
  createSearchDays(db: Db): Promise<void>;
  /** Makes an article of a day `YYYY-MM-DD` findable; runs in the transaction that takes it in. */
  indexArticle(db: Db, article: Article, day: string): Promise<void>;
  /** Best first; a greater score is better. Text without a usable word finds nothing. */
  find(
    db: Db,
    query: string,
    limit: number,
    filter: SearchFilter,
  ): Promise<readonly { articleId: string; score: number }[]>;
  /** How many articles are findable, and how many of them have each word or phrase, in any form of the word. */
  frequencies(
    db: Db,
    terms: readonly string[],
  ): Promise<{ readonly articles: number; readonly withTerm: readonly number[] }>;
  /** Passes over the rows of `query` that another worker is just taking: `FOR UPDATE SKIP LOCKED`, where there can be one. */
  skipTaken<T extends keyof Schema, O>(query: SelectQueryBuilder<Schema, T, O>): SelectQueryBuilder<Schema, T, O>;
}
