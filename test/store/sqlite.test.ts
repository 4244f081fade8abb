import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll } from 'vitest';
import type { Archive } from '../../src/ports/archive.ts';
import { openSqliteArchive } from '../../src/store/sqlite/open.ts';
import type { Tables } from './contract/erase-tables.ts';
import { archiveContract } from './contract.ts';

const root = mkdtempSync(join(tmpdir(), 'newsdesk-store-'));
const folders = new Map<Archive, string>();

async function open(): Promise<Archive> {
  const folder = join(root, String(folders.size));
  const archive = await openSqliteArchive({ folder });
  folders.set(archive, folder);
  return archive;
}

async function tables(archive: Archive): Promise<Tables> {
  const database = new DatabaseSync(join(folders.get(archive) ?? '', 'newsdesk.db'), { readOnly: true });
  // What FTS5 keeps for itself is bytes.
  const names = database
    .prepare(`select name from sqlite_master where type = 'table' and name not like 'search_index%'`)
    .all();
  const found = names.map(({ name }): [string, Tables[string]] => {
    const columns = database
      .prepare(`select name from pragma_table_info(?) where lower(type) = 'text'`)
      .all(String(name));
    return [String(name), { texts: columns.map((column) => String(column['name'])), rows: rowsOf(database, name) }];
  });
  database.close();
  return Object.fromEntries(found);
}

function rowsOf(database: DatabaseSync, table: unknown) {
  return database.prepare(`select * from "${table}"`).all();
}

archiveContract('the archive on SQLite', open, tables);

afterAll(() => rmSync(root, { recursive: true, force: true }));
