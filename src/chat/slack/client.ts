/** Bolt's client for Slack's Web API, set up so that one call is one request. */
import type { Logger, webApi as WebApi } from '@slack/bolt';

/** Slack answers within seconds or not at all. */
const TIMEOUT_MS = 10_000;

/** More than are ever made at once: a call that hangs must keep no other waiting in the client, where nobody sees it. */
const MOST_CALLS = 1_000;

/** `apiUrl` ends in `/api/`; null means Slack itself. */
export interface ClientOptions {
  readonly botToken: string;
  readonly apiUrl: string | null;
  readonly timeoutMs?: number;
}

/** The client, and the module it came from: its error classes are told apart by `instanceof`. */
export interface SlackClient {
  readonly web: WebApi.WebClient;
  readonly webApi: typeof WebApi;
}

/** Imported here and not above: it takes most of a second, which only those who use Slack should wait. */
export async function createClient(options: ClientOptions): Promise<SlackClient> {
  const { webApi } = await import('@slack/bolt');
  return { web: new webApi.WebClient(options.botToken, { ...callOptions(options), logger: SILENT }), webApi };
}

export function timeoutOf({ timeoutMs = TIMEOUT_MS }: Pick<ClientOptions, 'timeoutMs'>): number {
  return timeoutMs;
}

/** How any client of Slack calls it. */
export function callOptions({
  apiUrl,
  timeoutMs = TIMEOUT_MS,
}: Omit<ClientOptions, 'botToken'>): WebApi.WebClientOptions {
  return {
    // By default the client tries ten times over half an hour, re-posting what may have been posted already.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: timeoutMs,
    maxRequestConcurrency: MOST_CALLS,
    ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }),
  };
}

/** Slack's name of a message: seconds and microseconds. */
export function isTs(value: unknown): value is string {
  return typeof value === 'string' && /^\d{1,12}\.\d{6}$/.test(value);
}

/** Bolt's own log would show message texts, tokens in addresses, and what Slack's answers say. */
export const SILENT: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => 'error' as ReturnType<Logger['getLevel']>,
  setName() {},
};
