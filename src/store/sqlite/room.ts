import { sql } from 'kysely';
import type { Db } from '../schema.ts';

/** Pages moved at a time, of 4 kB: some milliseconds' work. */
const PAGES = 500;

/**
 * A database that was made by an older newsdesk can't shrink by the way: its free pages are used again by what comes in, and
 * this does nothing.
 */
export async function giveBackRoom(db: Db): Promise<boolean> {
  if ((await pragma(db, 'auto_vacuum')) !== INCREMENTAL) return false;
  const before = await pragma(db, 'freelist_count');
  // Some free pages are of use: what comes in next goes there.
  if (before <= PAGES) return false;
  await sql`pragma incremental_vacuum(${sql.lit(PAGES)})`.execute(db);
  return (await pragma(db, 'freelist_count')) < before;
}

/** The log of what was written last has the rows as they were; once all of it is in the database it begins anew. */
export async function clearTraces(db: Db): Promise<void> {
  await sql`pragma wal_checkpoint(truncate)`.execute(db);
}

const INCREMENTAL = 2;

async function pragma(db: Db, name: 'auto_vacuum' | 'freelist_count'): Promise<number> {
  const { rows } = await sql<Record<string, number>>`pragma ${sql.raw(name)}`.execute(db);
  return rows[0]?.[name] ?? 0;
}
