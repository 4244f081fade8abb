import { describe, expect, it } from 'vitest';
import { balanced } from '../../store/contract/balanced-news.ts';
import { anArrival, anArticle, aSummary } from '../../support/articles.ts';
import { acting, STRIKE, TOLL } from '../../support/news.ts';
import { aRoom, DEALS, HARBOUR, MORNINGS, type TestRoom } from '../../support/room.ts';
import { asked, flat } from './asking.ts';

const why = async (room: TestRoom, story: string, over = {}) => flat(await asked(room, 'news why', { story }, over));

const MADE = { person: 'UBORIS', at: new Date('2026-11-24T07:00:00Z') };
const TOLL_STORY = 's1111111111111111';
const STRIKE_STORY = 's3333333333333333';
/** Everything that there is falls into its first window. */
const FROM_THE_FIRST = { from: new Date('2026-11-21T00:00:00Z'), to: new Date('2026-11-22T00:00:00Z') };

async function publishAll(room: TestRoom): Promise<void> {
  await room.archive.publish({
    subscriptionId: MORNINGS.id,
    channel: HARBOUR,
    window: FROM_THE_FIRST,
    at: FROM_THE_FIRST.to,
    digest: null,
    articleIds: [],
    deliveries: [],
  });
  await room.publish();
}

/** A report that comes in a day after the first digest, read at once. */
async function nextDay(room: TestRoom, over: Parameters<typeof anArticle>[0], said: (article: typeof TOLL) => object) {
  const article = anArticle({ source: 'Velmark Ledger', date: '2026-11-24', ...over });
  await room.clock.advance(60 * 60_000);
  await room.takeIn({ article, at: room.clock.now(), summary: aSummary(article, said(article)) });
  await room.clock.advance(24 * 60 * 60_000);
  return article;
}

describe('a story', () => {
  it('says how each article came in, who holds it together, and what became of the id that it had', async () => {
    const room = await aRoom();
    await room.archive.mergeStories([TOLL_STORY, STRIKE_STORY], { by: MADE });
    const text = await why(room, STRIKE_STORY);
    expect(text).toContain('A manager merged or split it: its articles stay together');
    expect(text).toContain('The story that this button was for was taken into this one');
    expect(text).not.toContain(STRIKE_STORY);
    expect(text).toMatch(/“Dockers walk out at Port Halden”[^•]*stands in it: a manager made one story of 2 on 24 Nov/);
    expect(text).toMatch(
      /“Ships to pay for Osk strait”[^•]*a copy of “Karsund puts a toll on the Osk strait”, word for/,
    );
    expect(await why(room, TOLL_STORY)).not.toContain('was taken into');
  });

  it('says that it is closed, and when the last came', async () => {
    const room = await aRoom();
    await room.archive.closeQuietStories(new Date('2027-01-01T00:00:00Z'));
    expect(await why(room, TOLL_STORY)).toContain('Closed since nothing came after 23 Nov');
  });

  it('tells what was new, and when it was told here before', async () => {
    const room = await aRoom();
    await publishAll(room);
    const quote =
      'Karsund will charge every ship 500 crowns for passing the Osk strait, minister Maren Osk said on Tuesday.';
    const later = await nextDay(
      room,
      { title: 'Karsund raises the Osk strait toll', paragraphs: [quote] },
      (article) => ({
        actors: [acting(article, 'Maren Osk', 'person', 'minister', quote)],
        topics: ['shipping'],
      }),
    );
    await room.archive.mergeStories([TOLL_STORY, (await room.archive.storyOf(later.id)) ?? ''], { by: MADE });
    expect(await why(room, TOLL_STORY)).toMatch(
      /Its newest article, “Karsund raises the Osk strait toll”: Not posted yet/,
    );
    await room.publish();
    const text = await why(room, TOLL_STORY);
    expect(text).toContain('New then: “Karsund will charge every ship 500 crowns');
    expect(text).toContain('Told here before: Tue 24 Nov, 08:30');
  });
});

