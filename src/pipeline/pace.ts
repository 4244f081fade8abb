import type { Limits, PacedCall } from '../delivery/limits.ts';
import type { Platform } from '../digest/subscription.ts';
import type { Chat, Clock } from '../ports.ts';

/** `later`: it would not be its turn in time, and there is no use in trying before `at`. */
export type Turn =
  | { readonly kind: 'go' }
  | { readonly kind: 'later'; readonly at: Date }
  | { readonly kind: 'stopped' };

/** Waits for the platforms' limits, so that they are not hit. One for as long as the program runs. */
export interface Pace {
  /** Resolves to `go` once the call may be made, which is then counted. `until` is how long it is worth waiting. */
  turn(call: PacedCall, until: Date, signal: AbortSignal): Promise<Turn>;
  /** How many posts more it is worth taking on now: those that will have their turn soon. */
  room(platform: Platform): number;
  /** When there is room again; now, as a rule. */
  opensAt(platform: Platform): Date;
}

/** What is taken on comes to its turn within this, in milliseconds: far less than a lease. */
const SOON_MS = 5_000;
/** Of a platform without limits. */
const MOST_ROOM = 300;

interface Waiting {
  readonly call: PacedCall;
  readonly until: Date;
  readonly signal: AbortSignal;
  readonly end: (turn: Turn) => void;
}

export function createPace(chats: ReadonlyMap<Platform, Pick<Chat, 'limits'>>, clock: Clock): Pace {
  /** By area: who waits for a limit that channels share, in the order in which they came. */
  const queues = new Map<string, Waiting[]>();
  const waiting = new Map<Platform, number>();
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

  function areasTurn(call: PacedCall, until: Date, signal: AbortSignal): Promise<Turn> {
    const limits = limitsOf(call.channel.platform);
    const area = `${call.channel.platform} ${limits.areaOf(call)}`;
    const queue = queues.get(area) ?? [];
    const now = clock.now();
    const at = new Date(now.getTime() + limits.waits(call, queue.length, now).area);
    if (at > until) return Promise.resolve({ kind: 'later', at });
    return new Promise((end) => {
      queues.set(area, queue);
      queue.push({ call, until, signal, end });
      // Whoever is first in a queue has it served until nobody is left.
      if (queue.length === 1) void serve(queue, limits);
    });
  }

  /** Looks anew after each wait: a refusal meanwhile may have closed the area, or somebody else have used it. */
  async function serve(queue: Waiting[], limits: Limits): Promise<void> {
    for (let first = queue[0]; first; first = queue[0]) {
      const turn = firstsTurn(first, limits, clock.now());
      if (typeof turn === 'number') {
        await clock.sleep(turn, first.signal);
      } else {
        if (turn.kind === 'go') limits.spend(first.call, clock.now());
        queue.shift();
        first.end(turn);
      }
    }
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
    room(platform) {
      const could = limitsOf(platform).postsWithin(SOON_MS, MOST_ROOM, clock.now());
      return Math.max(0, could - (waiting.get(platform) ?? 0));
    },
    opensAt(platform) {
      const now = clock.now();
      const anyPost = { act: 'post', channel: { platform, id: '' }, rootRef: null } as const;
      return new Date(now.getTime() + Math.max(0, limitsOf(platform).waits(anyPost, 0, now).area - SOON_MS));
    },
  };
}

/** How it ends for whoever is first in a queue; or how long to wait, in milliseconds, before looking again. */
function firstsTurn({ call, until, signal }: Waiting, limits: Limits, now: Date): Turn | number {
  if (signal.aborted) return { kind: 'stopped' };
  const ms = limits.waits(call, 0, now).area;
  if (ms <= 0) return { kind: 'go' };
  const at = new Date(now.getTime() + ms);
  return at > until ? { kind: 'later', at } : ms;
}
