import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Subscription } from '../../src/digest/subscription.ts';
import type { Message } from '../../src/message/message.ts';
import { publishDue, publishNow } from '../../src/pipeline/publish.ts';
import type { Archive } from '../../src/ports/archive.ts';
import type { Log } from '../../src/ports.ts';
import { openSqliteArchive } from '../../src/store/sqlite/open.ts';
import { anArrival, anArticle, aSummary } from '../support/articles.ts';
import { handClock } from '../support/clock.ts';

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };
const HOUR = 3_600_000;

const CHANNEL = { platform: 'slack', id: 'C1' } as const;
const MORNINGS: Subscription = {
  id: 'slack:C1@08:00',
  channel: CHANNEL,
  actors: [],
  topics: ['all'],
  schedule: { at: '08:00', zone: 'Europe/Berlin', days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] },
  quiet: 'silent',
};

let folder: string;
let archive: Archive;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'newsdesk-publish-'));
  archive = await openSqliteArchive({ folder });
});
afterEach(async () => {
  await archive.close();
  rmSync(folder, { recursive: true });
});

/** A desk with one subscription, at 07:00 in Berlin on 10 November 2026. */
function desk(subscription: Subscription = MORNINGS) {
  const clock = handClock('2026-11-10T06:00:00Z');
  const rendered: Message[] = [];
  const render = (message: Message) => {
    rendered.push(message);
    return [{ place: 'root' as const, payload: {} }];
  };
  const renderers = new Map([[subscription.channel.platform, { render }]]);
  const ports = { archive, topics: [], subscriptions: [subscription], renderers, clock, log: silent, tell() {} };
  const takeIn = async (title: string) => {
    const article = anArticle({ title, file: `${title}.txt`, paragraphs: [`${title} closed its harbour on Monday.`] });
    await archive.takeIn(anArrival(article, { at: clock.now() }));
    return article;
  };
  return {
    clock,
    ports,
    rendered,
    /** Advances, looking every half hour as a slow heartbeat would. */
    async live(hours: number) {
      for (let half = 0; half < hours * 2; half++) {
        await clock.advance(HOUR / 2);
        await publishDue(ports);
      }
    },
    takeIn,
    async read(title: string) {
      const article = await takeIn(title);
      const [claim] = await archive.claimReading(clock.now(), HOUR, 1);
      if (claim) await archive.keepSummary(claim, aSummary(article), clock.now());
    },
    told: () => rendered.map(({ sections }) => sections.map(({ title }) => title)),
  };
}

describe('a chat channel', () => {
  it('gets its first digest at its hour, not the moment it subscribes', async () => {
    const { ports, live, read, told } = desk();
    await read('Osk');
    await publishDue(ports);
    expect(told()).toEqual([]);
    await live(3);
    expect(told()).toEqual([['Osk']]);
  });

  it('gets one digest a day, with what is new', async () => {
    const { ports, live, read, told } = desk();
    await publishDue(ports);
    await read('Osk');
    await live(24);
    await read('Halden');
    await live(24);
    expect(told()).toEqual([['Osk'], ['Halden']]);
  });

  it('gets one digest for two days of downtime', async () => {
    const { ports, clock, live, read, told } = desk();
    await publishDue(ports);
    await live(24);
    await read('Osk');
    await clock.advance(24 * HOUR);
    await read('Halden');
    await clock.advance(26 * HOUR);
    await live(1);
    expect(told()).toHaveLength(1);
    expect(told().flat().sort()).toEqual(['Halden', 'Osk']);
  });

  it('is not told twice by a program that was started anew', async () => {
    const { ports, live, read, told } = desk();
    await publishDue(ports);
    await read('Osk');
    await live(3);
    await archive.close();
    archive = await openSqliteArchive({ folder });
    await publishDue({ ...ports, archive });
    expect(told()).toHaveLength(1);
  });

  it('is told nothing on a quiet day, or that it was one, as it wished', async () => {
    const quiet = desk();
    await publishDue(quiet.ports);
    await quiet.live(24);
    expect(quiet.rendered).toEqual([]);
    const saying = desk({ ...MORNINGS, id: 'slack:C2@08:00', channel: { ...CHANNEL, id: 'C2' }, quiet: 'say' });
    await publishDue(saying.ports);
    await saying.live(24);
    expect(saying.rendered.map(({ sections }) => sections.length)).toEqual([0]);
  });

  it('waits ten minutes for articles that are still being read, and then says what is missing', async () => {
    const { ports, clock, takeIn, rendered } = desk();
    await publishDue(ports);
    await takeIn('Osk');
    await clock.advance(HOUR + 60_000);
    expect(await publishDue(ports)).not.toBeNull();
    expect(rendered).toEqual([]);
    await clock.advance(10 * 60_000);
    await publishDue(ports);
    expect(JSON.stringify(rendered)).toContain('1 article could not be read yet and will follow');
  });

  it('gets an article whose reading came late in the next digest', async () => {
    const { ports, clock, live, takeIn, told } = desk();
    await publishDue(ports);
    const late = await takeIn('Osk');
    await live(3);
    const [claim] = await archive.claimReading(clock.now(), HOUR, 1);
    if (claim) await archive.keepSummary(claim, aSummary(late), clock.now());
    await live(24);
    expect(told().flat()).toEqual(['Osk']);
  });
});

