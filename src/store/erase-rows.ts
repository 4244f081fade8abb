/** Rows that go together when something is erased. Everything here runs in the caller's transaction. */
import { setImmediate as turn } from 'node:timers/promises';
import type { DeleteResult, UpdateResult } from 'kysely';
import { lookbackId, type Platform } from '../digest/subscription.ts';
import { chunksOf } from './chunks.ts';
import { clearTopic } from './filing.ts';
import type { Db } from './schema.ts';

export interface Workspace {
  readonly platform: Platform;
  readonly workspace: string;
}

/** The column of each table that says who it was. */
export const WHO = {
  subscriptions: 'made_by',
  topics: 'made_by',
  reports: 'made_by',
  corrections: 'made_by',
  turns: 'person',
  audit: 'person',
} as const;

/**
 * Subscriptions made in chat, with all that they brought: whoever is just posting something of it finds that it is no
 * longer theirs, and whoever is just publishing that there is nothing to publish to. How many rows.
 */
export async function dropSubscriptions(
  db: Db,
  owner: Workspace | (Partial<Workspace> & { platform: Platform; follower: string }),
): Promise<number> {
  const dropped = await db
    .deleteFrom('subscriptions')
    .where((eb) => eb.and(owner))
    .returning('id')
    .execute();
  const ids = dropped.map(({ id }) => id);
  if (ids.length === 0) return 0;
  const pauses = db.deleteFrom('paused_subscriptions').where('subscription_id', 'in', ids);
  const paused = changed(await pauses.executeTakeFirst());
  return ids.length + paused + (await dropPublished(db, [...ids, ...ids.map(lookbackId)]));
}

/** Everything that stands under channels, but for what these subscriptions of the operator's published there. */
export async function dropChannels(
  db: Db,
  channels: readonly string[],
  spared: readonly string[] = [],
): Promise<number> {
  if (channels.length === 0) return 0;
  const made = await db.deleteFrom('subscriptions').where('channel', 'in', channels).returning('id').execute();
  let touched = made.length;
  touched += await dropPublished(db, await publishedTo(db, channels, spared));
  touched += await dropPauses(db, channels, spared);
  for (const table of ['turns', 'reports', 'mutes', 'audit', 'paused_channels'] as const)
    touched += changed(await db.deleteFrom(table).where('channel', 'in', channels).executeTakeFirst());
  const counts = db.deleteFrom('question_counts').where('kind', '=', 'channel').where('subject', 'in', channels);
  touched += changed(await counts.executeTakeFirst());
  const topics = await db.deleteFrom('topics').where('channel', 'in', channels).returning('name').execute();
  for (const { name } of topics) touched += 1 + (await clearTopic(db, name));
  return touched;
}

/** The subscriptions of which a channel has had anything, with their look backs; those that are gone by now among them. */
async function publishedTo(db: Db, channels: readonly string[], spared: readonly string[]): Promise<string[]> {
  const digests = db.selectFrom('digests').select('subscription_id').distinct().where('channel', 'in', channels);
  const ids = new Set((await digests.execute()).map(({ subscription_id }) => subscription_id));
  // Windows name no channel, but the ids of those that were made in chat do.
  for (const { subscription_id } of await db.selectFrom('windows').select('subscription_id').distinct().execute()) {
    if (channels.includes(channelIn(subscription_id))) ids.add(subscription_id);
  }
  const stays = new Set(spared.flatMap((id) => [id, lookbackId(id)]));
  return [...ids].filter((id) => !stays.has(id));
}

/** Of an id as `platform:id@HH:MM`, which those made in chat have. */
export function channelIn(subscriptionId: string): string {
  return subscriptionId.slice(0, Math.max(0, subscriptionId.lastIndexOf('@')));
}

async function dropPauses(db: Db, channels: readonly string[], spared: readonly string[]): Promise<number> {
  const pauses = await db.selectFrom('paused_subscriptions').select('subscription_id').execute();
  const ids = pauses
    .map(({ subscription_id }) => subscription_id)
    .filter((id) => channels.includes(channelIn(id)) && !spared.includes(id));
  if (ids.length === 0) return 0;
  return changed(await db.deleteFrom('paused_subscriptions').where('subscription_id', 'in', ids).executeTakeFirst());
}

/** Digests taken out with one statement: their messages are long, and timers and sockets have their turn between two. */
const CHUNK = 25;

/** Digests with their windows, messages and corrections of messages: what was posted stays where it was posted. */
async function dropPublished(db: Db, subscriptionIds: readonly string[]): Promise<number> {
  if (subscriptionIds.length === 0) return 0;
  const windows = await db
    .deleteFrom('windows')
    .where('subscription_id', 'in', subscriptionIds)
    .returning('digest_id')
    .execute();
  const digestIds = windows.flatMap(({ digest_id }) => (digest_id === null ? [] : [digest_id]));
  let touched = windows.length;
  for (const chunk of chunksOf(digestIds, CHUNK)) touched += await dropDigests(db, chunk);
  return touched;
}

async function dropDigests(db: Db, ids: readonly string[]): Promise<number> {
  const keys = db.selectFrom('deliveries').select('key').where('digest_id', 'in', ids);
  const channels = db.selectFrom('digests').select('channel').where('id', 'in', ids);
  const queries = [
    db.deleteFrom('edits').where('key', 'in', keys),
    db.deleteFrom('deliveries').where('digest_id', 'in', ids),
    db.deleteFrom('digest_articles').where('channel', 'in', channels).where('digest_id', 'in', ids),
    db.deleteFrom('lookback_articles').where('digest_id', 'in', ids),
    db.deleteFrom('digests').where('id', 'in', ids),
  ];
  let touched = 0;
  for (const query of queries) touched += changed(await query.executeTakeFirst());
  await turn();
  return touched;
}

/** Actions that wait for their button in a workspace: of one person, or of all. How many. */
export async function dropAt(db: Db, { workspace }: Workspace, person?: string): Promise<number> {
  const rows = await db
    .selectFrom('drafts')
    .select(['id', 'args'])
    .$if(person !== undefined, (query) => query.where('made_by', '=', person ?? ''))
    .execute();
  const ids = rows.filter(({ args }) => placeIn(args) === workspace).map(({ id }) => id);
  if (ids.length === 0) return 0;
  return changed(await db.deleteFrom('drafts').where('id', 'in', ids).executeTakeFirst());
}

/** The workspace for which a topic was proposed, as `managers/proposal.ts` writes it; null for other drafts. */
function placeIn(args: string): string | null {
  const { place } = JSON.parse(args) as { place?: unknown };
  const [workspace] = typeof place === 'string' ? (JSON.parse(place) as unknown[]) : [];
  return typeof workspace === 'string' ? workspace : null;
}

/** How many rows a query took out, or changed. */
export function changed(result: DeleteResult | UpdateResult): number {
  return Number('numDeletedRows' in result ? result.numDeletedRows : result.numUpdatedRows);
}
