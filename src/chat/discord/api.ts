/**
 * Calls to Discord's REST API v10 through discord.js, one try each, every answer sorted by what it means. discord.js
 * itself would wait out rate limits and try again after errors, of which the outbox would know nothing.
 */
import type { RESTOptions } from 'discord.js';
import { safeText } from '../../message/safe.ts';
import type { Clock } from '../../ports.ts';
import { limitsIn } from './heard.ts';
import { CALLS_PER_SECOND } from './limits.ts';
import type { DiscordLimits } from './pace.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

const METHOD_NAMES = { GET: 'Get', POST: 'Post', PUT: 'Put', PATCH: 'Patch', DELETE: 'Delete' } as const;

export type Answer =
  | { readonly kind: 'ok'; readonly body: unknown }
  /** Nothing was done; in a while it may be. */
  | { readonly kind: 'limited'; readonly retryAfterMs: number }
  /** Nothing was done. `code` is Discord's own, 0 where it gives none; `said` is its message, made safe to show. */
  | { readonly kind: 'refused'; readonly status: number; readonly code: number; readonly said: string }
  /** Nothing was sent. */
  | { readonly kind: 'unreachable'; readonly reason: string }
  /** It may or may not have been done. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** Anything but `ok`. */
export type Trouble = Exclude<Answer, { kind: 'ok' }>;

export interface Api {
  /** `path` below the version, e.g. `/users/@me`. Never throws. */
  call(method: Method, path: string, options?: CallOptions): Promise<Answer>;
  close(): void;
}

interface CallOptions {
  /** It was counted towards the limits before it was made. */
  readonly counted?: boolean;
  readonly body?: object;
  readonly query?: Record<string, string>;
  /** The path holds a token of its own, as an interaction's does: the bot's is not sent along. */
  readonly withoutToken?: boolean;
}

export interface ApiOptions {
  readonly token: string;
  /** The API's root, e.g. `https://discord.com/api`; Discord's own when null. */
  readonly apiUrl: string | null;
  /** For one call, its answer read to the end. */
  readonly timeoutMs: number;
  /** Of the whole bot, Discord's own limit when left out; what would exceed it is not sent, but sorted as `limited`. */
  readonly callsPerSecond?: number;
}

/** What is learned from each answer, for whoever keeps the pace. */
export interface Heeding {
  readonly limits: Pick<DiscordLimits, 'called' | 'heard'>;
  readonly clock: Clock;
}

type DiscordJs = typeof import('discord.js');

/** Loads discord.js, which takes a second or two: so only where Discord is configured. */
export async function createApi(options: ApiOptions, heeding: Heeding | null = null): Promise<Api> {
  const { token, apiUrl, timeoutMs, callsPerSecond = CALLS_PER_SECOND } = options;
  const discordJs = await import('discord.js');
  const { REST, DefaultRestOptions } = discordJs;
  const settings: Partial<RESTOptions> = {
    version: '10',
    ...(apiUrl === null ? {} : { api: apiUrl.replace(/\/+$/, '') }),
    retries: 0,
    rejectOnRateLimit: () => true,
    offset: 0,
    timeout: timeoutMs,
    makeRequest: async (url, init) => withExactWait(await DefaultRestOptions.makeRequest(url, init)),
  };
  const asBot = new REST({
    ...settings,
    globalRequestsPerSecond: callsPerSecond,
    async makeRequest(url, init) {
      const response = await withExactWait(await DefaultRestOptions.makeRequest(url, init));
      heeding?.limits.heard(limitsIn(response, init.method ?? 'GET', url), heeding.clock.now());
      return response;
    },
  });
  // Interactions are not bound to the bot's global limit, which discord.js would count them towards:
  // https://docs.discord.com/developers/topics/rate-limits#global-rate-limit
  const asInteraction = new REST({ ...settings, globalRequestsPerSecond: Number.POSITIVE_INFINITY });
  return {
    async call(method, path, { body, query, withoutToken = false, counted = false } = {}) {
      if (!counted && !withoutToken) heeding?.limits.called(heeding.clock.now());
      try {
        // Set each time, since discord.js forgets the token after one 401 and would then throw at every call.
        const rest = withoutToken ? asInteraction : asBot.setToken(token);
        const answer = await rest.request({
          method: discordJs.RequestMethod[METHOD_NAMES[method]],
          auth: !withoutToken,
          fullRoute: path as `/${string}`,
          // discord.js stops its clock when the head of an answer is there; this one covers the rest too.
          signal: AbortSignal.timeout(timeoutMs),
          ...(body === undefined ? {} : { body }),
          ...(query === undefined ? {} : { query: new URLSearchParams(query) }),
        });
        return { kind: 'ok', body: answer };
      } catch (error) {
        return troubleOf(error, discordJs, timeoutMs);
      }
    },
    close() {
      for (const rest of [asBot, asInteraction]) {
        rest.clearHashSweeper();
        rest.clearHandlerSweeper();
      }
    },
  };
}

