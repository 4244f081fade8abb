import { describe, expect, it } from 'vitest';
import { createDesk } from '../../src/pipeline/desk.ts';
import { type Archive, ArchiveUnreachable } from '../../src/ports/archive.ts';
import { aCall, aRoom, read } from '../support/room.ts';

async function said(error: Error): Promise<string> {
  const room = await aRoom();
  const archive: Archive = { ...room.archive, firstSeen: () => Promise.reject(error) };
  const reply = await createDesk({ ...room, archive }).answer(aCall('news list').invocation, () => {});
  return reply === null ? '' : read(reply);
}

describe('a command that breaks', () => {
  it.each([
    [new ArchiveUnreachable('PostgreSQL at db:5432/news: Query read timeout'), /database does not answer just now/],
    [new Error('/srv/secret/newsdesk.db cannot grow, the disk is full: nothing was changed'), /disk is full/],
    [new Error('/srv/secret/newsdesk.db is busy: another program holds it; close it'), /Another program holds/],
    [new TypeError('x is not a function'), /Something went wrong here; the log says what/],
  ])('is answered with what is the matter, as far as it is everybody’s: %s', async (error, words) => {
    const text = await said(error);
    expect(text).toMatch(words);
    expect(text).not.toMatch(/secret|5432|function/);
  });
});
