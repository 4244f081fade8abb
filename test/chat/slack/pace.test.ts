import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackChat } from '../../../src/chat/slack/slack.ts';
import type { PacedCall } from '../../../src/delivery/limits.ts';
import type { Chat, Clock, Log } from '../../../src/ports.ts';
import { quickClock } from '../../support/quick-clock.ts';
import { type SlackServer, startSlackServer } from '../../support/slack-server.ts';

const log: Log = { debug() {}, info() {}, warn() {}, error() {} };
const CHANNELS = ['C1', 'C2', 'C3'].map((id) => ({ id, name: id.toLowerCase() }));
const [NEWS, OTHER, THIRD] = ['C1', 'C2', 'C3'] as [string, string, string];

let server: SlackServer;
let clock: Clock;
let chat: Chat;
beforeEach(async () => {
  server = await startSlackServer({ channels: CHANNELS });
  clock = quickClock();
  const { botToken, apiUrl } = server;
  const settings = { botToken, apiUrl, appToken: null, signingSecret: null, port: null, managers: [] };
  chat = await createSlackChat(settings, { clock, log });
});
afterEach(() => server.close());

const callTo = (id: string, act: PacedCall['act'] = 'post'): PacedCall => ({
  act,
  channel: { platform: 'slack', id },
  rootRef: null,
});
const waitsIn = (id: string, act?: PacedCall['act']) => chat.limits.waits(callTo(id, act), 0, clock.now());

function post(id: string) {
  const content = { place: 'root', payload: { text: 'The ferry stays in port.', blocks: [] } } as const;
  return chat.post({ key: 'key', channel: { platform: 'slack', id }, content, rootRef: null, firstTriedAt: null });
}

describe('what Slack’s refusals teach', () => {
  it('holds for the channel that was refused, and for no other', async () => {
    server.fail({ kind: '429', method: 'chat.postMessage', times: 1, retryAfter: 40 });
    expect(await post(NEWS)).toEqual({ kind: 'limited', retryAfterMs: 40_000 });
    expect(waitsIn(NEWS).channel).toBe(40_000);
    expect(waitsIn(OTHER)).toEqual({ area: 0, channel: 0 });
  });

  it('holds for the whole workspace once a second channel is refused meanwhile; edits and look-ups go on', async () => {
    server.fail({ kind: '429', method: 'chat.postMessage', times: 2, retryAfter: 40 });
    await post(NEWS);
    await post(OTHER);
    expect(waitsIn(THIRD)).toEqual({ area: 40_000, channel: 0 });
    expect(chat.limits.postsWithin(39_000, 100, clock.now())).toBe(0);
    expect(waitsIn(THIRD, 'edit').area).toBe(0);
    expect(waitsIn(THIRD, 'find').area).toBe(0);
  });

  it('holds for no other channel when one and the same is refused again', async () => {
    server.fail({ kind: '429', method: 'chat.postMessage', times: 2, retryAfter: 40 });
    await post(NEWS);
    await post(NEWS);
    expect(waitsIn(OTHER).area).toBe(0);
  });

  it('holds for edits at once, whose limit is the workspace’s', async () => {
    server.fail({ kind: '429', method: 'chat.update', times: 1, retryAfter: 7 });
    const content = { place: 'root', payload: { text: 'Now so.', blocks: [] } } as const;
    await chat.edit({ key: 'key', channel: { platform: 'slack', id: NEWS }, ref: '1.000001', rootRef: null, content });
    expect(waitsIn(OTHER, 'edit').area).toBe(7_000);
    expect(waitsIn(OTHER).area).toBe(0);
  });

  it('is not taken at its word when it would be for a year', async () => {
    server.fail({ kind: '429', times: 1, retryAfter: 31_536_000 });
    await post(NEWS);
    expect(waitsIn(NEWS).channel).toBe(3_600_000);
  });
});

it('a workspace’s limit is one of its own', async () => {
  const elsewhere = await startSlackServer({ channels: CHANNELS });
  const { botToken, apiUrl } = elsewhere;
  const settings = { botToken, apiUrl, appToken: null, signingSecret: null, port: null, managers: [] };
  const other = await createSlackChat(settings, { clock, log });
  server.fail({ kind: '429', method: 'chat.postMessage', times: 2, retryAfter: 40 });
  await post(NEWS);
  await post(OTHER);
  expect(other.limits.waits(callTo(THIRD), 0, clock.now())).toEqual({ area: 0, channel: 0 });
  await elsewhere.close();
});
