import { closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { migrate } from '../migrate.ts';
import { MIGRATIONS } from '../migrations/migrations.ts';
import { markRestored } from '../restored.ts';
import type { Schema } from '../schema.ts';
import { sqlite } from './dialect.ts';
import { sqliteDialect } from './driver.ts';
import { explain } from './errors.ts';
import { lockFolder } from './lock.ts';

/** Pages copied between two words of progress, of 4 kB. */
const PAGES = 100;

/** What an archive file holds, counted after it was checked. */
export interface Checked {
  readonly articles: number;
  readonly digests: number;
  /** The day of the newest article that came in, or null for none. */
  readonly newest: Date | null;
  readonly bytes: number;
}

/** `done` of `all` pages. */
export type Progress = (done: number, all: number) => void;

/**
 * Copies the archive of a folder into one file, as it is at this instant, beside whatever process writes to it meanwhile. The
 * copy is checked before it gets its name: a file of that name is a whole backup.
 * @throws Error, in words for the operator, when there is no archive, or the file can't be written
 */
export async function backUpFolder(folder: string, file: string, progress: Progress): Promise<Checked> {
  const from = join(folder, 'newsdesk.db');
  if (!existsSync(from)) throw new Error(`there is no archive in ${folder} yet: it has no newsdesk.db`);
  return writeWhole(file, (draft) => copyArchive(from, draft, progress));
}

/** Has a new archive written under another name, checks it, and only then gives it its own. */
export async function writeWhole(file: string, write: (draft: string) => Promise<void>): Promise<Checked> {
  const draft = `${file}.part`;
  try {
    createBlank(draft);
    await write(draft);
    asOneFile(draft);
    const checked = checkArchive(draft);
    flush(draft);
    renameSync(draft, file);
    flush(dirname(file));
    return checked;
  } catch (error) {
    removeArchive(draft);
    throw explain(error, file);
  }
}

/**
 * Puts a backup in the place of the folder's archive, which is kept beside it as `newsdesk.db.before-restore`. A crash leaves
 * the one or the other, whole.
 * @param at now
 * @throws Error, in words for the operator, when another process holds the folder, or the file is no archive that can be used
 */
export async function restoreFolder(
  options: { readonly folder: string; readonly file: string; readonly at: Date },
  progress: Progress,
): Promise<Checked & { readonly before: string | null }> {
  const { folder, file, at } = options;
  const checked = checkArchive(file);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = lockFolder(folder);
  const draft = join(folder, 'newsdesk.db.restoring');
  try {
    createBlank(draft);
    await copyArchive(file, draft, progress);
    await bringUpToDate(draft, at);
    asOneFile(draft);
    flush(draft);
    const place = join(folder, 'newsdesk.db');
    const before = existsSync(place) ? setAside(place) : null;
    renameSync(draft, place);
    flush(folder);
    return { ...checked, before };
  } catch (error) {
    removeArchive(draft);
    throw explain(error, draft);
  } finally {
    lock.release();
  }
}

/**
 * Looks through the whole file.
 * @throws Error, in words for the operator, when it is no archive, damaged, or newer than this program
 */
export function checkArchive(file: string): Checked {
  if (!existsSync(file)) throw new Error(`there is no file ${file}`);
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { readOnly: true });
    const version = versionOf(database);
    if (version === null) throw new Error(`${file} is no backup of newsdesk: it has none of its tables`);
    if (version > MIGRATIONS.length) {
      throw new Error(
        `${file} was made by a newer newsdesk (schema ${version}, this one knows ${MIGRATIONS.length}): update newsdesk`,
      );
    }
    const found = database.prepare('pragma integrity_check(1)').get()?.['integrity_check'];
    if (found !== 'ok') throw new Error(`${file} is damaged (${found}): take another backup`);
    return countsOf(database, file);
  } catch (error) {
    throw NOT_AN_ARCHIVE.test(String(error)) ? new Error(`${file} is no backup of newsdesk`) : explain(error, file);
  } finally {
    database?.close();
  }
}

const NOT_AN_ARCHIVE = /file is not a database/;

function versionOf(database: DatabaseSync): number | null {
  const table = database.prepare(`select 1 from sqlite_schema where name = 'schema_version'`).get();
  if (!table) return null;
  return Number(database.prepare('select max(version) as version from schema_version').get()?.['version'] ?? 0);
}

function countsOf(database: DatabaseSync, file: string): Checked {
  const row = database
    .prepare(
      `select (select count(*) from articles) as articles, (select count(*) from digests) as digests,
        (select max(taken_at) from articles where duplicate_of is null) as newest`,
    )
    .get();
  const newest = row?.['newest'];
  return {
    articles: Number(row?.['articles']),
    digests: Number(row?.['digests']),
    newest: newest == null ? null : new Date(Number(newest)),
    bytes: statSync(file).size,
  };
}

/** Page by page, beside a writer. */
async function copyArchive(from: string, to: string, progress: Progress): Promise<void> {
  const source = new DatabaseSync(from, { readOnly: true });
  try {
    // A reader's snapshot: otherwise each write of another process would make the copy begin anew.
    source.exec('pragma busy_timeout = 5000; begin; select count(*) from sqlite_schema');
    await backup(source, to, {
      rate: PAGES,
      progress: ({ totalPages, remainingPages }) => progress(totalPages - remainingPages, totalPages),
    });
  } catch (error) {
    throw explain(error, from);
  } finally {
    source.close();
  }
}

/** An older backup gets the tables of this program; and what it does not know of is noted. */
async function bringUpToDate(file: string, at: Date): Promise<void> {
  const database = new DatabaseSync(file);
  const db = new Kysely<Schema>({ dialect: sqliteDialect(database, file) });
  try {
    await migrate(db, sqlite, file);
    await markRestored(db, at.getTime());
  } finally {
    await db.destroy();
    if (database.isOpen) database.close();
  }
}

/** Without the files beside it in which SQLite keeps what was written last. */
function asOneFile(file: string): void {
  const database = new DatabaseSync(file);
  try {
    database.exec('pragma journal_mode = delete');
  } finally {
    database.close();
  }
}

/** Readable for the operator alone. */
function createBlank(file: string): void {
  removeArchive(file);
  closeSync(openSync(file, 'wx', 0o600));
}

/** Nobody has it open: the folder is held. Resolves to where it is now; an earlier one stays where it was set aside. */
function setAside(place: string): string {
  foldIn(place);
  let aside = `${place}.before-restore`;
  for (let nth = 2; existsSync(aside); nth++) aside = `${place}.before-restore-${nth}`;
  // What is left of these belongs to a damaged archive, and would spoil the one that takes its place.
  for (const end of LEFTOVERS) if (existsSync(place + end)) renameSync(place + end, aside + end);
  try {
    // By a second name, so that at no time there is no archive.
    linkSync(place, aside);
  } catch {
    renameSync(place, aside);
  }
  return aside;
}

/** Has SQLite write what was written last into the file itself. One that is damaged stays as it is. */
function foldIn(place: string): void {
  try {
    asOneFile(place);
  } catch {
    return;
  }
}

const LEFTOVERS = ['-wal', '-shm', '-journal'];

function removeArchive(file: string): void {
  for (const end of ['', ...LEFTOVERS]) rmSync(file + end, { force: true });
}

function flush(path: string): void {
  const opened = openSync(path, 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}
