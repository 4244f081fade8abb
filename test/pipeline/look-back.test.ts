import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Article } from '../../src/article/article.ts';
import { lookbackId, type Subscription, WEEKDAYS } from '../../src/digest/subscription.ts';
import type { Topic } from '../../src/digest/topic.ts';
import type { Message } from '../../src/message/message.ts';
import { plainText } from '../../src/message/plain.ts';
import { correctByHand } from '../../src/pipeline/correct.ts';
import { publishDue, publishNow } from '../../src/pipeline/publish.ts';
import type { Archive } from '../../src/ports/archive.ts';
import type { Log } from '../../src/ports.ts';
import { openSqliteArchive } from '../../src/store/sqlite/open.ts';
import { anArrival, anArticle, aSummary, ownWords } from '../support/articles.ts';
import { handClock } from '../support/clock.ts';

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const CHANNEL = { platform: 'slack', id: 'C1' } as const;
const WEEKLY: Subscription = {
  id: 'slack:C1@08:00',
  channel: CHANNEL,
  actors: [],
  topics: ['all'],
  schedule: { at: '08:00', zone: 'Europe/Berlin', days: WEEKDAYS },
  quiet: 'silent',
  lookback: { day: 'fri', at: '17:00' },
};

let folder: string;
let archive: Archive;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'newsdesk-lookback-'));
  archive = await openSqliteArchive({ folder });
});
afterEach(async () => {
  await archive.close();
  rmSync(folder, { recursive: true });
});

/** A desk with one subscription; without another time, at 07:00 in Berlin on Tuesday 6 October 2026. */
function desk(subscription: Subscription = WEEKLY, { now = '2026-10-06T05:00:00Z', topics = [] as Topic[] } = {}) {
  const clock = handClock(now);
  const rendered: Message[] = [];
  const render = (message: Message) => {
    rendered.push(message);
    return [{ place: 'root' as const, payload: { text: plainText(message) } }];
  };
  const renderers = new Map([[subscription.channel.platform, { render }]]);
  const ports = () => ({
    archive,
    topics,
    subscriptions: [subscription],
    renderers,
    clock,
    log: silent,
    tell() {},
  });
  let count = 0;
  return {
    clock,
    ports,
    /** Advances, looking every hour as a slow heartbeat would. */
    async live(days: number) {
      for (let hour = 0; hour < days * 24; hour++) {
        await clock.advance(HOUR);
        await publishDue(ports());
      }
    },
    async read(title: string, under: string[] = []): Promise<Article> {
      count += 1;
      const article = anArticle({
        title,
        file: `${title}.txt`,
        paragraphs: [`${title} closed its harbour on Monday. ${ownWords(count)}`],
      });
      await archive.takeIn(anArrival(article, { at: clock.now(), topics: under }));
      const [claim] = await archive.claimReading(clock.now(), HOUR, 1);
      if (claim) await archive.keepSummary(claim, aSummary(article, { topics: under }), clock.now());
      return article;
    },
    looksBack: () => rendered.filter(({ title }) => title.startsWith('Look back')),
    digests: () => rendered.filter(({ title }) => title.startsWith('News digest')),
  };
}

const storiesIn = ({ sections }: Message) =>
  sections
    .filter(({ isAside }) => !isAside)
    .map(({ title }) => title)
    .sort();

