/** The limits that the local server enforces, with the headers and the bodies of Discord's. */
import { fixedWindows, slidingWindows, type WindowLimit } from '../rate-windows.ts';
import type { ApiAnswer } from './api.ts';
import type { World } from './world.ts';

type Headers = Record<string, string>;

export interface RateLimits {
  limitEachBucket(calls: number, perMs: number): void;
  limitAll(calls: number, perMs: number): void;
  /** Counts a call of the bot's; the answer when it is one too many. */
  countAll(): [ApiAnswer, Headers] | null;
  /** Counts a call against its route and major parameter, and says so in the headers that Discord sends. */
  count(template: string, path: string): { readonly refusal: ApiAnswer | null; readonly headers: Headers } | null;
}

export function createRateLimits(world: World): RateLimits {
  const [all, buckets] = [slidingWindows(), fixedWindows()];
  let allLimit: WindowLimit | null = null;
  let bucketLimit: WindowLimit | null = null;
  return {
    limitEachBucket(calls, perMs) {
      bucketLimit = { calls, perMs };
    },
    limitAll(calls, perMs) {
      allLimit = { calls, perMs };
    },
    countAll() {
      if (!allLimit) return null;
      const { allowed, resetAfterMs } = all('', allLimit, world.now());
      return allowed ? null : limited(resetAfterMs / 1000, true);
    },
    count(template, path) {
      if (!bucketLimit) return null;
      const now = world.now();
      const { allowed, left, resetAfterMs } = buckets(`${template} ${path.split('/')[2] ?? ''}`, bucketLimit, now);
      const [refusal, refusalHeaders] = limited(resetAfterMs / 1000, false);
      const headers = {
        'x-ratelimit-limit': String(bucketLimit.calls),
        'x-ratelimit-remaining': String(left),
        'x-ratelimit-reset': String((now + resetAfterMs) / 1000),
        'x-ratelimit-reset-after': String(resetAfterMs / 1000),
        'x-ratelimit-bucket': Buffer.from(template).toString('hex'),
        ...(allowed ? {} : refusalHeaders),
      };
      return { refusal: allowed ? null : refusal, headers };
    },
  };
}

/** @param retryAfter seconds */
export function limited(retryAfter: number, global: boolean): [ApiAnswer, Headers] {
  const body = { message: 'You are being rate limited.', retry_after: retryAfter, global };
  const headers = { 'retry-after': String(Math.ceil(retryAfter)), 'x-ratelimit-scope': global ? 'global' : 'user' };
  return [{ status: 429, body }, global ? { ...headers, 'x-ratelimit-global': 'true' } : headers];
}
