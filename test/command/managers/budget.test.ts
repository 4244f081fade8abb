import { describe, expect, it } from 'vitest';
import type { Args } from '../../../src/command/command.ts';
import { DEFAULT_LIMITS } from '../../../src/command/everyone/limits.ts';
import { plainText } from '../../../src/message/plain.ts';
import { createDesk } from '../../../src/pipeline/desk.ts';
import { aCall, read, type TestRoom } from '../../support/room.ts';
import { aManagersRoom, give, press } from './give.ts';

describe('the budget of questions', () => {
  it('shows what holds and what was asked today', async () => {
    const room = await aManagersRoom();
    const by = {
      platform: 'slack',
      workspace: 'T1',
      person: 'UBEN',
      channel: { platform: 'slack', id: 'CHARBOUR' },
    } as const;
    const limits = { perPerson: 9, perChannel: 9, perWorkspace: 9 };
    await room.archive.spendQuestion(by, '2026-11-24', limits);
    await room.archive.spendQuestion({ ...by, channel: { platform: 'slack', id: 'CDOCKS' } }, '2026-11-24', limits);
    await room.archive.spendQuestion(by, '2026-11-23', limits);
    const { reply, call } = await give(room, 'budget');
    expect(read(reply)).toMatchInlineSnapshot(`
      "Questions a day, and what was asked today:

      Questions a day
          • One person: 20 questions; you asked 0 today.
          • One channel: 100 questions; 1 asked in this one today.
          • Everybody together: 500 questions; 2 asked today.

      A day begins at midnight UTC. Whichever limit is reached first holds; a question
      beyond it costs nothing."
    `);
    expect(call.audited).toEqual([]);
  });

  it('sets the limits that are given and leaves the others', async () => {
    const room = await aManagersRoom();
    const { text, call } = await give(room, 'budget', { person: '5', everybody: '0' });
    expect(text).toMatch(/^The limits are changed, from now on\./);
    expect(await room.archive.questionLimits('slack', 'T1')).toEqual({
      perPerson: 5,
      perChannel: 100,
      perWorkspace: 0,
    });
    expect(await room.archive.questionLimits('slack', 'T2')).toBe(null);
    expect(call.audited).toEqual(['questions a day']);
    expect((await give(room, 'budget', { person: '5' })).call.audited).toEqual([]);
  });

  it('goes back to the usual limits by a button, which is there where they are others', async () => {
    const room = await aManagersRoom();
    expect((await give(room, 'budget')).reply.message.controls).toBeUndefined();
    const changed = await give(room, 'budget', { person: '5', everybody: '0' });
    const back = await press(room, changed, 'Back to the usual limits');
    expect(back.text).toMatch(/^The limits are changed, from now on\./);
    expect(await room.archive.questionLimits('slack', 'T1')).toEqual(DEFAULT_LIMITS);
    expect(back.reply.message.controls).toBeUndefined();
  });

  it.each([
    [{ person: '0' }, /^The managers here have switched questions off\. \/news search costs nothing\.$/],
    [{ channel: '0' }, /^The managers here have switched questions in channels off\./],
    [{ person: '-1' }, /^The option “person” takes a whole number from 0 to 10000\.$/],
    [{ everybody: '1000000000' }, /^The option “everybody” takes a whole number from 0 to 1000000\.$/],
    [{ person: 'many' }, /^The option “person” takes a whole number/],
  ])('with %o is taken at its word, or said to be none', async (args, words) => {
    const room = await aManagersRoom();
    const desk = createDesk(room as unknown as TestRoom);
    const say = async (command: string, given: Args, over = {}) => {
      const reply = await desk.answer(
        aCall(command, given, { event: `slack:${command}`, ...over }).invocation,
        () => {},
      );
      return reply ? plainText(reply.message) : '';
    };
    const set = await say('news-admin budget', args, { manager: true });
    const asked = await say('news ask', { question: 'What is new?' });
    expect(set.startsWith('The limits are changed') ? asked : set).toMatch(words);
    expect(room.asked).toHaveLength(set.startsWith('The limits are changed') ? 0 : 1);
  });
});
