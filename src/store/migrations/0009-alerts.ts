import { type SqlBool, sql } from 'kysely';
import type { Migration } from './migration.ts';

/** What the operator was told of, so that a restart or another process does not tell it again; and when files came in last. */
export const alerts: Migration = {
  name: '0009-alerts',
  async up(db) {
    await db.schema
      .createTable('alerts')
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('since', 'bigint', (column) => column.notNull())
      .addColumn('over_at', 'bigint')
      .addPrimaryKeyConstraint('alerts_key', ['kind', 'subject'])
      .execute();
    await db.schema
      .createIndex('arrivals_of_articles')
      .on('arrivals')
      .column('arrived_at')
      .where(sql<SqlBool>`article_id is not null`)
      .execute();
  },
};
