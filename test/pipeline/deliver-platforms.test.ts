/** The real clients against servers that enforce limits like the platforms’, in smaller spans, so that it takes no time. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDiscordChat } from '../../src/chat/discord/discord.ts';
import { createSlackChat } from '../../src/chat/slack/slack.ts';
import { systemClock } from '../../src/clock/system-clock.ts';
import type { Channel } from '../../src/digest/subscription.ts';
import { createPace } from '../../src/pipeline/pace.ts';
import { sendDue } from '../../src/pipeline/send.ts';
import type { Archive } from '../../src/ports/archive.ts';
import type { Chat, Log } from '../../src/ports.ts';
import { openSqliteArchive } from '../../src/store/sqlite/open.ts';
import { aMessage } from '../chat/contract-message.ts';
import { aDigest } from '../support/digests.ts';
import { type DiscordServer, startDiscordServer } from '../support/discord-server.ts';
import { type SlackServer, startSlackServer } from '../support/slack-server.ts';

const log: Log = { debug() {}, info() {}, warn() {}, error() {} };
const PORTS = { clock: systemClock, log };
const running = new AbortController().signal;

let folder: string;
let archive: Archive;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'newsdesk-platforms-'));
  archive = await openSqliteArchive({ folder });
});
afterEach(async () => {
  await archive.close();
  rmSync(folder, { recursive: true });
});

/** A digest for each channel; gives how many parts it has. */
async function publish(chat: Chat, channels: readonly Channel[]): Promise<number> {
  const parts = chat.render(aMessage(9, 60));
  for (const [nth, channel] of channels.entries()) {
    const id = `digest-${nth}`;
    const window = { from: new Date(nth), to: new Date(nth + 1) };
    const deliveries = parts.map((content, part) => ({ key: `${id}-${part}`.padEnd(24, '.'), part, content }));
    const digest = aDigest({ id, subscriptionId: id, channel, window });
    await archive.publish({ subscriptionId: id, channel, window, at: new Date(), digest, articleIds: [], deliveries });
  }
  return parts.length;
}

async function sendAll(chat: Chat): Promise<void> {
  const chats = new Map([[chat.platform, chat]]);
  const ports = { archive, chats, ...PORTS, tell() {}, pace: createPace(chats, systemClock), random: () => 0 };
  for (let next = await sendDue(ports, running); next; next = await sendDue(ports, running)) {
    await systemClock.sleep(Math.max(10, next.getTime() - Date.now()));
  }
}

describe('discord.js', () => {
  let server: DiscordServer;
  let chat: Chat;
  let channels: Channel[];
  beforeEach(async () => {
    server = await startDiscordServer({ token: 'a.b.c' });
    channels = Array.from({ length: 12 }, () => ({ platform: 'discord', id: server.addChannel() }));
  });
  afterEach(async () => {
    await chat.close();
    await server.close();
  });

  async function connect(callsPerSecond?: number): Promise<void> {
    const settings = { token: 'a.b.c', apiUrl: server.apiUrl, managers: [] };
    chat = await createDiscordChat({ ...settings, ...(callsPerSecond ? { callsPerSecond } : {}) }, PORTS);
  }

  const refused = () => server.requests.filter(({ status }) => status === 429).length;
  const postedUnder = (channel: Channel) =>
    [channel.id, ...server.threadsOf(channel.id).map(({ id }) => id)].flatMap((place) => server.posted(place)).length;

  it('is refused nothing where each channel takes two posts in a while, as the headers say', async () => {
    server.limitEachBucket(2, 200);
    await connect(1_000);
    const parts = await publish(chat, channels);
    await sendAll(chat);
    expect(parts).toBeGreaterThan(2);
    expect(channels.map(postedUnder)).toEqual(channels.map(() => parts));
    expect(refused()).toBe(0);
  });

  it('posts everything once where Discord takes less than it says, and learns from the first refusals', async () => {
    server.limitAll(10, 250);
    server.limitEachBucket(20, 1_000);
    server.fail({ kind: '429', global: true, retryAfter: 0.2, times: 2 });
    await connect();
    const some = channels.slice(0, 5);
    const parts = await publish(chat, some);
    await sendAll(chat);
    expect(some.map(postedUnder)).toEqual(some.map(() => parts));
    expect(refused()).toBeGreaterThanOrEqual(2);
    expect(refused()).toBeLessThan(server.requests.length / 2);
  });

  it('starts a thread with no call too many', async () => {
    server.limitEachBucket(20, 1_000);
    await connect(1_000);
    const parts = await publish(chat, channels);
    await sendAll(chat);
    expect(server.requests).toHaveLength(channels.length * (parts + 1));
    expect(server.requests.map(({ status }) => status)).not.toContain(404);
  });
});

describe('the client of Slack', () => {
  let server: SlackServer;
  let chat: Chat;
  const ids = Array.from({ length: 8 }, (_, nth) => `C${nth}`);
  const channels = ids.map((id): Channel => ({ platform: 'slack', id }));
  beforeEach(async () => {
    server = await startSlackServer({
      channels: ids.map((id) => ({ id, name: id.toLowerCase() })),
      limits: { channel: { calls: 1, perMs: 50 }, workspace: { calls: 10, perMs: 500 } },
    });
    const { botToken, apiUrl } = server;
    const rate = { burst: 5, perSecond: 18 };
    chat = await createSlackChat(
      {
        ...{ botToken, apiUrl, appToken: null, signingSecret: null, port: null, managers: [] },
        rates: { posts: rate, postsInChannel: { burst: 1, perSecond: 15 }, edits: rate, lookUps: rate },
      },
      PORTS,
    );
  });
  afterEach(() => server.close());

  it('posts every part of every digest once and in its order, whatever is refused on the way', async () => {
    const parts = await publish(chat, channels);
    await sendAll(chat);
    for (const [nth, id] of ids.entries()) {
      const keys = server
        .posted(id)
        .map(({ metadata }) => (metadata as { event_payload: { key: string } }).event_payload.key);
      expect(keys).toEqual(Array.from({ length: parts }, (_, part) => `digest-${nth}-${part}`.padEnd(24, '.')));
    }
  });
});
