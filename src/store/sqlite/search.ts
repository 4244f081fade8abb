import { sql } from 'kysely';
import type { Article } from '../../article/article.ts';
import { queryTerms, type Term } from '../../search/query.ts';
import type { StoreDialect } from '../dialect.ts';
import { merged, rarest, TITLE_WEIGHT } from '../ranking.ts';
import { indexedText } from '../reading-text.ts';
import type { Db } from '../schema.ts';
import { type Allowed, allowedBy } from './search-filter.ts';

/**
 * How many articles are ranked for one query. Ranking is what costs (about a microsecond an article and term): a
 * query that more articles match is answered from the newest of them.
 */
const MOST_RANKED = 2_000;

/** The index keeps no text of its own; `search_documents` says which article a row of it is. */
export async function createSearchIndex(db: Db): Promise<void> {
  await sql`create virtual table search_index using fts5(
    title, body, content='', contentless_delete=1, tokenize='porter unicode61 remove_diacritics 2'
  )`.execute(db);
  await sql`create table search_documents (
    number integer primary key,
    article_id text not null unique references articles (id)
  )`.execute(db);
}

/** Beside the article's id, so that a search in a span of days looks up one small row for each that matches. */
export async function createSearchDays(db: Db): Promise<void> {
  await sql`alter table search_documents add column day text not null default ''`.execute(db);
  await sql`update search_documents set day = (
    select coalesce(date, strftime('%Y-%m-%d', taken_at / 1000, 'unixepoch')) from articles where id = article_id
  )`.execute(db);
  await sql`create index search_documents_by_day on search_documents (day)`.execute(db);
}

export async function indexArticle(db: Db, article: Article, day: string): Promise<void> {
  const { rows } = await sql<{ number: number }>`
    insert into search_documents (article_id, day) values (${article.id}, ${day}) returning number`.execute(db);
  await sql`insert into search_index (rowid, title, body)
    values (${rows[0]?.number}, ${article.title}, ${indexedText(article)})`.execute(db);
}

/** The index needs no text for that: it keeps which rows are gone. */
export async function forgetArticles(db: Db, articleIds: readonly string[]): Promise<void> {
  if (articleIds.length === 0) return;
  const { rows } = await sql<{ number: number }>`
    delete from search_documents where article_id in (${sql.join(articleIds)}) returning number`.execute(db);
  if (rows.length === 0) return;
  await sql`delete from search_index where rowid in (${sql.join(rows.map(({ number }) => number))})`.execute(db);
}

/**
 * Articles with every term come first, then those with some. Ranked by BM25; the commonest terms are left out of the
 * second kind, where they would match nearly everything and tell nothing.
 */
export const find: StoreDialect['find'] = async (db, query, limit, filter) => {
  const terms = queryTerms(query);
  if (terms.length === 0 || limit < 1) return [];
  const allowed = await allowedBy(db, filter);
  const withAll = await ranked(db, terms.map(quoted).join(' AND '), allowed, limit);
  if (withAll.length >= limit || terms.length === 1) return articlesOf(db, withAll);

  const some = (allowed.count ?? Infinity) <= MOST_RANKED ? terms : await telling(db, terms, allowed);
  const withSome = await ranked(db, some.map(quoted).join(' OR '), allowed, limit);
  return articlesOf(
    db,
    merged(withAll, withSome, limit, ({ number }) => number),
  );
};

interface Ranked {
  readonly number: number;
  readonly score: number;
}

async function ranked(db: Db, match: string, { condition }: Allowed, limit: number): Promise<Ranked[]> {
  if (match === '') return [];
  const { rows } = await sql<Ranked>`
    select number, score from (
      select rowid as number, -bm25(search_index, ${TITLE_WEIGHT}, 1.0) as score
      from search_index where search_index match ${match} ${condition} order by rowid desc limit ${MOST_RANKED}
    ) order by score desc, number desc limit ${limit}`.execute(db);
  return rows;
}

/** The rarest terms, as many as can be ranked together. */
async function telling(db: Db, terms: readonly Term[], allowed: Allowed): Promise<Term[]> {
  const counted: { term: Term; count: number }[] = [];
  for (const term of terms) counted.push({ term, count: await countUpTo(db, term, allowed, MOST_RANKED) });
  return rarest(counted, MOST_RANKED).map(({ term }) => term);
}

async function countUpTo(db: Db, term: Term, { condition }: Allowed, most: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select 1 from search_index where search_index match ${quoted(term)} ${condition} limit ${most}
    )`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Counting alone is quick: 4 ms for a word that is in each of 100,000 articles. */
export const frequencies: StoreDialect['frequencies'] = async (db, terms) => {
  // One after the other: SQLite goes to either end of the table for one of them alone, and reads it whole for both. Those that
  // were taken out are the oldest.
  const { rows } = await sql<{ articles: number }>`select
    coalesce((select max(number) from search_documents) - (select min(number) from search_documents) + 1, 0) as articles`.execute(
    db,
  );
  const withTerm: number[] = [];
  for (const term of terms) withTerm.push(await countHaving(db, queryTerms(`"${term}"`)[0]));
  return { articles: rows[0]?.articles ?? 0, withTerm };
};

async function countHaving(db: Db, term: Term | undefined): Promise<number> {
  if (!term) return 0;
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from search_index where search_index match ${quoted(term)}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** A term in FTS5's own quotes, in which nothing is an operator; it has letters and digits only. */
function quoted(term: Term): string {
  return `"${term.join(' ')}"`;
}

async function articlesOf(db: Db, rows: readonly Ranked[]): Promise<{ articleId: string; score: number }[]> {
  if (rows.length === 0) return [];
  const numbers = sql.join(rows.map(({ number }) => number));
  const documents = await sql<{ number: number; article_id: string }>`
    select number, article_id from search_documents where number in (${numbers})`.execute(db);
  const ids = new Map(documents.rows.map((row) => [row.number, row.article_id]));
  return rows.flatMap(({ number, score }) => {
    const articleId = ids.get(number);
    return articleId ? [{ articleId, score }] : [];
  });
}
