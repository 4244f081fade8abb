/** What it costs to send a digest to each of a thousand channels: against the platforms' limits, and against bare rows. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openSqliteArchive } from '../../src/store/sqlite/open.ts';
import { aDigest } from '../support/digests.ts';
import { channelsOf, openFanOut } from '../support/fan-out.ts';
import { DISCORD_LIMIT, SLACK_LIMIT } from '../support/limited-chats.ts';
import type { HeldAgainst } from './held-against.ts';
import { realFanOut } from './real-fan-out.ts';

const CHANNELS = 1_000;
const PARTS = 3;
const ON_A_CLOCK =
  'a clock of its own, on which the platform’s answers and the waits take time and this machine’s work takes none';

/** The shortest that the limits let it be: so many calls at so many in a span. */
const FLOORS = {
  discord: {
    ms: (CHANNELS * (PARTS + 1) * DISCORD_LIMIT.perMs) / DISCORD_LIMIT.calls,
    words: `${PARTS + 1} calls a channel (root, start of the thread, two parts) at ${DISCORD_LIMIT.calls} a second`,
  },
  slack: {
    ms: (CHANNELS * PARTS * SLACK_LIMIT.perMs) / SLACK_LIMIT.calls,
    words: `${PARTS} posts a channel at ${SLACK_LIMIT.calls} a minute in one workspace`,
  },
};

export async function fanOutBench(): Promise<HeldAgainst[]> {
  return [
    ...(await fanOut('discord')),
    ...(await fanOut('slack')),
    ...(await fanOut('discord', 2)),
    ...(await fanOut('slack', 2)),
    ...(await fanOut('discord', 4)),
    ...(await fanOut('slack', 4)),
    ...(await throughDiscordJs()),
    await outboxAgainstRows(),
  ];
}

async function fanOut(platform: 'discord' | 'slack', processes = 1): Promise<HeldAgainst[]> {
  const { publish, sendAll, chats, close } = await openFanOut([platform], { processes });
  await publish(channelsOf(platform, CHANNELS), PARTS);
  const took = await sendAll();
  const count = chats.get(platform)?.count ?? { calls: 0, refused: 0 };
  await close();
  const { ms, words } = FLOORS[platform];
  const [id, by] =
    processes === 1 ? [platform, ''] : [`${platform}-${processes}`, `, by ${processes} processes together`];
  return [
    {
      id: `fan-out.${id}.floor`,
      name: `fan-out to ${CHANNELS} channels on ${platform}${by}`,
      value: took / ms,
      unit: 'x',
      bar: 1.1,
      peer: `the floor of ${(ms / 1_000).toFixed(0)} s that the limits set: ${words}; it took ${(took / 1_000).toFixed(1)} s on ${ON_A_CLOCK}`,
    },
    {
      id: `fan-out.${id}.refused`,
      name: `calls refused with 429 on ${platform}${by}`,
      value: count.refused / count.calls,
      unit: '%',
      bar: 0.001,
      peer: `${count.refused} of ${count.calls} calls to a stand-in that enforces the documented limits to the call`,
    },
  ];
}

/** Fewer channels, for it takes its time. */
const REAL_CHANNELS = 250;

async function throughDiscordJs(): Promise<HeldAgainst[]> {
  const { tookMs, calls, refused } = await realFanOut(REAL_CHANNELS, PARTS);
  const floor = (FLOORS.discord.ms * REAL_CHANNELS) / CHANNELS;
  return [
    {
      id: 'fan-out.discord-js.floor',
      name: `fan-out to ${REAL_CHANNELS} channels through discord.js`,
      value: tookMs / floor,
      unit: 'x',
      bar: 1.1,
      peer: `the floor of ${(floor / 1_000).toFixed(0)} s: ${FLOORS.discord.words}; it took ${(tookMs / 1_000).toFixed(1)} s in real time, against a local server`,
    },
    {
      id: 'fan-out.discord-js.refused',
      name: 'calls refused with 429 through discord.js',
      value: refused / calls,
      unit: '%',
      bar: 0.001,
      peer: `${refused} of ${calls} calls, by a server that enforces 50 calls in any second and 5 in 5 seconds a channel`,
    },
  ];
}

