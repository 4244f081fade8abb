/**
 * Versions of one report, which stand in one story: a later regrouping doesn't part them. Derived from what taking in found, as
 * often as stories are regrouped. Everything here runs in the caller's transaction.
 */
import type { Standing, Verdict } from '../story/verdict.ts';
import type { Db } from './schema.ts';

/** The versions right before and after an article that stand in a story: they may be read in any order. */
export async function versionsOf(db: Db, articleId: string): Promise<Standing[]> {
  const older = db
    .selectFrom('fingerprints')
    .innerJoin('story_articles', 'story_articles.article_id', 'fingerprints.newer_of')
    .select(['story_articles.article_id', 'story_id'])
    .where('fingerprints.article_id', '=', articleId);
  const newer = db
    .selectFrom('fingerprints')
    .innerJoin('story_articles', 'story_articles.article_id', 'fingerprints.article_id')
    .select(['story_articles.article_id', 'story_id'])
    .where('newer_of', '=', articleId);
  const rows = await older.unionAll(newer).execute();
  return rows
    .map(({ article_id, story_id }) => ({ articleId: article_id, storyId: story_id }))
    .toSorted((a, b) => (a.articleId < b.articleId ? -1 : 1));
}

/** What follows from it for the articles of these stories, in the order of the newer ones' ids. */
export async function versionsBetween(db: Db, storyIds: readonly string[]): Promise<Verdict[]> {
  if (storyIds.length === 0) return [];
  const rows = await db
    .selectFrom('story_articles as newer')
    .innerJoin('fingerprints', 'fingerprints.article_id', 'newer.article_id')
    .innerJoin('story_articles as older', 'older.article_id', 'newer_of')
    .select(['newer.article_id', 'older.article_id as other_id', 'newer.story_id as own', 'older.story_id as theirs'])
    .where('newer.story_id', 'in', storyIds)
    .where('older.story_id', 'in', storyIds)
    .orderBy('newer.article_id')
    .execute();
  return rows.map((row) => verdictOn(row, true));
}

/** Of a row of two articles with the stories in which they stand. */
export function verdictOn(
  { article_id, other_id, own, theirs }: { article_id: string; other_id: string; own: string; theirs: string },
  same: boolean,
): Verdict {
  return {
    between: [
      { articleId: article_id, storyId: own },
      { articleId: other_id, storyId: theirs },
    ],
    same,
  };
}

/** These articles of a story, with all that are versions of one of them. */
export async function withVersions(db: Db, storyId: string, articleIds: readonly string[]): Promise<Set<string>> {
  const pairs = (await versionsBetween(db, [storyId])).map(({ between }) => between.map((one) => one.articleId));
  const all = new Set(articleIds);
  for (;;) {
    const before = all.size;
    for (const pair of pairs) if (pair.some((id) => all.has(id))) for (const id of pair) all.add(id);
    if (all.size === before) return all;
  }
}
