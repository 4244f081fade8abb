import type { Db, Schema } from './schema.ts';

/** Counts one up and resolves to the new count. Until the transaction ends, whoever else counts the same waits. */
export async function countUp(db: Db, name: Schema['counters']['name']): Promise<number> {
  const { value } = await db
    .updateTable('counters')
    .set((eb) => ({ value: eb('value', '+', 1) }))
    .where('name', '=', name)
    .returning('value')
    .executeTakeFirstOrThrow();
  return Number(value);
}

/** Until the transaction ends, nobody counts this up. */
export async function waitFor(db: Db, name: Schema['counters']['name']): Promise<void> {
  await db.updateTable('counters').set({ name }).where('name', '=', name).execute();
}
