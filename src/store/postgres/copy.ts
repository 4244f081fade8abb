import { sql } from 'kysely';
import { migrate } from '../migrate.ts';
import { ARTICLE_COLUMNS, articleOf } from '../rows.ts';
import type { Db } from '../schema.ts';
import { openSource, type Source, type SourceRow } from '../sqlite/source.ts';
import { postgres } from './dialect.ts';
import { kyselyOver } from './open.ts';
import { placeOf } from './pool.ts';
import { indexArticles } from './search.ts';
import { checkServer } from './server.ts';

export interface Copied {
  /** False when the server had all of it already. */
  readonly isChanged: boolean;
  /** Rows of each table, the same here and there. */
  readonly tables: readonly { readonly name: string; readonly rows: number }[];
}

/**
 * Copies the archive of a data folder to a PostgreSQL server, in one transaction: all of it or nothing. Done again, it makes
 * the server's archive like the folder's anew, as long as nobody has worked with the server's meanwhile.
 * @param options.progress called again and again, with a table and how many of its rows are copied
 * @throws Error, in words for the operator, when one of the two can't be used, or the server has an archive of its own
 */
export async function copyToPostgres(options: {
  folder: string;
  url: string;
  progress?: (table: string, done: number, rows: number) => void;
}): Promise<Copied> {
  const { folder, url, progress = () => {} } = options;
  const source = await openSource(folder);
  const place = placeOf(url);
  const db = kyselyOver(url, { kind: 'patient', place });
  try {
    await checkServer(db, place);
    await migrate(db, postgres, place);
    const isChanged = await db.transaction().execute((trx) => copy(trx, source, { folder, place, progress }));
    // The planner knows nothing yet of so many new rows.
    if (isChanged) await sql`analyze`.execute(db);
    return { isChanged, tables: source.tables.map((name) => ({ name, rows: source.count(name) })) };
  } finally {
    source.close();
    await db.destroy();
  }
}

interface Way {
  readonly folder: string;
  readonly place: string;
  readonly progress: (table: string, done: number, rows: number) => void;
}

async function copy(db: Db, source: Source, way: Way): Promise<boolean> {
  await createCopies(db);
  await sql`lock table ${sql.join(source.tables.map((table) => sql.table(table)))} in exclusive mode`.execute(db);
  const before = await stateOf(db, source.tables);
  const last = await lastCopy(db);
  const state = source.state();
  if (last?.server === before && last.source === state) return false;
  if (last?.server !== before && !(await isEmpty(db, source.tables))) {
    throw new Error(
      `${way.place} has an archive of its own, or has been at work since the last copy: name an empty database in DATABASE_URL`,
    );
  }
  await refuseAnother(db, source, way, last);
  await replace(db, source, way);
  await verify(db, source);
  await sql`insert into archive_copies (folder, source, server)
    values (${way.folder}, ${state}, ${await stateOf(db, source.tables)})`.execute(db);
  return true;
}

// ---- what may be written over ----------------------------------------------------------------------------------------

interface LastCopy {
  readonly folder: string;
  /** What both sides were like after it. */
  readonly source: string;
  readonly server: string;
}

async function createCopies(db: Db): Promise<void> {
  await sql`create table if not exists archive_copies (
    number bigint generated always as identity primary key,
    folder text not null, source text not null, server text not null
  )`.execute(db);
}

async function lastCopy(db: Db): Promise<LastCopy | undefined> {
  const { rows } = await sql<LastCopy>`
    select folder, source, server from archive_copies order by number desc limit 1`.execute(db);
  return rows[0];
}

/** Every row of every table counts, and their order does not. */
async function stateOf(db: Db, tables: readonly string[]): Promise<string> {
  const states: string[] = [];
  for (const table of tables) {
    const { rows } = await sql<{ state: string }>`
      select count(*) || ':' || coalesce(sum(hashtextextended(t::text, 0)), 0) as state from ${sql.table(table)} as t`.execute(
      db,
    );
    states.push(`${table}:${rows[0]?.state}`);
  }
  return states.join(' ');
}

