import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { limitsIn } from '../../../src/chat/discord/heard.ts';
import { createDiscordLimits } from '../../../src/chat/discord/pace.ts';
import type { PacedCall } from '../../../src/delivery/limits.ts';
import { aPost, type DiscordStage, keyOf, openStage, postedRoot, someParts } from './stage.ts';

let stage: DiscordStage;
beforeEach(async () => {
  stage = await openStage(30_000);
});
afterEach(() => stage.close());

const now = () => new Date(stage.discord.world.now());
const waitsIn = (id: string, rootRef: string | null = null, act: PacedCall['act'] = 'post') =>
  stage.chat.limits.waits({ act, channel: { platform: 'discord', id }, rootRef }, 0, now());

describe('what Discord’s headers teach', () => {
  it('is how many posts a channel takes, and when it takes more', async () => {
    stage.discord.limitEachBucket(2, 3_600_000);
    const { id } = stage.channel;
    await postedRoot(stage, { key: keyOf('first') });
    expect(waitsIn(id).channel).toBe(0);
    await postedRoot(stage, { key: keyOf('second') });
    expect(waitsIn(id).channel).toBeGreaterThan(3_590_000);
    expect(waitsIn(stage.discord.addChannel()).channel).toBe(0);
    // Its edits, and what is under a root, are counted apart.
    expect(waitsIn(id, null, 'edit').channel).toBe(0);
    expect(waitsIn(id, '123456789012345678').channel).toBe(0);
    stage.discord.advance(3_600_000);
    expect(waitsIn(id).channel).toBe(0);
  });

  it('is that all of the bot is refused, or one channel only', async () => {
    const other = stage.discord.addChannel();
    stage.discord.fail({ kind: '429', retryAfter: 3, times: 1 });
    await stage.chat.post(aPost(stage, someParts(stage.chat).root));
    expect(waitsIn(stage.channel.id).channel).toBeGreaterThan(2_000);
    expect(waitsIn(other)).toEqual({ area: 0, channel: 0 });
    stage.discord.fail({ kind: '429', retryAfter: 61.25, global: true, times: 1 });
    await stage.chat.post(aPost(stage, someParts(stage.chat).root, { channel: { platform: 'discord', id: other } }));
    expect(waitsIn(stage.discord.addChannel()).area).toBeGreaterThan(60_000);
  });

  it('counts the calls that nobody asked for towards the limit of all', async () => {
    const calls = async (count: number) => {
      for (let made = 0; made < count; made++) await stage.chat.direct('100000000000000001');
    };
    const before = stage.chat.limits.postsWithin(1_000, 100, now());
    await calls(20);
    expect(stage.chat.limits.postsWithin(1_000, 100, now())).toBeLessThan(before);
  });
});

describe('an answer’s head', () => {
  const URL = 'http://127.0.0.1:4000/api/v10/channels/42/messages?limit=1';
  const answer = (status: number, headers: Record<string, string>) =>
    limitsIn({ status, headers: new Headers(headers) }, 'POST', URL);

  it('says what is left of a bucket, in words of Discord’s', () => {
    const headers = { 'X-RateLimit-Limit': '5', 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset-After': '4.25' };
    expect(answer(200, headers)).toEqual({
      method: 'POST',
      path: '/channels/42/messages',
      told: { limit: 5, remaining: 0, resetAfterMs: 4_250 },
      refusedForMs: null,
      scope: null,
    });
  });

  it.each([
    ['half of it', { 'X-RateLimit-Limit': '5' }],
    ['no numbers', { 'X-RateLimit-Limit': 'many', 'X-RateLimit-Remaining': '', 'X-RateLimit-Reset-After': 'soon' }],
    ['less than nothing', { 'X-RateLimit-Limit': '5', 'X-RateLimit-Remaining': '-3', 'X-RateLimit-Reset-After': '1' }],
  ])('teaches nothing when it has %s', (_, headers) => {
    expect(answer(200, headers).told).toBeNull();
  });

  it.each([
    [
      { 'Retry-After': '65', 'X-RateLimit-Scope': 'shared' },
      { refusedForMs: 65_000, scope: 'shared' },
    ],
    [
      { 'Retry-After': '1', 'X-RateLimit-Global': 'true' },
      { refusedForMs: 1_000, scope: 'global' },
    ],
    // A proxy in front of Discord, which refuses the address.
    [{ 'Retry-After': '999999' }, { refusedForMs: 3_600_000, scope: null }],
    [{ 'Retry-After': 'Tue, 24 Nov 2026 08:00:00 GMT' }, { refusedForMs: 1_000, scope: null }],
  ])('of a refusal says for how long, and whose limit it was: %o', (headers, expected) => {
    expect(answer(429, headers)).toMatchObject(expected);
  });
});

describe('the pace over all', () => {
  it('is slower after each refusal of the whole bot, so that several processes find room beside each other', () => {
    const at = new Date('2026-11-24T08:00:00Z');
    const minute = (limits: ReturnType<typeof createDiscordLimits>, from: Date) =>
      limits.postsWithin(60_000, 10_000, from);
    const limits = createDiscordLimits();
    const full = minute(limits, at);
    limits.heard({ method: 'POST', path: '/x', told: null, refusedForMs: 1_000, scope: 'global' }, at);
    const later = new Date(at.getTime() + 10_000);
    expect(minute(limits, later)).toBeLessThan(full * 0.85);
    expect(full / 60).toBeLessThanOrEqual(50);
  });

  it('counts a thread that has to be started as the call that it is', () => {
    const at = new Date('2026-11-24T08:00:00Z');
    const limits = createDiscordLimits(50, new Map([['7', true]]));
    const under = (rootRef: string) => ({ act: 'post', channel: { platform: 'discord', id: '1' }, rootRef }) as const;
    expect([limits.callsFor(under('7')), limits.callsFor(under('8'))]).toEqual([2, 1]);
    limits.spend(under('7'), at);
    const afterTwo = limits.waits(under('8'), 0, at).area;
    const other = createDiscordLimits(50);
    other.spend(under('8'), at);
    expect(afterTwo).toBeGreaterThan(other.waits(under('8'), 0, at).area);
  });
});
