import type { Migration } from './migration.ts';

/** When a subscription's look back comes, and which articles each look back told. */
export const lookback: Migration = {
  name: '0006-lookback',
  async up(db) {
    await db.schema.alterTable('subscriptions').addColumn('lookback', 'text').execute();
    await db.schema
      .createTable('lookback_articles')
      .addColumn('article_id', 'text', (column) => column.notNull().references('articles.id'))
      .addColumn('digest_id', 'text', (column) => column.notNull().references('digests.id'))
      .addPrimaryKeyConstraint('lookback_articles_key', ['article_id', 'digest_id'])
      .execute();
  },
};
