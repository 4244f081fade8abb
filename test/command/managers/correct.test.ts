import { describe, expect, it } from 'vitest';
import { SECRET } from '../../support/news.ts';
import { aManagersRoom, give, posted } from './give.ts';

const WORDS = 'The toll begins on 3 May, not on 5 May.';
const inDocks = { channel: { platform: 'slack', id: 'CDOCKS' } } as const;

describe('correcting a story', () => {
  it('keeps it, and notes it in the thread of the digest that told the story here', async () => {
    const room = await aManagersRoom();
    await give(room, 'subscribe', { topic: 'shipping' }, inDocks);
    await room.publish();
    const { text, call } = await give(room, 'correct', { story: 'strait toll', text: WORDS });
    expect(text).toBe(
      'Corrected: from now on it stands wherever “Karsund puts a toll on the Osk strait” is told, in /news story and /news sources. ' +
        'Messages that were posted before are not changed; a dated note stands in the thread of 1 digest of this channel that told the story.',
    );
    expect(posted(room).slice(1)).toEqual([
      `slack:CHARBOUR/root-1: Correction, Tuesday 24 November 2026: ${WORDS} On the story “Karsund puts a toll on the Osk strait”.`,
    ]);
    const [audited = ''] = call.audited;
    expect(await room.archive.corrections([audited])).toMatchObject([
      { storyId: audited, text: WORDS, made: { person: 'UANNA' } },
    ]);
  });

  it('posts no note where the story was not told of late, and says so', async () => {
    const room = await aManagersRoom();
    const before = await give(room, 'correct', { story: 'strait toll', text: WORDS });
    expect(before.text).toContain('this channel was not told the story in the last 7 days, so no note was posted.');
    await room.publish();
    room.clock.skip(8 * 24 * 3_600_000);
    const after = await give(room, 'correct', { story: 'strait toll', text: WORDS });
    expect(after.text).toContain('this channel was not told the story in the last 7 days');
    expect(posted(room)).toEqual([]);
  });

  it('says when the note could not be posted', async () => {
    const room = await aManagersRoom({ sayable: false });
    await room.publish();
    const { text } = await give(room, 'correct', { story: 'strait toll', text: WORDS });
    expect(text).toContain('0 of 1 digest of this channel that told the story got a dated note in the thread');
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
