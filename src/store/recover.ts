import { isOpen, isToJudge, isToRead } from './rows.ts';
import type { Db } from './schema.ts';

/** An instant that has passed for every clock: the lease ran out long ago. */
const LONG_AGO = 0;

/**
 * Ends every lease, so that what a process which is no more was reading, asking or sending can be claimed at once. Of a call that
 * was under way nobody knows the outcome: such a delivery is claimed with `lookUpFirst`, as after any lease that ran out.
 *
 * Only for whoever holds the archive alone. Where several processes share it, it would take the work of those that live.
 */
export async function endLeases(db: Db): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const ended = { next_at: LONG_AGO };
    await trx.updateTable('readings').set(ended).where(isToRead('readings')).where('state', '=', 'reading').execute();
    await trx
      .updateTable('judgements')
      .set(ended)
      .where(isToJudge('judgements'))
      .where('state', '=', 'asking')
      .execute();
    await trx.updateTable('deliveries').set(ended).where(isOpen('deliveries')).where('state', '=', 'sending').execute();
  });
}
