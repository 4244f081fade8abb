import type { Posting, Trace } from '../ports/history.ts';
import { deliveryOf } from './delivery-rows.ts';
import { digestOf } from './digest-rows.ts';
import { topicsOf } from './filing.ts';
import { SAME_TEXT } from './originals.ts';
import { ARTICLE_COLUMNS, articleOf, channelOf, dateOrNull } from './rows.ts';
import type { Db } from './schema.ts';
import { beganWith, livingId } from './story-rows.ts';
import { judgedBecause } from './verdicts.ts';

/** What became of an article; null when there is none of that id. */
export async function trace(db: Db, articleId: string): Promise<Trace | null> {
  const row = await db
    .selectFrom('articles')
    .innerJoin('readings', 'readings.article_id', 'articles.id')
    .leftJoin('story_articles', 'story_articles.article_id', 'articles.id')
    .leftJoin('fingerprints', 'fingerprints.article_id', 'articles.id')
    .select(ARTICLE_COLUMNS)
    .select(['duplicate_because', 'newer_of', 'reasons', 'score', 'balanced_with'])
    .select(['articles.taken_at', 'duplicate_of', 'story_id', 'state', 'attempt', 'read_at', 'reason'])
    .where('articles.id', '=', articleId)
    .executeTakeFirst();
  if (!row) return null;
  const original = row.duplicate_of ?? articleId;
  return {
    article: articleOf(row),
    takenAt: new Date(row.taken_at),
    files: await filesOf(db, articleId),
    duplicateOf: row.duplicate_of,
    duplicateBecause: row.duplicate_of === null ? null : (row.duplicate_because ?? SAME_TEXT),
    newerOf: row.newer_of,
    storyId: row.story_id,
    storyBecause: [...JSON.parse(row.reasons ?? '[]'), ...(await judgedBecause(db, articleId))],
    standing:
      row.story_id === null
        ? null
        : {
            began: beganWith(articleId, row.story_id),
            score: row.score,
            balancedWith: row.balanced_with && (await livingId(db, row.balanced_with)),
            held: await isHeld(db, row.story_id),
          },
    topics: (await topicsOf(db, [original])).get(original) ?? [],
    reading: { state: row.state, attempt: row.attempt, readAt: dateOrNull(row.read_at), reason: row.reason },
    postings: await postingsOf(db, articleId),
  };
}

async function isHeld(db: Db, storyId: string): Promise<boolean> {
  const story = await db.selectFrom('stories').select('held').where('id', '=', storyId).executeTakeFirst();
  return story?.held === 1;
}

/** In the order in which they came. */
async function filesOf(db: Db, articleId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('arrivals')
    .select('file')
    .where('article_id', '=', articleId)
    .where('reason', 'is', null)
    .orderBy('arrived_at')
    .orderBy('file')
    .execute();
  return [...new Set(rows.map(({ file }) => file))];
}

/** Oldest first. */
async function postingsOf(db: Db, articleId: string): Promise<Posting[]> {
  const digests = await db
    .selectFrom('digest_articles')
    .innerJoin('digests', 'digests.id', 'digest_articles.digest_id')
    .select(['digests.id', 'digests.channel', 'digests.published_at', 'digests.content'])
    .where('digest_articles.article_id', '=', articleId)
    .orderBy('digests.turn')
    .execute();
  if (digests.length === 0) return [];
  const ids = digests.map(({ id }) => id);
  const rows = await db.selectFrom('deliveries').selectAll().where('digest_id', 'in', ids).orderBy('part').execute();
  const deliveries = Map.groupBy(rows.map(deliveryOf), ({ digestId }) => digestId);
  return digests.map(({ id, channel, published_at, content }) => ({
    digestId: id,
    channel: channelOf(channel),
    window: digestOf(content).window,
    publishedAt: new Date(published_at),
    deliveries: deliveries.get(id) ?? [],
  }));
}
