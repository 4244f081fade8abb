import type { RawBuilder, SelectQueryBuilder } from 'kysely';
import type { Article } from '../article/article.ts';
import type { SearchFilter } from '../ports/archive.ts';
import type { Db, Schema } from './schema.ts';

/** What SQLite and PostgreSQL do differently: full-text search, long lists, and keeping workers from taking the same rows. */
export interface StoreDialect {
  /** Part of the first migration; runs in its transaction. */
  createSearchIndex(db: Db): Promise<void>;
  /** Part of the second migration: tells the search index the day of each article that it holds. */
  createSearchDays(db: Db): Promise<void>;
  /** Makes an article of a day `YYYY-MM-DD` findable; runs in the transaction that takes it in. */
  indexArticle(db: Db, article: Article, day: string): Promise<void>;
  /** Makes articles unfindable again; those that are not findable stay so. */
  forgetArticles(db: Db, articleIds: readonly string[]): Promise<void>;
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
  /** At the end of `create table`: keeps small rows in the order of their primary key, where the database can. */
  readonly clustered: RawBuilder<unknown>;
  /**
   * Articles that share keys, those that share most first, then those that came in first; of each key only the newest
   * `perKey` articles are looked at. `keys`, of the answer: how many the article has.
   */
  sharing(
    db: Db,
    keys: readonly number[],
    limits: { perKey: number; most: number },
  ): Promise<readonly { articleId: string; shared: number; keys: number }[]>;
  /**
   * Stories that have articles with the terms, those with most of the terms first. Of each term only the articles nearest to
   * `day` are looked at, `perTerm` before and after it; days are `YYYY-MM-DD`, inclusive. `profile` is JSON.
   */
  storiesNear(
    db: Db,
    terms: readonly string[],
    days: { first: string; day: string; last: string },
    limits: { perTerm: number; most: number },
  ): Promise<readonly { storyId: string; profile: string; held: number }[]>;
  /** How many articles were counted for each of the terms; those never counted are left out. */
  termCounts(db: Db, terms: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Counts so many articles more for each term. */
  addTermCounts(db: Db, more: ReadonlyMap<string, number>): Promise<void>;
  /** Passes over the rows of `query` that another worker is just taking: `FOR UPDATE SKIP LOCKED`, where there can be one. */
  skipTaken<T extends keyof Schema, O>(query: SelectQueryBuilder<Schema, T, O>): SelectQueryBuilder<Schema, T, O>;
  /** Nobody else changes the rows of `query` until the transaction ends: `FOR UPDATE`, where there can be somebody else. */
  hold<T extends keyof Schema, O>(query: SelectQueryBuilder<Schema, T, O>): SelectQueryBuilder<Schema, T, O>;
  /** Gives some free room of the database back to the disk; false when there is none, or the database does so by itself. */
  giveBackRoom(db: Db): Promise<boolean>;
  /** After something was erased: what of it is left in the database's files and not in its tables, as far as that can be told. */
  clearTraces(db: Db): Promise<void>;
  /** Until the transaction ends, whoever else wants the lock of this name waits. */
  lock(db: Db, name: string): Promise<void>;
  /**
   * The keys of the first `limit` rows of `due`, in its order, each of another channel; and until the transaction ends nobody
   * else gets one of those channels in the same `line`. What is due must be asked once more: it was found before it was locked.
   */
  takeLines(
    db: Db,
    line: 'deliveries' | 'edits',
    due: SelectQueryBuilder<Schema, never, { key: string; channel: string }>,
    limit: number,
  ): Promise<readonly string[]>;
}
