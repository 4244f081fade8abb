/** What a search is held to, in the words that both databases share. */
import { type RawBuilder, sql } from 'kysely';
import { ALL_TOPICS } from '../digest/topic.ts';
import type { SearchFilter } from '../ports/archive.ts';

/** Before and after every day that there is. */
export const FIRST_DAY = '0000-01-01';
export const LAST_DAY = '9999-12-31';

/** Of one row `d` of `search_documents`; none where all may be found. */
export function testsOf({ from, to, topic, hiddenTopics = [] }: SearchFilter): RawBuilder<unknown>[] {
  const tests = [];
  if (from !== undefined) tests.push(sql`d.day >= ${from}`);
  if (to !== undefined) tests.push(sql`d.day <= ${to}`);
  if (topic !== undefined && topic !== ALL_TOPICS) tests.push(sql`exists (${under([topic])})`);
  if (hiddenTopics.length > 0) tests.push(sql`not exists (${under(hiddenTopics)})`);
  return tests;
}

/** Of one row `d`, whether its article stands under one of the topics; to be put behind `exists`. */
export function under(topics: readonly string[]): RawBuilder<unknown> {
  return sql`select 1 from article_topics as t where t.article_id = d.article_id and t.topic in (${sql.join(topics)})`;
}
