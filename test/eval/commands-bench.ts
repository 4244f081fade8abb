/**
 * Twenty commands a second, while Newsdesk takes in, reads, publishes and delivers: `node test/eval/commands-bench.ts
 * [--articles N] [--slack socket|http] [--database URL] [--split] [--model MS] [--seconds N]` for one setting alone. With
 * BENCH_SLOWEST=1 it lists the slowest of each kind; BENCH_HOLDS names a file for the holds of the event loop, BENCH_NODE_OPTIONS
 * what Node is told besides, such as `--cpu-prof`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { WebSocketServer } from 'ws';
import { type Deed, type Doing, doNth } from './commands-bench-load.ts';
import { type BenchStage, openBenchStage, type Setting } from './commands-bench-stage.ts';
import { ARTICLES_A_DAY, growArchive, inventedName } from './grown-archive.ts';
import { type HeldAgainst, heldAgainstTable } from './held-against.ts';

const ACKNOWLEDGED_MS = 300;
/** What people see before they type on; the platforms wait three seconds. */
const OFFERED_MS = 1_000;
const HOLD_MS = 200;
const A_SECOND = 20;
const SECONDS = { quick: 15, whole: 30 };
const FILES = 200;
const DAY_MS = 86_400_000;
/** What is not answered this long after the last deed, in milliseconds, never is. */
const LAST_ANSWERS_MS = 60_000;

const SETTINGS: readonly Setting[] = [
  { articles: 1_000, slack: 'socket', database: null, split: false, modelMs: null },
  { articles: 10_000, slack: 'http', database: null, split: false, modelMs: 2_000 },
  { articles: 100_000, slack: 'socket', database: null, split: false, modelMs: null },
];
const ON_A_SERVER: readonly Omit<Setting, 'database'>[] = [
  { articles: 10_000, slack: 'socket', split: false, modelMs: null },
  { articles: 10_000, slack: 'http', split: true, modelMs: 2_000 },
];

/** @param isQuick leaves the largest archive out, and does it for half as long */
export async function commandsBench(isQuick: boolean): Promise<HeldAgainst[]> {
  const database = process.env['TEST_DATABASE_URL'];
  const onServer = database ? ON_A_SERVER.map((one): Setting => ({ ...one, database })) : [];
  const settings = [...SETTINGS, ...onServer].filter(({ articles }) => !isQuick || articles <= 10_000);
  const figures: HeldAgainst[] = [];
  for (const setting of settings) figures.push(...(await measured(setting, isQuick ? SECONDS.quick : SECONDS.whole)));
  return figures;
}

async function measured(setting: Setting, seconds: number): Promise<HeldAgainst[]> {
  const grown = mkdtempSync(join(tmpdir(), 'newsdesk-bench-'));
  const start = new Date(Date.now() - (setting.articles * DAY_MS) / ARTICLES_A_DAY);
  await growArchive(grown, start, 0, setting.articles);
  const stage = await openBenchStage(setting, grown);
  const peer = await barePeer();
  try {
    await stage.start();
    const asked = await ask(stage, setting, seconds, peer.ping);
    return figuresOf(setting, asked, stage);
  } finally {
    await peer.close();
    await stage.close();
    rmSync(grown, { recursive: true });
  }
}

interface Asked {
  readonly deeds: readonly Deed[];
  /** What a process that does nothing else took to acknowledge, in milliseconds. */
  readonly bare: readonly number[];
}

async function ask(
  stage: BenchStage,
  { articles }: Setting,
  seconds: number,
  ping: () => Promise<number>,
): Promise<Asked> {
  const latest = Math.floor(articles / 4) - 1;
  const words = Array.from({ length: 60 }, (_, n) => inventedName(Math.max(0, latest - n)).split(' ')[0] ?? '');
  const began = performance.now();
  const doings: Doing[] = [];
  const bare: Promise<number>[] = [];
  const look = () => {
    for (const doing of doings) if (!isOver(doing.deed)) doing.look();
  };
  const count = A_SECOND * seconds;
  for (let nth = 0; nth < count; nth++) {
    await until(began + (1_000 / A_SECOND) * nth, look);
    doings.push(doNth({ ...stage, words }, nth));
    bare.push(ping());
    for (let file = Math.ceil((nth * FILES) / count); file < ((nth + 1) * FILES) / count; file++)
      stage.drop(`${file}.txt`, article(file));
  }
  const end = performance.now() + LAST_ANSWERS_MS;
  while (performance.now() < end && !doings.every(({ deed }) => isOver(deed)))
    await until(performance.now() + 20, look);
  return { deeds: doings.map(({ deed }) => deed), bare: await Promise.all(bare) };
}

