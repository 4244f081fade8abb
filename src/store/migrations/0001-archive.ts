import { type SqlBool, sql } from 'kysely';
import type { Migration } from './migration.ts';

/** Articles and their readings, stories, digests, the outbox and the model's ledger. */
export const archive: Migration = {
  name: '0001-archive',
  async up(db, dialect) {
    await createArticles(db);
    await dialect.createSearchIndex(db);
    await createStories(db);
    await createDigests(db);
    await createOutbox(db);
    await createLedger(db);
  },
};

type Db = Parameters<Migration['up']>[0];

async function createArticles(db: Db): Promise<void> {
  await db.schema
    .createTable('articles')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('file', 'text', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('date', 'text')
    .addColumn('source', 'text')
    .addColumn('author', 'text')
    .addColumn('url', 'text')
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('taken_at', 'bigint', (column) => column.notNull())
    .addColumn('text_hash', 'text')
    .addColumn('duplicate_of', 'text', (column) => column.references('articles.id'))
    // The large ones last: SQLite then reads the others without touching their pages.
    .addColumn('blocks', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('articles_by_text')
    .on('articles')
    .column('text_hash')
    .where(sql<SqlBool>`duplicate_of is null`)
    .execute();
  await db.schema
    .createIndex('articles_by_original')
    .on('articles')
    .column('duplicate_of')
    .where(sql<SqlBool>`duplicate_of is not null`)
    .execute();

  await db.schema
    .createTable('arrivals')
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('file', 'text', (column) => column.notNull())
    .addColumn('article_id', 'text', (column) => column.references('articles.id'))
    .addColumn('reason', 'text')
    .addColumn('arrived_at', 'bigint', (column) => column.notNull())
    .addColumn('settled', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('arrivals_key', ['hash', 'file'])
    .execute();
  await db.schema.createIndex('arrivals_by_article').on('arrivals').column('article_id').execute();
  await db.schema
    .createIndex('arrivals_refused')
    .on('arrivals')
    .column('arrived_at')
    .where(sql<SqlBool>`reason is not null`)
    .execute();

  await db.schema
    .createTable('readings')
    .addColumn('article_id', 'text', (column) => column.primaryKey().notNull().references('articles.id'))
    .addColumn('taken_at', 'bigint', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('attempt', 'integer', (column) => column.notNull())
    .addColumn('fence', 'integer', (column) => column.notNull())
    .addColumn('next_at', 'bigint')
    .addColumn('read_at', 'bigint')
    .addColumn('reason', 'text')
    .addColumn('raw', 'text')
    .addColumn('summary', 'text')
    .execute();
  await db.schema
    .createIndex('readings_to_do')
    .on('readings')
    .columns(['taken_at', 'article_id', 'state', 'next_at'])
    .where(sql<SqlBool>`state in ('unread', 'reading', 'failed')`)
    .execute();
  await db.schema
    .createIndex('readings_done')
    .on('readings')
    .columns(['read_at', 'article_id'])
    .where(sql<SqlBool>`read_at is not null`)
    .execute();
  await db.schema
    .createIndex('readings_given_up')
    .on('readings')
    .column('taken_at')
    .where(sql<SqlBool>`state = 'given-up'`)
    .execute();
}

async function createStories(db: Db): Promise<void> {
  await db.schema
    .createTable('stories')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('first_seen', 'text', (column) => column.notNull())
    .addColumn('last_seen', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('stories_latest').on('stories').columns(['last_seen', 'updated_at', 'id']).execute();

  await db.schema
    .createTable('story_articles')
    .addColumn('article_id', 'text', (column) => column.primaryKey().notNull().references('articles.id'))
    .addColumn('story_id', 'text', (column) => column.notNull().references('stories.id'))
    .execute();
  await db.schema.createIndex('story_articles_by_story').on('story_articles').column('story_id').execute();

  await db.schema
    .createTable('story_topics')
    .addColumn('topic', 'text', (column) => column.notNull())
    .addColumn('story_id', 'text', (column) => column.notNull().references('stories.id'))
    .addPrimaryKeyConstraint('story_topics_key', ['topic', 'story_id'])
    .execute();
}

async function createDigests(db: Db): Promise<void> {
  await db.schema
    .createTable('digests')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('subscription_id', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('turn', 'bigint', (column) => column.notNull())
    .addColumn('published_at', 'bigint', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('digests_in_order').on('digests').column('turn').execute();
  await db.schema.createIndex('digests_by_channel').on('digests').columns(['channel', 'turn']).execute();

  // Two processes that publish from the same last window collide on `from_at`, those that publish the same on `to_at`.
  await db.schema
    .createTable('windows')
    .addColumn('subscription_id', 'text', (column) => column.notNull())
    .addColumn('from_at', 'bigint', (column) => column.notNull())
    .addColumn('to_at', 'bigint', (column) => column.notNull())
    .addColumn('digest_id', 'text', (column) => column.references('digests.id'))
    .addPrimaryKeyConstraint('windows_key', ['subscription_id', 'to_at'])
    .addUniqueConstraint('windows_once_from', ['subscription_id', 'from_at'])
    .execute();

  await db.schema
    .createTable('digest_articles')
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('article_id', 'text', (column) => column.notNull().references('articles.id'))
    .addColumn('digest_id', 'text', (column) => column.notNull().references('digests.id'))
    .addPrimaryKeyConstraint('digest_articles_key', ['channel', 'article_id'])
    .execute();
}

async function createOutbox(db: Db): Promise<void> {
  await db.schema
    .createTable('deliveries')
    .addColumn('key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('digest_id', 'text', (column) => column.notNull().references('digests.id'))
    .addColumn('subscription_id', 'text', (column) => column.notNull())
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('turn', 'bigint', (column) => column.notNull())
    .addColumn('part', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('next_at', 'bigint')
    .addColumn('reason', 'text')
    .addColumn('ref', 'text')
    .addColumn('sent_at', 'bigint')
    .addColumn('attempt', 'integer', (column) => column.notNull())
    .addColumn('fence', 'integer', (column) => column.notNull())
    .addColumn('first_tried_at', 'bigint')
    .addColumn('look_up_first', 'integer', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addUniqueConstraint('deliveries_once_a_part', ['digest_id', 'part'])
    .execute();
  await db.schema
    .createIndex('deliveries_open')
    .on('deliveries')
    .columns(['turn', 'part', 'channel', 'platform', 'state', 'next_at'])
    .where(sql<SqlBool>`state in ('pending', 'sending', 'failed', 'unknown')`)
    .execute();
  await db.schema
    .createIndex('deliveries_open_by_channel')
    .on('deliveries')
    .columns(['channel', 'turn', 'part'])
    .where(sql<SqlBool>`state in ('pending', 'sending', 'failed', 'unknown')`)
    .execute();

  await db.schema
    .createTable('paused_channels')
    .addColumn('channel', 'text', (column) => column.primaryKey().notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('paused_at', 'bigint', (column) => column.notNull())
    .execute();
}

async function createLedger(db: Db): Promise<void> {
  await db.schema
    .createTable('model_calls')
    .addColumn('called_at', 'bigint', (column) => column.notNull())
    .addColumn('purpose', 'text', (column) => column.notNull())
    .addColumn('article_id', 'text')
    .addColumn('model', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('input_tokens', 'bigint', (column) => column.notNull())
    .addColumn('cached_tokens', 'bigint', (column) => column.notNull())
    .addColumn('output_tokens', 'bigint', (column) => column.notNull())
    .addColumn('cost_usd', 'double precision')
    .addColumn('milliseconds', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('model_calls_by_time').on('model_calls').column('called_at').execute();

  await db.schema
    .createTable('model_answers')
    .addColumn('key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('answer', 'text', (column) => column.notNull())
    .addColumn('kept_at', 'bigint', (column) => column.notNull())
    .execute();
}
