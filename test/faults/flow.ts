/**
 * The flow of a run over a real server and the real pg-boss, by processes that each have a cable of their own to the database.
 * The clock is the machine's, only faster.
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { vi } from 'vitest';
import { systemClock } from '../../src/clock/system-clock.ts';
import { PLATFORMS, type Platform } from '../../src/digest/subscription.ts';
import { openInbox } from '../../src/inbox/inbox.ts';
import { openBossJobs } from '../../src/jobs/boss.ts';
import { correctDue } from '../../src/pipeline/correct.ts';
import { createDispatcher } from '../../src/pipeline/dispatcher.ts';
import type { PipelineEvent } from '../../src/pipeline/events.ts';
import { createPace } from '../../src/pipeline/pace.ts';
import { publishDue } from '../../src/pipeline/publish.ts';
import { readDue } from '../../src/pipeline/read.ts';
import { offlineReader } from '../../src/pipeline/reader.ts';
import { sendDue } from '../../src/pipeline/send.ts';
import { takeIn } from '../../src/pipeline/take-in.ts';
import type { Chat, Clock, Log } from '../../src/ports.ts';
import { openPostgresArchive } from '../../src/store/postgres/open.ts';
import { openProxy } from '../support/tcp-proxy.ts';
import { ACTS, type Act, RIGHT } from './news.ts';
import { observe, type Verdict } from './observer.ts';
import { consoleLike, discordLike, slackLike } from './platforms.ts';
import { drop, morningsOn, parser } from './run.ts';
import type { Row } from './stores.ts';

/** Where something may befall a process: right after it took in a file, had an article read, published or posted. */
export type Spot = 'taken' | 'read' | 'published' | 'posted';

export interface Node {
  /** As `kill -9`: its connections end, and nothing it is at is ever heard of again. Another one takes its place. */
  kill(): Promise<void>;
  /** Every connection of it breaks, and new ones can be made. */
  disconnect(): void;
}

/** Of the clock: as many seconds go by in one. Leases and looks are long. */
const SPEED = 60;
/** Longer than every lease. */
const LEASE_MS = 16 * 60_000;
const NEVER = new Promise<never>(() => {});
const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };
const SOON = { timeout: 60_000, interval: 40 };

