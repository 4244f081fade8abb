import type { Limits, PacedCall } from '../delivery/limits.ts';
import type { Platform } from '../digest/subscription.ts';
import type { SharedLimits } from '../ports/shared-limits.ts';
import type { Chat, Clock } from '../ports.ts';
import { chargeNews, sharedName } from './charge.ts';
import { type Area, serve, type Turn } from './queue.ts';
import { createTurns } from './turns.ts';

/** Waits for the platforms' limits, so that they are not hit. One for as long as the program runs. */
export interface Pace {
  /**
   * Resolves to `go` once the call may be made, which is then counted. `until` is how long it is worth waiting.
   * @throws what reserving a turn among several processes throws, but for an archive that is out of reach: that is waited for
   */
  turn(call: PacedCall, until: Date, signal: AbortSignal): Promise<Turn>;
  /** The last post in its place was made then, maybe by another process. */
  seen(call: PacedCall, at: Date): void;
  /** How many posts more it is worth taking on now: those that will have their turn soon. */
  room(platform: Platform): number;
  /** When there is room again; now, as a rule. */
  opensAt(platform: Platform): Date;
}

/** What is taken on comes to its turn within this, in milliseconds: far less than a lease. */
const SOON_MS = 5_000;
/** Of a platform without limits. */
const MOST_ROOM = 300;

/** @param shared where other processes call the same platforms too; null where this one is alone */
export function createPace(
  chats: ReadonlyMap<Platform, Pick<Chat, 'limits'>>,
  clock: Clock,
  shared: SharedLimits | null = null,
): Pace {
  const areas = new Map<string, Area>();
  const waiting = new Map<Platform, number>();
  if (shared) for (const [platform, { limits }] of chats) limits.follow(chargeNews(platform, shared));

  const limitsOf = (platform: Platform): Limits => {
    const chat = chats.get(platform);
    if (!chat) throw new Error(`no connection to ${platform}`);
    return chat.limits;
  };

  /** Nobody else waits for the same channel: there is one sender a channel. */
  async function channelsTurn(call: PacedCall, until: Date, signal: AbortSignal): Promise<Turn> {
    const limits = limitsOf(call.channel.platform);
    while (!signal.aborted) {
      const now = clock.now();
      const ms = limits.waits(call, 0, now).channel;
      if (ms <= 0) return { kind: 'go' };
      const at = new Date(now.getTime() + ms);
      if (at > until) return { kind: 'later', at };
      await clock.sleep(ms, signal);
    }
    return { kind: 'stopped' };
  }

  function areaOf(call: PacedCall): Area {
    const { platform } = call.channel;
    const limits = limitsOf(platform);
    const name = sharedName(platform, limits.areaOf(call));
    const known = areas.get(name);
    if (known) return known;
    const perSecond = limits.perSecond(call);
    const isShared = shared !== null && Number.isFinite(perSecond);
    const turns = isShared ? createTurns({ area: name, perSecond }, shared, clock) : null;
    const area = { limits, turns, queue: [] };
    areas.set(name, area);
    return area;
  }

  function areasTurn(call: PacedCall, until: Date, signal: AbortSignal): Promise<Turn> {
    const area = areaOf(call);
    const now = clock.now();
    const at = new Date(now.getTime() + waitIn(area, call, now));
    if (at > until) return Promise.resolve({ kind: 'later', at });
    return new Promise((end, fail) => {
      area.queue.push({ call, until, signal, end, fail });
      // Whoever is first in a queue has it served until nobody is left.
      if (area.queue.length === 1) void serve(area, clock);
    });
  }

  /** How many processes go by the platform's limits just now, this one included. */
  function crowd(platform: Platform): number {
    let most = 1;
    for (const [name, { turns }] of areas)
      if (turns && name.startsWith(sharedName(platform, ''))) most = Math.max(most, turns.crowd());
    return most;
  }

  function untilAnyPost(platform: Platform, now: Date): number {
    const anyPost = { act: 'post', channel: { platform, id: '' }, rootRef: null } as const;
    return waitIn({ ...areaOf(anyPost), queue: [] }, anyPost, now);
  }

  return {
    async turn(call, until, signal) {
      const { platform } = call.channel;
      waiting.set(platform, (waiting.get(platform) ?? 0) + 1);
      try {
        const turn = await channelsTurn(call, until, signal);
        return turn.kind === 'go' ? await areasTurn(call, until, signal) : turn;
      } finally {
        waiting.set(platform, (waiting.get(platform) ?? 1) - 1);
      }
    },
    seen(call, at) {
      if (shared) limitsOf(call.channel.platform).seen(call, at);
    },
    room(platform) {
      const now = clock.now();
      if (untilAnyPost(platform, now) > SOON_MS) return 0;
      const could = limitsOf(platform).postsWithin(SOON_MS, MOST_ROOM, now);
      return Math.max(0, Math.ceil(could / crowd(platform)) - (waiting.get(platform) ?? 0));
    },
    opensAt(platform) {
      const now = clock.now();
      return new Date(now.getTime() + Math.max(0, untilAnyPost(platform, now) - SOON_MS));
    },
  };
}

/** How long until it would have its turn, behind those that wait already; each of them waits for the turns of others too. */
function waitIn({ limits, queue, turns }: Area, call: PacedCall, now: Date): number {
  const behindThem = limits.waits(call, queue.length, now).area;
  if (!turns) return behindThem;
  const first = limits.waits(call, 0, now).area;
  return Math.max(first, turns.wait(1, now.getTime()) ?? 0) + (behindThem - first) * turns.crowd();
}
