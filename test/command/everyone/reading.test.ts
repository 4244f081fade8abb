/** The commands that read the archive: digest, changed, story, sources, search, topics, list, help, status. */
import { describe, expect, it } from 'vitest';
import { inQuotationMarks } from '../../../src/message/quotation.ts';
import { anArticle, aSummary } from '../../support/articles.ts';
import { TOLL } from '../../support/news.ts';
import { aRoom, DEALS, HARBOUR, MORNINGS, type TestRoom } from '../../support/room.ts';
import { answerTo, asked, flat } from './asking.ts';

const MADE = { person: 'UBORIS', at: new Date('2026-11-24T07:00:00Z') };

const told = async (room: TestRoom, command: string, args = {}, over = {}) =>
  flat(await asked(room, command, args, over));

/** Each a story of its own: no two have a word of matter in common. */
const SMALL_NEWS = [
  'Bakers march against flour duty',
  'Glacier retreats beyond Mount Ilven',
  'Orchestra dismisses its conductor',
  'Vaccine trial halted abruptly',
  'Tram drivers elect Ottilie Brandt',
  'Copper mine floods overnight',
  'Parliament debates fishing quotas',
  'Astronomers sight unnamed comet',
  'Goalkeeper Anders Voll retires',
  'Satellite maker seeks bankruptcy protection',
  'Wolves return to Karst forest',
  'Museum recovers stolen manuscript',
  'Beekeepers lament cold spring',
  'University scraps entrance exam',
  'Smugglers caught near Brevik lighthouse',
  'Opera house unveils marble staircase',
  'Textile exporters lose tax rebate',
  'Ferry sails despite gale warning',
] as const;

async function takeSmallNews(count: number, room: TestRoom): Promise<void> {
  for (const title of SMALL_NEWS.slice(0, count)) {
    const article = anArticle({ file: `${title}.txt`, title, paragraphs: [`${title}.`] });
    await room.takeIn({ article, at: new Date('2026-11-24T06:00:00Z'), summary: aSummary(article) });
  }
}

async function takeFerries(count: number, room: TestRoom): Promise<void> {
  for (let number = 1; number <= count; number++) {
    const article = anArticle({
      file: `${number}.txt`,
      title: `Ferry ${number}`,
      paragraphs: [`Ferry ${number} sailed.`],
    });
    await room.takeIn({ article, at: new Date('2026-11-24T06:00:00Z'), summary: aSummary(article) });
  }
}

