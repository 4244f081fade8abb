import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import { checkVersion, migrate } from '../migrate.ts';
import { ARTICLE_COLUMNS, articleOf } from '../rows.ts';
import type { Db, Schema } from '../schema.ts';
import { type Checked, checkArchive, restoreFolder, writeWhole } from '../sqlite/backup.ts';
import { sqlite } from '../sqlite/dialect.ts';
import { sqliteDialect } from '../sqlite/driver.ts';
import { tablesOf } from '../sqlite/source.ts';
import { copyToPostgres } from './copy.ts';
import { hasTables, kyselyOver } from './open.ts';
import { placeOf } from './pool.ts';
import { checkServer } from './server.ts';

/** Called again and again, with a table and how many of its rows are copied. */
export type RowProgress = (table: string, done: number, rows: number) => void;

/** Rows fetched at a time. */
const ROWS = 500;

/**
 * Copies the server's archive into one file, an archive as a data folder keeps it, as it is at this instant: whatever number of
 * processes write to it meanwhile. The search index is made anew.
 * @throws Error, in words for the operator, when the server can't be used or has no archive, or the file can't be written
 */
export async function backUpServer(url: string, file: string, progress: RowProgress): Promise<Checked> {
  const place = placeOf(url);
  const server = kyselyOver(url, { kind: 'patient', place });
  try {
    await checkServer(server, place);
    if (!(await hasTables(server))) throw new Error(`${place} has no archive yet`);
    await checkVersion(server, place);
    return await writeWhole(file, (draft) =>
      server
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute((snapshot) => copyInto(draft, snapshot, progress)),
    );
  } finally {
    await server.destroy();
  }
}

/**
 * Puts a backup into an empty database.
 * @param options.at now
 * @throws Error, in words for the operator, when the file is no archive that can be used, or the server has an archive already
 */
export async function restoreToServer(
  options: { readonly url: string; readonly file: string; readonly at: Date },
  progress: RowProgress,
): Promise<Checked> {
  const { url, file, at } = options;
  const checked = checkArchive(file);
  const folder = mkdtempSync(join(tmpdir(), 'newsdesk-restore-'));
  try {
    await restoreFolder({ folder, file, at }, () => {});
    await copyToPostgres({ folder, url, progress });
    return checked;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function copyInto(file: string, snapshot: Db, progress: RowProgress): Promise<void> {
  const database = new DatabaseSync(file);
  // Until it is whole nobody needs it: a crash costs the backup, and nothing else.
  database.exec('pragma auto_vacuum = incremental; pragma journal_mode = off; pragma synchronous = off');
  const db = new Kysely<Schema>({ dialect: sqliteDialect(database, file) });
  try {
    await migrate(db, sqlite, file);
    database.exec('pragma foreign_keys = off; begin');
    for (const table of tablesOf(database)) await copyTable(database, table, snapshot, progress);
    database.exec('commit');
    await db.transaction().execute((trx) => index(trx, snapshot, progress));
    const broken = database.prepare('pragma foreign_key_check').get();
    if (broken) throw new Error(`the copy is not whole (${broken['table']}): nothing was written`);
  } finally {
    await db.destroy();
    if (database.isOpen) database.close();
  }
}

async function copyTable(database: DatabaseSync, table: string, snapshot: Db, progress: RowProgress): Promise<void> {
  const columns = database
    .prepare('select name from pragma_table_info(?)')
    .all(table)
    .map(({ name }) => String(name));
  const insert = database.prepare(
    `insert into "${table}" (${columns.map((name) => `"${name}"`).join(', ')}) values (${columns.map(() => '?').join(', ')})`,
  );
  // The migrations put the counters there.
  database.exec(`delete from "${table}"`);
  const all = await countOf(snapshot, table);
  let done = 0;
  const select = sql`select ${sql.join(columns.map((name) => sql.ref(name)))} from ${sql.table(table)}`;
  for await (const rows of fetched(snapshot, select)) {
    for (const row of rows) insert.run(...columns.map((name) => row[name] as SQLInputValue));
    done += rows.length;
    progress(table, done, all);
  }
  if (done !== all)
    throw new Error(`${table} has ${all} rows on the server and ${done} in the copy: nothing was written`);
}

async function countOf(snapshot: Db, table: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(snapshot);
  return rows[0]?.count ?? 0;
}

/** In the order in which the server's index has them. */
async function index(db: Db, snapshot: Db, progress: RowProgress): Promise<void> {
  const all = await countOf(snapshot, 'search_documents');
  let done = 0;
  const select = sql`select article_id, day from search_documents order by number`;
  for await (const rows of fetched<{ article_id: string; day: string }>(snapshot, select)) {
    const ids = rows.map(({ article_id }) => article_id);
    const found = await db.selectFrom('articles').select(ARTICLE_COLUMNS).where('id', 'in', ids).execute();
    const articles = new Map(found.map((row) => [row.id, articleOf(row)]));
    for (const { article_id, day } of rows) {
      const article = articles.get(article_id);
      if (article) await sqlite.indexArticle(db, article, day);
    }
    done += rows.length;
    progress('search index', done, all);
  }
}

/** By a cursor: the server hands out some rows at a time. */
async function* fetched<R = Record<string, unknown>>(
  snapshot: Db,
  select: ReturnType<typeof sql>,
): AsyncGenerator<R[]> {
  await sql`declare backed_up no scroll cursor for ${select}`.execute(snapshot);
  for (;;) {
    const { rows } = await sql<R>`fetch ${sql.lit(ROWS)} from backed_up`.execute(snapshot);
    if (rows.length === 0) break;
    yield rows;
  }
  await sql`close backed_up`.execute(snapshot);
}
