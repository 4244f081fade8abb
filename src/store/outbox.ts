import type { ExpressionBuilder } from 'kysely';
import type { DeliveryState, Part } from '../delivery/delivery.ts';
import { type Channel, channelName, type Platform } from '../digest/subscription.ts';
import type { DeliveryClaim, Outbox } from '../ports/outbox.ts';
import type { Announcer } from './announcing.ts';
import { columnsOf, deliveryOf } from './delivery-rows.ts';
import type { StoreDialect } from './dialect.ts';
import { channelOf, dateOrNull, isOpen } from './rows.ts';
import type { Db, DeliveryRow, Schema } from './schema.ts';

/**
 * Every part of every digest, until it is sent. A channel's parts form one line, in order of digest and part; only the
 * first open one of a line is ever taken, so that there is one sender a channel and nothing overtakes.
 */
export function outboxStore(
  db: Db,
  dialect: StoreDialect,
  announce: Announcer,
): Omit<Outbox, 'correctDigest' | 'claimEdits' | 'settleEdit' | 'nextEditAt'> {
  return {
    claimDeliveries: (now, leaseMs, limit, platforms) =>
      db.transaction().execute((trx) => claim(trx, dialect, { now: now.getTime(), leaseMs, limit, platforms })),

    settleDelivery: (claim, state) => db.transaction().execute((trx) => settle(trx, claim, state)),

    closeChannel: (channel, reason, at) =>
      db.transaction().execute((trx) => closeChannel(trx, channelName(channel), reason, at.getTime())),

    async pausedChannels() {
      const rows = await db.selectFrom('paused_channels').selectAll().orderBy('paused_at').orderBy('channel').execute();
      return rows.map((row) => ({ channel: channelOf(row.channel), reason: row.reason, at: new Date(row.paused_at) }));
    },

    reopenChannel: (channel) =>
      db.transaction().execute(async (trx) => {
        await trx.deleteFrom('paused_channels').where('channel', '=', channelName(channel)).execute();
        await announce(trx, 'deliver', []);
      }),

    /** A pending delivery whose turn has come counts as due for ever. */
    async nextDeliveryAt(platforms) {
      const row = await firstInLine(db, platforms)
        .select((eb) => eb.fn.min<number | null>(eb.fn.coalesce('next_at', eb.lit(0))).as('at'))
        .executeTakeFirst();
      return dateOrNull(row?.at);
    },

    async unsentDigests() {
      const rows = await db
        .selectFrom('deliveries')
        .select('digest_id')
        .where(isOpen('deliveries'))
        .groupBy(['turn', 'digest_id'])
        .orderBy('turn')
        .execute();
      return rows.map((row) => row.digest_id);
    },

    async deliveries(digestId) {
      const rows = await db
        .selectFrom('deliveries')
        .selectAll()
        .where('digest_id', '=', digestId)
        .orderBy('part')
        .execute();
      return rows.map(deliveryOf);
    },
  };
}

/**
 * Puts a digest's parts at the end of its channel's line. Runs in the transaction that publishes the digest.
 * @param digest.postedAt when they may have been posted before, in milliseconds: then the platform is asked first
 */
export async function queueDeliveries(
  db: Db,
  digest: { digestId: string; subscriptionId: string; channel: Channel; turn: number; postedAt?: number | null },
  parts: readonly { key: string; part: number; content: Part }[],
): Promise<void> {
  if (parts.length === 0) return;
  await db
    .insertInto('deliveries')
    .values(
      parts.map(({ key, part, content }) => ({
        key,
        digest_id: digest.digestId,
        subscription_id: digest.subscriptionId,
        platform: digest.channel.platform,
        channel: channelName(digest.channel),
        turn: digest.turn,
        part,
        state: 'pending' as const,
        attempt: 0,
        fence: 0,
        first_tried_at: digest.postedAt ?? null,
        look_up_first: digest.postedAt == null ? 0 : 1,
        content: JSON.stringify(content),
      })),
    )
    .execute();
}

/**
 * The first open part of each channel that is not paused, due or not. One that is under way is first, even where an earlier
 * one came in behind its back.
 */
function firstInLine(db: Db, platforms: readonly Platform[]) {
  return db
    .selectFrom('deliveries')
    .where(isOpen('deliveries'))
    .where(({ eb, lit }) => (platforms.length === 0 ? lit(false) : eb('platform', 'in', platforms)))
    .where(({ eb, not, or, exists, selectFrom }) =>
      or([
        eb('deliveries.state', '=', 'sending'),
        not(
          exists(
            selectFrom('deliveries as before')
              .select('before.key')
              .where(isOpen('before'))
              .whereRef('before.channel', '=', 'deliveries.channel')
              .where(({ eb, or, refTuple }) =>
                or([
                  eb('before.state', '=', 'sending'),
                  eb(refTuple('before.turn', 'before.part'), '<', refTuple('deliveries.turn', 'deliveries.part')),
                ]),
              ),
          ),
        ),
      ]),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('paused_channels').select('reason').whereRef('paused_channels.channel', '=', 'deliveries.channel'),
        ),
      ),
    );
}

