import { columnsOf } from './delivery-rows.ts';
import { isOpen } from './rows.ts';
import type { Db } from './schema.ts';

/** The reason of what was withdrawn, by which a retry knows it. */
export const WITHDRAWN = 'Its subscription was erased.';

/**
 * Nothing more of these subscriptions is posted, for good. Of a call that is under way, or whose outcome is unknown,
 * nobody can tell any more; whoever makes it finds that the delivery is no longer theirs.
 * @returns how many deliveries that were
 */
export async function withdraw(db: Db, subscriptionIds: readonly string[]): Promise<number> {
  const open = db.updateTable('deliveries').where(isOpen('deliveries')).where('subscription_id', 'in', subscriptionIds);
  const unsent = await open
    .set(columnsOf({ kind: 'rejected', reason: WITHDRAWN }))
    .where('state', 'in', ['pending', 'failed'])
    .executeTakeFirst();
  const doubtful = await open.set(columnsOf({ kind: 'ambiguous', reason: WITHDRAWN })).executeTakeFirst();
  return Number(unsent.numUpdatedRows + doubtful.numUpdatedRows);
}
