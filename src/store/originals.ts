import type { Article } from '../article/article.ts';
import type { Likeness } from '../ports/archive.ts';
import { sameText } from '../story/duplicates.ts';
import { waitFor } from './counters.ts';
import type { StoreDialect } from './dialect.ts';
import { ARTICLE_COLUMNS, articleOf } from './rows.ts';
import type { Db } from './schema.ts';

/** An article that another one repeats, with what its copy takes over. */
export interface Original {
  readonly id: string;
  readonly readAt: number | null;
  readonly storyId: string | null;
  /** Why the newcomer is taken for a copy of it. */
  readonly because: string;
}

/** Why articles with the same text are copies. */
export const SAME_TEXT = 'word for word the same';

/** Originals of the very same text that are held against a newcomer: bulletins that say the same on many days. */
const MOST_SAME = 8;

/** What the article repeats: one with the same text, whoever looked for it, or the one that its likeness names. */
export async function originalOf(
  db: Db,
  dialect: StoreDialect,
  article: Article,
  hash: string | null,
  likeness: Likeness | null,
): Promise<Original | null> {
  const same = hash === null ? null : await withSameText(db, article, hash);
  if (same) return original(db, dialect, same, SAME_TEXT);
  const named = likeness?.copyOf;
  return named ? original(db, dialect, named.articleId, named.reason) : null;
}

/** The oldest one that says the same, unless it says it of another day. */
async function withSameText(db: Db, article: Article, hash: string): Promise<string | null> {
  const rows = await db
    .selectFrom('articles')
    .select(ARTICLE_COLUMNS)
    .where('text_hash', '=', hash)
    .where('duplicate_of', 'is', null)
    .orderBy('taken_at', 'desc')
    .orderBy('id')
    .limit(MOST_SAME)
    .execute();
  return rows.toReversed().find((row) => sameText(article, articleOf(row)).duplicate)?.id ?? null;
}

/**
 * A copy of a copy is one of its original. Null for an article that is not there. Until the transaction ends, the original is
 * not read and its story stays: whoever reads it then finds the copy.
 */
async function original(db: Db, dialect: StoreDialect, articleId: string, because: string): Promise<Original | null> {
  const named = await db.selectFrom('articles').select('duplicate_of').where('id', '=', articleId).executeTakeFirst();
  if (!named) return null;
  const reading = db
    .selectFrom('readings')
    .select('article_id')
    .where('article_id', '=', named.duplicate_of ?? articleId);
  await dialect.hold(reading).execute();
  await waitFor(db, 'placed');
  const row = await db
    .selectFrom('readings')
    .leftJoin('story_articles', 'story_articles.article_id', 'readings.article_id')
    .select(['readings.article_id', 'read_at', 'story_id'])
    .where('readings.article_id', '=', named.duplicate_of ?? articleId)
    .executeTakeFirst();
  return row ? { id: row.article_id, readAt: row.read_at, storyId: row.story_id, because } : null;
}
