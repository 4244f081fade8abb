import { sql } from 'kysely';
import type { Db } from '../schema.ts';

/** Major version, times 10,000. */
const OLDEST_SERVER = 150_000;

/** @throws Error, in words for the operator, when the server is too old or the database can't hold every text */
export async function checkServer(db: Db, place: string): Promise<void> {
  const { rows } = await sql<{ version: string; encoding: string }>`
    select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding`.execute(
    db,
  );
  const [server] = rows;
  if (Number(server?.version) < OLDEST_SERVER) {
    throw new Error(`${place} is version ${Math.floor(Number(server?.version) / 10_000)}: newsdesk needs 15 or newer`);
  }
  if (server?.encoding !== 'UTF8') {
    throw new Error(
      `${place} keeps text as ${server?.encoding}: create a database with UTF8 ("createdb -E UTF8 -T template0 NAME")`,
    );
  }
}
