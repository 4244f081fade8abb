import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openSqliteArchive } from '../../src/store/sqlite/open.ts';
import { archiveContract } from './contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'newsdesk-store-'));
let opened = 0;

archiveContract('the archive on SQLite', () => openSqliteArchive({ folder: join(folder, String(opened++)) }));

afterAll(() => rmSync(folder, { recursive: true, force: true }));
