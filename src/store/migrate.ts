import type { StoreDialect } from './dialect.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import type { Db } from './schema.ts';

/**
 * Brings the database up to this program's schema: all of it or, on failure, none.
 * @param place how the operator knows the database, for error messages
 * @throws Error when the database is newer than the program
 */
export async function migrate(db: Db, dialect: StoreDialect, place: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await dialect.lock(trx, 'schema');
    await trx.schema
      .createTable('schema_version')
      .ifNotExists()
      .addColumn('version', 'integer', (column) => column.primaryKey().notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .execute();
    const version = await schemaVersion(trx);
    refuseNewer(version, place);
    for (const [index, migration] of MIGRATIONS.entries()) {
      if (index < version) continue;
      await migration.up(trx, dialect);
      await trx
        .insertInto('schema_version')
        .values({ version: index + 1, name: migration.name })
        .execute();
    }
  });
}

/** For opening without writing. @throws Error when the database is newer or older than the program */
export async function checkVersion(db: Db, place: string): Promise<void> {
  const version = await schemaVersion(db);
  refuseNewer(version, place);
  if (version < MIGRATIONS.length) {
    throw new Error(
      `${place} was written by an older newsdesk: run "newsdesk once" or "newsdesk start", which brings it up to date`,
    );
  }
}

/** How many migrations the database has had. Throws where it has no tables of ours. */
export async function schemaVersion(db: Db): Promise<number> {
  const row = await db
    .selectFrom('schema_version')
    .select((eb) => eb.fn.max('version').as('version'))
    .executeTakeFirst();
  return row?.version ?? 0;
}

function refuseNewer(version: number, place: string): void {
  if (version <= MIGRATIONS.length) return;
  throw new Error(
    `${place} was written by a newer newsdesk (schema ${version}, this one knows ${MIGRATIONS.length}): update newsdesk, or set NEWSDESK_DATA to another folder`,
  );
}