describe('an article of a story', () => {
  it.each([
    ['Nearly joined', 'divers', ['stranding', 'towed', 'divers'], ''],
    ['Only just joined', 'shares', ['stranding', 'shares'], '; 0\\.20 is enough'],
  ] as const)('%s another says which, and how near it was', async (verb, asked, files, enough) => {
    const room = await aRoom({ news: [] });
    for (const file of files) {
      const article = balanced(file);
      await room.takeIn({ article, at: room.clock.now(), summary: aSummary(article, { actors: [] }) });
    }
    const text = await why(room, asked);
    expect(text).toMatch(
      new RegExp(`${verb} “The car ferry Gannet ran aground[^”]*” \\(likeness 0\\.\\d\\d${enough}\\): [^•]*“gannet”`),
    );
  });

  it('that nearly joined one on a topic of other channels says nothing of it', async () => {
    const tugs = { name: 'hush', description: 'Not for all', terms: ['tugs'], channels: [`slack:${DEALS.id}`] };
    const room = await aRoom({ news: [], topics: [tugs] });
    for (const file of ['stranding', 'towed', 'divers'] as const) {
      const article = balanced(file);
      const topics = file === 'divers' ? [] : ['hush'];
      await room.takeIn({ article, at: room.clock.now(), summary: aSummary(article, { actors: [], topics }) });
    }
    expect(await why(room, 'divers', { channel: DEALS })).toContain('Nearly joined');
    const here = await why(room, 'divers');
    expect(here).toContain('Began this story • Open: 1 article');
    expect(here).not.toMatch(/nearly|likeness|ran aground|both say/i);
  });

  it('that is a newer version says of which, and the older one that it was replaced', async () => {
    const room = await aRoom();
    const article = anArticle({
      id: '9'.repeat(32),
      source: TOLL.source,
      date: TOLL.date,
      url: TOLL.url,
      file: 'strait-toll-2.txt',
      title: 'Karsund halves the toll on the Osk strait',
      paragraphs: ['Karsund will charge every ship 200 crowns for passing the Osk strait, minister Maren Osk said.'],
    });
    const newerOf = { articleId: TOLL.id, reason: 'other figures' };
    const likeness = { print: new Uint8Array(16), keys: [], copyOf: null, newerOf };
    await room.archive.takeIn(anArrival(article, { at: room.clock.now(), likeness }));
    const [claim] = await room.archive.claimReading(room.clock.now(), 60_000, 1);
    await room.archive.keepSummary(claim as never, aSummary(article, { topics: ['shipping'] }), room.clock.now());
    await room.archive.mergeStories([TOLL_STORY, (await room.archive.storyOf(article.id)) ?? ''], { by: MADE });
    expect(await why(room, article.file)).toContain('A newer version of “Karsund puts a toll on the Osk strait”');
    const older = await why(room, TOLL.file);
    expect(older).toContain('Replaced by its newer version, “Karsund halves the toll on the Osk strait”');
    expect(older).toContain(
      'Not posted here: its newer version, “Karsund halves the toll on the Osk strait”, stands in',
    );
  });

  it('that said nothing new was in no digest, and says so', async () => {
    const room = await aRoom();
    await publishAll(room);
    const [first = ''] = TOLL.text.split('\n\n');
    const repeated = await nextDay(
      room,
      { title: 'More on the toll', paragraphs: [first, 'Nothing else.'] },
      (article) => ({
        actors: [acting(article, 'Maren Osk', 'person', 'minister', first)],
        topics: ['shipping'],
      }),
    );
    await room.archive.mergeStories([TOLL_STORY, (await room.archive.storyOf(repeated.id)) ?? ''], { by: MADE });
    expect(await why(room, repeated.file)).toContain('Not posted here — nothing new since the digest of 24 Nov.');
    await room.publish();
    const text = await why(room, repeated.file);
    expect(text).toMatch(
      /Not in this channel’s digest of [^:]+:\d\d: it said nothing that the channel had not been told\./,
    );
    expect(text).not.toContain(': posted');
  });

  it('that was set right says when, in the digest and by whom', async () => {
    const room = await aRoom();
    await publishAll(room);
    const made = { ...MADE, at: room.clock.now() };
    const correction = { storyId: TOLL_STORY, text: 'The toll begins on 5 May.', origin: null, made };
    await room.archive.keepCorrection(correction);
    await room.correct(correction);
    const text = await why(room, TOLL.id);
    expect(text).toContain('Corrected there Tue 24 Nov, 08:30: The toll begins on 5 May.');
    expect(text).toContain('The toll begins on 5 May. (24 Nov, by a manager)');
  });

  it('names the end of a mute', async () => {
    const room = await aRoom();
    const until = new Date('2026-12-01T07:00:00Z');
    await room.archive.keepMute({
      channel: HARBOUR,
      kind: 'story',
      subject: STRIKE_STORY,
      label: '',
      until,
      made: MADE,
    });
    expect(await why(room, STRIKE.id)).toContain('Not posted here — the channel muted this story until 1 Dec.');
  });
});

describe('other channels', () => {
  it.each([
    ['public', true],
    ['private', false],
  ] as const)('a %s one of the workspace: told is %s', async (place, isTold) => {
    const elsewhere = { ...MORNINGS, id: 'slack:CNEWS@08:00', channel: { platform: 'slack', id: 'CNEWS' } as const };
    const room = await aRoom({ subscriptions: [] });
    await room.archive.keepSubscription({ ...elsewhere, workspace: 'T1', place, follower: null, made: MADE });
    await room.publish();
    expect((await room.archive.trace(TOLL.id))?.postings).toHaveLength(1);
    const here = await why(room, TOLL.id);
    expect(here).toContain('Not posted here');
    expect(here.includes('In slack:CNEWS: posted Tue 24 Nov, 08:30.')).toBe(isTold);
    expect(here.includes('CNEWS')).toBe(isTold);
    expect(await why(room, TOLL.id, { workspace: 'T2' })).not.toContain('CNEWS');
  });
});

describe('a digest that could not be posted whole', () => {
  it('says which part is missing, and why', async () => {
    const room = await aRoom();
    await room.publish();
    const digest = await room.archive.lastDigest(HARBOUR);
    if (!digest) throw new Error('nothing was published');
    const partly = await aRoom();
    await partly.archive.publish({
      subscriptionId: MORNINGS.id,
      channel: HARBOUR,
      window: digest.digest.window,
      at: digest.at,
      digest: digest.digest,
      articleIds: [TOLL.id],
      deliveries: ['root', 'thread'].map((place, part) => ({
        key: `k${part}`,
        part,
        content: { place, payload: {} } as never,
      })),
    });
    const [root] = await partly.archive.claimDeliveries(partly.clock.now(), 60_000, 1, ['slack']);
    await partly.archive.settleDelivery(root as never, { kind: 'sent', ref: 'r1', at: partly.clock.now() });
    const [thread] = await partly.archive.claimDeliveries(partly.clock.now(), 60_000, 1, ['slack']);
    await partly.archive.settleDelivery(thread as never, { kind: 'rejected', reason: 'the message was refused' });
    expect(await why(partly, TOLL.id)).toContain(
      'posted Tue 24 Nov, 08:30, but part 2 of 2 parts: not posted, since the message was refused.',
    );
  });
});