const isOver = ({ acknowledged, answered }: Deed) => acknowledged !== null && answered !== null;

async function until(at: number, look: () => void): Promise<void> {
  do {
    await pause(Math.min(10, Math.max(1, at - performance.now())));
    look();
  } while (performance.now() < at);
}

function figuresOf(setting: Setting, { deeds, bare }: Asked, stage: BenchStage): HeldAgainst[] {
  if (process.env['BENCH_SLOWEST']) showSlowest(deeds);
  const typed = acknowledgements(deeds.filter(({ what }) => what.endsWith(TYPING)));
  const acted = acknowledgements(deeds.filter(({ what }) => !what.endsWith(TYPING)));
  const answers = deeds.flatMap(({ sent, answered }) => (typeof answered === 'number' ? [answered - sent] : []));
  const silent = deeds.filter(({ answered }) => answered === null);
  const bare99 = percentile(bare, 0.99);
  const [hold] = stage.holds();
  const { id, words } = nameOf(setting);
  return [
    {
      id: `${id}.acknowledged`,
      name: `${A_SECOND} commands a second, ${words}`,
      value: acted.p99 / ACKNOWLEDGED_MS,
      unit: 'x',
      bar: 1,
      peer: `the limit of ${ACKNOWLEDGED_MS} ms: acknowledged within ${acted.p99.toFixed(0)} ms at the 99th percentile, ${acted.p50.toFixed(0)} at the median, ${acted.slowest.toFixed(0)} for the slowest of ${acted.count} (${acted.slowestOf}), while ${FILES} files come in and digests go to hundreds of channels (${stage.published()} messages)`,
    },
    {
      id: `${id}.offered`,
      name: 'what is offered while one types',
      value: typed.p99 / OFFERED_MS,
      unit: 'x',
      bar: 1,
      peer: `the limit of ${OFFERED_MS} ms: there within ${typed.p99.toFixed(0)} ms at the 99th percentile, ${typed.p50.toFixed(0)} at the median, ${typed.slowest.toFixed(0)} for the slowest of ${typed.count}`,
    },
    {
      id: `${id}.bare`,
      name: 'acknowledging, against a bare process',
      value: acted.p99 / bare99,
      unit: 'x',
      bar: null,
      peer: `${bare99.toFixed(1)} ms at the 99th percentile in which a process that does nothing else acknowledges in the same minute`,
    },
    {
      id: `${id}.hold`,
      name: 'the event loop meanwhile',
      value: (hold?.worked ?? 0) / HOLD_MS,
      unit: 'x',
      bar: 1,
      peer: `the limit of ${HOLD_MS} ms: held by the program's own work for ${(hold?.worked ?? 0).toFixed(0)} ms at most`,
    },
    {
      id: `${id}.silent`,
      name: 'commands without an answer',
      value: silent.length / deeds.length,
      unit: '%',
      bar: 0,
      peer: `all of them: ${answers.length} answers that the servers can tell came within ${percentile(answers, 0.5).toFixed(0)} ms at the median, ${percentile(answers, 0.99).toFixed(0)} at the 99th percentile`,
    },
  ];
}

const TYPING = ' autocomplete';

function acknowledgements(deeds: readonly Deed[]) {
  const known = deeds.filter(({ acknowledged }) => acknowledged !== undefined);
  const took = known.map(({ sent, acknowledged }) => (acknowledged ?? Number.POSITIVE_INFINITY) - sent);
  const slowest = Math.max(...took);
  const slowestOf = known[took.indexOf(slowest)]?.what;
  return { count: took.length, p50: percentile(took, 0.5), p99: percentile(took, 0.99), slowest, slowestOf };
}

