import { channelName } from '../digest/subscription.ts';
import type { KeptSubscription, SubscriptionArchive } from '../ports/conversation.ts';
import type { Announcer } from './announcing.ts';
import { nextNumber } from './numbers.ts';
import { channelOf, madeColumns, makerOf, workspaceColumn, workspaceOf } from './rows.ts';
import type { Db } from './schema.ts';
import type { SubscriptionRow } from './schema-conversation.ts';

/** Subscriptions made in chat, and which ones, wherever they were made, are paused. */
export function subscriptionStore(db: Db, announce: Announcer): SubscriptionArchive {
  return {
    async keptSubscriptions() {
      const rows = await db.selectFrom('subscriptions').selectAll().orderBy('number').orderBy('id').execute();
      return rows.map(subscriptionOf);
    },

    keepSubscription: (subscription) =>
      db.transaction().execute(async (trx) => {
        await keepSubscription(trx, subscription);
        await announce(trx, 'publish', [subscription.id]);
      }),

    dropSubscription: (id) =>
      db.transaction().execute(async (trx) => {
        const dropped = await trx.deleteFrom('subscriptions').where('id', '=', id).executeTakeFirst();
        if (dropped.numDeletedRows === 0n) return false;
        // Whoever subscribes again does not expect a pause of old.
        await trx.deleteFrom('paused_subscriptions').where('subscription_id', '=', id).execute();
        return true;
      }),

    async pausedSubscriptions() {
      const rows = await db
        .selectFrom('paused_subscriptions')
        .selectAll()
        .orderBy('paused_at')
        .orderBy('subscription_id')
        .execute();
      return rows.map((row) => ({
        id: row.subscription_id,
        by: { person: row.paused_by, at: new Date(row.paused_at) },
      }));
    },

    async pauseSubscription(id, { person, at }) {
      const pause = { paused_by: person, paused_at: at.getTime() };
      await db
        .insertInto('paused_subscriptions')
        .values({ subscription_id: id, ...pause })
        .onConflict((conflict) => conflict.column('subscription_id').doUpdateSet(pause))
        .execute();
    },

    resumeSubscription: (id) =>
      db.transaction().execute(async (trx) => {
        const resumed = await trx
          .deleteFrom('paused_subscriptions')
          .where('subscription_id', '=', id)
          .executeTakeFirst();
        if (resumed.numDeletedRows > 0n) await announce(trx, 'publish', [id]);
        return resumed.numDeletedRows > 0n;
      }),
  };
}

/** One that is replaced stays in its place. */
async function keepSubscription(db: Db, subscription: KeptSubscription): Promise<void> {
  const columns = {
    platform: subscription.channel.platform,
    channel: channelName(subscription.channel),
    workspace: workspaceColumn(subscription.workspace),
    place: subscription.place,
    follower: subscription.follower,
    topics: JSON.stringify(subscription.topics),
    actors: JSON.stringify(subscription.actors),
    schedule: JSON.stringify(subscription.schedule),
    quiet: subscription.quiet,
    lookback: subscription.lookback ? JSON.stringify(subscription.lookback) : null,
    ...madeColumns(subscription.made),
  };
  await db
    .insertInto('subscriptions')
    .values({ id: subscription.id, number: await nextNumber(db, 'subscriptions'), ...columns })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .execute();
}

function subscriptionOf(row: SubscriptionRow): KeptSubscription {
  return {
    id: row.id,
    channel: channelOf(row.channel),
    topics: JSON.parse(row.topics),
    actors: JSON.parse(row.actors),
    schedule: JSON.parse(row.schedule),
    quiet: row.quiet,
    ...(row.lookback === null ? {} : { lookback: JSON.parse(row.lookback) }),
    workspace: workspaceOf(row.workspace),
    place: row.place,
    follower: row.follower,
    made: makerOf(row),
  };
}
