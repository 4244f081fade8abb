import type { Migration } from './migration.ts';

/** Where several processes call the same platform: when the next call is free, in each area of limits that they share. */
export const sharedLimits: Migration = {
  name: '0010-shared-limits',
  async up(db) {
    await db.schema
      .createTable('shared_limits')
      .addColumn('area', 'text', (column) => column.primaryKey().notNull())
      .addColumn('free_at', 'double precision', (column) => column.notNull())
      .addColumn('every_ms', 'double precision', (column) => column.notNull())
      .addColumn('share', 'double precision', (column) => column.notNull())
      .addColumn('closed_until', 'double precision', (column) => column.notNull())
      .addColumn('told_at', 'double precision', (column) => column.notNull())
      .execute();
  },
};
