/** Fan-out in real time: discord.js and the whole way to it, against a local server with Discord's limits. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDiscordChat } from '../../src/chat/discord/discord.ts';
import { systemClock } from '../../src/clock/system-clock.ts';
import { createPace } from '../../src/pipeline/pace.ts';
import { sendDue } from '../../src/pipeline/send.ts';
import type { Archive } from '../../src/ports/archive.ts';
import type { Chat, Log } from '../../src/ports.ts';
import { openSqliteArchive } from '../../src/store/sqlite/open.ts';
import { aMessage } from '../chat/contract-message.ts';
import { aDigest } from '../support/digests.ts';
import { startDiscordServer } from '../support/discord-server.ts';

const log: Log = { debug() {}, info() {}, warn() {}, error() {} };
const TOKEN = 'bench.discord.token';

export interface RealFanOut {
  readonly tookMs: number;
  readonly calls: number;
  readonly refused: number;
}

/** Sends digests of `parts` parts to so many channels at once. */
export async function realFanOut(channels: number, parts: number): Promise<RealFanOut> {
  const folder = mkdtempSync(join(tmpdir(), 'newsdesk-bench-'));
  const server = await startDiscordServer({ token: TOKEN });
  server.limitAll(50, 1_000);
  server.limitEachBucket(5, 5_000);
  const archive = await openSqliteArchive({ folder });
  const settings = { token: TOKEN, apiUrl: server.apiUrl, managers: [] };
  const chat = await createDiscordChat(settings, { clock: systemClock, log });
  await publish(
    archive,
    chat,
    parts,
    Array.from({ length: channels }, () => server.addChannel()),
  );
  const tookMs = await sendAll(archive, chat);
  const refused = server.requests.filter(({ status }) => status === 429).length;
  await Promise.all([chat.close(), archive.close(), server.close()]);
  rmSync(folder, { recursive: true });
  return { tookMs, calls: server.requests.length, refused };
}

async function publish(archive: Archive, chat: Chat, parts: number, channels: readonly string[]): Promise<void> {
  const rendered = chat.render(aMessage(9, 60)).slice(0, parts);
  for (const [nth, channelId] of channels.entries()) {
    const id = `digest-${nth}`;
    const channel = { platform: 'discord', id: channelId } as const;
    const window = { from: new Date(nth), to: new Date(nth + 1) };
    const deliveries = rendered.map((content, part) => ({ key: `${id}-${part}`.padEnd(24, '.'), part, content }));
    const digest = aDigest({ id, subscriptionId: id, channel, window });
    await archive.publish({ subscriptionId: id, channel, window, at: new Date(), digest, articleIds: [], deliveries });
  }
}

async function sendAll(archive: Archive, chat: Chat): Promise<number> {
  const chats = new Map([[chat.platform, chat]]);
  const pace = createPace(chats, systemClock);
  const ports = { archive, chats, clock: systemClock, log, tell() {}, pace, random: Math.random };
  const running = new AbortController().signal;
  const began = performance.now();
  for (let next = await sendDue(ports, running); next; next = await sendDue(ports, running)) {
    await systemClock.sleep(Math.max(250, next.getTime() - Date.now()));
  }
  return performance.now() - began;
}
