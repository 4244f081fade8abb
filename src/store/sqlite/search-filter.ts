import { type RawBuilder, sql } from 'kysely';
import { ALL_TOPICS } from '../../digest/topic.ts';
import type { SearchFilter } from '../../ports/archive.ts';
import type { Db } from '../schema.ts';
import { FIRST_DAY, LAST_DAY, testsOf, under } from '../search-filter.ts';

/**
 * So many rows are listed before a query and then looked for in that list. Where more are allowed, each row that
 * matches is looked up instead, from the newest on, until there are enough: there are many, so that is soon.
 */
const MOST_LISTED = 10_000;

/** Which rows of the index a search may find. */
export interface Allowed {
  /** How many, if they are few enough to be listed. */
  readonly count: number | null;
  /** To be put behind the `match` of a query on `search_index`. */
  readonly condition: RawBuilder<unknown>;
}

export async function allowedBy(db: Db, filter: SearchFilter): Promise<Allowed> {
  const tests = testsOf(filter);
  if (tests.length === 0) return { count: null, condition: sql`` };
  const listed = await list(db, filter);
  if (listed) {
    // The plus keeps SQLite from asking the index anew for each of them.
    const condition = sql`and +search_index.rowid in (select value from json_each(${listed.numbers}))`;
    return { count: listed.count, condition };
  }
  const document = sql`select 1 from search_documents as d where d.number = search_index.rowid`;
  return { count: null, condition: sql`and exists (${document} and ${sql.join(tests, sql` and `)})` };
}

/** The rows within the days and the topic, hidden ones left out, as a JSON array; null when they are too many. */
async function list(db: Db, filter: SearchFilter): Promise<{ count: number; numbers: string } | null> {
  const { from = FIRST_DAY, to = LAST_DAY, topic = ALL_TOPICS, hiddenTopics = [] } = filter;
  if (topic === ALL_TOPICS && filter.from === undefined && filter.to === undefined) return null;
  const days = sql`day >= ${from} and day <= ${to}`;
  const source =
    topic === ALL_TOPICS
      ? sql`select number, article_id from search_documents where ${days} limit ${MOST_LISTED + 1}`
      : sql`select s.number, s.article_id
          from (select article_id from article_topics where topic = ${topic} and ${days} limit ${MOST_LISTED + 1}) as f
          cross join search_documents as s on s.article_id = f.article_id`;
  const seen = hiddenTopics.length === 0 ? sql`` : sql`filter (where not exists (${under(hiddenTopics)}))`;
  const { rows } = await sql<{ found: number; count: number; numbers: string }>`
    select count(*) as found, count(*) ${seen} as count, json_group_array(d.number) ${seen} as numbers
    from (${source}) as d`.execute(db);
  return rows[0] && rows[0].found <= MOST_LISTED ? rows[0] : null;
}
