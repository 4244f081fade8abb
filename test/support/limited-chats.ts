/**
 * Slack and Discord without a network, on any clock, that enforce the documented limits to the call and refuse what
 * exceeds them. What the real adapters learn from headers goes to their own limits here too.
 */
import { createDiscordLimits } from '../../src/chat/discord/pace.ts';
import { createSlackLimits } from '../../src/chat/slack/pace.ts';
import type { Outcome } from '../../src/delivery/delivery.ts';
import type { Limits } from '../../src/delivery/limits.ts';
import type { Chat, Clock, Post } from '../../src/ports.ts';
import { fixedWindows, slidingWindows } from './rate-windows.ts';

/** What happens to a post, if not what should. */
export type Trouble = 'hangs' | 'hangs up' | 'is gone';

export interface Arrived {
  readonly channel: string;
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface LimitedChat extends Chat {
  /** What was posted, in the order in which it arrived. */
  readonly posted: readonly Arrived[];
  /** Every call that arrived, and how many of them were answered with 429. */
  readonly count: { calls: number; refused: number };
  /** How many posts this process made of them. */
  readonly made: number;
}

/** The platform itself, which several processes may call: each has a chat of its own. */
export interface LimitedPlatform {
  readonly all: ReturnType<typeof slidingWindows>;
  readonly buckets: ReturnType<typeof fixedWindows>;
  readonly count: LimitedChat['count'];
  readonly posted: Arrived[];
  /** Roots whose thread was started. */
  readonly threads: Set<string>;
}

export function limitedPlatform(): LimitedPlatform {
  return {
    all: slidingWindows(),
    buckets: fixedWindows(),
    count: { calls: 0, refused: 0 },
    posted: [],
    threads: new Set(),
  };
}

export interface LimitedOptions {
  readonly clock: Clock;
  /** In [0, 1): calls take unequally long. */
  readonly random: () => number;
  readonly trouble?: (channel: string) => Trouble | null;
  /** Where other processes call it too. */
  readonly platform?: LimitedPlatform;
}

/** Discord: 50 calls in any second, and 5 posts in 5 seconds to a channel or thread, which its headers tell. */
export const DISCORD_LIMIT = { calls: 50, perMs: 1_000 };
const DISCORD_CHANNEL_LIMIT = { calls: 5, perMs: 5_000 };
/** Slack: "several hundred" posts in any minute to the workspace, and one in any second to a channel. */
export const SLACK_LIMIT = { calls: 300, perMs: 60_000 };
const SLACK_CHANNEL_LIMIT = { calls: 1, perMs: 1_000 };

/** Calls that hang are given up after this. */
const TIMEOUT_MS = 10_000;

export function limitedDiscord(options: LimitedOptions): LimitedChat {
  const { clock, platform = limitedPlatform() } = options;
  const threadless = new Map<string, boolean>();
  const limits = createDiscordLimits(undefined, threadless);
  const { all, buckets, count } = platform;

  /** One call, as it arrives there. */
  const call = (path: string): number | null => {
    const now = clock.now();
    count.calls += 1;
    const inAll = all('', DISCORD_LIMIT, now.getTime());
    if (!inAll.allowed) {
      count.refused += 1;
      limits.heard({ method: 'POST', path, told: null, refusedForMs: inAll.resetAfterMs, scope: 'global' }, now);
      return inAll.resetAfterMs;
    }
    const { allowed, left, resetAfterMs } = buckets(path, DISCORD_CHANNEL_LIMIT, now.getTime());
    const told = { limit: DISCORD_CHANNEL_LIMIT.calls, remaining: left, resetAfterMs };
    limits.heard(
      { method: 'POST', path, told, refusedForMs: allowed ? null : resetAfterMs, scope: allowed ? null : 'user' },
      now,
    );
    if (!allowed) count.refused += 1;
    return allowed ? null : resetAfterMs;
  };

  return chatOf('discord', limits, platform, options, async (post) => {
    const { channel, rootRef, key, isFirst } = post;
    if (rootRef === null) {
      threadless.set(refOf(key), true);
      return call(`/channels/${channel.id}/messages`);
    }
    if (isFirst && threadless.get(rootRef) !== false) {
      threadless.set(rootRef, false);
      const refused = call(`/channels/${channel.id}/messages/${rootRef}/threads`);
      if (refused !== null) return refused;
      platform.threads.add(rootRef);
      await clock.sleep(latency(options));
    }
    if (!platform.threads.has(rootRef)) throw new Error('nobody has started this thread');
    return call(`/channels/${rootRef}/messages`);
  });
}

export function limitedSlack(options: LimitedOptions): LimitedChat {
  const { clock, platform = limitedPlatform() } = options;
  const limits = createSlackLimits();
  const { all: windows, count } = platform;
  return chatOf('slack', limits, platform, options, async ({ channel }) => {
    const now = clock.now();
    count.calls += 1;
    const inChannel = windows(channel.id, SLACK_CHANNEL_LIMIT, now.getTime());
    const over = inChannel.allowed ? windows('', SLACK_LIMIT, now.getTime()) : inChannel;
    if (over.allowed) return null;
    count.refused += 1;
    // In whole seconds, as the header has it.
    const wait = Math.ceil(over.resetAfterMs / 1_000) * 1_000;
    limits.refused('chat.postMessage', channel.id, wait, now);
    return wait;
  });
}

const refOf = (key: string) => `ref-${key}`;

const latency = ({ random }: LimitedOptions) => 20 + 40 * random();

/** @param arrive applies the platform's limits: how long to wait, or null where the post is taken */
function chatOf(
  platform: 'slack' | 'discord',
  limits: Limits,
  { count, posted }: LimitedPlatform,
  options: LimitedOptions,
  arrive: (post: Post) => Promise<number | null>,
): LimitedChat {
  const { clock, trouble = () => null } = options;
  let made = 0;
  return {
    platform,
    limits,
    posted,
    count,
    get made() {
      return made;
    },
    async post(post): Promise<Outcome> {
      const what = trouble(post.channel.id);
      await clock.sleep(latency(options));
      if (what === 'hangs') {
        await clock.sleep(TIMEOUT_MS);
        return { kind: 'unknown', reason: 'It did not answer in time.' };
      }
      if (what === 'hangs up') return { kind: 'unknown', reason: 'The connection broke off.' };
      if (what === 'is gone') return { kind: 'refused', scope: 'channel', reason: 'There is no such channel.' };
      const wait = await arrive(post);
      if (wait === null) made += 1;
      if (wait === null) posted.push({ channel: post.channel.id, key: post.key, at: clock.now().getTime() });
      await clock.sleep(latency(options));
      return wait === null ? { kind: 'sent', ref: refOf(post.key) } : { kind: 'limited', retryAfterMs: wait };
    },
    async find() {
      await clock.sleep(latency(options));
      return { kind: 'absent' };
    },
    async edit({ ref, channel }) {
      await clock.sleep(trouble(channel.id) === 'hangs' ? TIMEOUT_MS : latency(options));
      return { kind: 'sent', ref };
    },
    render: () => [],
    listen: async () => {},
    say: async () => ({ kind: 'failed', reason: 'It only posts digests.' }),
    direct: async () => null,
    check: async () => [],
    close: async () => {},
  };
}
