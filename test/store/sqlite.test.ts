import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll } from 'vitest';
import type { Archive } from '../../src/ports/archive.ts';
import { openSqliteArchive } from '../../src/store/sqlite/open.ts';
import { archiveContract } from './contract.ts';

const root = mkdtempSync(join(tmpdir(), 'newsdesk-store-'));
const folders = new Map<Archive, string>();

async function open(): Promise<Archive> {
  const folder = join(root, String(folders.size));
  const archive = await openSqliteArchive({ folder });
  folders.set(archive, folder);
  return archive;
}

async function dump(archive: Archive): Promise<string> {
  const database = new DatabaseSync(join(folders.get(archive) ?? '', 'newsdesk.db'), { readOnly: true });
  // What FTS5 keeps for itself is bytes.
  const tables = database
    .prepare(`select name from sqlite_master where type = 'table' and name not like 'search_index%'`)
    .all();
  const rows = tables.flatMap(({ name }) => database.prepare(`select * from "${name}"`).all());
  database.close();
  return rows.map((row) => JSON.stringify(row)).join('\n');
}

archiveContract('the archive on SQLite', open, dump);

afterAll(() => rmSync(root, { recursive: true, force: true }));
