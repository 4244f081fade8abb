/** A digest for each of many channels at once, through the real outbox and the real sending, on a clock of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Channel, Platform } from '../../src/digest/subscription.ts';
import { createPace } from '../../src/pipeline/pace.ts';
import { sendDue } from '../../src/pipeline/send.ts';
import type { Archive } from '../../src/ports/archive.ts';
import type { SharedLimits } from '../../src/ports/shared-limits.ts';
import type { Log } from '../../src/ports.ts';
import { openSqliteArchive } from '../../src/store/sqlite/open.ts';
import { aDigest } from './digests.ts';
import {
  type LimitedChat,
  type LimitedOptions,
  limitedDiscord,
  limitedPlatform,
  limitedSlack,
} from './limited-chats.ts';
import { sharedInMemory } from './shared-in-memory.ts';
import { type VirtualClock, virtualClock } from './virtual-clock.ts';

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };

export interface FanOut {
  readonly clock: VirtualClock;
  readonly archive: Archive;
  /** Of the first process; what was posted and counted is that of all. */
  readonly chats: ReadonlyMap<Platform, LimitedChat>;
  /** Of each process. */
  readonly all: readonly ReadonlyMap<Platform, LimitedChat>[];
  /** Puts a digest of so many parts into the line of each channel. */
  publish(channels: readonly Channel[], parts: number): Promise<void>;
  /** Sends until nothing is due any more, or the signal stops it. Resolves to when the next is due. */
  send(signal?: AbortSignal): Promise<Date | null>;
  /** Sends, and waits for what is due later, until all is settled. Resolves to how long that took, in milliseconds. */
  sendAll(): Promise<number>;
  close(): Promise<void>;
}

const MAKE = { discord: limitedDiscord, slack: limitedSlack };

export interface FanOutOptions {
  readonly trouble?: LimitedOptions['trouble'];
  /** Processes that send side by side; one when left out. */
  readonly processes?: number;
  /** Where they are several: another archive than one in a folder, and what they share the limits by. */
  readonly archive?: Archive;
  readonly shared?: (clock: VirtualClock) => SharedLimits;
}

export async function openFanOut(
  platforms: readonly ('slack' | 'discord')[],
  { trouble = () => null, processes = 1, ...options }: FanOutOptions = {},
): Promise<FanOut> {
  const folder = mkdtempSync(join(tmpdir(), 'newsdesk-fan-out-'));
  const clock = virtualClock();
  const own = options.archive ? null : await openSqliteArchive({ folder });
  const archive = clock.timeless((options.archive ?? own) as Archive);
  const random = mulberry(42);
  const shared = processes > 1 ? (options.shared ?? sharedInMemory)(clock) : null;
  const theirs = new Map(platforms.map((name) => [name, limitedPlatform()]));
  const each = Array.from({ length: processes }, () => {
    const chatOf = (name: 'slack' | 'discord') =>
      MAKE[name]({ clock, random, trouble, platform: theirs.get(name) ?? limitedPlatform() });
    const chats = new Map(platforms.map((name) => [name as Platform, chatOf(name)]));
    return { archive, chats, clock, log: silent, tell() {}, pace: createPace(chats, clock, shared), random };
  });
  const running = new AbortController().signal;
  let published = 0;
  const send = async (signal = running) => {
    const [first, ...others] = each.map((ports) => sendDue(ports, signal));
    const next = await clock.run(Promise.all([first, ...others]));
    // What one saw under way, another has ended meanwhile.
    return others.length === 0 || signal.aborted ? (next[0] ?? null) : clock.run(nextOf(archive, platforms));
  };
  return {
    clock,
    archive,
    chats: each[0]?.chats ?? new Map(),
    all: each.map(({ chats }) => chats),
    async publish(channels, parts) {
      for (const channel of channels) {
        published += 1;
        const id = `digest-${published}`;
        const to = new Date(clock.now().getTime() + published);
        const window = { from: new Date(to.getTime() - 1), to };
        const subscriptionId = `subscription-${published}`;
        await archive.publish({
          subscriptionId,
          channel,
          window,
          at: clock.now(),
          digest: aDigest({ id, subscriptionId, channel, window }),
          articleIds: [],
          deliveries: Array.from({ length: parts }, (_, part) => ({
            key: `${id}-${part}`,
            part,
            content: { place: part === 0 ? ('root' as const) : ('thread' as const), payload: {} },
          })),
        });
      }
    },
    send,
    async sendAll() {
      const began = clock.now().getTime();
      for (let next = await send(); next; next = await send()) {
        await clock.run(clock.sleep(Math.max(250, next.getTime() - clock.now().getTime())));
      }
      return clock.now().getTime() - began;
    },
    async close() {
      await own?.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function nextOf(archive: Archive, platforms: readonly Platform[]): Promise<Date | null> {
  const [delivery, edit] = [await archive.nextDeliveryAt(platforms), await archive.nextEditAt(platforms)];
  return delivery && edit ? new Date(Math.min(delivery.getTime(), edit.getTime())) : (delivery ?? edit);
}

export function channelsOf(platform: Platform, count: number): Channel[] {
  return Array.from({ length: count }, (_, nth) => ({ platform, id: String(100_000_000_000_000_000n + BigInt(nth)) }));
}

/** Random numbers in [0, 1) that are the same each time. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