/** The same, but no call is begun once `ms` have passed: what is left then is unknown. */
export function withDeadline(api: Api, clock: Clock, ms: number): Api {
  const until = clock.now().getTime() + ms;
  return {
    ...api,
    async call(method, path, options) {
      if (clock.now().getTime() < until) return api.call(method, path, options);
      return { kind: 'unknown', reason: `Discord has not said enough within ${ms / 1_000} seconds.` };
    },
  };
}

/** The same, whose first `calls` were counted towards the limits before. */
export function withCounted(api: Api, calls = 1): Api {
  let left = calls;
  return {
    ...api,
    call(method, path, options) {
      left -= 1;
      return api.call(method, path, { ...options, counted: left >= 0 });
    },
  };
}

type ResponseLike = Awaited<ReturnType<DiscordJs['DefaultRestOptions']['makeRequest']>>;

/** The `Retry-After` header has whole seconds; the body of a 429 says exactly how long, and whether all is limited. */
async function withExactWait(response: ResponseLike): Promise<ResponseLike> {
  if (response.status !== 429) return response;
  const body: unknown = await response.json().catch(() => null);
  const wait = field(body, 'retry_after');
  if (typeof wait === 'number' && wait > 0) response.headers.set('Retry-After', String(wait));
  if (field(body, 'global') === true) response.headers.set('X-RateLimit-Global', 'true');
  return response;
}

/** A limit that does not say how long it lasts. */
const DEFAULT_WAIT_MS = 1_000;

function troubleOf(error: unknown, discordJs: DiscordJs, timeoutMs: number): Trouble {
  const { DiscordAPIError, HTTPError, RateLimitError } = discordJs;
  if (error instanceof RateLimitError) {
    return { kind: 'limited', retryAfterMs: error.retryAfter > 0 ? Math.ceil(error.retryAfter) : DEFAULT_WAIT_MS };
  }
  if (error instanceof DiscordAPIError) {
    return { kind: 'refused', status: error.status, code: codeOf(error.rawError), said: saidBy(error.rawError) };
  }
  if (error instanceof HTTPError) {
    return { kind: 'unknown', reason: `Discord answered with an error of its own, HTTP ${error.status}.` };
  }
  if (error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError')) {
    return { kind: 'unknown', reason: `Discord did not answer within ${timeoutMs / 1_000} seconds.` };
  }
  if (error instanceof SyntaxError) return { kind: 'unknown', reason: 'Discord answered something that is not JSON.' };
  return connectionTrouble(error);
}

/** Errors from before the first byte of a request is sent: no address, no connection, no trust in the certificate. */
const NOTHING_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|ENETUNREACH|EHOSTUNREACH|ENETDOWN|EADDRNOTAVAIL|EPROTO|ERR_SSL_WRONG_VERSION_NUMBER|UND_ERR_CONNECT_TIMEOUT|ERR_INVALID_URL|.*CERT.*|UNABLE_TO_\w+)$/;

function connectionTrouble(error: unknown): Trouble {
  const name = networkCode(error);
  const told = name === null ? '' : ` (${name})`;
  if (name === 'UND_ERR_INVALID_ARG') {
    return {
      kind: 'unreachable',
      reason: 'Nothing can be sent to Discord: DISCORD_TOKEN holds a line break or the like.',
    };
  }
  if (field(error, 'syscall') === 'connect' || (name !== null && NOTHING_SENT.test(name))) {
    return { kind: 'unreachable', reason: `Discord can't be reached${told}: check the network and DISCORD_API_URL.` };
  }
  return { kind: 'unknown', reason: `The connection to Discord broke off before it answered${told}.` };
}

/** Such as `ECONNREFUSED`; null when there is none. Trying several addresses of a host gives several errors at once. */
function networkCode(error: unknown): string | null {
  const errors = field(error, 'errors');
  const code = field(error, 'code') ?? (Array.isArray(errors) ? field(errors[0], 'code') : undefined);
  return typeof code === 'string' ? code : null;
}

function codeOf(raw: unknown): number {
  const code = field(raw, 'code');
  return typeof code === 'number' ? code : 0;
}

/** What a platform says may hold anything; this much of it is enough to look it up. UTF-16 code units. */
const SAID_LENGTH = 120;

function saidBy(raw: unknown): string {
  const message = field(raw, 'message');
  const said = typeof message === 'string' ? safeText(message).trim() : '';
  return said.length > SAID_LENGTH ? `${said.slice(0, SAID_LENGTH).toWellFormed()}…` : said;
}

/** A field of whatever came over the wire; undefined when it has none. */
export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
