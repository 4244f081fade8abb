import { type SqlBool, sql } from 'kysely';
import { dayOf } from '../rows.ts';
import type { Migration } from './migration.ts';

/** Subscriptions and topics made in chat, questions, moderation, and what looking back needs. */
export const conversation: Migration = {
  name: '0002-conversation',
  async up(db, dialect) {
    await createSubscriptions(db);
    await createTopics(db);
    await createQuestions(db);
    await createModeration(db);
    await createInteractions(db);
    await indexHistory(db);
    await dialect.createSearchDays(db);
    await fileWhatWasRead(db);
  },
};

type Db = Parameters<Migration['up']>[0];

/** Summaries fetched at a time. */
const PAGE = 200;

async function createSubscriptions(db: Db): Promise<void> {
  await db.schema
    .createTable('subscriptions')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('number', 'bigint', (column) => column.notNull())
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('follower', 'text')
    .addColumn('topics', 'text', (column) => column.notNull())
    .addColumn('actors', 'text', (column) => column.notNull())
    .addColumn('schedule', 'text', (column) => column.notNull())
    .addColumn('quiet', 'text', (column) => column.notNull())
    .addColumn('made_by', 'text', (column) => column.notNull())
    .addColumn('made_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('subscriptions_in_order').on('subscriptions').column('number').execute();

  await db.schema
    .createTable('paused_subscriptions')
    .addColumn('subscription_id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('paused_by', 'text', (column) => column.notNull())
    .addColumn('paused_at', 'bigint', (column) => column.notNull())
    .execute();
}

async function createTopics(db: Db): Promise<void> {
  await db.schema
    .createTable('topics')
    .addColumn('name', 'text', (column) => column.primaryKey().notNull())
    .addColumn('description', 'text', (column) => column.notNull())
    .addColumn('terms', 'text', (column) => column.notNull())
    .addColumn('channels', 'text')
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('channel', 'text')
    .addColumn('made_by', 'text', (column) => column.notNull())
    .addColumn('made_at', 'bigint', (column) => column.notNull())
    .execute();

  await db.schema
    .createTable('article_topics')
    .addColumn('article_id', 'text', (column) => column.notNull().references('articles.id'))
    .addColumn('topic', 'text', (column) => column.notNull())
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('place', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('article_topics_key', ['article_id', 'topic'])
    .execute();
  await db.schema
    .createIndex('article_topics_by_topic')
    .on('article_topics')
    .columns(['topic', 'day', 'article_id'])
    .execute();
  await db.schema.createIndex('story_topics_by_story').on('story_topics').column('story_id').execute();
  await db.schema
    .createIndex('articles_in_order')
    .on('articles')
    .columns(['taken_at', 'id'])
    .where(sql<SqlBool>`duplicate_of is null`)
    .execute();
}

async function createQuestions(db: Db): Promise<void> {
  await db.schema
    .createTable('question_limits')
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('per_person', 'integer', (column) => column.notNull())
    .addColumn('per_channel', 'integer', (column) => column.notNull())
    .addColumn('per_workspace', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('question_limits_key', ['platform', 'workspace'])
    .execute();

  await db.schema
    .createTable('question_counts')
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('asked', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('question_counts_key', ['day', 'kind', 'platform', 'subject'])
    .execute();

  await db.schema
    .createTable('turns')
    .addColumn('number', 'bigint', (column) => column.notNull())
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('thread', 'text', (column) => column.notNull())
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('asked_at', 'bigint', (column) => column.notNull())
    .addColumn('question', 'text', (column) => column.notNull())
    .addColumn('answer', 'text', (column) => column.notNull())
    .addColumn('article_ids', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('turns_in_order').on('turns').column('number').execute();
  await db.schema.createIndex('turns_by_thread').on('turns').columns(['channel', 'thread', 'number']).execute();
  await db.schema.createIndex('turns_by_time').on('turns').column('asked_at').execute();
}

async function createModeration(db: Db): Promise<void> {
  await db.schema
    .createTable('mutes')
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('label', 'text', (column) => column.notNull())
    .addColumn('until_at', 'bigint')
    .addColumn('made_by', 'text', (column) => column.notNull())
    .addColumn('made_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('mutes_key', ['channel', 'kind', 'subject'])
    .execute();

  await db.schema
    .createTable('reports')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('number', 'bigint', (column) => column.notNull())
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('story_id', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('made_by', 'text', (column) => column.notNull())
    .addColumn('made_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('reports_in_order').on('reports').column('number').execute();
  await db.schema
    .createIndex('reports_by_workspace')
    .on('reports')
    .columns(['platform', 'workspace', 'number'])
    .execute();

  await db.schema
    .createTable('corrections')
    .addColumn('number', 'bigint', (column) => column.notNull())
    .addColumn('story_id', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('made_by', 'text', (column) => column.notNull())
    .addColumn('made_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('corrections_in_order').on('corrections').column('number').execute();
  await db.schema.createIndex('corrections_by_story').on('corrections').columns(['story_id', 'number']).execute();

  await db.schema
    .createTable('audit')
    .addColumn('number', 'bigint', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('command', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('audit_in_order').on('audit').column('number').execute();
  await db.schema.createIndex('audit_by_workspace').on('audit').columns(['platform', 'workspace', 'number']).execute();
}

async function createInteractions(db: Db): Promise<void> {
  await db.schema
    .createTable('drafts')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('command', 'text', (column) => column.notNull())
    .addColumn('args', 'text', (column) => column.notNull())
    .addColumn('made_by', 'text', (column) => column.notNull())
    .addColumn('made_at', 'bigint', (column) => column.notNull())
    .execute();

  await db.schema
    .createTable('handled_events')
    .addColumn('event', 'text', (column) => column.primaryKey().notNull())
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('handled_events_by_time').on('handled_events').column('seen_at').execute();
}

async function indexHistory(db: Db): Promise<void> {
  await db.schema.createIndex('arrivals_by_file').on('arrivals').columns(['file', 'arrived_at']).execute();
  await db.schema
    .createIndex('articles_by_day')
    .on('articles')
    .columns(['date', 'taken_at', 'id'])
    .where(sql<SqlBool>`duplicate_of is null`)
    .execute();
  await db.schema.createIndex('digest_articles_by_article').on('digest_articles').column('article_id').execute();
  await db.schema
    .createIndex('deliveries_by_ref')
    .on('deliveries')
    .columns(['channel', 'ref'])
    .where(sql<SqlBool>`ref is not null`)
    .execute();
}

/** The topics of an article stood in its summary only. */
async function fileWhatWasRead(db: Db): Promise<void> {
  let last = '';
  for (;;) {
    const rows = await db
      .selectFrom('readings')
      .innerJoin('articles', 'articles.id', 'readings.article_id')
      .select(['article_id', 'date', 'articles.taken_at', 'summary'])
      .where('article_id', '>', last)
      .where('summary', 'is not', null)
      .orderBy('article_id')
      .limit(PAGE)
      .execute();
    for (const { article_id, date, taken_at, summary } of rows) {
      const topics = new Set<string>(JSON.parse(summary ?? '{}').topics ?? []);
      if (topics.size === 0) continue;
      const day = date ?? dayOf(taken_at);
      await db
        .insertInto('article_topics')
        .values([...topics].map((topic, place) => ({ article_id, topic, day, place })))
        .execute();
    }
    const end = rows.at(-1);
    if (!end) return;
    last = end.article_id;
  }
}
