/** What a platform's limits leave room for: the port's types, and the buckets by which adapters keep count. */
import type { Channel } from '../digest/subscription.ts';
import {
  type Bucket,
  closed,
  corrected,
  fullBucket,
  type Rate,
  regained,
  setBack,
  slowed,
  type Told,
  take,
  waitFor,
} from './bucket.ts';

/** A call that counts towards a limit. `rootRef` is set where it goes under a root. */
export interface PacedCall {
  readonly act: 'post' | 'edit' | 'find';
  readonly channel: Channel;
  readonly rootRef: string | null;
  /** Nothing stands under the root yet. */
  readonly isFirst?: boolean;
}

/**
 * What a platform's limits leave room for, as far as it has said. It tells and counts; whoever makes the call waits. An area
 * is what shares a limit beyond the channel's: a method in a workspace, or all that a bot does.
 */
export interface Limits {
  areaOf(call: PacedCall): string;
  /** How many calls of its area it is. */
  callsFor(call: PacedCall): number;
  /** How many calls a second its area takes, of all processes together. */
  perSecond(call: PacedCall): number;
  /**
   * How long until the call may be made, in milliseconds, 0 for now: by the limit of its area, when `ahead` others of the
   * area go first, and by that of its channel.
   */
  waits(call: PacedCall, ahead: number, now: Date): { readonly area: number; readonly channel: number };
  /** Counts a call that is about to be made. */
  spend(call: PacedCall, now: Date): void;
  /** The last post in its place was made then, by whichever process: its own count may lack it. */
  seen(call: PacedCall, at: Date): void;
  /** Has whoever shares the areas with other processes told of what befalls them. */
  follow(news: AreaNews): void;
  /** How many posts, to different channels, could be made in the next `ms`; at most `most`. */
  postsWithin(ms: number, most: number, now: Date): number;
}

/** What befalls an area besides the calls that had their turn. */
export interface AreaNews {
  /** A call was made that nobody had asked about. */
  called(area: string, perSecond: number): void;
  /** The platform refused a call, and will for so long. */
  refused(area: string, forMs: number): void;
}

/** Of a platform that takes whatever comes. */
export const UNLIMITED: Limits = {
  areaOf: () => '',
  callsFor: () => 1,
  perSecond: () => Number.POSITIVE_INFINITY,
  waits: () => ({ area: 0, channel: 0 }),
  spend() {},
  seen() {},
  follow() {},
  postsWithin: (_ms, most) => most,
};

/** Buckets by name, each begun full when it is first asked for. Instants are milliseconds since 1970. */
export interface Buckets {
  /** How long until the last of so many calls may be made. */
  wait(name: string, calls: number, now: number): number;
  take(name: string, now: number): void;
  /** A call was made at `at` by whichever process; one that the platform's own count has in it is not counted again. */
  seen(name: string, at: number): void;
  /** The platform's own count, by its answer's headers. */
  correct(name: string, told: Told, now: number): void;
  /** The platform refused for so long. `slower`: although its limit was kept to, as far as it is known. */
  close(name: string, forMs: number, now: number, slower?: 'slower'): void;
}

/** So many are kept; then those go that are as good as new. */
const MOST_BUCKETS = 20_000;

/** @param rateOf the rate that a bucket begins with, and comes back to after it was made slower */
export function createBuckets(rateOf: (name: string) => Rate): Buckets {
  const buckets = new Map<string, Bucket>();

  function at(name: string, now: number): Bucket {
    const bucket = buckets.get(name);
    if (!bucket) return fullBucket(rateOf(name), now);
    return bucket.at <= now ? bucket : setBack(bucket, now);
  }

  function keep(name: string, bucket: Bucket, now: number): void {
    if (buckets.size >= MOST_BUCKETS && !buckets.has(name)) dropUnused(now);
    buckets.set(name, bucket);
  }

  function dropUnused(now: number): void {
    for (const [name, bucket] of buckets) if (waitFor(bucket, bucket.rate.burst, now) === 0) buckets.delete(name);
  }

  return {
    wait: (name, calls, now) => waitFor(at(name, now), calls, now),
    take: (name, now) => keep(name, regained(take(at(name, now), now), rateOf(name)), now),
    seen(name, then) {
      const bucket = buckets.get(name) ?? fullBucket(rateOf(name), then);
      if (bucket.resetAt === null && bucket.at <= then) keep(name, take(bucket, then), then);
    },
    correct: (name, told, now) => keep(name, corrected(at(name, now), told, now), now),
    close(name, forMs, now, slower) {
      const bucket = closed(at(name, now), forMs, now);
      keep(name, slower ? slowed(bucket, rateOf(name)) : bucket, now);
    },
  };
}

/** How many calls a bucket lets through within `ms`, at most `most`. */
export function callsWithin(buckets: Buckets, name: string, ms: number, most: number, now: number): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (buckets.wait(name, middle, now) <= ms) low = middle;
    else high = middle - 1;
  }
  return low;
}
