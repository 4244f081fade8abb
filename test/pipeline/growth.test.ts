/**
 * A bulletin and the fuller report that contains it, from the inbox to what stands in the channel: what a reader was told is
 * told once, and what the report adds is told. All people, places and papers are invented.
 */
import type { KnownBlock } from '@slack/types';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackChat } from '../../src/chat/slack/slack.ts';
import { type Platform, type Subscription, WEEKDAYS } from '../../src/digest/subscription.ts';
import { correctDue } from '../../src/pipeline/correct.ts';
import { deliverDue } from '../../src/pipeline/deliver.ts';
import { editDue } from '../../src/pipeline/edit.ts';
import { createPace } from '../../src/pipeline/pace.ts';
import { publishNow } from '../../src/pipeline/publish.ts';
import { readDue } from '../../src/pipeline/read.ts';
import { offlineReader } from '../../src/pipeline/reader.ts';
import { takeIn } from '../../src/pipeline/take-in.ts';
import type { Archive } from '../../src/ports/archive.ts';
import type { Chat, Log } from '../../src/ports.ts';
import { openPostgresArchive } from '../../src/store/postgres/open.ts';
import { openSqliteArchive } from '../../src/store/sqlite/open.ts';
import { aBench, type Bench } from '../inbox/dropped.ts';
import { Schemas, serverUrl, WITHOUT_SERVER } from '../support/postgres.ts';
import { NEWS_CHANNEL, type SlackServer, startSlackServer } from '../support/slack-server.ts';
import { visibleText } from '../support/slack-text.ts';

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };
const running = new AbortController().signal;
const HOUR = 3_600_000;

const MORNINGS: Subscription = {
  id: 'slack@08:00',
  channel: { platform: 'slack', id: NEWS_CHANNEL.id },
  topics: ['all'],
  actors: [],
  schedule: { at: '08:00', zone: 'Europe/Berlin', days: WEEKDAYS },
  quiet: 'say',
};

const FLASH = [
  'The ferry Gannet ran aground on the Osk sandbank on Monday night with 212 passengers, the coastguard said.',
  'Captain Ada Finch reported a failure of the steering gear, which had been repaired in spring.',
];
const MORE = [
  'Transport Minister Ilka Dorn ordered an inquiry into the repair and asked every yard on the coast for the books of ten years.',
  'The yard of Tarn Bridge dismissed its chief engineer, Piet Halder, who had signed for the steering gear of the Gannet.',
  'Osk Crossing, which runs the Gannet, could lose its licence for the night ferry, Ms Dorn warned.',
];
const STILL_MORE = [
  'Lena Marsh, who speaks for the passengers of the Gannet, filed a suit against Osk Crossing at the court of Sund on Thursday.',
  'The suit asks for compensation of 4,000 crowns for everyone who spent that night on the sandbank.',
];
/** Words of the flash and of no other text, and the same of what the report adds. */
const TOLD_BY_FLASH = /212 passengers|Ada Finch/;
const TOLD_BY_REPORT = /ordered an inquiry|Piet Halder|lose its licence/;

interface Report {
  readonly title: string;
  readonly source: string;
  readonly date: string;
  readonly paragraphs: readonly string[];
}

const flash: Report = {
  title: 'Ferry runs aground off Osk',
  source: 'Sund Courier',
  date: '2026-11-24',
  paragraphs: FLASH,
};
const report: Report = {
  title: 'Inquiry into repair of ferry that ran aground off Osk',
  source: 'Sund Courier',
  date: '2026-11-24',
  paragraphs: [...FLASH, ...MORE],
};
const tomorrow = { date: '2026-11-25' };
const elsewhere = { source: 'Halden Post' };

interface Store {
  open(): Promise<Archive>;
  close(): Promise<void>;
  drop(): Promise<void>;
}

function onSqlite(folder: () => string): Store {
  return { open: () => openSqliteArchive({ folder: folder() }), async close() {}, async drop() {} };
}

function onPostgres(): Store {
  const schemas = new Schemas(serverUrl ?? 'postgres://localhost/none');
  const taken: string[] = [];
  return {
    async open() {
      const url = await schemas.take();
      taken.push(url);
      return openPostgresArchive({ url });
    },
    async close() {
      for (const url of taken.splice(0)) await schemas.giveBack(url);
    },
    drop: () => schemas.drop(),
  };
}

let bench: Bench;
let archive: Archive;
let slack: SlackServer;
let chats: Map<Platform, Chat>;

