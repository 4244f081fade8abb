import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import type { Archive } from '../../ports/archive.ts';
import { createArchive } from '../archive.ts';
import { checkVersion, migrate } from '../migrate.ts';
import { endLeases } from '../recover.ts';
import type { Db, Schema } from '../schema.ts';
import { sqlite } from './dialect.ts';
import { sqliteDialect } from './driver.ts';
import { explain } from './errors.ts';
import { lockFolder } from './lock.ts';

/** How long it is waited for a lock that another process holds for a moment, while the database is opened. */
const BUSY_TIMEOUT_MS = 5_000;

/**
 * Opens the archive `newsdesk.db` in a folder, which is created if need be, with its parents.
 *
 * - `write` (the default) takes the folder for this process alone, brings an older database up to date, and makes what
 *   a process that ended was still at claimable at once.
 * - `read` works beside a writer and changes nothing; where there is no database yet, it is an empty archive.
 *
 * @throws Error, in words for the operator, when another process holds the folder, when the database is newer than this
 * program (or older, for `read`), damaged, or can't be opened
 */
export async function openSqliteArchive(options: { folder: string; mode?: 'read' | 'write' }): Promise<Archive> {
  const file = join(options.folder, 'newsdesk.db');
  return options.mode === 'read' ? openForReading(file) : openForWriting(options.folder, file);
}

async function openForWriting(folder: string, file: string): Promise<Archive> {
  createFolder(folder);
  const lock = lockFolder(folder);
  try {
    createFile(file);
    const database = openDatabase(file, { readOnly: false });
    const db = kyselyOver(database, file);
    try {
      await migrate(db, sqlite, file);
      // The lock says that whoever held a lease is gone.
      await endLeases(db);
    } catch (error) {
      database.close();
      throw error;
    }
    return createArchive(db, sqlite, async () => {
      await closed(db);
      lock.release();
    });
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function openForReading(file: string): Promise<Archive> {
  const database = existsSync(file) ? openDatabase(file, { readOnly: true }) : null;
  if (!database || isBlank(database)) {
    database?.close();
    return emptyArchive(file);
  }
  const db = kyselyOver(database, file);
  try {
    await checkVersion(db, file);
  } catch (error) {
    database.close();
    throw error;
  }
  return createArchive(db, sqlite, () => closed(db));
}

/** What a reader sees before anything was ever taken in. */
export async function emptyArchive(place: string): Promise<Archive> {
  const database = new DatabaseSync(':memory:');
  const db = kyselyOver(database, place);
  await migrate(db, sqlite, place);
  database.exec('pragma query_only = on');
  return createArchive(db, sqlite, () => closed(db));
}

/** A database that was created and not migrated yet: the first `start` is just beginning, or crashed there. */
function isBlank(database: DatabaseSync): boolean {
  return database.prepare(`select 1 from sqlite_master where name = 'schema_version'`).get() === undefined;
}

function createFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new Error(`cannot create the data folder ${folder}: ${(error as Error).message}`, { cause: error });
  }
}

/**
 * SQLite would create it readable for everyone. `wx` never opens a file that exists: closing it again would drop the
 * locks that this process has on it (https://sqlite.org/howtocorrupt.html, 2.2).
 */
function createFile(file: string): void {
  if (!existsSync(file)) closeSync(openSync(file, 'wx', 0o600));
}

function openDatabase(file: string, options: { readOnly: boolean }): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, options);
    database.exec(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}; pragma foreign_keys = on; pragma cache_size = -32768`);
    // FULL: in WAL mode NORMAL loses the last transactions on a power cut, and with them digests that were posted.
    if (!options.readOnly) {
      // In a new database only: it can then shrink by the way (`room.ts`).
      database.exec('pragma auto_vacuum = incremental');
      // What is deleted is overwritten, so that what somebody had erased can't be read in the file.
      database.exec('pragma secure_delete = on');
      database.exec('pragma journal_mode = wal; pragma synchronous = full');
    }
    // From now on the driver waits, which lets timers and sockets go on.
    database.exec('pragma busy_timeout = 0');
    return database;
  } catch (error) {
    database?.close();
    throw explain(error, file);
  }
}

function kyselyOver(database: DatabaseSync, place: string): Db {
  return new Kysely<Schema>({ dialect: sqliteDialect(database, place) });
}

/** After whatever is under way. */
async function closed(db: Db): Promise<void> {
  await db.connection().execute(async () => {});
  await db.destroy();
}
