import { describe, expect, it } from 'vitest';
import { read } from '../../support/room.ts';
import { aManagersRoom, give } from './give.ts';

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

      A day begins at midnight UTC. A question beyond the limits is told so, and costs
      nothing."
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
});
