import { type RawBuilder, sql } from 'kysely';
import type { Article } from '../../article/article.ts';
import { queryTerms } from '../../search/query.ts';
import type { StoreDialect } from '../dialect.ts';
import { merged, rarest, rarity, TITLE_WEIGHT } from '../ranking.ts';
import { indexedText } from '../reading-text.ts';
import type { Db } from '../schema.ts';
import { termQuery, vectorOf } from './lexemes.ts';
import { type Allowed, allowedBy } from './search-filter.ts';

/** Of the words with each of the weights D, C, B, and A, which those of the title have. */
const WEIGHTS = `{${1 / TITLE_WEIGHT},${1 / TITLE_WEIGHT},${1 / TITLE_WEIGHT},1}`;
/** Of `ts_rank`: the longer the article, the less a word in it says. */
const BY_LENGTH = 1;

/** How many articles are ranked for one query: to look into the words of one takes some 15 microseconds. */
const MOST_RANKED = 1_000;

/** A word that more articles have than this part of all is met soon, whichever way one goes. */
const IN_MOST = 0.5;

/**
 * `fastupdate` would keep what came in last in a list that every search reads from end to end; and words that are stored as
 * they are need not be unpacked for each ranking.
 */
export async function createSearchIndex(db: Db): Promise<void> {
  await sql`create table search_documents (
    number bigint generated always as identity primary key,
    article_id text collate "C" not null unique references articles (id),
    day text collate "C" not null,
    words tsvector not null
  )`.execute(db);
  await sql`alter table search_documents alter column words set storage external`.execute(db);
  await sql`create index search_documents_by_word on search_documents using gin (words) with (fastupdate = off)`.execute(
    db,
  );
  await sql`create index search_documents_by_day on search_documents (day)`.execute(db);
}

export function indexArticle(db: Db, article: Article, day: string): Promise<void> {
  return indexArticles(db, [{ article, day }]);
}

/** In this order. */
export async function indexArticles(
  db: Db,
  those: readonly { readonly article: Article; readonly day: string }[],
): Promise<void> {
  const ids = those.map(({ article }) => article.id);
  const days = those.map(({ day }) => day);
  const words = those.map(({ article }) => vectorOf(article.title, indexedText(article)));
  await sql`insert into search_documents (article_id, day, words)
    select id, day, words::tsvector from unnest(${ids}::text[], ${days}::text[], ${words}::text[])
    with ordinality as those (id, day, words, place) order by place`.execute(db);
}

export async function forgetArticles(db: Db, articleIds: readonly string[]): Promise<void> {
  await sql`delete from search_documents where article_id = any(${articleIds}::text[])`.execute(db);
}

interface Weighed {
  /** A `tsquery`. */
  readonly query: string;
  /** How many articles have it, about. */
  readonly count: number;
  /** How telling it is. */
  readonly weight: number;
}

/**
 * Articles with every term come first, then those with some. PostgreSQL's own ranking does not know how rare a word is: each
 * term is ranked alone, and counts by its rarity.
 */
export const find: StoreDialect['find'] = async (db, query, limit, filter) => {
  const queries = queryTerms(query).map(termQuery);
  const possible = queries.filter((term) => term !== null);
  if (possible.length === 0 || limit < 1) return [];
  return byIndex(db, async (trx) => {
    const articles = await articlesIn(trx);
    const terms = await weighed(trx, possible, articles);
    const allowed = await allowedBy(trx, filter);
    const isWhole = possible.length === queries.length && terms.every(({ count }) => count > 0);
    const withAll = isWhole ? await ranked(trx, terms, '&', { articles, allowed, limit }) : [];
    if (withAll.length >= limit || queries.length === 1) return withAll;

    const some = allowed.numbers ? terms : rarest(terms, MOST_RANKED);
    return merged(
      withAll,
      await ranked(trx, some, '|', { articles, allowed, limit }),
      limit,
      ({ articleId }) => articleId,
    );
  });
};

/** The planner does not know that to look into the words of a row costs a hundred times what it costs to look at the row. */
function byIndex<T>(db: Db, act: (trx: Db) => Promise<T>): Promise<T> {
  const begin = async (trx: Db) => {
    await sql`select set_config('enable_seqscan', 'off', true), set_config('work_mem', '16MB', true)`.execute(trx);
    return act(trx);
  };
  return db.isTransaction ? begin(db) : db.transaction().execute(begin);
}

interface Ranked {
  readonly articleId: string;
  readonly score: number;
}