describe('many channels', () => {
  const CHANNELS = ['C1', 'C2', 'C3'].map((id) => ({
    ...MORNINGS,
    id: `slack:${id}@08:00`,
    channel: { ...CHANNEL, id },
  }));

  /** Three channels, an article, and the hour come; `told` is called with the channel of each digest that is published. */
  async function atTheHour(told: (channel: string) => void = () => {}) {
    const { ports, clock, read, rendered } = desk();
    const all: typeof ports = { ...ports, subscriptions: CHANNELS };
    await publishDue(all);
    await read('Osk');
    await clock.advance(2 * HOUR);
    const tell = (event: { kind: string; channel?: { id: string } }) => {
      if (event.kind === 'published') told(event.channel?.id ?? '');
    };
    return { ports: { ...all, tell }, rendered, clock };
  }

  it('are told the same of a story, and a channel that was told it before is not told it again', async () => {
    const { ports, rendered, clock } = await atTheHour();
    const early = { ...MORNINGS, id: 'slack:C2@07:00', channel: { ...CHANNEL, id: 'C2' } };
    await publishNow({ ...ports, subscriptions: [early] });
    await publishDue(ports);
    expect(rendered).toHaveLength(3);
    expect(new Set(rendered.map(({ sections }) => JSON.stringify(sections))).size).toBe(1);
    await clock.advance(24 * HOUR);
    await publishDue(ports);
    expect(rendered).toHaveLength(3);
  });

  it('have their digests stop between two when the program stops; the next start makes the others, each once', async () => {
    const stop = new AbortController();
    const published: string[] = [];
    const { ports } = await atTheHour((channel) => {
      published.push(channel);
      if (published.length === 1) stop.abort();
    });
    await publishDue(ports, stop.signal);
    expect(published).toEqual(['C1']);
    await publishDue(ports, new AbortController().signal);
    expect(published).toEqual(['C1', 'C2', 'C3']);
  });

  it('have the first digest ready to be sent before the last one is made', async () => {
    const ready: Promise<number>[] = [];
    const { ports, clock } = await atTheHour(() => {
      ready.push(archive.claimDeliveries(clock.now(), HOUR, 10, ['slack']).then((claims) => claims.length));
    });
    await publishDue(ports);
    expect(await Promise.all(ready)).toEqual([1, 1, 1]);
  });
});

describe('a terminal', () => {
  const TERMINAL: Subscription = {
    ...MORNINGS,
    id: 'console:terminal@08:00',
    channel: { platform: 'console', id: 'terminal' },
  };

  it('gets its first digest as soon as there is something to show', async () => {
    const { ports, clock, read, told } = desk(TERMINAL);
    await publishDue(ports);
    expect(told()).toEqual([]);
    await read('Osk');
    await clock.advance(1_000);
    await publishDue(ports);
    await publishDue(ports);
    expect(told()).toEqual([['Osk']]);
  });

  it('gets what is new when somebody asks for it now', async () => {
    const { ports, clock, read, told } = desk(TERMINAL);
    await read('Osk');
    await clock.advance(60_000);
    await publishNow(ports);
    await read('Halden');
    await clock.advance(60_000);
    await publishNow(ports);
    expect(told()).toEqual([['Osk'], ['Halden']]);
  });
});
