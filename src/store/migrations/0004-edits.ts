import { type SqlBool, sql } from 'kysely';
import type { Migration } from './migration.ts';

/** What is to be put in the place of parts that were posted: one row a part, replaced by a later correction. */
export const edits: Migration = {
  name: '0004-edits',
  async up(db) {
    await db.schema
      .createTable('edits')
      .addColumn('key', 'text', (column) => column.primaryKey().notNull())
      .addColumn('channel', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('again', 'integer', (column) => column.notNull())
      .addColumn('attempt', 'integer', (column) => column.notNull())
      .addColumn('fence', 'integer', (column) => column.notNull())
      .addColumn('next_at', 'bigint', (column) => column.notNull())
      .addColumn('reason', 'text')
      .addColumn('content', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('edits_open')
      .on('edits')
      .columns(['channel', 'key', 'state', 'next_at'])
      .where(sql<SqlBool>`state in ('waiting', 'sending')`)
      .execute();
  },
};
