/** A digest for each of many channels at once, through the real outbox and the real sending, on a clock of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Channel, Platform } from '../../src/digest/subscription.ts';
import { createPace } from '../../src/pipeline/pace.ts';
import { sendDue } from '../../src/pipeline/send.ts';
import type { Archive } from '../../src/ports/archive.ts';
import type { Log } from '../../src/ports.ts';
import { openSqliteArchive } from '../../src/store/sqlite/open.ts';
import { aDigest } from './digests.ts';
import { type LimitedChat, type LimitedOptions, limitedDiscord, limitedSlack } from './limited-chats.ts';
import { type VirtualClock, virtualClock } from './virtual-clock.ts';

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };

export interface FanOut {
  readonly clock: VirtualClock;
  readonly archive: Archive;
  readonly chats: ReadonlyMap<Platform, LimitedChat>;
  /** Puts a digest of so many parts into the line of each channel. */
  publish(channels: readonly Channel[], parts: number): Promise<void>;
  /** Sends until nothing is due any more, or the signal stops it. Resolves to when the next is due. */
  send(signal?: AbortSignal): Promise<Date | null>;
  /** Sends, and waits for what is due later, until all is settled. Resolves to how long that took, in milliseconds. */
  sendAll(): Promise<number>;
  close(): Promise<void>;
}

const MAKE = { discord: limitedDiscord, slack: limitedSlack };

export async function openFanOut(
  platforms: readonly ('slack' | 'discord')[],
  trouble: LimitedOptions['trouble'] = () => null,
): Promise<FanOut> {
  const folder = mkdtempSync(join(tmpdir(), 'newsdesk-fan-out-'));
  const clock = virtualClock();
  const archive = clock.timeless(await openSqliteArchive({ folder }));
  const random = mulberry(42);
  const chats = new Map(platforms.map((name) => [name as Platform, MAKE[name]({ clock, random, trouble })]));
  const pace = createPace(chats, clock);
  const ports = { archive, chats, clock, log: silent, tell() {}, pace, random };
  const running = new AbortController().signal;
  let published = 0;
  const send = (signal = running) => clock.run(sendDue(ports, signal));
  return {
    clock,
    archive,
    chats,
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
      await archive.close();
      rmSync(folder, { recursive: true });
    },
  };
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
