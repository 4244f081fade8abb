/** How digests are made that are all due at one hour, while somebody asks something, and is told to stop in the middle. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import type { HeldAgainst } from './held-against.ts';

/** Where health is served meanwhile. */
export const PORT = 38_471;

const DIGEST_MS = 100;
const HOLD_MS = 200;
const STOP_MS = 10_000;
const WATCHED_SECONDS = { quick: 8, whole: 30 };
const ASKED_EVERY_MS = 10;
const DAY_MS = 86_400_000;

/** @param begin starts newsdesk, with health served, over the archive in `data`, where the channels are subscribed already */
export async function publishingBench(
  begin: () => Promise<ChildProcess>,
  data: string,
  isQuick: boolean,
): Promise<HeldAgainst[]> {
  const channels = makeDue(data);
  const running = await begin();
  const before = published(data);
  const begun = performance.now();
  const hold = await longestAnswer(1_000 * (isQuick ? WATCHED_SECONDS.quick : WATCHED_SECONDS.whole));
  const took = performance.now() - begun;
  const made = published(data) - before;
  const closed = once(running, 'close');
  const told = performance.now();
  running.kill('SIGTERM');
  await closed;
  const stopped = performance.now() - told;
  const each = took / Math.max(1, made);
  const due = `${channels} digests due at one hour`;
  return [
    {
      id: 'publish.limit',
      name: due,
      value: each / DIGEST_MS,
      unit: 'x',
      bar: 1,
      peer: `the limit of ${DIGEST_MS} ms: ${each.toFixed(1)} ms each from the archive to deliveries on the disk, over ${made} of them`,
    },
    {
      id: 'publish.hold',
      name: 'an answer meanwhile',
      value: hold / HOLD_MS,
      unit: 'x',
      bar: 1,
      peer: `the limit of ${HOLD_MS} ms: ${hold.toFixed(0)} ms for the slowest answer of /healthz, asked every ${ASKED_EVERY_MS} ms`,
    },
    {
      id: 'publish.stop',
      name: 'a stop in the middle of them',
      value: stopped / STOP_MS,
      unit: 'x',
      bar: 1,
      peer: `the limit of ${STOP_MS / 1_000} s: ${stopped.toFixed(0)} ms from SIGTERM to the process's end`,
    },
  ];
}

/** Every channel's day ended some minutes ago. */
function makeDue(data: string): number {
  const db = new DatabaseSync(join(data, 'newsdesk.db'));
  const to = Math.floor(Date.now() / 60_000 - 2) * 60_000;
  const at = new Date(to).toISOString().slice(11, 16);
  db.prepare(`update subscriptions set schedule = json_set(schedule, '$.at', ?)`).run(at);
  const { changes } = db
    .prepare(`update windows set from_at = ?, to_at = ? where subscription_id in (select id from subscriptions)`)
    .run(to - 2 * DAY_MS, to - DAY_MS);
  db.close();
  return Number(changes);
}

function published(data: string): number {
  const db = new DatabaseSync(join(data, 'newsdesk.db'), { readOnly: true });
  const row = db.prepare('select count(*) as digests from digests').get();
  db.close();
  return Number(row?.['digests']);
}

async function longestAnswer(forMs: number): Promise<number> {
  const end = performance.now() + forMs;
  let longest = 0;
  while (performance.now() < end) {
    const asked = performance.now();
    await (await fetch(`http://127.0.0.1:${PORT}/healthz`)).text();
    longest = Math.max(longest, performance.now() - asked);
    await pause(ASKED_EVERY_MS);
  }
  return longest;
}