describe('/news digest', () => {
  it('tells the last hours to the one who asks, and records nothing', async () => {
    const room = await aRoom();
    const reply = await answerTo(room, 'news digest', { hours: '48' });
    expect(reply.seen).toBe('caller');
    expect(reply.message.sections.map(({ id }) => id)).toEqual([
      's1111111111111111',
      's4444444444444444',
      's3333333333333333',
    ]);
    expect(await room.archive.lastDigest(HARBOUR)).toBeNull();
    expect(await asked(room, 'news digest', { hours: '48' })).toContain('Sun 22 Nov, 08:30');
  });

  it('keeps out what the channel muted', async () => {
    const room = await aRoom();
    const mute = { channel: HARBOUR, label: '', until: null, made: MADE } as const;
    await room.archive.keepMute({ ...mute, kind: 'actor', subject: 'Maren Osk' });
    const { message } = await answerTo(room, 'news digest', {});
    expect(message.sections.map(({ id }) => id)).toEqual(['s4444444444444444']);
  });

  it('shows corrections, and that something waits to be read', async () => {
    const room = await aRoom();
    await room.archive.keepCorrection({
      storyId: 's4444444444444444',
      text: 'It was three metres.',
      origin: null,
      made: MADE,
    });
    const article = anArticle({ id: '7'.repeat(32), title: 'Unread' });
    await room.takeIn({ article, at: room.clock.now(), summary: null });
    await room.clock.advance(1000);
    const text = await told(room, 'news digest', { topic: 'energy' });
    expect(text).toContain('Correction: It was three metres. (24 Nov, by a manager)');
    expect(text).toContain('Incomplete: 1 article has not been read yet.');
  });

  it('speaks in the channel’s zone, else the caller’s, else the room’s', async () => {
    const window = async (subscriptions: (typeof MORNINGS)[], zone: string | null) =>
      /\((\w+\/\w+)\)/.exec(
        await told(await aRoom({ subscriptions, zone: 'Europe/Oslo' }), 'news digest', {}, { zone }),
      )?.[1];
    expect(await window([MORNINGS], 'Asia/Tokyo')).toBe('Europe/Berlin');
    expect(await window([], 'Asia/Tokyo')).toBe('Asia/Tokyo');
    expect(await window([], null)).toBe('Europe/Oslo');
  });

  it('of very much tells the weightiest, and counts the others', async () => {
    const room = await aRoom({ news: [] });
    await takeSmallNews(18, room);
    const { message } = await answerTo(room, 'news digest', {});
    expect(message.sections.length + message.more.length).toBe(15);
    expect(await told(room, 'news digest')).toContain('3 lighter stories left out.');
  });

  it('of a topic that there is not offers the nearest', async () => {
    expect(await told(await aRoom(), 'news digest', { topic: 'shiping', hours: '5' })).toBe(
      'There is no topic “shiping”. Did you mean shipping? [Yes] news digest?topic=shipping&hours=5',
    );
  });
});

describe('/news changed', () => {
  it('begins where this channel’s last digest ended', async () => {
    const room = await aRoom();
    await room.publish();
    expect(await told(room, 'news changed')).toBe(
      'Nothing changed since Tue 24 Nov, 08:30 (Europe/Berlin). [The last 7 days] news changed?since=7d',
    );
    const article = anArticle({ id: '7'.repeat(32), title: 'Pilots vote' });
    await room.takeIn({ article, at: new Date('2026-11-24T08:00:00Z'), summary: aSummary(article) });
    await room.clock.advance(3_600_000);
    expect(await told(room, 'news changed')).toContain('Pilots vote');
    expect(await told(room, 'news changed', {}, { channel: DEALS })).toContain('Kestrel');
  });

  it('keeps to a topic, and says when a time can’t be read', async () => {
    const room = await aRoom();
    const text = await told(room, 'news changed', { topic: 'energy', since: '2026-11-22' });
    expect(text).toContain('1 story on energy changed since Sun 22 Nov, 00:00 (Europe/Berlin).');
    expect(text).not.toContain('Halden');
    expect(await told(room, 'news changed', { since: '99w' })).toContain('since Sat 24 Oct, 09:30 (Europe/Berlin)');
    expect(await told(room, 'news changed', { since: 'whenever' })).toContain('I can’t read that “since”');
  });

  it('counts what it does not show', async () => {
    const room = await aRoom({ news: [] });
    await takeSmallNews(17, room);
    const text = await told(room, 'news changed');
    expect(text).toContain('17 stories changed');
    expect(text).toContain('And 2 more stories');
  });
});

describe('/news story and /news sources', () => {
  it('show corrections before all else, with their day', async () => {
    const room = await aRoom();
    await room.archive.keepCorrection({
      storyId: 's1111111111111111',
      text: 'The toll is 40 crowns.',
      origin: null,
      made: MADE,
    });
    for (const command of ['news story', 'news sources']) {
      const { message } = await answerTo(room, command, { story: TOLL.id });
      expect(message.sections[0]?.title).toBe('Correction');
      expect(await told(room, command, { story: TOLL.id })).toContain('The toll is 40 crowns. (24 Nov, by a manager)');
    }
  });

  it('ask which story of a digest is meant, and take the only one', async () => {
    const room = await aRoom();
    await room.publish();
    expect(await told(room, 'news story', {}, { thread: 'root-1' })).toContain('Karsund puts a toll');
    expect(await told(room, 'news sources', {}, { thread: 'root-1' })).toContain('The quotes behind its bullets');
  });

  it('link to an article’s own address only', async () => {
    const article = anArticle({ id: '7'.repeat(32), title: 'Click me', url: 'javascript:alert(1)' });
    const room = await aRoom({ news: [] });
    await room.takeIn({ article, at: new Date('2026-11-24T06:00:00Z'), summary: aSummary(article) });
    const reply = await answerTo(room, 'news sources', { story: article.id });
    expect(JSON.stringify(reply)).not.toContain('javascript:');
  });
});