describe('a weekly look back', () => {
  it('comes at its hour beside the digests, which are the same with it or without', async () => {
    const { ports, live, read, looksBack, digests } = desk();
    await publishDue(ports());
    await live(1);
    await read('Osk');
    await live(1);
    await read('Halden');
    await live(4);
    expect(digests().map(storiesIn)).toEqual([['Osk'], ['Halden']]);
    expect(looksBack().map(storiesIn)).toEqual([['Halden', 'Osk']]);
    expect(looksBack()[0]?.title).toBe('Look back — week to Friday 9 October 2026');
    const [back] = looksBack();
    expect(back?.controls?.map((control) => control.label)).toEqual(['Ask', 'Why', 'Sources', 'Follow', 'Report']);
  });

  it('leaves what came in before it to the next digest', async () => {
    const { ports, clock, live, read, looksBack, digests } = desk(WEEKLY, { now: '2026-10-09T13:00:00Z' });
    await publishDue(ports());
    await read('Osk');
    await clock.advance(3 * HOUR);
    await publishDue(ports());
    expect([looksBack().map(storiesIn), digests()]).toEqual([[['Osk']], []]);
    await live(1);
    expect(digests().map(storiesIn)).toEqual([['Osk']]);
  });

  it('comes once a week over both changes of the clock, each article in one of them', async () => {
    for (const now of ['2026-10-13T05:00:00Z', '2027-03-16T05:00:00Z']) {
      const zone = now < '2027' ? 'Europe/Berlin' : 'America/Santiago';
      const subscription = { ...WEEKLY, id: now, schedule: { ...WEEKLY.schedule, zone } };
      const { ports, clock, live, read, looksBack } = desk(subscription, { now });
      await publishDue(ports());
      for (let week = 0; week < 4; week++) {
        await read(`Quay ${now} ${week}`);
        await live(7);
      }
      expect(looksBack().map(storiesIn)).toEqual([0, 1, 2, 3].map((week) => [`Quay ${now} ${week}`]));
      expect((await archive.lastWindow(lookbackId(now)))?.to.getUTCDay()).toBe(5);
      expect(clock.now() > new Date(now)).toBe(true);
    }
  });

  it('tells after weeks of downtime of the last week only, once', async () => {
    const { ports, clock, live, read, looksBack } = desk();
    await publishDue(ports());
    await read('Osk');
    await clock.advance(17 * DAY);
    await read('Halden');
    await clock.advance(5 * DAY);
    await live(1);
    expect(looksBack().map(storiesIn)).toEqual([['Halden']]);
    const window = await archive.lastWindow(lookbackId(WEEKLY.id));
    expect(window).toEqual({ from: new Date('2026-10-02T15:00:00Z'), to: new Date('2026-10-23T15:00:00Z') });
  });

  it('is not told twice by a program that was started anew, nor when digests are asked for now', async () => {
    const { ports, clock, live, read, looksBack } = desk();
    await publishDue(ports());
    await read('Osk');
    await live(4);
    expect(looksBack()).toHaveLength(1);
    await archive.close();
    archive = await openSqliteArchive({ folder });
    await publishDue(ports());
    await clock.advance(HOUR);
    await publishNow(ports());
    expect(looksBack()).toHaveLength(1);
  });

  it('compares with the week before once that is in the archive', async () => {
    const { ports, live, read, looksBack } = desk();
    await read('Quay one');
    await publishDue(ports());
    for (let week = 0; week < 3; week++) {
      await live(7);
      for (let quay = 0; quay <= week; quay++) await read(`Quay ${quay} of week ${week}`);
    }
    await live(7);
    const words = looksBack().map((message) => plainText(message));
    expect(words[0]).toContain('There is no week before to compare with');
    expect(words.at(-1)).not.toContain('There is no week before');
    expect(words[2]).toContain('Osk: 2 stories from 1 publisher; the week before, 1 story from 1 publisher');
  });

  it('of a quiet week is said in one line or not at all, as the subscription says', async () => {
    const silentDesk = desk();
    await publishDue(silentDesk.ports());
    await silentDesk.live(7);
    expect(silentDesk.looksBack()).toEqual([]);
    const saying = desk({ ...WEEKLY, id: 'slack:C1@09:00', quiet: 'say' });
    await publishDue(saying.ports());
    await saying.live(7);
    expect(saying.looksBack().map((message) => plainText(message))).toEqual([
      expect.stringContaining('A quiet week: no story moved since Fri 2 Oct, 17:00; no articles came in.'),
    ]);
  });

  it('tells a channel nothing of a topic that is kept to others', async () => {
    const kept: Topic = { name: 'courts', description: 'Courts', terms: ['court'], channels: ['slack:C9'] };
    const { ports, live, read, looksBack } = desk(WEEKLY, { topics: [kept] });
    await publishDue(ports());
    await read('Osk', ['courts']);
    await read('Halden');
    await live(4);
    expect(looksBack().map(storiesIn)).toEqual([['Halden']]);
    expect(plainText(looksBack()[0] as Message)).not.toContain('Osk closed');
  });

  it('stands still while its subscription is paused', async () => {
    const { ports, clock, live, read, looksBack } = desk();
    await publishDue(ports());
    await read('Osk');
    await archive.pauseSubscription(WEEKLY.id, { person: 'U1', at: clock.now() });
    await live(4);
    expect(looksBack()).toEqual([]);
  });

  it('is corrected in place, as digests are', async () => {
    const { ports, clock, live, read, looksBack } = desk();
    await publishDue(ports());
    const article = await read('Osk');
    await live(4);
    const storyId = (await archive.storyOf(article.id)) as string;
    const made = { person: 'U1', at: clock.now() };
    const corrected = await correctByHand({ storyId, text: 'It was on Sunday.', origin: null, made }, ports());
    expect(corrected).toBe(2);
    expect(plainText(looksBack().at(-1) as Message)).toContain('It was on Sunday.');
  });
});
