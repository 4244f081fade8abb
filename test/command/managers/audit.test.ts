import { describe, expect, it } from 'vitest';
import { SECRET } from '../../support/news.ts';
import { read } from '../../support/room.ts';
import { aManagersRoom, type Given, give, type ManagersRoom, press } from './give.ts';

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
          • Tue 24 Nov, 08:30 · UANNA · pause · the 08:00 digest here, the 08:00
            digest here
          • Tue 24 Nov, 07:30 · UANNA · subscribe · energy → the 08:00 digest here

      Open reports
          • Tue 24 Nov, 08:30 · UBEN · Karsund puts a toll on the Osk strait: The date
            is wrong

      Times in UTC. People and other channels are shown by their ids."
    `);
  });

  it('names stories and digests in words, and no story that is kept to other channels', async () => {
    const room = await aManagersRoom();
    await record(room, await give(room, 'correct', { story: 'strait toll', text: 'It is 3 May.' }));
    const secret = (await room.archive.stories({})).find(({ title }) => title.includes(SECRET));
    const { text } = await give(room, 'audit');
    expect(text).toContain('correct · “Karsund puts a toll on the Osk strait”');
    const entry = { at: room.clock.now(), platform: 'slack', workspace: 'T1', person: 'UANNA' } as const;
    const channel = { platform: 'slack', id: 'CDOCKS' } as const;
    await room.archive.recordAudit({ ...entry, channel, command: 'news-admin mute', subject: `story ${secret?.id}` });
    const hiding = (await give(room, 'audit')).text;
    expect(hiding).toContain('mute · story (one that can’t be shown here)');
    expect(hiding).not.toContain(SECRET);
  });

  it('names two stories that were made one, and an article that was parted, in words', async () => {
    const room = await aManagersRoom();
    await record(room, await give(room, 'story merge', { story: 'strait toll', with: 'dockers' }));
    const merged = (await give(room, 'audit')).text;
    expect(merged).toContain('story merge · “Dockers walk out at Port Halden” with another, which it has taken in');
    const story = (await room.archive.stories({})).find(({ title }) => title.startsWith('Dockers'));
    const article = story?.articles.find(({ title }) => /toll/.test(title));
    await record(room, await give(room, 'story split', { story: story?.id ?? '', article: article?.id ?? '' }));
    const parted = (await give(room, 'audit')).text;
    expect(parted).toContain(`story split · “${article?.title}” from “Dockers walk out at Port Halden”`);
    expect(parted).not.toContain(article?.id);
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
      await give(room, 'topic edit', { name: 'tea', terms: `${words}, cups`, description: words }),
      await give(room, 'erase', { whom: 'me', confirm: 'erase' }),
    ];
    for (const one of given) await record(room, one);
    const entries = await room.archive.audit('slack', 'T1', 50);
    expect(entries).toHaveLength(given.length);
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

  it('holds a muted name only where it is in everybody’s news', async () => {
    const room = await aManagersRoom();
    for (const name of ['Highland Post', 'tomato soup', SECRET]) {
      await record(room, await give(room, 'mute', { what: 'source', name }));
      await record(room, await give(room, 'mute', { what: 'actor', name }));
    }
    const subjects = (await room.archive.audit('slack', 'T1', 50)).map(({ subject }) => subject);
    expect(subjects.filter((subject) => subject === 'source Highland Post')).toHaveLength(1);
    expect(JSON.stringify(subjects)).not.toMatch(new RegExp(`tomato|${SECRET}`));
  });

  it('is read page by page, back to the first entry', async () => {
    const room = await aManagersRoom();
    for (let day = 1; day <= 5; day++) await record(room, await give(room, 'budget', { person: String(day) }));
    const first = await give(room, 'audit', { entries: '2' });
    const second = await press(room, first, 'Older');
    const third = await press(room, second, 'Older');
    expect(second.text).toMatch(/^2 older changes, after the newest 2\./);
    expect(third.text).toMatch(/^1 older change, after the newest 4\./);
    expect(third.reply.message.controls).toBeUndefined();
    const lines = [first, second, third].map(({ text }) => text.match(/UANNA · budget/g)?.length);
    expect(lines).toEqual([2, 2, 1]);
  });

  it('tells somebody who manages one channel what was done and reported in that one', async () => {
    const room = await aManagersRoom();
    const docks = { ...inDocks, place: 'public' } as const;
    await record(room, await give(room, 'pause'));
    await record(room, await give(room, 'mute', { what: 'source', name: 'Highland Post' }, docks));
    await report(room, 'toll', 'The date is wrong');
    const { text } = await give(room, 'audit', {}, { ...docks, reach: 'channel' });
    expect(text).toContain('The last change; no report is open.');
    expect(text).toContain('mute · source Highland Post');
    expect((await give(room, 'audit', {}, { reach: 'channel' })).text).toContain('The date is wrong');
  });

  it('tells what a report says where it was written, and elsewhere only where everybody could read it', async () => {
    const room = await aManagersRoom();
    await report(room, 'toll', 'The docks know better', 'CDOCKS');
    expect((await give(room, 'audit')).text).not.toContain('The docks know better');
    expect((await give(room, 'audit')).text).toContain(
      '(in another channel): /news-admin audit there tells what it says',
    );
    expect((await give(room, 'audit', {}, inDocks)).text).toContain('The docks know better');
    await give(room, 'subscribe', { topic: 'energy' }, { ...inDocks, place: 'public' });
    expect((await give(room, 'audit')).text).toContain('(in another channel): The docks know better');
    await report(room, 'toll', 'Said to Newsdesk alone', 'DBEN');
    expect((await give(room, 'audit')).text).toContain('Said to Newsdesk alone');
  });

  it('is of this workspace alone, and as long as was asked', async () => {
    const room = await aManagersRoom();
    for (const topic of ['energy', 'shipping', 'all']) await record(room, await give(room, 'subscribe', { topic }));
    expect((await give(room, 'audit', {}, { workspace: 'T2' })).text).toContain(
      'Nothing was changed here yet; no report is open.',
    );
    expect((await give(room, 'audit', { entries: '1' })).text).toContain('The last change;');
  });
});