describe('/news search', () => {
  it('shows at most five, each with the sentence that answers best', async () => {
    const room = await aRoom();
    await takeFerries(6, room);
    const { message } = await answerTo(room, 'news search', { query: 'ferry' });
    const [block] = message.sections[0]?.blocks ?? [];
    expect(block?.kind === 'bullets' && block.items.length).toBe(5);
    expect(await told(room, 'news search', { query: 'flour' })).toContain('could run short of flour within ten days.');
  });

  it('says plainly when there is nothing, whatever was typed', async () => {
    for (const query of ['zeppelin', '"', 'AND OR NOT (', '…', '*']) {
      expect(await told(await aRoom(), 'news search', { query })).toBe(
        `Nothing in the archive on ${inQuotationMarks(query)}. Fewer or other words may find it.`,
      );
    }
  });
});

describe('/news list', () => {
  it('tells paused and made in chat', async () => {
    const room = await aRoom();
    const made = {
      ...MORNINGS,
      id: 'slack:CHARBOUR@17:00',
      topics: ['all'],
      schedule: { ...MORNINGS.schedule, at: '17:00' },
    };
    await room.archive.keepSubscription({ ...made, workspace: 'T1', place: 'public', follower: null, made: MADE });
    await room.archive.pauseSubscription(MORNINGS.id, MADE);
    const text = await told(room, 'news list');
    expect(text).toContain('This channel has 2 digests.');
    expect(text).toContain('shipping: every day at 08:00 (Europe/Berlin), paused (set up by the operator)');
    expect(text).toContain('everything: every day at 17:00 (Europe/Berlin), next Tue 24 Nov, 17:00 (made in chat)');
  });

  it('in direct messages tells what is followed', async () => {
    const room = await aRoom();
    const direct = { channel: { platform: 'slack', id: 'DUANNA' }, place: 'direct' } as const;
    expect(await told(room, 'news list', {}, direct)).toContain('You follow nothing yet.');
    await asked(room, 'news follow', { what: 'energy' }, direct);
    expect(await told(room, 'news list', {}, direct)).toContain('What you follow comes here. You follow • energy');
  });
});

describe('/news topics', () => {
  it('has those made in chat, where they may be known', async () => {
    const room = await aRoom();
    const topic = { name: 'tariffs', description: '', terms: ['tariff'], platform: 'slack', made: MADE } as const;
    await room.archive.keepTopic({ ...topic, workspace: 'T1', channel: null });
    await room.archive.keepTopic({ ...topic, name: 'elsewhere', workspace: 'T2', channel: null });
    await room.archive.keepTopic({ ...topic, name: 'private', workspace: 'T1', channel: DEALS });
    const text = await told(room, 'news topics');
    expect(text).toContain('tariffs (made in chat)');
    expect(text).not.toMatch(/elsewhere|private/);
    expect(await told(await aRoom({ topics: [] }), 'news topics')).toContain('There is no topic yet.');
  });
});