/** How many deliveries are claimed together. */
const TOGETHER = 100;

/** Both in one database file, with the same commits: one a digest, one a batch that is claimed, one a part that is sent. */
async function outboxAgainstRows(): Promise<HeldAgainst> {
  const folder = mkdtempSync(join(tmpdir(), 'newsdesk-bench-'));
  // The first pays for what both need: the file's growth, and code that is not compiled yet.
  await outbox(join(folder, 'first'), 100);
  const through = await outbox(join(folder, 'outbox'), CHANNELS);
  bareRows(join(folder, 'outbox'), 100, 'first');
  const bare = bareRows(join(folder, 'outbox'), CHANNELS, 'bare');
  rmSync(folder, { recursive: true });
  const each = (ms: number) => (ms / (CHANNELS * PARTS)).toFixed(2);
  return {
    id: 'outbox.rows',
    name: `outbox, ${CHANNELS * PARTS} deliveries in and out`,
    value: through / bare,
    unit: 'x',
    bar: null,
    peer: `a bare table in the same file, as durable and committed as often (node:sqlite, insert and two updates a row): ${each(bare)} ms a delivery against ${each(through)} ms, which keep digest and window too`,
  };
}

async function outbox(folder: string, channels: number): Promise<number> {
  const archive = await openSqliteArchive({ folder });
  const began = performance.now();
  for (const [nth, channel] of channelsOf('slack', channels).entries()) {
    const id = `digest-${nth}`;
    const window = { from: new Date(nth), to: new Date(nth + 1) };
    const deliveries = Array.from({ length: PARTS }, (_, part) => ({ ...row(`${id}-${part}`), part }));
    const digest = aDigest({ id, subscriptionId: id, channel, window });
    await archive.publish({ subscriptionId: id, channel, window, at: window.to, digest, articleIds: [], deliveries });
  }
  const now = new Date();
  for (;;) {
    const claims = await archive.claimDeliveries(now, 60_000, TOGETHER, ['slack']);
    if (claims.length === 0) break;
    for (const claim of claims) await archive.settleDelivery(claim, { kind: 'sent', ref: '1.000001', at: now });
  }
  const took = performance.now() - began;
  await archive.close();
  return took;
}

const row = (key: string) => ({
  key,
  content: { place: 'root' as const, payload: { text: 'Ferry stays in port. '.repeat(50) } },
});

function bareRows(folder: string, digests: number, table: string): number {
  const db = new DatabaseSync(join(folder, 'newsdesk.db'));
  db.exec('pragma journal_mode = wal; pragma synchronous = full');
  db.exec(`create table ${table} (key text primary key, state text not null, ref text, content text not null)`);
  const insert = db.prepare(`insert into ${table} values (?, 'pending', null, ?)`);
  const take = db.prepare(`update ${table} set state = 'sending' where key = ?`);
  const settle = db.prepare(`update ${table} set state = 'sent', ref = '1.000001' where key = ?`);
  const keys = Array.from({ length: digests * PARTS }, (_, nth) => `digest-${Math.floor(nth / PARTS)}-${nth % PARTS}`);
  const together = (rows: readonly string[], act: (key: string) => void) => {
    db.exec('begin immediate');
    for (const key of rows) act(key);
    db.exec('commit');
  };
  const began = performance.now();
  for (let at = 0; at < keys.length; at += PARTS) {
    together(keys.slice(at, at + PARTS), (key) => insert.run(key, JSON.stringify(row(key).content)));
  }
  for (let at = 0; at < keys.length; at += TOGETHER) {
    const taken = keys.slice(at, at + TOGETHER);
    together(taken, (key) => take.run(key));
    for (const key of taken) together([key], () => settle.run(key));
  }
  const took = performance.now() - began;
  db.close();
  return took;
}
