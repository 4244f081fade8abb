import { describe, expect, it } from 'vitest';
import { HARBOUR } from '../../support/room.ts';
import { aManagersRoom, give, type ManagersRoom } from './give.ts';

const WHO = 'UANNA';

/** Everything that the archive keeps of the conversation, as text. */
async function kept({ archive, clock }: ManagersRoom): Promise<string> {
  return JSON.stringify([
    await archive.keptSubscriptions(),
    await archive.keptTopics(),
    await archive.pausedSubscriptions(),
    await archive.mutes(HARBOUR, clock.now()),
    await archive.reports('slack', 'T1', 50),
    await archive.audit('slack', 'T1', 50),
    await archive.questionLimits('slack', 'T1'),
    await archive.turns(HARBOUR, 'root-1', 50),
  ]);
}

async function aLivedInRoom(): Promise<ManagersRoom> {
  const room = await aManagersRoom();
  await give(room, 'topic add', { name: 'islands', terms: 'island' });
  await give(room, 'subscribe', { topic: 'islands' });
  await give(room, 'mute', { what: 'source', name: 'Highland Post' });
  await give(room, 'budget', { person: '3' });
  await give(room, 'pause');
  const made = { person: WHO, at: room.clock.now() };
  const place = { platform: 'slack', workspace: 'T1', channel: HARBOUR } as const;
  await room.archive.keepReport({ id: 'r1', ...place, storyId: 's1', reason: 'wrong', made });
  const turn = { question: 'What toll?', answer: 'A toll.', articleIds: [], at: room.clock.now() };
  await room.archive.keepTurn(HARBOUR, 'root-1', WHO, 'T1', turn);
  await room.archive.recordAudit({
    ...place,
    at: room.clock.now(),
    person: WHO,
    command: 'news-admin pause',
    subject: 'x',
  });
  return room;
}

/** As the audit log has them: by whom, and what. */
async function erasures({ archive }: ManagersRoom): Promise<string[]> {
  const entries = await archive.audit('slack', 'T1', 50);
  return entries.filter(({ command }) => command === 'news-admin erase').map((one) => `${one.person}: ${one.subject}`);
}

describe('erasing', () => {
  it('takes a person’s own words and makes the rest nameless', async () => {
    const room = await aLivedInRoom();
    expect(await kept(room)).toContain(WHO);
    const { text } = await give(room, 'erase', { whom: 'me', confirm: 'Erase' });
    expect(text).toMatch(
      /^What was kept of you is erased\. \d+ entries were erased or made nameless\. Articles, and what was read in them, are nobody’s and stay\.$/,
    );
    expect(await erasures(room)).toEqual(['erased: a person']);
    const left = await kept(room);
    expect(left).not.toContain(WHO);
    expect(left).not.toContain('What toll?');
    expect(left).toContain('islands');
  });

  it('takes everything of a workspace, and leaves the articles', async () => {
    const room = await aLivedInRoom();
    const before = await room.archive.counts();
    const { text } = await give(room, 'erase', { whom: 'everything', confirm: 'erase' });
    expect(text).toMatch(/^Everything that was kept of this place is erased: .* \d+ entries were erased/);
    expect(text).toContain('What the operator’s list brings here stays.');
    expect(await kept(room)).toBe(
      JSON.stringify([
        [],
        [],
        [{ id: 'slack:CHARBOUR@08:00', by: { person: 'erased', at: room.clock.now() } }],
        [],
        [],
        [],
        null,
        [],
      ]),
    );
    expect(await room.archive.counts()).toEqual(before);
  });

  it('takes another person by id or mention, without keeping the id in the log', async () => {
    const room = await aLivedInRoom();
    const { text } = await give(room, 'erase', { whom: '<@UANNA|anna>', confirm: 'erase' }, { person: 'UCARL' });
    expect(text).toContain('What was kept of UANNA is erased.');
    expect(await erasures(room)).toEqual(['UCARL: a person']);
    expect(await kept(room)).not.toContain(WHO);
    const again = await give(room, 'erase', { whom: WHO, confirm: 'erase' }, { person: 'UCARL' });
    expect(again.text).toMatch(/^Nothing was kept of UANNA\./);
    expect(await erasures(room)).toHaveLength(1);
  });

  it('takes people of the platforms by their full ids in the terminal, and says how they are written', async () => {
    const room = await aLivedInRoom();
    const terminal = { platform: 'console', id: 'terminal' } as const;
    const operator = { platform: 'console', person: 'operator', workspace: null, channel: terminal } as const;
    const bare = await give(room, 'erase', { whom: WHO, confirm: 'erase' }, operator);
    expect(bare.text).toMatch(/^Nothing was kept of UANNA\. People of Slack and Discord are written slack:U0123ABCD/);
    expect((await give(room, 'erase', { whom: `slack:${WHO}`, confirm: 'erase' }, operator)).text).toContain(
      'is erased',
    );
    expect(await kept(room)).not.toContain(WHO);
  });

  it('reaches no other platform from chat, and nobody else for a manager of one channel', async () => {
    const room = await aLivedInRoom();
    const before = await kept(room);
    const words = async (whom: string, over = {}) =>
      (await give(room, 'erase', { whom, confirm: 'erase' }, { person: 'UCARL', ...over })).text;
    expect(await words('discord:1234567890')).toMatch(/^“discord:1234567890” is nobody’s id/);
    const caretaker = { reach: 'channel' } as const;
    expect(await words(WHO, caretaker)).toMatch(/^You manage this channel only/);
    expect(await words('everything', caretaker)).toMatch(/^You manage this channel only/);
    expect(await kept(room)).toBe(before);
    expect(await words('me', { ...caretaker, person: WHO })).toMatch(/^What was kept of you is erased/);
  });

  it.each([
    [{ whom: 'me', confirm: 'yes' }, {}, /^Nothing was erased\./],
    [{ whom: 'the lot', confirm: 'erase' }, {}, /^“the lot” is nobody’s id\./],
    [{ whom: 'everything', confirm: 'erase' }, { workspace: null }, /^There is no workspace or server here to erase/],
  ])('erases nothing of %o', async (args, over, words) => {
    const room = await aLivedInRoom();
    const before = await kept(room);
    const { text, call } = await give(room, 'erase', args, over);
    expect(text).toMatch(words);
    expect(call.audited).toEqual([]);
    expect(await kept(room)).toBe(before);
  });
});
