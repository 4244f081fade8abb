import type { Db } from './schema.ts';

/** Tables whose rows have an order of their own. */
type Numbered = 'subscriptions' | 'turns' | 'reports' | 'corrections' | 'audit';

/**
 * The number of the next row of a table. Two processes that ask at the same moment may draw the same one; which of
 * the two rows stands first is then left open.
 */
export async function nextNumber(db: Db, table: Numbered): Promise<number> {
  const latest = await db
    .selectFrom(table)
    .select((eb) => eb.fn.max('number').as('number'))
    .executeTakeFirst();
  return Number(latest?.number ?? 0) + 1;
}
