import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { lockFolder } from './lock.ts';
import { openSqliteArchive } from './open.ts';

export type SourceRow = Readonly<Record<string, SQLOutputValue>>;

/** An archive as rows, for a copy of all of it. */
export interface Source {
  /** Each after those that its rows refer to; the search index is none of them. */
  readonly tables: readonly string[];
  count(table: string): number;
  /** Some of a table's rows at a time. A row that refers to another of the same table comes after it. */
  batches(table: string): Iterable<readonly SourceRow[]>;
  /** Ids and days of the articles that can be searched for, in the order in which they came in. */
  searchable(): Iterable<readonly { articleId: string; day: string }[]>;
  /** The same for the same rows, of all tables. */
  state(): string;
  close(): void;
}

/** Rows handed out at a time, unless they are large. */
const MOST_ROWS = 1_000;
const MOST_CHARACTERS = 2_000_000;

/**
 * Takes the folder's archive for this process. As any start does, it brings it up to this program's schema and ends the leases
 * of processes that are gone; it changes nothing else.
 * @throws Error, in words for the operator, when there is no archive in the folder or another process holds it
 */
export async function openSource(folder: string): Promise<Source> {
  const file = join(folder, 'newsdesk.db');
  if (!existsSync(file)) throw new Error(`there is no archive in ${folder}: it has no newsdesk.db`);
  await (await openSqliteArchive({ folder })).close();
  const lock = lockFolder(folder);
  const database = new DatabaseSync(file, { readOnly: true });
  const tables = tablesOf(database);
  return {
    tables,
    count: (table) => Number(database.prepare(`select count(*) as rows from "${table}"`).get()?.['rows']),
    batches: (table) => batched(database.prepare(`select * from "${table}" ${ORDER[table] ?? ''}`).iterate()),
    searchable: () =>
      batched(
        database.prepare('select article_id as articleId, day from search_documents order by number').iterate(),
      ) as Iterable<readonly { articleId: string; day: string }[]>,
    state: () => stateOf(database, tables),
    close() {
      database.close();
      lock.release();
    },
  };
}

/** Copies after their originals; rows without a key in the order in which they were written. */
const ORDER: Readonly<Record<string, string>> = { articles: 'order by duplicate_of is not null, rowid' };

function* batched(rows: Iterable<SourceRow>): Generator<SourceRow[]> {
  let batch: SourceRow[] = [];
  let characters = 0;
  for (const row of rows) {
    batch.push(row);
    for (const value of Object.values(row)) if (typeof value === 'string') characters += value.length;
    if (batch.length < MOST_ROWS && characters < MOST_CHARACTERS) continue;
    yield batch;
    batch = [];
    characters = 0;
  }
  if (batch.length > 0) yield batch;
}

/** Each after those that its rows refer to; neither the search index nor the version. */
export function tablesOf(database: DatabaseSync): string[] {
  const found = database
    .prepare(`select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name`)
    .all()
    .map(({ name }) => String(name))
    .filter((name) => !name.startsWith('search_') && name !== 'schema_version');
  const sorted: string[] = [];
  const visit = (table: string) => {
    if (sorted.includes(table)) return;
    const referred = database.prepare(`select distinct "table" as name from pragma_foreign_key_list(?)`).all(table);
    for (const { name } of referred) if (name !== table) visit(String(name));
    sorted.push(table);
  };
  for (const table of found) visit(table);
  return sorted;
}

function stateOf(database: DatabaseSync, tables: readonly string[]): string {
  const hash = createHash('sha256');
  for (const table of tables) {
    hash.update(`${table}\n`);
    for (const row of database.prepare(`select * from "${table}" ${ORDER[table] ?? ''}`).iterate()) {
      hash.update(JSON.stringify(row));
    }
  }
  return hash.digest('hex');
}
