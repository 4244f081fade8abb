/** An archive that a backup was made of, some time ago. */
import { isOpen } from './rows.ts';
import type { Db } from './schema.ts';

/**
 * To be said of a backup before it takes the archive's place: whatever it holds as unsent, and whatever was due until now, may
 * have been posted since it was made. The platforms are asked for each before it is posted.
 * @param at now, in milliseconds
 */
export async function markRestored(db: Db, at: number): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const restoration = trx.insertInto('restorations').values({ restored_at: at });
    await restoration.onConflict((conflict) => conflict.doNothing()).execute();
    await trx
      .updateTable('deliveries')
      .set((eb) => ({
        look_up_first: 1,
        first_tried_at: eb.fn.coalesce(
          'first_tried_at',
          eb.selectFrom('digests').select('published_at').whereRef('digests.id', '=', 'deliveries.digest_id'),
        ),
      }))
      .where(isOpen('deliveries'))
      .execute();
  });
}

/** When a digest of a window that ends then may have been posted, at the earliest; null where this archive would know. */
export async function mayHaveBeenPosted(db: Db, windowEnd: number): Promise<number | null> {
  const restored = await db
    .selectFrom('restorations')
    .select('restored_at')
    .where('restored_at', '>=', windowEnd)
    .executeTakeFirst();
  return restored ? windowEnd : null;
}
