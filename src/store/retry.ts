import { type Channel, channelName } from '../digest/subscription.ts';
import { DAY_MS } from '../spans.ts';
import { columnsOf } from './delivery-rows.ts';
import { isGivenUp } from './rows.ts';
import type { Db } from './schema.ts';

/** The reason of what an older newsdesk withdrew when its subscription was erased. */
const WITHDRAWN = 'Its subscription was erased.';
/** News that is older is not posted any more. */
const OLDEST_DIGEST_MS = 7 * DAY_MS;

/** What was given up is read as if it had just come in; resolves to how many articles that are. */
export async function retryReadings(db: Db): Promise<number> {
  const retried = await db
    .updateTable('readings')
    .set({ state: 'unread', attempt: 0, next_at: null, reason: null, raw: null })
    .where(isGivenUp('readings'))
    .executeTakeFirst();
  return Number(retried.numUpdatedRows);
}

/**
 * Opens the channel and makes due again what was not posted there. Of what may have been posted the platform is asked
 * first. Runs in the caller's transaction; resolves to how many deliveries that are.
 */
export async function retryDeliveries(db: Db, channel: Channel, now: number): Promise<number> {
  const name = channelName(channel);
  await db.deleteFrom('paused_channels').where('channel', '=', name).execute();
  const given = db
    .updateTable('deliveries')
    .where('digest_id', 'in', (eb) =>
      eb
        .selectFrom('digests')
        .select('id')
        .where('channel', '=', name)
        .where('published_at', '>=', now - OLDEST_DIGEST_MS),
    )
    .where('reason', '!=', WITHDRAWN);
  const rejected = await given
    .set({ ...columnsOf({ kind: 'pending' }), attempt: 0 })
    .where('state', '=', 'rejected')
    .executeTakeFirst();
  const reason = 'Somebody asked for it to be tried again.';
  const ambiguous = await given
    .set({ ...columnsOf({ kind: 'unknown', reason, nextAt: new Date(now) }), attempt: 0, look_up_first: 1 })
    .where('state', '=', 'ambiguous')
    .executeTakeFirst();
  return Number(rejected.numUpdatedRows + ambiguous.numUpdatedRows);
}
