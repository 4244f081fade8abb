/** Discord's limits on how often: over all that the bot calls, and in each channel by what the headers of its answers say. */
import type { Rate, Told } from '../../delivery/bucket.ts';
import { type AreaNews, callsWithin, createBuckets, type Limits, type PacedCall } from '../../delivery/limits.ts';
import { CALLS_PER_SECOND, POSTS_UNTIL_TOLD } from './limits.ts';

/** An answer's status and what its headers say of limits; `refusedForMs` is set on a 429. */
export interface Answered {
  readonly method: string;
  /** Below the version, e.g. `/channels/123/messages`. */
  readonly path: string;
  readonly told: Told | null;
  readonly refusedForMs: number | null;
  /** Whose limit a 429 speaks of; null where it is not Discord that speaks. */
  readonly scope: 'user' | 'shared' | 'global' | null;
}

export interface DiscordLimits extends Limits {
  /** How many calls it takes, as far as is known. */
  callsFor(call: Pick<PacedCall, 'act' | 'rootRef' | 'isFirst'>): number;
  /** Counts a call of the bot's that nobody asked about. */
  called(now: Date): void;
  heard(answer: Answered, now: Date): void;
}

const ALL = 'all';

/**
 * Discord counts calls by the second, and they take unequally long to arrive: so they are spread over it, a little below
 * the limit, not made in a burst at its beginning.
 */
function spread(perSecond: number): Rate {
  return { burst: Math.max(1, perSecond * 0.03), perSecond: perSecond * 0.945 };
}

/** @param threadless of roots, whether a thread has to be started under them first, which is a call more */
export function createDiscordLimits(
  callsPerSecond: number = CALLS_PER_SECOND,
  threadless: ReadonlyMap<string, boolean> = new Map(),
): DiscordLimits {
  const all = spread(callsPerSecond);
  // What Discord lets the bot do in all: more only where the operator knows of more.
  const { perSecond } = spread(Math.max(CALLS_PER_SECOND, callsPerSecond));
  const followers: AreaNews[] = [];
  const buckets = createBuckets((name) => (name === ALL ? all : POSTS_UNTIL_TOLD));
  const callsFor = ({ act, rootRef, isFirst }: Pick<PacedCall, 'act' | 'rootRef' | 'isFirst'>) =>
    act === 'post' && rootRef !== null && isFirst !== false && (threadless.get(rootRef) ?? isFirst) ? 2 : 1;
  return {
    areaOf: () => ALL,
    perSecond: () => perSecond,
    waits: (call, ahead, now) => ({
      // A bucket that holds less than one post needs will do when it is full: the rest is made up for afterwards.
      area: buckets.wait(ALL, Math.min(all.burst, callsFor(call)) + ahead, now.getTime()),
      channel: buckets.wait(bucketOf(call), 1, now.getTime()),
    }),
    spend(call, now) {
      for (let calls = callsFor(call); calls > 0; calls--) buckets.take(ALL, now.getTime());
      buckets.take(bucketOf(call), now.getTime());
    },
    seen(call, at) {
      buckets.seen(bucketOf(call), at.getTime());
    },
    follow: (news) => void followers.push(news),
    callsFor,
    postsWithin: (ms, most, now) => callsWithin(buckets, ALL, ms, most, now.getTime()),
    called(now) {
      buckets.take(ALL, now.getTime());
      for (const news of followers) news.called(ALL, perSecond);
    },
    heard({ method, path, told, refusedForMs, scope }, now) {
      const at = now.getTime();
      const place = /^\/channels\/(\d+)\/messages(\/|$)/.exec(path)?.[1];
      const name = place === undefined ? null : nameOf(method, place);
      if (name !== null && told !== null) buckets.correct(name, told, at);
      if (refusedForMs === null) return;
      // What is not Discord's own stands before all of it, and refuses the address.
      if (scope === 'global' || scope === null) {
        buckets.close(ALL, refusedForMs, at, 'slower');
        for (const news of followers) news.refused(ALL, refusedForMs);
      } else if (name !== null) buckets.close(name, refusedForMs, at);
    },
  };
}

const METHODS: Readonly<Record<PacedCall['act'], string>> = { post: 'POST', edit: 'PATCH', find: 'GET' };

/** What goes under a root goes into its thread, which Discord counts as a channel of its own. */
function bucketOf({ act, channel, rootRef }: PacedCall): string {
  return nameOf(METHODS[act], rootRef ?? channel.id);
}

const nameOf = (method: string, place: string) => `${method} ${place}`;
