import { ALL_TOPICS } from '../digest/topic.ts';
import type { HistoryArchive } from '../ports/history.ts';
import { DAY_MS } from '../spans.ts';
import { dayOf } from './rows.ts';
import type { Db } from './schema.ts';
import { FIRST_DAY, LAST_DAY } from './search-filter.ts';

type Filter = Parameters<HistoryArchive['extent']>[0];
type Extent = Awaited<ReturnType<HistoryArchive['extent']>>;

/** How many articles a search held to the filter could find, copies left out, and the day of the newest. */
export async function extent(db: Db, filter: Filter): Promise<Extent> {
  const { topic } = filter;
  if (topic !== undefined && topic !== ALL_TOPICS) return extentOfTopic(db, topic, filter);
  const [dated, undated] = [await extentOfDated(db, filter), await extentOfUndated(db, filter)];
  return {
    articles: dated.articles + undated.articles,
    newest:
      [dated.newest, undated.newest]
        .filter((day) => day !== null)
        .toSorted()
        .at(-1) ?? null,
  };
}

async function extentOfTopic(db: Db, topic: string, { from, to, hiddenTopics }: Filter): Promise<Extent> {
  const { count, newest } = await db
    .selectFrom('article_topics as t')
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.max<string | null>('t.day').as('newest')])
    .where('t.topic', '=', topic)
    .where('t.day', '>=', from ?? FIRST_DAY)
    .where('t.day', '<=', to ?? LAST_DAY)
    .where('t.article_id', 'not in', onlyEvidence(db))
    .$if(hiddenTopics.length > 0, (query) => query.where('t.article_id', 'not in', hidden(db, hiddenTopics)))
    .executeTakeFirstOrThrow();
  return { articles: Number(count), newest };
}

async function extentOfDated(db: Db, filter: Filter): Promise<Extent> {
  const { count, newest } = await originals(db, filter)
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.max<string | null>('date').as('newest')])
    .where('date', '>=', filter.from ?? FIRST_DAY)
    .where('date', '<=', filter.to ?? LAST_DAY)
    .executeTakeFirstOrThrow();
  return { articles: Number(count), newest };
}

/** The day of an article without a date is that on which it came in. */
async function extentOfUndated(db: Db, filter: Filter): Promise<Extent> {
  const { count, newest } = await originals(db, filter)
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.max<number | null>('taken_at').as('newest')])
    .where('date', 'is', null)
    .where('taken_at', '>=', startOf(filter.from ?? FIRST_DAY))
    .where('taken_at', '<', startOf(filter.to ?? LAST_DAY) + DAY_MS)
    .executeTakeFirstOrThrow();
  return { articles: Number(count), newest: newest === null ? null : dayOf(Number(newest)) };
}

function originals(db: Db, { hiddenTopics }: Filter) {
  return db
    .selectFrom('articles')
    .where('duplicate_of', 'is', null)
    .where('id', 'not in', onlyEvidence(db))
    .$if(hiddenTopics.length > 0, (query) => query.where('id', 'not in', hidden(db, hiddenTopics)));
}

/** What stays for what was quoted of it is found by no search. */
function onlyEvidence(db: Db) {
  return db.selectFrom('evidence_articles').select('evidence_articles.article_id');
}

function hidden(db: Db, topics: readonly string[]) {
  return db
    .selectFrom('article_topics')
    .select('article_topics.article_id')
    .where('article_topics.topic', 'in', topics);
}

/** The instant at which a day begins, in UTC. */
function startOf(day: string): number {
  return new Date(day).getTime();
}
