/**
 * A Room for tests: a real SQLite archive in a folder of its own, a clock moved by hand, and a few invented articles
 * read in. Everything else is written down instead of done.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Answer, Question } from '../../src/answer/answer.ts';
import { renderConsole } from '../../src/chat/console/render.ts';
import { encodeAction } from '../../src/command/action.ts';
import type { Args, Caller, Invocation, Reply } from '../../src/command/command.ts';
import type { Call, Room } from '../../src/command/room.ts';
import type { Channel, Subscription } from '../../src/digest/subscription.ts';
import { WEEKDAYS } from '../../src/digest/subscription.ts';
import type { Control } from '../../src/message/control.ts';
import type { Message } from '../../src/message/message.ts';
import { plainText } from '../../src/message/plain.ts';
import { correctByHand } from '../../src/pipeline/correct.ts';
import { publishNow } from '../../src/pipeline/publish.ts';
import type { Log, Step } from '../../src/ports.ts';
import { openSqliteArchive } from '../../src/store/sqlite/open.ts';
import { NO_USAGE } from '../../src/summary/usage.ts';
import { anArrival } from './articles.ts';
import { type HandClock, handClock } from './clock.ts';
import { type NewsItem, someNews, TOPICS } from './news.ts';

/** Tuesday 24 November 2026, 08:30 in Berlin. */
export const NOW = '2026-11-24T07:30:00Z';

/** The channel in which people talk unless a test says otherwise. Nothing of the topic `mergers` is for it. */
export const HARBOUR: Channel = { platform: 'slack', id: 'CHARBOUR' };
/** The only channel that may see the topic `mergers`. */
export const DEALS: Channel = { platform: 'slack', id: 'CDEALS' };

export const MORNINGS: Subscription = {
  id: 'slack:CHARBOUR@08:00',
  channel: HARBOUR,
  topics: ['shipping'],
  actors: [],
  schedule: { at: '08:00', zone: 'Europe/Berlin', days: WEEKDAYS },
  quiet: 'say',
};

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };

export interface Said {
  readonly channel: Channel;
  readonly thread: string | null;
  readonly message: Message;
}

export interface TestRoom extends Room {
  readonly clock: HandClock;
  /** What was posted with `say`. */
  readonly said: readonly Said[];
  readonly asked: readonly Question[];
  readonly hinted: readonly Step[];
  /** Takes articles in, and reads those that come with a summary. */
  takeIn(...news: readonly NewsItem[]): Promise<void>;
  /** Publishes to every subscription what is new, as sent. Root messages are named `root-1`, `root-2`, … in all. */
  publish(): Promise<void>;
}

export interface RoomOptions extends Partial<Omit<Room, 'archive' | 'clock'>> {
  readonly now?: string;
  /** Without them, `someNews()`. */
  readonly news?: readonly NewsItem[];
  readonly answer?: Answer;
  /** Whether what is said arrives; true without it. */
  readonly sayable?: boolean;
}

