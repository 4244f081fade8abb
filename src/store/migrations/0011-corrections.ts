import type { Migration } from './migration.ts';

/** Where a correction was made: only there, and where nobody knows, it stands. Those made before stand everywhere. */
export const corrections: Migration = {
  name: '0011-corrections',
  async up(db) {
    await db.schema
      .alterTable('corrections')
      .addColumn('platform', 'text', (column) => column.notNull().defaultTo(''))
      .execute();
    await db.schema
      .alterTable('corrections')
      .addColumn('workspace', 'text', (column) => column.notNull().defaultTo(''))
      .execute();
  },
};
