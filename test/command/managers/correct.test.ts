import { describe, expect, it } from 'vitest';
import type { Caller, Reply } from '../../../src/command/command.ts';
import { EVERYONE } from '../../../src/command/everyone/handlers.ts';
import { plainText } from '../../../src/message/plain.ts';
import { SECRET } from '../../support/news.ts';
import { aCall, type TestRoom } from '../../support/room.ts';
import { aManagersRoom, give, type ManagersRoom, posted } from './give.ts';

const WORDS = 'The toll begins on 3 May, not on 5 May.';
/** The reply to one who asks for the story, or for the news. */
async function read(room: ManagersRoom, command: 'story' | 'digest', over: Partial<Caller> = {}): Promise<string> {
  const args = command === 'story' ? { story: 'strait toll' } : {};
  const call = aCall(`news ${command}`, args, { at: room.clock.now(), ...over });
  const reply = await EVERYONE[`news ${command}`]?.(call, room as unknown as TestRoom);
  return plainText((reply as Reply).message);
}

const inDocks = { channel: { platform: 'slack', id: 'CDOCKS' } } as const;

describe('correcting a story', () => {
  it('keeps it, and puts it into every message of late that told the story', async () => {
    const room = await aManagersRoom();
    await give(room, 'subscribe', { topic: 'shipping' }, inDocks);
    await room.publish();
    const { text, call } = await give(room, 'correct', { story: 'strait toll', text: WORDS });
    expect(text).toBe(
      'Corrected: from now on it stands wherever “Karsund puts a toll on the Osk strait” is told in this workspace, in /news story and /news sources. ' +
        '2 digests of the last 30 days told it: there it is corrected in place, with the day.',
    );
    const edits = [];
    for (let left = 2; left > 0; left--) {
      const [edit] = await room.archive.claimEdits(room.clock.now(), 60_000, 1, ['slack']);
      if (edit) {
        edits.push(edit);
        await room.archive.settleEdit(edit, { nextAt: null, reason: null });
      }
    }
    expect(edits.map(({ channel, ref }) => `${channel.id}/${ref}`).sort()).toEqual([
      'CDOCKS/root-2',
      'CHARBOUR/root-1',
    ]);
    for (const { content } of edits) expect(JSON.stringify(content)).toContain(`Corrected 24 Nov: ${WORDS}`);
    expect(posted(room).slice(1)).toEqual([]);
    expect(room.hinted).toContain('deliver');
    const [audited = ''] = call.audited;
    expect(await room.archive.corrections([audited])).toMatchObject([
      { storyId: audited, text: WORDS, made: { person: 'UANNA' } },
    ]);
  });

  it('is for the own workspace: another one that was told the story keeps its message, and never reads it', async () => {
    const room = await aManagersRoom();
    const elsewhere = { channel: { platform: 'slack', id: 'CDOCKS' }, workspace: 'T0ELSE' } as const;
    await give(room, 'subscribe', { topic: 'shipping' }, elsewhere);
    await room.publish();
    const { text } = await give(room, 'correct', { story: 'strait toll', text: WORDS });
    expect(text).toContain('1 digest of the last 30 days told it');
    const [edit] = await room.archive.claimEdits(room.clock.now(), 60_000, 9, ['slack']);
    expect(edit?.channel.id).toBe('CHARBOUR');
    expect(await read(room, 'story')).toContain(WORDS);
    expect(await read(room, 'story', elsewhere)).not.toContain(WORDS);
    expect(await read(room, 'digest')).toContain(WORDS);
    expect(await read(room, 'digest', elsewhere)).not.toContain(WORDS);
  });

  it('changes no message where the story was not told of late, and says so', async () => {
    const room = await aManagersRoom();
    const before = await give(room, 'correct', { story: 'strait toll', text: WORDS });
    expect(before.text).toContain('No digest of the last 30 days told it, so no message is changed.');
    await room.publish();
    room.clock.skip(31 * 24 * 3_600_000);
    const again = await give(room, 'correct', { story: 'strait toll', text: WORDS });
    expect(again.text).toContain('stands already: nothing was changed.');
    const after = await give(room, 'correct', { story: 'strait toll', text: `${WORDS} Sorry.` });
    expect(after.text).toContain('No digest of the last 30 days told it');
    expect(posted(room)).toEqual([]);
  });

  it('is kept to the length of a note, and to stories that the channel may see', async () => {
    const room = await aManagersRoom();
    const long = await give(room, 'correct', { story: 'strait toll', text: 'x'.repeat(1_001) });
    expect(long.text).toBe('A correction has 1,000 characters at most; this one has 1,001.');
    const hidden = await give(room, 'correct', { story: SECRET, text: WORDS });
    expect(hidden.text).toMatch(/^No story here goes by/);
    expect([...long.call.audited, ...hidden.call.audited]).toEqual([]);
  });
});