/** Call it inside a test or its `beforeEach`: the archive closes, and its folder goes, when the test is over. */
export async function aRoom(options: RoomOptions = {}): Promise<TestRoom> {
  const { now = NOW, news = someNews(), answer = abstention(), sayable = true, ...over } = options;
  const folder = mkdtempSync(join(tmpdir(), 'newsdesk-room-'));
  const archive = await openSqliteArchive({ folder });
  onTestFinished(async () => {
    await archive.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const said: Said[] = [];
  const asked: Question[] = [];
  const hinted: Step[] = [];
  let roots = 0;
  const room: TestRoom = {
    archive,
    clock: handClock(now),
    log: silent,
    topics: TOPICS,
    subscriptions: [MORNINGS],
    zone: 'Europe/Berlin',
    reader: 'offline',
    connected: ['slack', 'discord'],
    operator: { platform: 'slack', id: 'COPERATOR' },
    async ask(question) {
      asked.push(question);
      return answer;
    },
    async say(to, message) {
      if (sayable) said.push({ ...to, message });
      return sayable;
    },
    correct: (correction) => correctByHand(correction, { archive, renderers: renderersOf(room), log: silent }),
    async direct(platform, person) {
      return { platform, id: `D${person}` };
    },
    hint: (step) => hinted.push(step),
    ...over,
    said,
    asked,
    hinted,
    async takeIn(...items) {
      for (const item of items) await takeInOne(item, room);
    },
    async publish() {
      const renderers = renderersOf(room);
      const { topics, subscriptions, clock, log } = room;
      await publishNow({ archive, topics, subscriptions, renderers, clock, log, tell() {} });
      for (;;) {
        const claims = await archive.claimDeliveries(clock.now(), 60_000, 20, room.connected);
        if (claims.length === 0) return;
        for (const claim of claims) {
          roots += 1;
          await archive.settleDelivery(claim, { kind: 'sent', ref: `root-${roots}`, at: clock.now() });
        }
      }
    },
  };
  await room.takeIn(...news);
  return room;
}

/** Words enough to see that a message was corrected. */
function renderersOf({ connected }: Pick<Room, 'connected'>) {
  const render = (message: Message) => [{ place: 'root' as const, payload: { text: plainText(message) } }];
  return new Map(connected.map((platform) => [platform, { render }]));
}

async function takeInOne({ article, at, summary }: NewsItem, { archive }: Room): Promise<void> {
  await archive.takeIn(anArrival(article, { at }));
  if (summary === null) return;
  const [claim] = await archive.claimReading(at, 60_000, 1);
  if (claim?.article.id !== article.id) throw new Error(`${article.file} is not what is to be read next`);
  await archive.keepSummary(claim, summary, new Date(at.getTime() + 60_000));
}

function abstention(): Answer {
  return {
    kind: 'abstained',
    reason: 'No article speaks of it.',
    looked: { articles: 4, from: null, to: null, newest: '2026-11-23' },
    reader: 'offline',
    usage: NO_USAGE,
  };
}

// ---- calls -----------------------------------------------------------------------------------------------------------

export interface TestCall extends Call {
  /** What was written into the audit log. */
  readonly audited: readonly string[];
  readonly progressed: readonly string[];
}

export function aCaller(over: Partial<Caller> = {}): Caller {
  return {
    platform: 'slack',
    person: 'UANNA',
    workspace: 'T1',
    channel: HARBOUR,
    place: 'public',
    manager: false,
    zone: 'Europe/Berlin',
    ...over,
  };
}

/** Anna's command in the harbour channel, outside a thread; of `over`, what belongs to the caller goes to the caller. */
export function aCall(
  command: string,
  args: Args = {},
  over: Partial<Caller> & Partial<Pick<Invocation, 'event' | 'thread' | 'via' | 'at'>> = {},
): TestCall {
  const { event = 'slack:E1', thread = null, via = 'command', at = new Date(NOW), ...caller } = over;
  const audited: string[] = [];
  const progressed: string[] = [];
  return {
    invocation: { event, caller: aCaller(caller), command, args, thread, via, at },
    args,
    progress: (text) => progressed.push(text),
    change: (room, change) =>
      room.archive.atOnce((archive) =>
        change({ ...room, archive }, async (subject) => {
          if (subject !== null) audited.push(subject);
        }),
      ),
    entry(subject, nameless) {
      const { platform, workspace, channel, person } = aCaller(caller);
      return { at, platform, workspace, channel, person: nameless ? 'erased' : person, command, subject };
    },
    audited,
    progressed,
  };
}

// ---- what people see ---------------------------------------------------------------------------------------------------

/** A reply or a message as it is read, 80 columns wide, with its buttons and menus below. */
export function read(what: Reply | Message): string {
  const message = 'message' in what ? what.message : what;
  const [{ payload }] = renderConsole({ ...message, controls: [] }, { width: 80, colour: false });
  const controls = (message.controls ?? []).map(controlText);
  return [payload.text.trim(), ...controls].join('\n');
}

function controlText(control: Control): string {
  if (control.kind === 'button') return `[${control.label}] ${encodeAction(control.action)}`;
  const choices = control.choices.map(({ label, value }) => `  ${label} (${value})`);
  return [`[${control.label}…] ${encodeAction(control.action)} + ${control.fills}`, ...choices].join('\n');
}
