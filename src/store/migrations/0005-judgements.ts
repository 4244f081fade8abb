import { type SqlBool, sql } from 'kysely';
import type { Migration } from './migration.ts';

/** What articles and stories mean, where an endpoint tells, and what a model said where the evidence was balanced. */
export const judgements: Migration = {
  name: '0005-judgements',
  async up(db) {
    await db.schema
      .createTable('embeddings')
      .addColumn('article_id', 'text', (column) => column.primaryKey().notNull().references('articles.id'))
      .addColumn('model', 'text', (column) => column.notNull())
      .addColumn('usual', 'double precision')
      .addColumn('vector', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('story_embeddings')
      .addColumn('story_id', 'text', (column) => column.primaryKey().notNull().references('stories.id'))
      .addColumn('model', 'text', (column) => column.notNull())
      .addColumn('articles', 'integer', (column) => column.notNull())
      .addColumn('usual', 'double precision', (column) => column.notNull())
      .addColumn('vector', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('stories_newest').on('stories').columns(['updated_at', 'id']).execute();
    await db.schema
      .createTable('judgements')
      .addColumn('article_id', 'text', (column) => column.primaryKey().notNull().references('articles.id'))
      .addColumn('other_id', 'text', (column) => column.notNull().references('articles.id'))
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('attempt', 'integer', (column) => column.notNull())
      .addColumn('fence', 'integer', (column) => column.notNull())
      .addColumn('next_at', 'bigint')
      .addColumn('reason', 'text')
      .addColumn('same', 'integer')
      .addColumn('because', 'text')
      .addColumn('model', 'text')
      .addColumn('prompt_hash', 'text')
      .addColumn('judged_at', 'bigint')
      .execute();
    await db.schema.createIndex('judgements_by_other').on('judgements').column('other_id').execute();
    await db.schema
      .createIndex('judgements_open')
      .on('judgements')
      .columns(['next_at', 'article_id'])
      .where(sql<SqlBool>`state in ('asking', 'failed')`)
      .execute();
    await db.schema
      .createIndex('story_articles_balanced')
      .on('story_articles')
      .columns(['number', 'article_id'])
      .where(sql<SqlBool>`balanced_with is not null`)
      .execute();
  },
};