function reportThatGrows(store: Store): void {
  beforeEach(async () => {
    bench = await aBench();
    slack = await startSlackServer();
    const { botToken, apiUrl } = slack;
    const config = { botToken, apiUrl, appToken: null, signingSecret: null, port: null, managers: [] };
    chats = new Map([['slack', await createSlackChat(config, { clock: bench.clock, log: silent })]]);
    archive = await store.open();
  });

  afterEach(async () => {
    await Promise.all([...chats.values()].map((chat) => chat.close()));
    await Promise.all([archive.close(), slack.close()]);
    await store.close();
    bench.remove();
  });

  afterAll(() => store.drop());

  describe('of one publisher', () => {
    it('is told the next day as an update, by what it adds, and what was posted stays as it is', async () => {
      await comesIn(flash);
      expect(await digest()).toMatch(TOLD_BY_FLASH);
      const stood = posted();
      await comesIn({ ...report, ...tomorrow });
      const second = await digest();
      expect(second).toMatch(/Updated/i);
      expect(second).toMatch(TOLD_BY_REPORT);
      expect(second).not.toMatch(TOLD_BY_FLASH);
      expect(posted().slice(0, stood.length)).toEqual(stood);
      expect(slack.calls('chat.update')).toEqual([]);
      expect(await digest()).not.toMatch(/Gannet/);
    });

    it('is told once, from the report, where both come before the digest', async () => {
      await comesIn(flash);
      await comesIn(report);
      const first = await digest();
      expect(first).toContain('1 story from 1 publisher, 1 article looked through');
      expect(first).toContain(report.title);
      expect(first).not.toContain(flash.title);
      expect(first).toMatch(TOLD_BY_REPORT);
      expect(await digest()).not.toMatch(/Gannet/);
      expect(await archive.stories({})).toHaveLength(1);
    });

    it('is all there is to tell where the bulletin comes after it', async () => {
      await comesIn(report);
      expect(await digest()).toMatch(TOLD_BY_REPORT);
      await comesIn({ ...flash, ...tomorrow });
      expect(await digest()).not.toMatch(/Gannet|Osk/);
      expect(await archive.stories({})).toHaveLength(1);
    });

    it('goes on growing, and what is told of it is each time what nobody was told, whoever repeats the bulletin meanwhile', async () => {
      await comesIn(flash);
      await digest();
      await comesIn(report);
      await comesIn({ ...flash, ...elsewhere });
      const second = await digest();
      expect(second).toMatch(TOLD_BY_REPORT);
      expect(second).not.toMatch(TOLD_BY_FLASH);
      await comesIn({ ...flash, ...tomorrow, source: 'Orsen Tribune' });
      expect(await digest()).not.toMatch(/Gannet/);
      await comesIn({ ...report, ...tomorrow, paragraphs: [...report.paragraphs, ...STILL_MORE] });
      const last = await digest();
      expect(last).toMatch(/Lena Marsh|compensation/);
      expect(last).not.toMatch(TOLD_BY_FLASH);
      expect(last).not.toMatch(TOLD_BY_REPORT);
      expect(await archive.stories({})).toMatchObject([{ publishers: 3 }]);
    });
  });

  describe('of another publisher', () => {
    it('is a second source of the story, told again by what it adds only', async () => {
      await comesIn(flash);
      await digest();
      await comesIn({ ...report, ...tomorrow, ...elsewhere });
      const second = await digest();
      expect(second).toMatch(/Updated/i);
      expect(second).toMatch(TOLD_BY_REPORT);
      expect(second).not.toMatch(TOLD_BY_FLASH);
      expect(await archive.stories({})).toMatchObject([{ publishers: 2 }]);
      expect(await digest()).not.toMatch(/Gannet/);
    });

    it('stands beside the bulletin where both come before the digest', async () => {
      await comesIn(flash);
      await comesIn({ ...report, ...elsewhere });
      const first = await digest();
      expect(first).toContain(flash.source);
      expect(first).toContain(elsewhere.source);
      expect(first).toMatch(TOLD_BY_REPORT);
      expect(await archive.stories({})).toMatchObject([{ publishers: 2 }]);
      expect(await digest()).not.toMatch(/Gannet/);
    });
  });
}

describe('a report that grew, on SQLite', () => reportThatGrows(onSqlite(() => bench.folder)));

describe.skipIf(serverUrl === null)(
  serverUrl === null ? WITHOUT_SERVER : 'a report that grew, on a PostgreSQL server',
  () => reportThatGrows(onPostgres()),
);

// ---- the program's steps ------------------------------------------------------------------------------------------------

let dropped = 0;

/** Drops the report as a file, and has it taken in and read. */
async function comesIn({ title, source, date, paragraphs }: Report): Promise<void> {
  dropped += 1;
  const head = [`title: ${title}`, `source: ${source}`, `date: ${date}`, `url: https://news.example/${dropped}`];
  bench.drop(`${dropped}.md`, `---\n${head.join('\n')}\n---\n\n${paragraphs.join('\n\n')}\n`);
  const { inbox, clock } = bench;
  const shared = { archive, clock, log: silent, tell() {} };
  await takeIn({ ...shared, inbox, shelf: async () => [] });
  await readDue({ ...shared, reader: offlineReader(async () => []), embedder: null, judge: null }, running);
  await correctDue({ ...shared, renderers: chats });
}

/** What the channel is told at the next hour, its threads too. A day goes by with it. */
async function digest(): Promise<string> {
  const { clock } = bench;
  clock.skip(HOUR);
  const before = posted().length;
  const ports = { archive, chats, renderers: chats, clock, log: silent, tell() {}, random: () => 0 };
  await publishNow({ ...ports, topics: [], subscriptions: [MORNINGS] });
  const sending = { ...ports, pace: createPace(chats, clock) };
  await deliverDue(sending, running);
  await editDue(sending, running);
  clock.skip(23 * HOUR);
  return posted().slice(before).join('\n');
}

/** Everything that stands in the channel, message by message. */
function posted(): string[] {
  return slack.posted(NEWS_CHANNEL.id).map(({ blocks }) => visibleText(blocks as KnownBlock[]));
}
