import type { Db } from './schema.ts';

/** Tables whose rows have an order of their own. */
type Numbered = 'subscriptions' | 'turns' | 'reports' | 'corrections' | 'audit';

/**
 * The number of the next row of a table. Two processes that ask at the same moment may draw the same one: what
 * else the rows have, their id or their time, then says which of the two stands first.
 */
export async function nextNumber(db: Db, table: Numbered): Promise<number> {
  const latest = await db
    .selectFrom(table)
    .select((eb) => eb.fn.max('number').as('number'))
    .executeTakeFirst();
  return Number(latest?.number ?? 0) + 1;
}
