import type { Migration } from './migration.ts';

/** What was asked and is not answered yet, so that nobody waits for a process that has ended. */
export const unanswered: Migration = {
  name: '0013-unanswered',
  async up(db) {
    await db.schema
      .createTable('unanswered')
      .addColumn('event', 'text', (column) => column.primaryKey().notNull())
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('workspace', 'text', (column) => column.notNull())
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('command', 'text', (column) => column.notNull())
      .addColumn('back', 'text', (column) => column.notNull())
      .addColumn('asked_at', 'bigint', (column) => column.notNull())
      .addColumn('held_until', 'bigint', (column) => column.notNull())
      .execute();
  },
};
