/** Response headers; names in lower case. */
export interface HeadersLike {
  get(name: string): string | null;
}

/**
 * How long a server asks us to wait, in milliseconds, or null if it doesn't say. Reads `retry-after-ms` and both forms of
 * `Retry-After`: seconds, and a date in GMT (https://www.rfc-editor.org/rfc/rfc9110#field.retry-after).
 */
export function retryAfterMs(headers: HeadersLike | undefined, now: Date): number | null {
  const milliseconds = headers?.get('retry-after-ms')?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(milliseconds)) return Number(milliseconds);
  const value = headers?.get('retry-after')?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now.getTime());
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/**
 * How long to wait after the `failures`-th failure (from 1), in milliseconds: exponential with full jitter, so that many
 * callers don't come back at once (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/). What the
 * server asked for is the least. `random` gives numbers from 0 to below 1.
 */
export function waitMs(failures: number, askedMs: number | null, random: () => number): number {
  if (askedMs !== null) return askedMs + random() * FIRST_WAIT_MS;
  return random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1));
}
