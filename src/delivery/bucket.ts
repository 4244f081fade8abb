/**
 * Token buckets: how many calls a platform's limit leaves room for, as far as is known. Pure; instants and spans are
 * milliseconds, instants since 1970.
 */

/** `burst` calls at once, and then so many a second for as long as it takes. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

export interface Bucket {
  readonly rate: Rate;
  /** At `at`. Less than zero when calls were made that nobody had asked about. */
  readonly tokens: number;
  readonly at: number;
  /** When the platform counts anew, by its own word: nothing is added until then, and everything then. */
  readonly resetAt: number | null;
  /** Before this nothing goes, whatever tokens there are. */
  readonly closedUntil: number;
}

/** What a platform says of a limit with each answer. */
export interface Told {
  readonly limit: number;
  readonly remaining: number;
  readonly resetAfterMs: number;
}

/** Room for rounding: a call that waited exactly as long as it was told must find its token. */
const ROUNDING = 1e-6;

export function fullBucket(rate: Rate, now: number): Bucket {
  return { rate, tokens: rate.burst, at: now, resetAt: null, closedUntil: now };
}

function tokensAt({ rate, tokens, at, resetAt, closedUntil }: Bucket, now: number): number {
  if (resetAt !== null) return now >= resetAt ? rate.burst : tokens;
  // While it was closed, nothing came in.
  const passed = Math.max(0, now - Math.max(at, closedUntil));
  return Math.min(rate.burst, tokens + (passed / 1_000) * rate.perSecond);
}

/** How long until the last of so many calls may be made, if nobody makes any other; whole milliseconds, 0 is now. */
export function waitFor(bucket: Bucket, calls: number, now: number): number {
  const { rate, resetAt } = bucket;
  const opens = Math.max(now, bucket.closedUntil);
  const missing = calls - tokensAt(bucket, opens);
  if (missing <= ROUNDING) return Math.ceil(opens - now);
  if (resetAt === null || resetAt <= opens) return Math.ceil(opens - now + (missing / rate.perSecond) * 1_000);
  const afterReset = Math.max(0, calls - rate.burst);
  return Math.ceil(resetAt - now + (afterReset / rate.perSecond) * 1_000);
}

/** With one call more made. */
export function take(bucket: Bucket, now: number): Bucket {
  const resetAt = bucket.resetAt !== null && bucket.resetAt > now ? bucket.resetAt : null;
  return { ...bucket, tokens: tokensAt(bucket, now) - 1, at: now, resetAt };
}

/** The platform has counted, and that is what counts. */
export function corrected(bucket: Bucket, { limit, remaining, resetAfterMs }: Told, now: number): Bucket {
  const rate = { ...bucket.rate, burst: Math.max(1, limit) };
  return { ...bucket, rate, tokens: remaining, at: now, resetAt: now + Math.max(0, resetAfterMs) };
}

/** The platform refused a call: nothing goes for so long, and what follows does not come all at once. */
export function closed(bucket: Bucket, forMs: number, now: number): Bucket {
  const closedUntil = Math.max(bucket.closedUntil, now + forMs);
  return { ...bucket, tokens: Math.min(1, tokensAt(bucket, now)), at: now, resetAt: null, closedUntil };
}

/** The same after the machine's clock was set back to `now`: what is ahead stays as far ahead, and nothing is added. */
export function setBack(bucket: Bucket, now: number): Bucket {
  const back = bucket.at - now;
  const resetAt = bucket.resetAt === null ? null : bucket.resetAt - back;
  return { ...bucket, at: now, resetAt, closedUntil: bucket.closedUntil - back };
}

/** What is left of a pace at which a limit was hit that nobody knows, and the least that is left after many such hits. */
export const SLOWED = 0.8;
export const LEAST_SHARE = 0.1;
/** With each call, so much of the full pace comes back. */
export const REGAINED = 0.001;

/** Slower after a limit was hit that was kept to as far as it is known: somebody else may be using it up. */
export function slowed(bucket: Bucket, full: Rate): Bucket {
  const perSecond = Math.max(full.perSecond * LEAST_SHARE, bucket.rate.perSecond * SLOWED);
  return { ...bucket, rate: { ...bucket.rate, perSecond } };
}

/** A little nearer to the full pace again. */
export function regained(bucket: Bucket, full: Rate): Bucket {
  const perSecond = Math.min(full.perSecond, bucket.rate.perSecond + full.perSecond * REGAINED);
  return { ...bucket, rate: { ...bucket.rate, perSecond } };
}
