/** What was said before: digests, found by the articles they told. */
import type { Digest } from '../digest/digest.ts';
import { type Channel, channelName } from '../digest/subscription.ts';
import type { Told } from '../ports/archive.ts';
import { chunksOf } from './chunks.ts';
import { digestOf } from './digest-rows.ts';
import type { Db } from './schema.ts';

/** Ids asked for with one statement. */
const CHUNK = 500;

/** What a channel was told of stories, by their ids as they are now; those it was told nothing of are left out. */
export async function told(db: Db, channel: Channel, storyIds: readonly string[]): Promise<Map<string, Told[]>> {
  const found = new Map<string, Told[]>();
  for (const { digestId, storyOfArticle } of await tellings(db, channelName(channel), storyIds)) {
    const row = await db
      .selectFrom('digests')
      .select(['content', 'published_at'])
      .where('id', '=', digestId)
      .executeTakeFirstOrThrow();
    for (const story of digestOf(row.content).stories) {
      // Articles that were told together may have been parted since.
      for (const storyId of new Set(story.sources.flatMap(({ articleId }) => storyOfArticle.get(articleId) ?? []))) {
        const telling = { digestId, publishedAt: new Date(row.published_at), story };
        found.set(storyId, [...(found.get(storyId) ?? []), telling]);
      }
    }
  }
  return found;
}

/** The digests to a channel that told an article of the stories, the oldest first, with the story of each such article now. */
async function tellings(
  db: Db,
  channel: string,
  storyIds: readonly string[],
): Promise<{ digestId: string; storyOfArticle: Map<string, string> }[]> {
  const rows = [];
  for (const ids of chunksOf(storyIds, CHUNK)) {
    const some = await db
      .selectFrom('story_articles as s')
      .innerJoin('digest_articles as d', 'd.article_id', 's.article_id')
      .innerJoin('digests', 'digests.id', 'd.digest_id')
      .select(['s.story_id', 's.article_id', 'd.digest_id', 'digests.turn'])
      .where('s.story_id', 'in', ids)
      .where('d.channel', '=', channel)
      .execute();
    rows.push(...some);
  }
  const digests = Map.groupBy(
    rows.toSorted((a, b) => a.turn - b.turn),
    (row) => row.digest_id,
  );
  return [...digests].map(([digestId, its]) => ({
    digestId,
    storyOfArticle: new Map(its.map((row) => [row.article_id, row.story_id])),
  }));
}

/** The digests that told any of the articles, published at or after an instant, the oldest first. */
export async function digestsWith(
  db: Db,
  articleIds: readonly string[],
  since: number,
): Promise<{ digest: Digest; at: Date }[]> {
  const found = new Map<string, { turn: number; digest: Digest; at: Date }>();
  for (const ids of chunksOf(articleIds, CHUNK)) {
    const rows = await db
      .selectFrom('digests')
      .select(['id', 'turn', 'content', 'published_at'])
      .where('published_at', '>=', since)
      .where('id', 'in', (eb) =>
        eb
          .selectFrom('digest_articles')
          .select('digest_id')
          .where('article_id', 'in', ids)
          .union(eb.selectFrom('lookback_articles').select('digest_id').where('article_id', 'in', ids)),
      )
      .execute();
    for (const { id, turn, content, published_at } of rows)
      found.set(id, { turn, digest: digestOf(content), at: new Date(published_at) });
  }
  return [...found.values()].toSorted((a, b) => a.turn - b.turn).map(({ digest, at }) => ({ digest, at }));
}
