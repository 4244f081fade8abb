import { describe, expect, it } from 'vitest';
import { SECRET } from '../../support/news.ts';
import { read } from '../../support/room.ts';
import { aManagersRoom, type Given, give, type ManagersRoom } from './give.ts';

const inDocks = { channel: { platform: 'slack', id: 'CDOCKS' }, place: 'private' } as const;

/** As the desk writes what a handler says into the log. */
async function record(room: ManagersRoom, { call }: Given): Promise<void> {
  const { platform, workspace, channel, person } = call.invocation.caller;
  for (const subject of call.audited) {
    const entry = {
      at: room.clock.now(),
      platform,
      workspace,
      channel,
      person,
      command: call.invocation.command,
      subject,
    };
    await room.archive.recordAudit(entry);
  }
}

async function report(room: ManagersRoom, story: string, reason: string, channel = 'CHARBOUR') {
  const found = (await room.archive.stories({})).find(({ title }) => title.includes(story));
  const made = { person: 'UBEN', at: room.clock.now() };
  const id = `report-${story}-${reason}`.slice(0, 24);
  const where = { platform: 'slack', workspace: 'T1', channel: { platform: 'slack', id: channel } } as const;
  await room.archive.keepReport({ id, ...where, storyId: found?.id ?? '', reason, made });
}

describe('the audit', () => {
  it('shows who changed what and when, in the caller’s zone, and open reports', async () => {
    const room = await aManagersRoom();
    await record(room, await give(room, 'subscribe', { topic: 'energy' }));
    room.clock.skip(3_600_000);
    await record(room, await give(room, 'pause'));
    await report(room, 'toll', 'The date is wrong');
    const { reply } = await give(room, 'audit', {}, { zone: 'UTC' });
    expect(read(reply)).toMatchInlineSnapshot(`
      "The last 2 changes, newest first; 1 report is open.

      Changes
          • Tue 24 Nov, 08:30 · UANNA · pause · slack:CHARBOUR@08:00,
            slack:CHARBOUR@08:00.2
          • Tue 24 Nov, 07:30 · UANNA · subscribe · energy → slack:CHARBOUR@08:00.2

      Open reports
          • Tue 24 Nov, 08:30 · UBEN · Karsund puts a toll on the Osk strait: The date
            is wrong

      Times are of UTC. People are shown by their ids."
    `);
  });

  it('tells what was done in a private channel there only', async () => {
    const room = await aManagersRoom();
    await record(room, await give(room, 'topic add', { name: 'takeover', terms: 'takeover' }, inDocks));
    const elsewhere = await give(room, 'audit');
    expect(elsewhere.text).toContain('UANNA · topic add · in a private channel');
    expect(elsewhere.text).not.toContain('takeover');
    expect((await give(room, 'audit', {}, inDocks)).text).toContain('topic add · takeover');
  });

  it('never holds what people wrote', async () => {
    const room = await aManagersRoom();
    const words = 'tomato soup';
    const given = [
      await give(room, 'correct', { story: 'strait toll', text: words }),
      await give(room, 'topic add', { name: 'tea', terms: words, description: words }),
      await give(room, 'topic edit', { name: 'tea', terms: words, description: words }),
      await give(room, 'erase', { whom: 'me', confirm: 'erase' }),
    ];
    for (const one of given) await record(room, one);
    const entries = await room.archive.audit('slack', 'T1', 50);
    expect(entries).toHaveLength(4);
    expect(JSON.stringify(entries)).not.toContain(words);
  });

  it('keeps reports of hidden stories without a word of them, and leaves out those that were answered', async () => {
    const room = await aManagersRoom();
    await report(room, SECRET, `${SECRET} never said so`, 'CDEALS');
    await report(room, 'toll', 'The date is wrong');
    expect((await give(room, 'audit')).text).not.toContain(SECRET);
    expect((await give(room, 'audit')).text).toContain('on a story that is kept to another channel');
    expect((await give(room, 'audit')).text).toContain('The date is wrong');
    room.clock.skip(60_000);
    await give(room, 'correct', { story: 'strait toll', text: 'It is 3 May.' });
    const { text } = await give(room, 'audit');
    expect(text).not.toContain('The date is wrong');
    expect(text).toContain('1 report is open');
  });

  it('is of this workspace alone, and as long as was asked', async () => {
    const room = await aManagersRoom();
    for (const topic of ['energy', 'shipping', 'all']) await record(room, await give(room, 'subscribe', { topic }));
    expect((await give(room, 'audit', {}, { workspace: 'T2' })).text).toContain(
      'Nothing was changed here yet; no report is open.',
    );
    expect((await give(room, 'audit', { entries: '1' })).text).toContain('The last 1 change, newest first');
  });
});
