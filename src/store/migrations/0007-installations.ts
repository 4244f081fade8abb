import type { Migration } from './migration.ts';

/** The workspaces that took Newsdesk in by themselves, with their tokens, which are encrypted. */
export const installations: Migration = {
  name: '0007-installations',
  async up(db) {
    await db.schema
      .createTable('installations')
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('workspace', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('key_id', 'text', (column) => column.notNull())
      .addColumn('sealed', 'text', (column) => column.notNull())
      .addColumn('installed_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('installations_key', ['platform', 'workspace'])
      .execute();
  },
};
