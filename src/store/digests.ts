import { sql } from 'kysely';
import type { Digest, Window } from '../digest/digest.ts';
import { channelName, LOOKBACK_IDS } from '../digest/subscription.ts';
import type { DigestArchive } from '../ports/archive.ts';
import type { Announcer } from './announcing.ts';
import { chunksOf } from './chunks.ts';
import type { StoreDialect } from './dialect.ts';
import { candidates } from './digest-candidates.ts';
import { digestOf } from './digest-rows.ts';
import { queueDeliveries } from './outbox.ts';
import { mayHaveBeenPosted } from './restored.ts';
import type { Db } from './schema.ts';
import { told } from './told.ts';

/** Ids asked for with one statement. */
const CHUNK = 500;

type Publication = Parameters<DigestArchive['publish']>[0];

/** Which window of which subscription is behind it, and what was told in it. */
export function digestStore(db: Db, dialect: StoreDialect, announce: Announcer): DigestArchive {
  return {
    async lastWindow(subscriptionId) {
      const row = await db
        .selectFrom('windows')
        .select(['from_at', 'to_at'])
        .where('subscription_id', '=', subscriptionId)
        .orderBy('to_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row ? { from: new Date(row.from_at), to: new Date(row.to_at) } : null;
    },

    async lastWindows(subscriptionIds) {
      const found = new Map<string, Window>();
      for (const ids of chunksOf(subscriptionIds, CHUNK)) {
        for (const { id, from_at, to_at } of await latest(db, ids))
          found.set(id, { from: new Date(from_at), to: new Date(to_at) });
      }
      return found;
    },

    told: (channel, storyIds) => told(db, channel, storyIds),

    candidates: (channel, window, known) => candidates(db, channel, window, known),

    publish: (publication) =>
      db.transaction().execute(async (trx) => {
        // One after the other: turns are then in the order in which digests can be seen.
        await dialect.lock(trx, 'publish');
        const isPublished = await publish(trx, publication);
        const keys = publication.digest ? publication.deliveries.map(({ key }) => key) : [];
        if (isPublished && keys.length > 0) await announce(trx, 'deliver', keys);
        return isPublished;
      }),

    async lastDigest(channel) {
      const row = await db
        .selectFrom('digests')
        .select(['content', 'published_at'])
        .where('subscription_id', 'not like', LOOKBACK_IDS)
        .$if(channel !== undefined, (query) => query.where('channel', '=', channel ? channelName(channel) : ''))
        .orderBy('turn', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row ? { digest: digestOf(row.content), at: new Date(row.published_at) } : null;
    },
  };
}

/** Looks up one row for each id, however many windows there are. */
async function latest(db: Db, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; from_at: number; to_at: number }>`
    with wanted (id) as (values ${sql.join(ids.map((id) => sql`(${id})`))})
    select wanted.id, windows.from_at, windows.to_at from wanted
    join windows on windows.subscription_id = wanted.id
      and windows.to_at = (select max(own.to_at) from windows as own where own.subscription_id = wanted.id)`.execute(
    db,
  );
  return rows;
}

async function publish(db: Db, publication: Publication): Promise<boolean> {
  const { digest, channel, articleIds } = publication;
  if (!(await isThere(db, publication)) || !(await isFree(db, publication))) return false;
  if (digest) await keepDigest(db, publication, digest);
  if (digest?.lookback) await keepLookback(db, digest);
  const recorded = await db
    .insertInto('windows')
    .values({
      subscription_id: publication.subscriptionId,
      from_at: publication.window.from.getTime(),
      to_at: publication.window.to.getTime(),
      digest_id: digest?.id ?? null,
    })
    .execute();
  if (digest && articleIds.length > 0) {
    await db
      .insertInto('digest_articles')
      .values(articleIds.map((article_id) => ({ channel: channelName(channel), article_id, digest_id: digest.id })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  return recorded.length > 0;
}

/** Whether a subscription that was made in chat is still there. Until the transaction ends, who takes it away waits. */
async function isThere(db: Db, { madeInChat }: Publication): Promise<boolean> {
  if (madeInChat === undefined) return true;
  const held = await db
    .updateTable('subscriptions')
    .set({ id: madeInChat })
    .where('id', '=', madeInChat)
    .executeTakeFirst();
  return held.numUpdatedRows > 0n;
}

/** Whether the window covers any time, and none that this subscription has behind it. */
async function isFree(db: Db, { subscriptionId, window }: Publication): Promise<boolean> {
  if (window.from >= window.to) return false;
  const overlapping = await db
    .selectFrom('windows')
    .select('to_at')
    .where('subscription_id', '=', subscriptionId)
    .where('to_at', '>', window.from.getTime())
    .where('from_at', '<', window.to.getTime())
    .executeTakeFirst();
  return overlapping === undefined;
}

/** By these it is found when an article is corrected. */
async function keepLookback(db: Db, { id, stories }: Digest): Promise<void> {
  const told = new Set(stories.flatMap(({ sources }) => sources.map(({ articleId }) => articleId)));
  if (told.size === 0) return;
  await db
    .insertInto('lookback_articles')
    .values([...told].map((article_id) => ({ article_id, digest_id: id })))
    .execute();
}

async function keepDigest(db: Db, publication: Publication, digest: Digest): Promise<void> {
  const { subscriptionId, channel, at, deliveries } = publication;
  const latest = await db
    .selectFrom('digests')
    .select((eb) => eb.fn.max('turn').as('turn'))
    .executeTakeFirst();
  const turn = (latest?.turn ?? 0) + 1;
  await db
    .insertInto('digests')
    .values({
      id: digest.id,
      subscription_id: subscriptionId,
      channel: channelName(channel),
      turn,
      published_at: at.getTime(),
      content: JSON.stringify(digest),
    })
    .execute();
  const postedAt = await mayHaveBeenPosted(db, publication.window.to.getTime());
  await queueDeliveries(db, { digestId: digest.id, subscriptionId, channel, turn, postedAt }, deliveries);
}