/** Of each kind of deed, the five slowest acknowledgements and answers, in milliseconds. */
function showSlowest(deeds: readonly Deed[]): void {
  for (const [what, own] of Map.groupBy(deeds, (deed) => deed.what)) {
    const slowest = (at: (deed: Deed) => number | null | undefined) =>
      own
        .map((deed) => Math.round((at(deed) ?? Number.NaN) - deed.sent))
        .toSorted((one, other) => other - one)
        .slice(0, 5)
        .join(' ');
    console.log(`${what.padEnd(24)} ${slowest((deed) => deed.acknowledged)} | ${slowest((deed) => deed.answered)}`);
  }
}

function nameOf({ articles, slack, database, split, modelMs }: Setting) {
  const parts = [
    `${articles} articles ${database ? 'on PostgreSQL' : 'in SQLite'}`,
    split ? 'a process for each role' : 'one process',
    slack === 'http' ? 'Slack by HTTP' : 'Slack by Socket Mode',
    modelMs === null ? 'read offline' : `a model that takes ${modelMs} ms`,
  ];
  return {
    id: `commands.${database ? 'postgres' : 'sqlite'}.${articles}${split ? '.split' : ''}`,
    words: parts.join(', '),
  };
}

function percentile(values: readonly number[], share: number): number {
  return values.toSorted((one, other) => one - other)[Math.floor(share * (values.length - 1))] ?? 0;
}

/** What the machine itself takes at that moment: a process that acknowledges whatever it is sent over a WebSocket. */
async function barePeer(): Promise<{ ping(): Promise<number>; close(): Promise<void> }> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const script = `const socket = new WebSocket('ws://127.0.0.1:${port}'); socket.onmessage = ({ data }) => socket.send(data);`;
  const child = spawn(process.execPath, ['-e', script], { stdio: 'ignore' });
  const [socket] = await once(server, 'connection');
  const waiting = new Map<string, () => void>();
  socket.on('message', (data: Buffer) => waiting.get(String(data))?.());
  let pings = 0;
  return {
    async ping() {
      const id = String(++pings);
      const sent = performance.now();
      await new Promise<void>((resolve) => {
        waiting.set(id, resolve);
        socket.send(id);
      });
      return performance.now() - sent;
    },
    async close() {
      child.kill();
      server.close();
      await once(child, 'close');
    },
  };
}

/** Invented news of some length, each of its own wording. */
function article(n: number): string {
  const places = ['Tasmere', 'Halden', 'Lindmark', 'Ferrow', 'Brackwater', 'Ostport', 'Velmar', 'Quillport'];
  const place = `${places[n % places.length]} ${Math.floor(n / 4)}`;
  const paragraphs = Array.from(
    { length: 12 },
    (_, nth) =>
      `The council of ${place} said in its report number ${nth + 1} that harbour ${n % 12} could lose ${n + nth} ships a week, and Mayor Nadia Corvin of ${place} expects that tramway ${(n + nth) % 12} will be closed within ${nth + 2} weeks after ${n + 3} letters of protest from the quarter.`,
  );
  return `date ${new Date().toISOString().slice(0, 10)} ${place} closes harbour ${n % 12} in case ${n}\n\n${paragraphs.join('\n\n')}\n`;
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      articles: { type: 'string', default: '1000' },
      slack: { type: 'string', default: 'socket' },
      database: { type: 'string' },
      split: { type: 'boolean', default: false },
      model: { type: 'string' },
      seconds: { type: 'string', default: '30' },
    },
  });
  const setting: Setting = {
    articles: Number(values.articles),
    slack: values.slack === 'http' ? 'http' : 'socket',
    database: values.database ?? null,
    split: values.split,
    modelMs: values.model === undefined ? null : Number(values.model),
  };
  console.log(heldAgainstTable(await measured(setting, Number(values.seconds))));
}
