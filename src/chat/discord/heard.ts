/** What an answer of Discord's says about limits, as its headers have it. */
import type { Told } from '../../delivery/bucket.ts';
import type { Answered } from './pace.ts';

/** As much of a response as is looked at. */
interface Response {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
}

/** A refusal that does not say how long it lasts. */
const DEFAULT_WAIT_MS = 1_000;
/** After a longer one, Discord is asked again all the same. */
const LONGEST_WAIT_MS = 3_600_000;

/** @param url the call's whole address, with `/v10/` before the path */
export function limitsIn({ status, headers }: Response, method: string, url: string): Answered {
  const wait = Number(headers.get('Retry-After'));
  const refusedForMs = wait > 0 ? Math.min(wait * 1_000, LONGEST_WAIT_MS) : DEFAULT_WAIT_MS;
  return {
    method,
    path: new URL(url).pathname.replace(/^.*?\/v\d+(?=\/)/, ''),
    told: toldIn(headers),
    refusedForMs: status === 429 ? refusedForMs : null,
    scope: scopeIn(headers),
  };
}

/** Null unless all of it is there: where no limit holds, or where something else answered in Discord's place. */
function toldIn(headers: Response['headers']): Told | null {
  const [limit, remaining, resetAfter] = ['Limit', 'Remaining', 'Reset-After'].map((name) => {
    const value = headers.get(`X-RateLimit-${name}`);
    return value === null || value.trim() === '' ? Number.NaN : Number(value);
  });
  if (!isCount(limit) || !isCount(remaining) || !isCount(resetAfter)) return null;
  return { limit, remaining, resetAfterMs: resetAfter * 1_000 };
}

function isCount(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value) && value >= 0;
}

function scopeIn(headers: Response['headers']): Answered['scope'] {
  if (headers.get('X-RateLimit-Global') !== null) return 'global';
  const scope = headers.get('X-RateLimit-Scope');
  return scope === 'user' || scope === 'shared' || scope === 'global' ? scope : null;
}