async function isEmpty(db: Db, tables: readonly string[]): Promise<boolean> {
  for (const table of tables) {
    // The counters stand there from the beginning.
    const { rows } =
      table === 'counters'
        ? await sql`select 1 from counters where value > 0`.execute(db)
        : await sql`select 1 from ${sql.table(table)} limit 1`.execute(db);
    if (rows.length > 0) return false;
  }
  return true;
}

/** A copy of one archive is no place for another one. */
async function refuseAnother(
  db: Db,
  source: Source,
  { folder, place }: Way,
  last: LastCopy | undefined,
): Promise<void> {
  if (!last || last.folder === folder) return;
  const known = new Set<unknown>();
  for (const rows of source.batches('articles')) for (const { id } of rows) known.add(id);
  const there = await db.selectFrom('articles').select('id').execute();
  if (there.every(({ id }) => known.has(id))) return;
  throw new Error(
    `${place} has a copy of ${last.folder}, which is another archive: name an empty database in DATABASE_URL`,
  );
}

// ---- copying ---------------------------------------------------------------------------------------------------------

/** Articles never change: those that are there already stay. Everything else is written anew. */
async function replace(db: Db, source: Source, way: Way): Promise<void> {
  const others = source.tables.filter((table) => table !== 'articles');
  for (const table of others.toReversed()) await sql`delete from ${sql.table(table)}`.execute(db);
  await sql`truncate search_documents restart identity`.execute(db);
  const kept = await keepArticles(db, source);
  for (const table of source.tables) {
    const rows = source.count(table);
    let done = 0;
    for (const batch of source.batches(table)) {
      await insert(db, table, table === 'articles' ? batch.filter(({ id }) => !kept.has(id)) : batch);
      done += batch.length;
      way.progress(table, done, rows);
    }
  }
  await index(db, source, way);
}

/** Takes out the articles that the source has no more; the ids of those that stay. */
async function keepArticles(db: Db, source: Source): Promise<Set<unknown>> {
  const there = new Set<unknown>((await db.selectFrom('articles').select('id').execute()).map(({ id }) => id));
  const kept = new Set<unknown>();
  for (const batch of source.batches('articles')) for (const { id } of batch) if (there.has(id)) kept.add(id);
  const gone = [...there].filter((id) => !kept.has(id));
  await sql`delete from articles where id = any(${gone}::text[])`.execute(db);
  return kept;
}

async function insert(db: Db, table: string, rows: readonly SourceRow[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = sql.join(Object.keys(first).map((name) => sql.ref(name)));
  const values = JSON.stringify(rows, (_, value) =>
    typeof value === 'string' ? value.replaceAll('\0', '\ufffd') : value,
  );
  await sql`insert into ${sql.table(table)} (${columns})
    select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${values}::json)`.execute(db);
}

async function index(db: Db, source: Source, { progress }: Way): Promise<void> {
  let done = 0;
  for (const batch of source.searchable()) {
    const ids = batch.map(({ articleId }) => articleId);
    for (let at = 0; at < ids.length; at += ARTICLES_AT_ONCE) {
      const some = ids.slice(at, at + ARTICLES_AT_ONCE);
      const rows = await db.selectFrom('articles').select(ARTICLE_COLUMNS).where('id', 'in', some).execute();
      const articles = new Map(rows.map((row) => [row.id, articleOf(row)]));
      await indexArticles(
        db,
        batch.slice(at, at + ARTICLES_AT_ONCE).flatMap(({ articleId, day }) => {
          const article = articles.get(articleId);
          return article ? [{ article, day }] : [];
        }),
      );
      done += some.length;
      progress('search index', done, source.count('articles'));
    }
  }
}

const ARTICLES_AT_ONCE = 100;

async function verify(db: Db, source: Source): Promise<void> {
  for (const table of source.tables) {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(db);
    const [here, there] = [source.count(table), rows[0]?.count];
    if (here !== there) {
      throw new Error(`${table} has ${here} rows in the folder and ${there} on the server: nothing was copied`);
    }
  }
}