async function ranked(
  db: Db,
  terms: readonly Weighed[],
  operator: '&' | '|',
  { articles, allowed, limit }: { articles: number; allowed: Allowed; limit: number },
): Promise<Ranked[]> {
  if (terms.length === 0) return [];
  const match = sql`${terms.map((term) => term.query).join(` ${operator} `)}::tsquery`;
  const counts = terms.map(({ count }) => count);
  const least = operator === '&' ? Math.min(...counts) : Math.max(...counts);
  const scores = terms.map(({ query, weight }) => {
    const rank = sql`${weight}::float8 * ts_rank(${WEIGHTS}::float4[], words, ${query}::tsquery, ${BY_LENGTH}::integer)`;
    // Of a phrase whose words stand apart it says something too.
    return query.includes('<->') ? sql`case when words @@ ${query}::tsquery then ${rank} else 0 end` : rank;
  });
  const { rows } = await sql<Ranked>`
    with candidates as (${candidates(match, allowed, least > articles * IN_MOST)}),
      -- Put together with nothing, the words are unpacked once and for all.
      found as materialized (select number, article_id, words || ''::tsvector as words from candidates),
      scored as (select number, article_id, ${sql.join(scores, sql` + `)} as score from found)
    select article_id as "articleId", score from scored order by score desc, number desc limit ${limit}`.execute(db);
  return rows;
}

/** Rows of `number`, `article_id` and `words`: the newest of those that match and are allowed. */
function candidates(
  match: RawBuilder<unknown>,
  { numbers, condition }: Allowed,
  isInMost: boolean,
): RawBuilder<unknown> {
  if (numbers) {
    return sql`select number, article_id, words from search_documents
      where number = any(${numbers}::bigint[]) and words @@ ${match}`;
  }
  if (isInMost) {
    // Met soon on the way back from the newest article. "offset 0": the words are looked into last.
    return sql`select number, article_id, words from (
        select d.number, d.article_id, d.words from search_documents as d ${condition} order by d.number desc offset 0
      ) as d where words @@ ${match} limit ${MOST_RANKED}`;
  }
  // "+ 0": all of them from the index first, and not one after the other on the way back.
  return sql`select number, article_id, words from search_documents where number = any(array(
      select d.number from (
        select number, article_id, day from search_documents where words @@ ${match} offset 0
      ) as d ${condition} order by d.number + 0 desc limit ${MOST_RANKED}
    ))`;
}

async function weighed(db: Db, queries: readonly string[], articles: number): Promise<Weighed[]> {
  const counts = await countsOf(db, queries, articles);
  return queries.map((query, index) => {
    const count = counts[index] ?? 0;
    return { query, count, weight: rarity(articles, count) };
  });
}

/** Those that were taken out are the oldest. */
async function articlesIn(db: Db): Promise<number> {
  const { rows } = await sql<{ articles: number }>`
    select coalesce(max(number) - min(number) + 1, 0) as articles from search_documents`.execute(db);
  return rows[0]?.articles ?? 0;
}

/**
 * How many of the articles each query finds. The rows lie in the order in which they came: of a common word, how far its first
 * few thousand reach tells how many there are.
 */
async function countsOf(db: Db, queries: readonly string[], articles: number): Promise<number[]> {
  const { rows } = await sql<{ count: number; reach: number | null }>`
    select counted.count, counted.last - (select min(number) from search_documents) + 1 as reach
    from unnest(${queries}::text[]) with ordinality as wanted (query, place)
    cross join lateral (
      select count(*) as count, max(number) as last from (
        select number from search_documents where words @@ wanted.query::tsquery limit ${MOST_RANKED + 1}
      ) as d
    ) as counted
    order by wanted.place`.execute(db);
  return rows.map(({ count, reach }) =>
    count <= MOST_RANKED
      ? count
      : Math.min(articles, Math.max(count, Math.round((count * articles) / (reach ?? articles)))),
  );
}

export const frequencies: StoreDialect['frequencies'] = async (db, terms) => {
  const queries = terms.map((term) => {
    const [first] = queryTerms(`"${term}"`);
    return first ? termQuery(first) : null;
  });
  const possible = queries.filter((query) => query !== null);
  return byIndex(db, async (trx) => {
    const articles = await articlesIn(trx);
    const counts = new Map((await countsOf(trx, possible, articles)).map((count, index) => [possible[index], count]));
    return { articles, withTerm: queries.map((query) => counts.get(query ?? '') ?? 0) };
  });
};