/** @param befalls what happens at a spot; it is asked each time one is passed */
export async function flow(url: string, befalls: (spot: Spot, node: Node) => Promise<void> | void): Promise<Verdict> {
  const folder = mkdtempSync(join(tmpdir(), 'newsdesk-flow-'));
  for (const part of ['inbox', 'done', 'rejected']) mkdirSync(join(folder, part));
  const clock = fastClock(ACTS[0]?.at ?? '');
  const platforms = [slackLike(), discordLike(), consoleLike()];
  const told: string[] = [];
  const living = new Set<() => Promise<void>>();

  async function start(): Promise<void> {
    const cable = await openProxy(new URL(url));
    const at = cable.urlFor(url);
    const stop = new AbortController();
    const jobs = await openBossJobs({ url: at, local: createDispatcher(clock, silent), clock, log: silent, say() {} });
    const opened = await openPostgresArchive({ url: at, announce: jobs.announce });
    let isDead = false;

    async function end(): Promise<void> {
      living.delete(end);
      stop.abort();
      if (!isDead) await running;
      await Promise.all([jobs.close(), opened.close()]);
      await cable.close();
    }
    const node: Node = {
      async kill() {
        isDead = true;
        cable.cut();
        void end().catch(() => {});
        clock.skip(LEASE_MS);
        await start();
      },
      disconnect() {
        cable.cut();
        cable.mend();
      },
    };
    /** Does it, and what befalls the process then. */
    const passing = <A extends unknown[], T>(spot: Spot, act: (...args: A) => Promise<T>) => {
      return async (...args: A): Promise<T> => {
        if (isDead) return NEVER;
        const result = await act(...args);
        if (!isDead) await befalls(spot, node);
        return isDead ? NEVER : result;
      };
    };

    const archive = {
      ...opened,
      takeIn: passing('taken', opened.takeIn),
      publish: passing('published', opened.publish),
    };
    const chats = new Map<Platform, Chat>();
    for (const platform of platforms) {
      const chat = platform.chat(clock, () => null);
      chats.set(platform.platform, { ...chat, post: passing('posted', chat.post) });
    }
    const reader = offlineReader(async () => []);
    const path = (part: string) => join(folder, part);
    const folders = { inbox: path('inbox'), done: path('done'), rejected: path('rejected') };
    const ports = {
      archive,
      chats,
      clock,
      renderers: chats,
      inbox: await openInbox({ ...folders, clock, log: silent, parser }),
      shelf: async () => [],
      topics: [],
      subscriptions: PLATFORMS.map(morningsOn),
      random: Math.random,
      log: silent,
      reader: { ...reader, concurrency: 2, read: passing('read', reader.read) },
      embedder: null,
      judge: null,
      pace: createPace(chats, clock),
      tell: (event: PipelineEvent) => {
        if (!isDead && event.kind === 'trouble') told.push(event.text);
      },
    };
    const running = jobs.run(
      {
        'take-in': async (signal) => {
          await takeIn(ports, signal);
          return new Date(clock.now().getTime() + 2_000);
        },
        async read(signal) {
          const next = await readDue(ports, signal);
          await correctDue(ports);
          return next;
        },
        publish: () => publishDue(ports),
        deliver: (signal) => sendDue(ports, signal),
      },
      stop.signal,
    );
    running.catch(() => {});
    living.add(end);
  }

  async function isThrough(act: Act): Promise<boolean> {
    if (readdirSync(join(folder, 'inbox')).length > 0) return false;
    const none = async (table: string, isOpen: (row: Row) => boolean) => !(await rows(url, table)).some(isOpen);
    const windows = await rows(url, 'windows');
    const isMorning = act.at.endsWith('T08:00:00Z');
    const reached = windows.filter((row) => !isMorning || Number(row['to_at']) === Date.parse(act.at));
    // A terminal's first window is that of its first digest.
    const expected = isMorning ? PLATFORMS.length : PLATFORMS.length - 1;
    if (new Set(reached.map((row) => row['subscription_id'])).size < expected) return false;
    const corrects = act.drops.some(({ fate }) => fate === 'newer');
    const shows = platforms[0]?.shown.some(({ content }) => content.includes(RIGHT));
    if (corrects && !shows) return false;
    return (
      (await none('readings', ({ state }) => ['unread', 'reading', 'failed'].includes(String(state)))) &&
      (await none('deliveries', ({ state }) => !['sent', 'ambiguous', 'rejected'].includes(String(state)))) &&
      (await none('edits', ({ state }) => state === 'sending'))
    );
  }

  try {
    await Promise.all([start(), start()]);
    for (const act of ACTS) {
      const early = Date.parse(act.at) - clock.now().getTime();
      if (early > 0) clock.skip(early);
      drop(act, folder, clock.now());
      await vi.waitFor(async () => {
        if (!(await isThrough(act))) throw new Error(`not everything of ${act.at} is done`);
      }, SOON);
    }
    const store = { folder, rows: (table: string) => rows(url, table) };
    return await vi.waitUntil(async () => {
      const verdict = await observe(store, platforms, told);
      return verdict.breaches.some((breach) => breach.startsWith('lost: a correction')) ? null : verdict;
    }, SOON);
  } finally {
    await Promise.all([...living].map((end) => end()));
    rmSync(folder, { recursive: true });
  }
}

/** By a connection of its own: the server may have been away since the last. */
async function rows(url: string, table: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(`select to_json(t) as row from ${table} as t`)).rows.map(({ row }) => row);
  } finally {
    await client.end();
  }
}

function fastClock(start: string): Clock & { skip(ms: number): void } {
  const began = systemClock.now().getTime();
  let skipped = 0;
  return {
    now: () => new Date(Date.parse(start) + skipped + SPEED * (systemClock.now().getTime() - began)),
    sleep: (ms, signal) => systemClock.sleep(ms / SPEED, signal),
    skip(ms) {
      skipped += ms;
    },
  };
}
