import { describe, expect, it } from 'vitest';
import { createDesk } from '../../src/pipeline/desk.ts';
import { type Archive, ArchiveUnreachable } from '../../src/ports/archive.ts';
import { aCall, aRoom, read, type TestRoom } from '../support/room.ts';

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

describe('a change that breaks', () => {
  const LOST = new ArchiveUnreachable('PostgreSQL at db:5432/news lost the connection');
  const FULL = new Error('/srv/secret/newsdesk.db cannot grow, the disk is full: nothing was changed');

  async function pausing(breaks: (room: TestRoom) => Partial<Archive>): Promise<{ text: string; entries: number }> {
    const room = await aRoom();
    const archive: Archive = { ...room.archive, ...breaks(room) };
    const { invocation } = aCall('news-admin pause', {}, { manager: true });
    const reply = await createDesk({ ...room, archive }).answer(invocation, () => {});
    const entries = (await room.archive.audit('slack', 'T1', 50)).length;
    return { text: reply === null ? '' : read(reply).replace(/\s+/g, ' '), entries };
  }

  it('before it is begun is said not to be made', async () => {
    const { text, entries } = await pausing(() => ({ firstSeen: () => Promise.reject(LOST) }));
    expect(text).toMatch(/so nothing was looked up or changed/);
    expect(entries).toBe(0);
  });

  it('in the middle is said to be made or not, where the database took the answer with it', async () => {
    const lost = async ({ archive }: TestRoom, change: Parameters<Archive['atOnce']>[0]) => {
      await archive.atOnce(change);
      throw LOST;
    };
    const { text, entries } = await pausing((room) => ({ atOnce: (change) => lost(room, change) as Promise<never> }));
    expect(text).toMatch(/I can’t tell whether that was done\. Please look/);
    expect(entries).toBe(1);
  });

  it('in the middle is said not to be made, where all of it was undone', async () => {
    const undone = ({ archive }: TestRoom, change: Parameters<Archive['atOnce']>[0]) =>
      archive.atOnce(async (within) => {
        await change(within);
        throw FULL;
      });
    const { text, entries } = await pausing((room) => ({ atOnce: (change) => undone(room, change) as Promise<never> }));
    expect(text).toMatch(/disk is full, so it can keep nothing/);
    expect(entries).toBe(0);
  });

  it('is not made any more for somebody who was told meanwhile that it was interrupted, or was erased', async () => {
    const room = await aRoom();
    const invocation = { ...aCall('news-admin pause', {}, { manager: true }).invocation, back: 'back' };
    const atOnce: Archive['atOnce'] = async (change) => {
      await room.archive.dropUnanswered(invocation.event);
      return room.archive.atOnce(change);
    };
    const reply = await createDesk({ ...room, archive: { ...room.archive, atOnce } }).answer(invocation, () => {});
    expect(reply && read(reply)).toMatch(/^That was interrupted for so long that it was not done any more/);
    expect(await room.archive.pausedSubscriptions()).toEqual([]);
  });

  it('once it is made is said to be made, with what may be missing', async () => {
    const room = await aRoom();
    const archive: Archive = { ...room.archive, fileUnder: () => Promise.reject(LOST) };
    const { invocation } = aCall('news-admin topic add', { name: 'tea', terms: 'tea' }, { manager: true });
    const reply = await createDesk({ ...room, archive }).answer(invocation, () => {});
    expect(reply && read(reply)).toMatch(/^That was done\. Something went wrong after it/);
    expect((await room.archive.keptTopics()).map(({ name }) => name)).toEqual(['tea']);
  });
});
