import { type RawBuilder, sql } from 'kysely';
import { ALL_TOPICS } from '../../digest/topic.ts';
import type { SearchFilter } from '../../ports/archive.ts';
import type { Db } from '../schema.ts';
import { FIRST_DAY, LAST_DAY, testsOf, under } from '../search-filter.ts';

/** So many rows are listed before a query, which then looks at no other. */
const MOST_LISTED = 1_000;

/** Which rows of the index a search may find. */
export interface Allowed {
  /** All of them, where they are few enough to be listed; else null. */
  readonly numbers: readonly number[] | null;
  /** `where ...` of one row `d` of `search_documents`, or nothing. */
  readonly condition: RawBuilder<unknown>;
}

export async function allowedBy(db: Db, filter: SearchFilter): Promise<Allowed> {
  const tests = testsOf(filter);
  if (tests.length === 0) return { numbers: null, condition: sql`` };
  return { numbers: await list(db, filter), condition: sql`where ${sql.join(tests, sql` and `)}` };
}

/** The rows within the days and the topic, hidden ones left out; null when they are too many. */
async function list(db: Db, filter: SearchFilter): Promise<number[] | null> {
  const { from = FIRST_DAY, to = LAST_DAY, topic = ALL_TOPICS, hiddenTopics = [] } = filter;
  if (topic === ALL_TOPICS && filter.from === undefined && filter.to === undefined) return null;
  const source =
    topic === ALL_TOPICS
      ? sql`search_documents as d where d.day >= ${from} and d.day <= ${to}`
      : sql`article_topics as f join search_documents as d on d.article_id = f.article_id
          where f.topic = ${topic} and f.day >= ${from} and f.day <= ${to}`;
  const hidden = hiddenTopics.length === 0 ? sql`` : sql`and not exists (${under(hiddenTopics)})`;
  const { rows } = await sql<{ number: number }>`
    select d.number from ${source} ${hidden} limit ${MOST_LISTED + 1}`.execute(db);
  return rows.length > MOST_LISTED ? null : rows.map(({ number }) => number);
}
