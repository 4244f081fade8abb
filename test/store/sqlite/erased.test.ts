import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Channel } from '../../../src/digest/subscription.ts';
import { openSqliteArchive } from '../../../src/store/sqlite/open.ts';
import { anEntry, ILSE, TOMAS, WORKSPACE } from '../contract/kept.ts';
import { at } from '../contract/times.ts';

const CHANNEL: Channel = { platform: 'slack', id: 'C0DESK' };
const FILES = ['newsdesk.db', 'newsdesk.db-wal'];

it('leaves nothing of a person in the bytes of the database’s files', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'newsdesk-erased-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const archive = await openSqliteArchive({ folder });
  onTestFinished(() => archive.close());
  // Enough that pages fill, split and are used again.
  for (let n = 0; n < 300; n++) {
    const person = n % 3 === 0 ? ILSE : TOMAS;
    const turn = { question: `${person} asks ${'x'.repeat(n)}`, answer: 'y'.repeat(n * 2), articleIds: [], at: at(n) };
    await archive.keepTurn(CHANNEL, 'root', person, WORKSPACE, turn);
    await archive.recordAudit(anEntry({ person, subject: 'z'.repeat(n % 60) }));
  }
  const bytes = () =>
    FILES.filter((name) => existsSync(join(folder, name))).map((name) => readFileSync(join(folder, name)));
  expect(bytes().some((file) => file.includes(ILSE))).toBe(true);
  await archive.erase({ platform: 'slack', person: ILSE, within: null });
  expect(bytes().some((file) => file.includes(ILSE))).toBe(false);
  expect(bytes().some((file) => file.includes(TOMAS))).toBe(true);
});
