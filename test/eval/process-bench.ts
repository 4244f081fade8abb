/** What a running newsdesk takes while nothing happens, and how soon it is there. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { HeldAgainst } from './held-against.ts';
import { PORT, publishingBench } from './publishing-bench.ts';

const CHANNELS = 3_000;
const IDLE_MB = 250;
const START_MS = 2_000;
/** Several heartbeats of which each looks at every subscription. */
const IDLE_SECONDS = { quick: 10, whole: 75 };
const FIRST_SECONDS = 10;
const STARTS = 3;

const root = fileURLToPath(new URL('../../', import.meta.url));

/** @param data the folder of an archive, to which the channels are added */
export async function processBench(data: string, articles: number, isQuick: boolean): Promise<HeldAgainst[]> {
  const folder = mkdtempSync(join(tmpdir(), 'newsdesk-bench-'));
  mkdirSync(join(folder, 'feeds', 'inbox'), { recursive: true });
  try {
    const first = await idleAfter(FIRST_SECONDS, folder, data);
    subscribe(data);
    const bare = Math.min(...(await timesOf(STARTS, () => bareImports(folder))));
    const starts = await timesOf(STARTS, async () => {
      const running = await startNewsdesk(folder, data);
      return () => stop(running);
    });
    const started = Math.min(...starts);
    const idle = await idleAfter(isQuick ? IDLE_SECONDS.quick : IDLE_SECONDS.whole, folder, data);
    const archive = `an archive of ${articles} articles and ${CHANNELS} channels`;
    return [
      {
        id: 'start.limit',
        name: 'start-up',
        value: started / START_MS,
        unit: 'x',
        bar: 1,
        peer: `the limit of ${START_MS} ms: ${started.toFixed(0)} ms from the process's start until it is ready, with ${archive}`,
      },
      {
        id: 'start.imports',
        name: 'start-up, against Node itself',
        value: started / bare,
        unit: 'x',
        bar: null,
        peer: `${bare.toFixed(0)} ms in which Node starts and imports the same modules, and does nothing`,
      },
      ...memory('idle.memory', 'memory while idle', idle, `with ${archive}`),
      ...memory(
        'idle.memory.first',
        'memory while idle, after the first start',
        first,
        `${FIRST_SECONDS} s after the terminal's first digest, out of ${articles} articles`,
      ),
      ...(await publishingBench(() => startNewsdesk(folder, data, PORT), data, isQuick)),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function idleAfter(seconds: number, folder: string, data: string): Promise<number | null> {
  const running = await startNewsdesk(folder, data);
  await pause(1_000 * seconds);
  const resident = residentMb(running);
  await stop(running);
  return resident;
}

function memory(id: string, name: string, resident: number | null, how: string): HeldAgainst[] {
  if (resident === null) return [];
  const peer = `the limit of ${IDLE_MB} MB: ${resident.toFixed(0)} MB resident, ${how}`;
  return [{ id, name, value: resident / IDLE_MB, unit: 'x', bar: 1, peer }];
}

/** Channels whose next digest comes tomorrow. */
function subscribe(data: string): void {
  const db = new DatabaseSync(join(data, 'newsdesk.db'));
  const subscription = db.prepare(`insert into subscriptions
    (id, number, platform, channel, workspace, place, topics, actors, schedule, quiet, made_by, made_at)
    values (?, ?, 'slack', ?, 'T1', 'public', '["topic1","topic2"]', '[]', ?, 'silent', 'U1', 0)`);
  const window = db.prepare('insert into windows (subscription_id, from_at, to_at) values (?, ?, ?)');
  const schedule = JSON.stringify({
    at: '08:00',
    zone: 'Etc/UTC',
    days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  });
  const now = Date.now();
  db.exec('begin');
  for (let n = 0; n < CHANNELS; n++) {
    const id = `slack:C${n}@08:00`;
    subscription.run(id, n + 1, `slack:C${n}`, schedule);
    window.run(id, now - 86_400_000, now);
  }
  db.exec('commit');
  db.close();
}

/** How long each takes until it is there; what it gives is called afterwards, untimed. */
async function timesOf(times: number, begin: () => Promise<() => Promise<void>>): Promise<number[]> {
  const took: number[] = [];
  for (let time = 0; time < times; time++) {
    const begun = performance.now();
    const end = await begin();
    took.push(performance.now() - begun);
    await end();
  }
  return took;
}

async function bareImports(folder: string): Promise<() => Promise<void>> {
  const script = `await import(${JSON.stringify(join(root, 'src/cli.ts'))}); await import(${JSON.stringify(join(root, 'src/cli/start.ts'))}); process.exit()`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { cwd: folder, stdio: 'ignore' });
  await once(child, 'close');
  return async () => {};
}

async function startNewsdesk(folder: string, data: string, port?: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(root, 'src/newsdesk.mjs'), 'start'], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: folder,
      NEWSDESK_DATA: data,
      ...(port !== undefined && { NEWSDESK_PORT: String(port) }),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const text of child.stdout.iterator({ destroyOnReturn: false })) {
    said += text;
    // Swept, published and delivered what there was.
    if (said.includes('Ctrl-C stops.')) break;
  }
  child.stdout.resume();
  return child;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) throw new Error('newsdesk ended by itself');
  const closed = once(child, 'close');
  child.kill('SIGTERM');
  await closed;
}

/** Null where the system does not say. */
function residentMb({ pid }: ChildProcess): number | null {
  try {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) / 1024;
  } catch {
    return null;
  }
}
