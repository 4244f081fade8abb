import { describe, expect, it } from 'vitest';
import { anArticle, aRefusal, aSummary } from '../../support/articles.ts';
import { DAM, STRIKE, TOLL, TOLL_REPRINT } from '../../support/news.ts';
import { aRoom, DEALS, HARBOUR, MORNINGS, type TestRoom } from '../../support/room.ts';
import { asked, flat } from './asking.ts';

const why = async (room: TestRoom, story: string, over = {}) => flat(await asked(room, 'news why', { story }, over));

const WAITING = anArticle({
  id: '7'.repeat(32),
  file: 'ferry-fares.txt',
  title: 'Ferry fares held',
  paragraphs: ['The Isles Council froze ferry fares until March.'],
});

describe('the way of a digest of everything', () => {
  it('does not speak of a topic “all”', async () => {
    const room = await aRoom({ subscriptions: [{ ...MORNINGS, topics: ['all'] }] });
    await room.publish();
    const text = flat(await asked(room, 'news why', {}, { thread: 'root-1' }));
    expect(text).toMatch(/^What came in from /);
  });
});

describe('what was posted here', () => {
  it('says in which digest and when, and nothing of other channels', async () => {
    const other = { ...MORNINGS, id: 'slack:CDEALS@08:00', channel: DEALS };
    const room = await aRoom({ subscriptions: [other] });
    await room.publish();
    expect(await why(room, TOLL.id, { channel: DEALS })).toContain(
      'digest of Tue 24 Nov, 08:30: posted Tue 24 Nov, 08:30.',
    );
    const here = await why(room, TOLL.id);
    expect(here).toContain('Not posted here: this channel has no digest.');
    expect(here).not.toContain('posted Tue');
  });

  it('is on its way until it is sent, and says why it never will be', async () => {
    const room = await aRoom();
    await room.publish();
    const digest = (await room.archive.lastDigest(HARBOUR))?.digest.id ?? '';
    expect(await room.archive.deliveries(digest)).toMatchObject([{ state: { kind: 'sent' } }]);
    const unsent = await aRoom({ connected: ['slack'] });
    await unsent.archive.publish({
      subscriptionId: MORNINGS.id,
      channel: HARBOUR,
      window: { from: new Date('2026-11-23T07:00:00Z'), to: unsent.clock.now() },
      at: unsent.clock.now(),
      digest: { ...((await room.archive.lastDigest(HARBOUR))?.digest as never as object) } as never,
      articleIds: [TOLL.id],
      deliveries: [{ key: 'k1', part: 0, content: { place: 'root', payload: {} } }],
    });
    expect(await why(unsent, TOLL.id)).toContain('on its way');
    await unsent.archive.closeChannel(HARBOUR, 'the channel is archived', unsent.clock.now());
    expect(await why(unsent, TOLL.id)).toContain('not posted, since the channel is archived');
  });
});

describe('what was not posted here', () => {
  it('names the gate: its topic', async () => {
    expect(await why(await aRoom(), DAM.id)).toContain('Not posted here — not on shipping: it is on energy.');
  });

  it('names the gate: a mute', async () => {
    const room = await aRoom();
    const made = { person: 'UBORIS', at: room.clock.now() };
    const mute = { channel: HARBOUR, label: '', until: null, made } as const;
    await room.archive.keepMute({ ...mute, kind: 'source', subject: 'Harbour Courier' });
    expect(await why(room, STRIKE.id)).toContain('Not posted here — the channel muted Harbour Courier.');
  });

  it('waits for the next digest when it came in since the last', async () => {
    const room = await aRoom();
    await room.publish();
    const article = anArticle({ ...WAITING, id: '8'.repeat(32), file: 'pilots.txt', title: 'Strait pilots to vote' });
    const at = new Date(room.clock.now().getTime() + 60_000);
    await room.takeIn({ article, at, summary: aSummary(article, { topics: ['shipping'] }) });
    await room.clock.advance(10 * 60_000);
    expect(await why(room, article.id)).toContain('Not posted yet: it will be in the digest of Wed 25 Nov, 08:00.');
    await room.archive.pauseSubscription(MORNINGS.id, { person: 'UBORIS', at });
    expect(await why(room, article.id)).toContain('Not posted yet: the digests of this channel are paused.');
  });

  it('came too early, when no gate holds it back', async () => {
    const room = await aRoom();
    await room.publish();
    // Before the window that the first digest covered.
    expect(await why(room, STRIKE.id)).toContain('before this channel’s digests began');
  });
});

describe('a reading', () => {
  it('says whose copy an article is', async () => {
    const text = await why(await aRoom(), TOLL_REPRINT.id);
    expect(text).toContain('A copy of “Karsund puts a toll on the Osk strait” (Harbour Courier, 23 Nov)');
    expect(text).toContain('it counts as one more source');
  });

  it('that has not been done is found by the file, and says so', async () => {
    const room = await aRoom();
    await room.takeIn({ article: WAITING, at: room.clock.now(), summary: null });
    const text = await why(room, 'ferry-fares.txt');
    expect(text).toContain('Not posted yet: it has not been read, and what nobody has read is in no digest.');
    expect(text).toContain('Not read yet; it waits for its turn');
  });

  it('that failed says how often and why', async () => {
    const room = await aRoom();
    await room.takeIn({ article: WAITING, at: room.clock.now(), summary: null });
    const [claim] = await room.archive.claimReading(room.clock.now(), 60_000, 1);
    const reason = 'The model did not answer.';
    await room.archive.failReading(claim as never, { reason, raw: 'the raw answer', nextAt: null });
    const text = await why(room, 'Ferry-Fares.txt');
    expect(text).toContain('Given up after 1 try: The model did not answer.');
    expect(text).not.toContain('the raw answer');
  });

  it('tells what the article did not bear out, as nobody else is told', async () => {
    const text = await why(await aRoom(), TOLL.id);
    expect(text).toContain('Implication “The toll will be lifted in June.”: the month June is not in the article');
  });
});

describe('a file that was refused', () => {
  it('says why, to whoever knows its name', async () => {
    const room = await aRoom();
    await room.archive.takeIn(aRefusal({ file: 'scan-of-page.txt', at: room.clock.now() }));
    expect(await why(room, 'SCAN-of-page.txt')).toBe(
      'scan-of-page.txt Refused on Tue 24 Nov, 08:30 (Europe/Berlin): The file is empty: drop it again once it has text.',
    );
    expect(await why(room, 'scan')).not.toContain('Refused');
  });
});

describe('what is meant', () => {
  it('may be a file’s name, a story’s id, words of its title', async () => {
    const room = await aRoom();
    for (const words of ['strait-toll.txt', 's1111111111111111', 'the toll on the strait']) {
      expect(await why(room, words)).toContain('from strait-toll.txt');
    }
    // The file of a copy means the copy.
    expect(await why(room, 'strait-toll-ledger.txt')).toContain('Ships to pay for Osk strait');
  });

  it('is asked for where nothing says it', async () => {
    expect(flat(await asked(await aRoom(), 'news why'))).toBe(
      '/news why needs “story”. For example: /news why strait toll',
    );
  });
});

describe('a digest without a story', () => {
  it('says so', async () => {
    const room = await aRoom({ news: [] });
    await room.publish();
    expect(flat(await asked(room, 'news why', {}, { thread: 'root-1' }))).toContain(
      'This digest told nothing on shipping',
    );
  });
});
