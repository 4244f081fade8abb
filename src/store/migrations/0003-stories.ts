import { type SqlBool, sql } from 'kysely';
import type { Db } from '../schema.ts';
import { fillStories } from './fill-stories.ts';
import type { Migration } from './migration.ts';

/** Fingerprints by which copies are found, and what articles and stories are about, by which they come together. */
export const stories: Migration = {
  name: '0003-stories',
  async up(db, dialect) {
    await createCounters(db);
    await createFingerprints(db, dialect);
    await createTerms(db, dialect);
    await widenStories(db);
    await followStories(db);
    await fillStories(db, dialect);
  },
};

type Dialect = Parameters<Migration['up']>[1];

async function createCounters(db: Db): Promise<void> {
  await db.schema
    .createTable('counters')
    .addColumn('name', 'text', (column) => column.primaryKey().notNull())
    .addColumn('value', 'bigint', (column) => column.notNull())
    .execute();
  await db
    .insertInto('counters')
    .values([
      { name: 'fingerprinted', value: 0 },
      { name: 'placed', value: 0 },
    ])
    .execute();
}

async function createFingerprints(db: Db, { clustered }: Dialect): Promise<void> {
  await db.schema
    .createTable('fingerprints')
    .addColumn('article_id', 'text', (column) => column.primaryKey().notNull().references('articles.id'))
    .addColumn('number', 'bigint')
    .addColumn('keys', 'integer', (column) => column.notNull())
    .addColumn('duplicate_because', 'text')
    .addColumn('newer_of', 'text', (column) => column.references('articles.id'))
    .addColumn('to_correct', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('print', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('fingerprints_by_number')
    .on('fingerprints')
    .columns(['number', 'article_id', 'keys'])
    .execute();
  await db.schema.createIndex('fingerprints_by_older').on('fingerprints').column('newer_of').execute();
  await db.schema
    .createIndex('fingerprints_to_correct')
    .on('fingerprints')
    .column('article_id')
    .where(sql<SqlBool>`to_correct = 1`)
    .execute();
  await db.schema
    .createTable('fingerprint_keys')
    .addColumn('key', 'bigint', (column) => column.notNull())
    .addColumn('number', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('fingerprint_keys_key', ['key', 'number'])
    .modifyEnd(clustered)
    .execute();
}

async function createTerms(db: Db, { clustered }: Dialect): Promise<void> {
  await db.schema
    .createTable('article_profiles')
    .addColumn('article_id', 'text', (column) => column.primaryKey().notNull().references('articles.id'))
    .addColumn('profile', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('article_terms')
    .addColumn('term', 'text', (column) => column.notNull())
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('number', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('article_terms_key', ['term', 'day', 'number'])
    .modifyEnd(clustered)
    .execute();
  await db.schema
    .createTable('term_counts')
    .addColumn('term', 'text', (column) => column.primaryKey().notNull())
    .addColumn('articles', 'bigint', (column) => column.notNull())
    .modifyEnd(clustered)
    .execute();
  await db.schema
    .createTable('waiting_terms')
    .addColumn('number', 'bigint', (column) => column.primaryKey().notNull())
    .addColumn('terms', 'text', (column) => column.notNull())
    .execute();
}

async function widenStories(db: Db): Promise<void> {
  await db.schema
    .alterTable('stories')
    .addColumn('held', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema.createIndex('stories_quiet').on('stories').columns(['status', 'updated_at']).execute();
  await db.schema.alterTable('story_articles').addColumn('number', 'bigint').execute();
  await db.schema
    .alterTable('story_articles')
    .addColumn('reasons', 'text', (column) => column.notNull().defaultTo('[]'))
    .execute();
  await db.schema.alterTable('story_articles').addColumn('score', 'double precision').execute();
  await db.schema.alterTable('story_articles').addColumn('balanced_with', 'text').execute();
  await db.schema
    .createIndex('story_articles_by_number')
    .on('story_articles')
    .columns(['number', 'story_id'])
    .execute();
  await db.schema
    .createTable('story_profiles')
    .addColumn('story_id', 'text', (column) => column.primaryKey().notNull().references('stories.id'))
    .addColumn('profile', 'text', (column) => column.notNull())
    .execute();
}

/** Stories end when others take in their articles; what was said of them, and their names in old messages, go on. */
async function followStories(db: Db): Promise<void> {
  await db.schema
    .createTable('ended_stories')
    .addColumn('story_id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('became', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('ended_stories_by_heir').on('ended_stories').column('became').execute();
  await db.schema.createIndex('mutes_by_subject').on('mutes').columns(['subject', 'kind']).execute();
  await db.schema.createIndex('reports_by_story').on('reports').column('story_id').execute();
}
