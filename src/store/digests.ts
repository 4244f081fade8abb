import { sql } from 'kysely';
import type { Digest, Window } from '../digest/digest.ts';
import { type Channel, channelName, LOOKBACK_IDS } from '../digest/subscription.ts';
import type { Candidate, DigestArchive } from '../ports/archive.ts';
import type { Announcer } from './announcing.ts';
import type { StoreDialect } from './dialect.ts';
import { digestOf } from './digest-rows.ts';
import { topicsOf } from './filing.ts';
import { queueDeliveries } from './outbox.ts';
import { mayHaveBeenPosted } from './restored.ts';
import type { Db } from './schema.ts';
import { told } from './told.ts';

/** Candidates fetched at a time, so that a long gap never holds the event loop. */
const PAGE = 200;

type Publication = Parameters<DigestArchive['publish']>[0];

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

    told: (channel, storyIds) => told(db, channel, storyIds),

    candidates: (channel, window) => candidates(db, channel, window),

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

async function candidates(db: Db, channel: Channel | null, window: Window): Promise<Candidate[]> {
  const found: Candidate[] = [];
  let last: Candidate | undefined;
  do {
    const page = await candidatesAfter(db, channel, window, last);
    found.push(...page);
    last = page.length === PAGE ? page.at(-1) : undefined;
  } while (last);
  return found.toSorted(oldestFirst);
}

/**
 * One page in order of `read_at`. An article is never read before it comes in, so that `read_at` alone tells whether
 * it came in or became readable at or after the window's beginning.
 */
async function candidatesAfter(
  db: Db,
  channel: Channel | null,
  { from, to }: Window,
  last: Candidate | undefined,
): Promise<Candidate[]> {
  const rows = await db
    .selectFrom('readings as r')
    .innerJoin('articles as a', 'a.id', 'r.article_id')
    .innerJoin('story_articles as s', 's.article_id', 'r.article_id')
    .leftJoin('readings as original', 'original.article_id', 'a.duplicate_of')
    .select(['r.article_id', 's.story_id', 'a.title', 'a.source', 'a.date', 'a.url', 'a.duplicate_of'])
    .select(['r.taken_at', 'r.read_at'])
    .select((eb) => eb.fn.coalesce('r.summary', 'original.summary').as('summary'))
    .where('r.read_at', 'is not', null)
    .where('r.read_at', '>=', from.getTime())
    .where('r.taken_at', '<', to.getTime())
    .where(({ not, exists }) => not(exists(newerVersion(db))))
    .$if(last !== undefined, (query) => {
      const at = last?.readAt.getTime() ?? 0;
      return query
        .where('r.read_at', '>=', at)
        .where((eb) => eb.or([eb('r.read_at', '>', at), eb('r.article_id', '>', last?.articleId ?? '')]));
    })
    .$if(channel !== null, (query) =>
      query.where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('digest_articles as d')
              .select('d.article_id')
              .where('d.channel', '=', channel ? channelName(channel) : '')
              .whereRef('d.article_id', '=', 'r.article_id'),
          ),
        ),
      ),
    )
    .orderBy('r.read_at')
    .orderBy('r.article_id')
    .limit(PAGE)
    .execute();
  const topics = await topicsOf(
    db,
    rows.map((row) => row.duplicate_of ?? row.article_id),
  );
  return rows.map((row) => ({
    articleId: row.article_id,
    storyId: row.story_id,
    title: row.title,
    source: row.source,
    date: row.date,
    url: row.url,
    duplicateOf: row.duplicate_of,
    topics: topics.get(row.duplicate_of ?? row.article_id) ?? [],
    takenAt: new Date(row.taken_at),
    readAt: new Date(row.read_at ?? row.taken_at),
    summary: JSON.parse(row.summary ?? 'null'),
  }));
}

/** Of the query around it, the article's newer version, once that is read: it stands in its place. */
function newerVersion(db: Db) {
  return db
    .selectFrom('fingerprints as newer')
    .innerJoin('readings as its', 'its.article_id', 'newer.article_id')
    .select('newer.article_id')
    .where('newer.newer_of', '=', sql<string>`r.article_id`)
    .where('its.state', '=', 'read');
}

function oldestFirst(a: Candidate, b: Candidate): number {
  return a.takenAt.getTime() - b.takenAt.getTime() || (a.articleId < b.articleId ? -1 : 1);
}

async function publish(db: Db, publication: Publication): Promise<boolean> {
  const { digest, channel, articleIds } = publication;
  if (!(await isFree(db, publication))) return false;
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
