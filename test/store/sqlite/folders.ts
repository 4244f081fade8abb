import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach } from 'vitest';
import type { Archive } from '../../../src/ports/archive.ts';
import { openSqliteArchive } from '../../../src/store/sqlite/open.ts';

/** Folders that no other test has, gone afterwards; and archives that are closed after each test. */
export function folders() {
  const root = mkdtempSync(join(tmpdir(), 'newsdesk-store-'));
  const opened: Archive[] = [];
  let count = 0;
  afterEach(async () => {
    for (const archive of opened.splice(0)) await archive.close();
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  return {
    /** Not created yet. */
    fresh: () => join(root, String(count++)),
    async open(folder: string, mode?: 'read'): Promise<Archive> {
      const archive = await openSqliteArchive(mode ? { folder, mode } : { folder });
      opened.push(archive);
      return archive;
    },
  };
}
