import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { Archive } from '../../../src/ports/archive.ts';
import { folders } from './folders.ts';
import { startScript } from './processes.ts';

const WRITER = new URL('./writer.ts', import.meta.url);
const { fresh, open } = folders();

const KILLS = 6;

describe('kill -9 while writing', () => {
  it('loses nothing that was acknowledged and damages nothing', async () => {
    const folder = fresh();
    const acknowledged: string[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      const writer = startScript(WRITER, folder, String(kill * 1000));
      await writer.lines(20 + 7 * kill);
      acknowledged.push(...(await writer.kill()));
    }
    expect(acknowledged.length).toBeGreaterThan(20 * KILLS);
    // What the last kill left behind can be read at once, before any writer has tidied up.
    const reader = await open(folder, 'read');
    expect((await reader.counts()).articles).toBeGreaterThan(0);
    expect(await reader.search('ferry', 1)).toHaveLength(1);
    expect(problemsIn(folder)).toEqual([]);

    const archive = await open(folder);
    for (const line of acknowledged) {
      const [what = '', id = ''] = line.split(' ');
      expect(await isThere(archive, what, id), line).toBe(true);
    }
  });
});

async function isThere(archive: Archive, what: string, id: string): Promise<boolean> {
  switch (what) {
    case 'taken':
      return (await archive.article(id)) !== null;
    case 'read':
      return (await archive.summary(id)) !== null;
    case 'published':
      return (await archive.deliveries(id)).length === 1;
    case 'sent':
      return (await archive.deliveries(id)).every(({ state }) => state.kind === 'sent');
    default:
      return false;
  }
}

/** What SQLite finds wrong with the file, its references and its search index. */
function problemsIn(folder: string): string[] {
  const database = new DatabaseSync(join(folder, 'newsdesk.db'));
  const rows = (statement: string) =>
    database
      .prepare(statement)
      .all()
      .map((row) => Object.values(row).join(' '));
  const problems = [...rows('pragma integrity_check'), ...rows('pragma foreign_key_check')];
  const unlike = database
    .prepare(
      `select (select count(*) from articles) as articles, (select count(*) from readings) as readings,
        (select count(*) from search_documents) as documents, (select count(*) from search_index_docsize) as indexed`,
    )
    .get() as Record<string, number>;
  database.close();
  if (new Set(Object.values(unlike)).size > 1) problems.push(JSON.stringify(unlike));
  return problems.filter((problem) => problem !== 'ok');
}
