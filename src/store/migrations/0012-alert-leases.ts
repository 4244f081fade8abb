import type { Migration } from './migration.ts';

/** Until when somebody has taken it on to tell of an alert's last change. Those of before were told. */
export const alertLeases: Migration = {
  name: '0012-alert-leases',
  async up(db) {
    await db.schema.alterTable('alerts').addColumn('untold_until', 'bigint').execute();
  },
};
