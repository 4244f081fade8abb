import { setImmediate as turn } from 'node:timers/promises';
import pg from 'pg';

/** Any number: nobody else's lock has it. */
const LOCK = 4_711;

/**
 * Whoever takes this delivery waits, in the middle of the transaction, until it is let go. `isWaiting` resolves once somebody
 * does. Afterwards the schema is as before.
 */
export async function holdUp(
  url: string,
  key: string,
): Promise<{ isWaiting(): Promise<void>; letGo(): Promise<void> }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`create function wait_a_little() returns trigger language plpgsql as $$
    begin perform pg_advisory_xact_lock(${LOCK}); return null; end $$`);
  await client.query(`create trigger hold_up after update on deliveries for each row
    when (new.key = '${key}' and new.state = 'sending') execute function wait_a_little()`);
  await client.query(`select pg_advisory_lock(${LOCK})`);
  return {
    async isWaiting() {
      for (;;) {
        const { rows } = await client.query(
          `select 1 from pg_locks where locktype = 'advisory' and objid = ${LOCK} and not granted`,
        );
        if (rows.length > 0) return;
        await turn();
      }
    },
    async letGo() {
      await client.query(`select pg_advisory_unlock(${LOCK})`);
      await client.query('drop function wait_a_little cascade');
      await client.end();
    },
  };
}
