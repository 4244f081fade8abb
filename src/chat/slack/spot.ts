/** Where somebody spoke, and by which ways an answer reaches them there. */
import type { Clock } from '../../ports.ts';
import { isTs } from './client.ts';
import { RESPONSE_URL_MS, RESPONSE_URL_USES } from './limits.ts';

export interface Spot {
  readonly person: string;
  /** The channel's id. */
  readonly channel: string;
  /** Between the person and Newsdesk: there, nothing needs to be hidden from others. */
  readonly direct: boolean;
  /** The root message that answers for all go under; null for the channel itself. */
  readonly thread: string | null;
  /** The thread that the person looks at; null for the channel. An answer for their eyes only is shown there. */
  readonly lookingAt: string | null;
  /** Slack's address for answers to this very event; null where it gave none. */
  readonly hook: Hook | null;
}

/** An address that takes five answers within half an hour. */
export interface Hook {
  readonly url: string;
  /** When it stops working, in milliseconds since the epoch. */
  readonly until: number;
  left: number;
}

/** Only Slack's own addresses (or those of the server that stands in for it) are answered to. */
export function hookFor(url: unknown, apiUrl: string | null, clock: Clock): Hook | null {
  if (typeof url !== 'string' || !URL.canParse(url)) return null;
  const { origin } = new URL(url);
  const known = [...SLACK_ORIGINS, ...(apiUrl === null ? [] : [new URL(apiUrl).origin])];
  if (!known.includes(origin)) return null;
  return { url, until: clock.now().getTime() + RESPONSE_URL_MS, left: RESPONSE_URL_USES };
}

const SLACK_ORIGINS = ['https://hooks.slack.com', 'https://hooks.slack-gov.com'];

/** Whether the address still works; if so, one of its uses is taken. */
export function takeHook(hook: Hook | null, clock: Clock): string | null {
  if (hook === null || hook.left === 0 || clock.now().getTime() >= hook.until) return null;
  hook.left -= 1;
  return hook.url;
}

// ---- carried through a form ------------------------------------------------------------------------------------

/** A spot as a form carries it; `person` and `direct` are worked out anew. */
export function packSpot({ channel, thread, lookingAt, hook }: Omit<Spot, 'direct'>): object {
  return { channel, thread, lookingAt, hook };
}

/** Null when it is not what `packSpot` wrote. */
export function unpackSpot(packed: unknown): Pick<Spot, 'channel' | 'thread' | 'lookingAt' | 'hook'> | null {
  if (typeof packed !== 'object' || packed === null) return null;
  const { channel, thread, lookingAt, hook } = packed as Record<string, unknown>;
  if (typeof channel !== 'string') return null;
  return {
    channel,
    thread: isTs(thread) ? thread : null,
    lookingAt: isTs(lookingAt) ? lookingAt : null,
    hook: isHook(hook) ? { ...hook } : null,
  };
}

function isHook(hook: unknown): hook is Hook {
  const { url, until, left } = (hook ?? {}) as Record<string, unknown>;
  return typeof url === 'string' && typeof until === 'number' && typeof left === 'number';
}

// ---- written down before there is an answer ----------------------------------------------------------------------

/** For whoever takes over when this process ends. */
export function packBack(spot: Spot): string {
  return JSON.stringify({ ...packSpot(spot), person: spot.person, direct: spot.direct });
}

/** Null when it is not what `packBack` wrote. */
export function unpackBack(back: string): Spot | null {
  try {
    const { person, direct, ...packed } = JSON.parse(back) as Record<string, unknown>;
    const spot = unpackSpot(packed);
    return spot === null || typeof person !== 'string' ? null : { ...spot, person, direct: direct === true };
  } catch {
    return null;
  }
}
