import { channelName } from '../digest/subscription.ts';
import type { HistoryArchive } from '../ports/history.ts';
import type { Announcer } from './announcing.ts';
import { digestOf } from './digest-rows.ts';
import { extent } from './extent.ts';
import { problems } from './problems.ts';
import { retryDeliveries, retryReadings } from './retry.ts';
import type { Db } from './schema.ts';
import { storyById } from './stories.ts';
import { digestsWith } from './told.ts';
import { trace } from './trace.ts';

/** Looking back: what became of everything, and what went wrong. */
export function historyStore(db: Db, announce: Announcer): HistoryArchive {
  return {
    digestsWith: (articleIds, since) => digestsWith(db, articleIds, since.getTime()),

    story: (id) => storyById(db, id),

    async storyOf(articleId) {
      const row = await db
        .selectFrom('story_articles')
        .select('story_id')
        .where('article_id', '=', articleId)
        .executeTakeFirst();
      return row?.story_id ?? null;
    },

    trace: (articleId) => trace(db, articleId),

    async articlesOfFile(file) {
      const rows = await db
        .selectFrom('arrivals')
        .select('article_id')
        .where('file', '=', file)
        .where('article_id', 'is not', null)
        .orderBy('arrived_at', 'desc')
        .orderBy('article_id')
        .execute();
      return [...new Set(rows.flatMap(({ article_id }) => article_id ?? []))];
    },

    async digest(id) {
      const row = await db
        .selectFrom('digests')
        .select(['content', 'published_at'])
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? { digest: digestOf(row.content), at: new Date(row.published_at) } : null;
    },

    async digestAt(channel, rootRef) {
      const row = await db
        .selectFrom('deliveries')
        .innerJoin('digests', 'digests.id', 'deliveries.digest_id')
        .select('digests.content')
        .where('deliveries.channel', '=', channelName(channel))
        .where('deliveries.ref', '=', rootRef)
        .where('deliveries.part', '=', 0)
        .orderBy('deliveries.turn', 'desc')
        .executeTakeFirst();
      return row ? digestOf(row.content) : null;
    },

    async rootRefOf(digestId) {
      const row = await db
        .selectFrom('deliveries')
        .select('ref')
        .where('digest_id', '=', digestId)
        .where('part', '=', 0)
        .executeTakeFirst();
      return row?.ref ?? null;
    },

    problems: (filter) => problems(db, filter),

    retry: ({ readings, channel }, now) =>
      db.transaction().execute(async (trx) => {
        const retried = {
          readings: readings ? await retryReadings(trx) : 0,
          deliveries: channel ? await retryDeliveries(trx, channel, now.getTime()) : 0,
        };
        if (retried.readings > 0) await announce(trx, 'read', []);
        if (channel) await announce(trx, 'deliver', []);
        return retried;
      }),

    extent: (filter) => extent(db, filter),
  };
}