function isDue(now: number) {
  return (eb: ExpressionBuilder<Schema, 'deliveries'>) =>
    eb.or([eb('deliveries.state', '=', 'pending'), eb('deliveries.next_at', '<=', now)]);
}

async function claim(
  db: Db,
  dialect: StoreDialect,
  by: { now: number; leaseMs: number; limit: number; platforms: readonly Platform[] },
): Promise<DeliveryClaim[]> {
  const due = firstInLine(db, by.platforms).where(isDue(by.now));
  const ordered = due.select(['key', 'channel']).orderBy('turn').orderBy('part');
  const keys = await dialect.takeLines(db, 'deliveries', ordered, by.limit);
  if (keys.length === 0) return [];
  const rows = await db
    .updateTable('deliveries')
    .set((eb) => ({
      state: 'sending',
      next_at: by.now + by.leaseMs,
      attempt: eb('attempt', '+', 1),
      fence: eb('fence', '+', 1),
      first_tried_at: eb.fn.coalesce('first_tried_at', eb.val(by.now)),
      // `sending` here is a lease that ran out: the call may have been applied. Once in doubt, always looked up first.
      look_up_first: eb.case().when('state', 'in', ['sending', 'unknown']).then(1).else(eb.ref('look_up_first')).end(),
    }))
    .where('key', 'in', due.select('key').where('key', 'in', keys))
    // Of the row itself, too: another process may just have changed it.
    .where(isDue(by.now))
    .returningAll()
    .execute();
  const sent = await sentBefore(db, rows);
  return rows
    .toSorted((a, b) => a.turn - b.turn)
    .map((row) => ({
      delivery: deliveryOf(row),
      fence: row.fence,
      rootRef: row.part === 0 ? null : (sent.get(row.digest_id)?.rootRef ?? null),
      previousAt: row.part === 0 ? null : (sent.get(row.digest_id)?.previousAt ?? null),
      lookUpFirst: row.look_up_first === 1,
    }));
}

interface SentBefore {
  readonly rootRef: string | null;
  readonly previousAt: Date | null;
}

/** What was sent of each digest already. */
async function sentBefore(db: Db, rows: readonly DeliveryRow[]): Promise<Map<string, SentBefore>> {
  const digests = rows.filter(({ part }) => part > 0).map((row) => row.digest_id);
  if (digests.length === 0) return new Map();
  const parts = await db
    .selectFrom('deliveries')
    .select(['digest_id', 'part', 'ref', 'sent_at'])
    .where('digest_id', 'in', digests)
    .where((eb) => eb.or([eb('part', '=', 0), eb('state', '=', 'sent')]))
    .orderBy('part')
    .execute();
  const sent = new Map<string, SentBefore>();
  for (const { digest_id, part, ref, sent_at } of parts) {
    const rootRef = part === 0 ? ref : (sent.get(digest_id)?.rootRef ?? null);
    sent.set(digest_id, { rootRef, previousAt: dateOrNull(sent_at) });
  }
  return sent;
}

async function settle(db: Db, { delivery, fence }: DeliveryClaim, state: DeliveryState): Promise<boolean> {
  const settled = await db
    .updateTable('deliveries')
    .set({ ...columnsOf(state), ...(state.kind === 'unknown' && { look_up_first: 1 }) })
    .where('key', '=', delivery.key)
    .where('fence', '=', fence)
    .where('state', '=', 'sending')
    .executeTakeFirst();
  if (settled.numUpdatedRows === 0n) return false;
  if (delivery.part === 0 && (state.kind === 'rejected' || state.kind === 'ambiguous')) {
    const what = state.kind === 'rejected' ? 'was not posted' : 'may not have been posted';
    await db
      .updateTable('deliveries')
      .set(columnsOf({ kind: 'rejected', reason: `The message it belongs under ${what}: ${state.reason}` }))
      .where('digest_id', '=', delivery.digestId)
      .where(isOpen('deliveries'))
      .execute();
  }
  return true;
}

/**
 * Nothing more goes to the channel. What was certainly not posted is rejected; of what may have been, nobody can tell
 * any more. A call that is under way is left to whoever makes it.
 */
async function closeChannel(db: Db, channel: string, reason: string, at: number): Promise<void> {
  const pause = { reason, paused_at: at };
  await db
    .insertInto('paused_channels')
    .values({ channel, ...pause })
    .onConflict((conflict) => conflict.column('channel').doUpdateSet(pause))
    .execute();
  const open = db.updateTable('deliveries').where(isOpen('deliveries')).where('channel', '=', channel);
  await open
    .set(columnsOf({ kind: 'rejected', reason }))
    .where('state', 'in', ['pending', 'failed'])
    .execute();
  await open
    .set(columnsOf({ kind: 'ambiguous', reason: `It may have been posted before the channel was closed: ${reason}` }))
    .where((eb) => eb.or([eb('state', '=', 'unknown'), eb('next_at', '<=', at)]))
    .execute();
}