describe('/news help', () => {
  it('lists the managers’ commands for managers only', async () => {
    expect(await told(await aRoom(), 'news help')).not.toContain('/news-admin');
    const forManagers = flat(await told(await aRoom(), 'news help', {}, { manager: true }));
    expect(forManagers).toContain('/news-admin subscribe, unsubscribe,');
    expect(forManagers).toContain('topic add,');
    const page = await told(await aRoom(), 'news help', { command: 'news-admin' }, { manager: true });
    expect(page).toContain('/news-admin topic add: make a topic');
  });

  it('fits a screen of a phone', async () => {
    const lines = (await told(await aRoom(), 'news help')).split('\n').filter((line) => line.trim() !== '');
    expect(lines.length).toBeLessThanOrEqual(22);
    expect(Math.max(...lines.slice(1, -1).map((line) => line.trim().length))).toBeLessThanOrEqual(46);
  });

  it.each([
    ['subscribe', '/news-admin subscribe <topic>'],
    ['/news-admin topic  ADD', '/news-admin topic add <name>'],
    ['news ask', '/news ask <question>'],
    ['serch', 'Did you mean /news search?'],
    ['topic ad', 'Did you mean /news-admin topic add?'],
    ['xyzzy', 'There is no command “xyzzy”.'],
    ['topic', '/news-admin topic remove <name>'],
    ['news-admin help subscribe', '/news-admin subscribe <topic>'],
    ['digset energy', 'Did you mean /news digest energy?'],
    ['energy', 'Did you mean /news digest energy?'],
    ['news-admin subscirbe energy time:8', 'Did you mean /news-admin subscribe energy time:8?'],
    ['news-admin topic list', '/news-admin topic remove <name>'],
    ['TOPC add', 'Did you mean /news-admin topic add?'],
    ['news-admin unmute', 'Did you mean /news-admin mute?'],
    ['harbour strike', '[Search] news search?query=harbour+strike'],
    ['constructor', 'There is no command “constructor”.'],
  ])('on %s', async (command, expected) => {
    expect(await told(await aRoom(), 'news help', { command })).toContain(expected);
  });
});

describe('the name of a topic in the place of a command', () => {
  it('is the topic, however near a command it comes', async () => {
    const topics = [{ name: 'stores', description: 'Shops', terms: ['shop'] }];
    const text = await told(await aRoom({ topics }), 'news help', { command: 'stores' });
    expect(text).toContain('Did you mean /news digest stores?');
  });
});

describe('/news status', () => {
  it('says what is wrong first', async () => {
    const paused = await aRoom();
    await paused.archive.pauseSubscription(MORNINGS.id, MADE);
    expect(await told(paused, 'news status')).toContain('The digests of this channel are paused. The archive');
    const closed = await aRoom();
    await closed.archive.closeChannel(HARBOUR, 'Newsdesk is not in the channel.', MADE.at);
    expect(await told(closed, 'news status')).toContain('Posting here has stopped: Newsdesk is not in the channel.');
    expect(await told(await aRoom({ connected: [] }), 'news status')).toContain('Slack is not connected');
    expect(await told(await aRoom(), 'news status')).toContain('Everything runs.');
  });

  it('tells problems to managers only', async () => {
    const room = await aRoom();
    const article = anArticle({ id: '7'.repeat(32), title: 'Unreadable' });
    await room.takeIn({ article, at: room.clock.now(), summary: null });
    expect(await told(room, 'news status')).toContain('The archive • 4 articles');
    const [claim] = await room.archive.claimReading(room.clock.now(), 60_000, 1);
    await room.archive.failReading(claim as never, { reason: 'x', raw: null, nextAt: null });
    await room.clock.advance(60_000);
    expect(await told(room, 'news status', {}, { manager: true })).toContain(
      '1 article could not be read and given up',
    );
    expect(await told(room, 'news status')).not.toContain('given up');
  });

  it('of an empty archive', async () => {
    const text = await told(await aRoom({ news: [], subscriptions: [], connected: [] }), 'news status');
    expect(text).toContain('No article has come in yet');
    expect(text).toContain('No digest comes here for now');
    expect(text).toContain('None was posted here yet');
  });
});
