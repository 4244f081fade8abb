/** What Slack's client throws, sorted by what is known of the call afterwards. No word of an answer but a code is kept. */
import type { webApi as WebApi } from '@slack/bolt';

/** How a call went wrong. */
export type CallFailure =
  /** Not applied; Slack says when to come back. */
  | { readonly kind: 'limited'; readonly retryAfterMs: number }
  /** Slack understood and declined, with a code of its own. `needed` is the scope it misses, where it says so. */
  | { readonly kind: 'declined'; readonly code: string; readonly needed: string | null }
  /** The call cannot have reached Slack. One sentence. */
  | { readonly kind: 'unreached'; readonly reason: string }
  /** The call may have been applied. One sentence. */
  | { readonly kind: 'unclear'; readonly reason: string };

/** Slack always names a wait; this is for a proxy that doesn't. https://docs.slack.dev/apis/web-api/rate-limits */
const UNSAID_WAIT_SECONDS = 30;
/** A longer wait is taken for a mistake: we ask again after this. */
const LONGEST_WAIT_SECONDS = 3600;

/** Sorts anything that a call of the client threw. `webApi` is the module that the client came from. */
export function sortFailure(error: unknown, webApi: typeof WebApi): CallFailure {
  if (error instanceof webApi.WebAPIRateLimitedError) return limited(error.retryAfter);
  if (error instanceof webApi.WebAPIPlatformError) return declined(error.data);
  if (error instanceof webApi.WebAPIHTTPError) return httpError(error.statusCode);
  if (error instanceof webApi.WebAPIRequestError) return requestError(error.original);
  // The client gives up in its own words on a 429 whose Retry-After is missing or is not a number.
  if (error instanceof Error && error.message.startsWith('Retry header')) return limited(UNSAID_WAIT_SECONDS);
  if (isTimeout(error)) return TIMED_OUT;
  return { kind: 'unclear', reason: 'The answer of Slack made no sense or broke off.' };
}

const TIMED_OUT: CallFailure = { kind: 'unclear', reason: 'Slack did not answer in time.' };

function limited(seconds: number): CallFailure {
  return { kind: 'limited', retryAfterMs: sensibleWaitMs(seconds) };
}

/** What to make of a wait as it came over the wire. */
export function sensibleWaitMs(seconds: number): number {
  return Math.min(Math.max(seconds, 1), LONGEST_WAIT_SECONDS) * 1000;
}

function declined(data: WebApi.WebAPIPlatformError['data']): CallFailure {
  const { error, needed, response_metadata } = data as WebApi.WebAPICallResult & { error?: unknown; needed?: unknown };
  // An answer that is no JSON arrives here whole, as the error.
  if (!isCode(error))
    return {
      kind: 'unclear',
      reason: 'The answer did not come from Slack or made no sense: a proxy may stand between.',
    };
  if (error === 'ratelimited' || error === 'rate_limited') {
    return limited(response_metadata?.retryAfter ?? UNSAID_WAIT_SECONDS);
  }
  return { kind: 'declined', code: error, needed: isScope(needed) ? needed : null };
}

function httpError(status: number): CallFailure {
  if (status >= 500 || status === 408) {
    return {
      kind: 'unclear',
      reason: `Slack answered with HTTP ${status}, an error of its own, instead of a result.`,
    };
  }
  const reason = `HTTP ${status} came back instead of Slack's answer: a proxy or firewall refuses the call, or SLACK_API_URL is wrong.`;
  return { kind: 'unreached', reason };
}

function requestError(error: Error): CallFailure {
  if (isTimeout(error)) return TIMED_OUT;
  const code = codeOf(error);
  const reason = code === null ? null : UNREACHED.find(([pattern]) => pattern.test(code))?.[1];
  if (reason) return { kind: 'unreached', reason };
  return { kind: 'unclear', reason: 'The connection to Slack broke off before the answer came.' };
}

/** Failures before the first byte of the request: nothing can have been applied. */
const UNREACHED: readonly (readonly [RegExp, string])[] = [
  [/^(ENOTFOUND|EAI_)/, "Slack's address cannot be looked up: check the network and its name server."],
  [
    /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT)$/,
    'No connection to Slack can be made: check the network, the proxy and SLACK_API_URL.',
  ],
  [
    /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/,
    "Slack's certificate is not trusted: a proxy may stand between; give its certificate in NODE_EXTRA_CA_CERTS.",
  ],
  [/^ERR_INVALID_URL$/, 'The address in SLACK_API_URL is not a web address: correct it or leave it out.'],
];

function codeOf(error: Error): string | null {
  const { cause } = error;
  return typeof cause === 'object' && cause !== null && 'code' in cause && typeof cause.code === 'string'
    ? cause.code
    : null;
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError';
}

const isCode = (value: unknown): value is string => typeof value === 'string' && /^[a-z][a-z0-9_]{1,60}$/.test(value);
const isScope = (value: unknown): value is string => typeof value === 'string' && /^[a-z][a-z:.,_]{1,100}$/.test(value);
