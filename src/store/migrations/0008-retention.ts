import { type SqlBool, sql } from 'kysely';
import type { Migration } from './migration.ts';

/** What was taken out for its age, what stays because it is quoted, and when a backup was put in the archive's place. */
export const retention: Migration = {
  name: '0008-retention',
  async up(db, { clustered }) {
    await db.schema
      .createTable('removed_articles')
      .addColumn('article_id', 'text', (column) => column.primaryKey().notNull())
      .modifyEnd(clustered)
      .execute();
    await db.schema
      .createTable('evidence_articles')
      .addColumn('article_id', 'text', (column) => column.primaryKey().notNull().references('articles.id'))
      .modifyEnd(clustered)
      .execute();
    await db.schema
      .createTable('restorations')
      .addColumn('restored_at', 'bigint', (column) => column.primaryKey().notNull())
      .modifyEnd(clustered)
      .execute();
    await db.schema.createIndex('drafts_by_time').on('drafts').column('made_at').execute();
    await db.schema
      .createIndex('story_articles_by_balance')
      .on('story_articles')
      .column('balanced_with')
      .where(sql<SqlBool>`balanced_with is not null`)
      .execute();
    // The answers are long, and stand before this column: without an index each look at their age would read them all.
    await db.schema.createIndex('model_answers_by_time').on('model_answers').column('kept_at').execute();
  },
};
