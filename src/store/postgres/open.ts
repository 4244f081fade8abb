import { HandleEmptyInListsPlugin, Kysely, PostgresDialect, replaceWithNoncontingentExpression, sql } from 'kysely';
import type { Announce, Archive } from '../../ports/archive.ts';
import { createArchive } from '../archive.ts';
import { checkVersion, migrate } from '../migrate.ts';
import type { Db, Schema } from '../schema.ts';
import { emptyArchive } from '../sqlite/open.ts';
import { byteOrder } from './collation.ts';
import { postgres } from './dialect.ts';
import { createPool, type PoolSettings, placeOf } from './pool.ts';
import { retrying } from './retrying.ts';
import { checkServer } from './server.ts';

/**
 * Opens the archive in a PostgreSQL database, which many processes may have open at once.
 *
 * - `write` (the default) creates the tables or brings older ones up to date; of several processes that start together, one
 *   does it and the others wait for it.
 * - `read` changes nothing; where there are no tables yet, it is an empty archive.
 *
 * What a process that ended was still at becomes claimable when its lease runs out: nobody here can know that it ended.
 *
 * @param options.announce called in each transaction that makes work due
 * @throws Error, in words for the operator and without the password, when the server can't be used, or when the tables are
 * newer than this program (or older, for `read`)
 */
export async function openPostgresArchive(options: {
  url: string;
  mode?: 'read' | 'write';
  announce?: Announce;
}): Promise<Archive> {
  const { url, mode = 'write', announce } = options;
  const place = placeOf(url);
  if (mode === 'write') await prepare(url, place);
  const db = kyselyOver(url, { kind: mode, place });
  try {
    if (mode === 'read') {
      await checkServer(db, place);
      if (!(await hasTables(db))) {
        await db.destroy();
        return emptyArchive(place);
      }
      await checkVersion(db, place);
    }
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return retrying(createArchive(db, postgres, () => db.destroy(), announce));
}

/** Over a connection of its own, on which nothing is cut short. */
async function prepare(url: string, place: string): Promise<void> {
  const db = kyselyOver(url, { kind: 'patient', place });
  try {
    await checkServer(db, place);
    await migrate(db, postgres, place);
  } finally {
    await db.destroy();
  }
}

export function kyselyOver(url: string, settings: PoolSettings): Db {
  return new Kysely<Schema>({
    dialect: new PostgresDialect({ pool: createPool(url, settings) }),
    plugins: [new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression }), byteOrder],
  });
}

/** Whether there is an archive, of any version. */
export async function hasTables(db: Db): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select to_regclass('schema_version') is not null as found`.execute(db);
  return rows[0]?.found ?? false;
}
