/** How far a manager's hand reaches: to the channel that they manage, and not beyond. */
import { describe, expect, it } from 'vitest';
import { completions } from '../../../src/command/complete.ts';
import { plainText } from '../../../src/message/plain.ts';
import { createDesk } from '../../../src/pipeline/desk.ts';
import { anArticle } from '../../support/articles.ts';
import { aCall, aCaller, DEALS, HARBOUR, type TestRoom } from '../../support/room.ts';
import { aManagersRoom, give, posted } from './give.ts';

/** Somebody who was handed this one channel. */
const CARETAKER = { person: 'UCARE', reach: 'channel' } as const;
const ELSEWHERE = { channel: { platform: 'slack', id: 'CDOCKS' } } as const;

describe('a manager of one channel only', () => {
  it('makes topics that are known in this channel only, by name and by subscribing to words', async () => {
    const room = await aManagersRoom();
    await give(room, 'topic add', { name: 'tea', terms: 'tea' }, CARETAKER);
    const proposed = await give(room, 'subscribe', { topic: 'ferry tickets' }, CARETAKER);
    const button = proposed.reply.message.controls?.[0];
    if (button?.kind !== 'button') throw new Error('nothing was proposed');
    await give(room, 'subscribe', button.action.args, CARETAKER);
    expect((await room.archive.keptTopics()).map(({ name, channel }) => [name, channel])).toEqual([
      ['ferry-tickets', HARBOUR],
      ['tea', HARBOUR],
    ]);
    expect((await give(room, 'topic edit', { name: 'tea', terms: 'tea, cups' }, CARETAKER)).text).toContain(
      'is changed',
    );
  });

  it('changes and removes no topic that others use', async () => {
    const room = await aManagersRoom();
    await give(room, 'topic add', { name: 'tea', terms: 'tea' });
    await give(room, 'subscribe', { topic: 'tea' }, ELSEWHERE);
    const before = [await room.archive.keptTopics(), await room.archive.keptSubscriptions(), posted(room)];
    for (const command of ['topic edit', 'topic remove']) {
      const { text, call } = await give(room, command, { name: 'tea', terms: 'coffee' }, CARETAKER);
      expect(text).toBe('The topic tea is everybody’s on this server; you manage this channel only.');
      expect(call.audited).toEqual([]);
    }
    expect([await room.archive.keptTopics(), await room.archive.keptSubscriptions(), posted(room)]).toEqual(before);
  });

  it('tries the posts to this channel again, and no article', async () => {
    const at = new Date('2026-11-24T07:00:00Z');
    const room = await aManagersRoom({ news: [{ article: anArticle(), at, summary: null }] });
    for (const claim of await room.archive.claimReading(at, 60_000, 1))
      await room.archive.failReading(claim, { reason: 'no answer', raw: null, nextAt: null });
    expect((await give(room, 'retry', {}, CARETAKER)).text).toMatch(/^There is nothing to try again/);
    expect((await give(room, 'retry')).text).toMatch(/^Trying again: 1 article/);
  });

  it('is told in a sentence what a manager of the whole server can do', async () => {
    const room = await aManagersRoom();
    const { invocation } = aCall('news-admin budget', { person: '1' }, { manager: true, ...CARETAKER });
    const reply = await createDesk(room as unknown as TestRoom).answer(invocation, () => {});
    expect(reply && plainText(reply.message)).toBe(
      'You manage this channel only, and /news-admin budget changes more than that: a manager of the whole server can use it.',
    );
    expect(await room.archive.questionLimits('slack', 'T1')).toBeNull();
  });
});

describe('what is offered of another channel', () => {
  it('is nothing where it is another workspace’s', async () => {
    const room = await aManagersRoom();
    await give(room, 'subscribe', { topic: 'energy' }, { ...ELSEWHERE, workspace: 'T2' });
    const offered = (workspace: string) => {
      const request = {
        command: 'news-admin unsubscribe',
        option: 'topic',
        typed: '',
        args: { channel: 'slack:CDOCKS' },
      };
      return completions({ ...request, caller: aCaller({ manager: true, workspace }) }, room as unknown as TestRoom);
    };
    expect((await offered('T2')).map(({ value }) => value)).toContain('energy');
    expect(await offered('T1')).toEqual([]);
  });

  it('names no topic that is kept from the caller’s own', async () => {
    const room = await aManagersRoom();
    await give(room, 'subscribe', { topic: 'mergers' }, { channel: DEALS });
    const request = {
      command: 'news-admin unsubscribe',
      option: 'topic',
      typed: '',
      args: { channel: 'slack:CDEALS' },
    };
    const offered = await completions({ ...request, caller: aCaller({ manager: true }) }, room as unknown as TestRoom);
    expect(JSON.stringify(offered)).not.toContain('mergers');
  });
});
