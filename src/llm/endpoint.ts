import type OpenAI from 'openai';
import type { Clock, LlmRequest } from '../ports.ts';
import { cappedFetch } from './capped-fetch.ts';
import { type Content, readCompletion, readTokenCount, type TokenCount } from './completion.ts';
import { bodyFor, type Dialect, firstDialect, learn } from './dialect.ts';
import {
  type Endpoint,
  errorAnswerOf,
  errorInBody,
  type Failure,
  sortErrorAnswer,
  sortNetworkError,
} from './failure.ts';

export interface EndpointOptions {
  /** Null for a server that asks for none. */
  readonly apiKey: string | null;
  /** Null for OpenAI itself. */
  readonly baseUrl: string | null;
  /** For one call, to the end of its answer. */
  readonly timeoutMs: number;
}

/** How one HTTP call ended. */
export type Sent =
  | { readonly kind: 'completion'; readonly content: Content; readonly tokens: TokenCount | null }
  /** The server wants to be spoken to otherwise; send again, and it will be. */
  | { readonly kind: 'learnt'; readonly says: string }
  | { readonly kind: 'failure'; readonly failure: Failure }
  | { readonly kind: 'stopped' };

/** A Chat Completions endpoint through the `openai` package: one HTTP call a call, never retried here. Nothing throws. */
export interface ChatEndpoint {
  readonly host: string;
  send(request: LlmRequest, signal: AbortSignal): Promise<Sent>;
  /** The models on offer; null where the server does not tell. */
  models(): Promise<
    | { readonly kind: 'models'; readonly names: readonly string[] | null }
    | { readonly kind: 'failure'; readonly failure: Failure }
  >;
}

const OPENAI_URL = 'https://api.openai.com/v1';

export function createEndpoint(options: EndpointOptions, clock: Clock): ChatEndpoint {
  const { apiKey, timeoutMs } = options;
  const url = options.baseUrl ?? OPENAI_URL;
  const host = URL.canParse(url) ? new URL(url).host : 'the configured address';
  const endpoint: Endpoint = { host, apiKey, timeoutMs };
  /** By model: what one does not take, another may. */
  const dialects = new Map<string, Dialect>();
  let client: Promise<OpenAI> | null = null;

  /** The package is loaded with the first call: that takes 0.4 s, and most commands never call. */
  function loaded(): Promise<OpenAI> {
    client ??= import('openai').then(({ OpenAI }) => new OpenAI(clientOptions(apiKey, url, timeoutMs)));
    return client;
  }

  function failureOf(error: unknown, model: string, timedOut: boolean): Failure {
    const answer = errorAnswerOf(error, apiKey);
    return answer ? sortErrorAnswer(answer, model, endpoint, clock.now()) : sortNetworkError(error, endpoint, timedOut);
  }

  /** What a body under status 200 holds, if it is no completion. */
  function failureIn(body: unknown, model: string): Failure | null {
    const answer = errorInBody(body, apiKey);
    if (answer) return sortErrorAnswer(answer, model, endpoint, clock.now());
    if (typeof body === 'object' && body !== null) return null;
    if (typeof body !== 'string') {
      return {
        kind: 'passing',
        reason: `The model server at ${host} sent an empty answer.`,
        retryAfterMs: null,
        charged: false,
      };
    }
    const reason = `${host} answers with a web page or plain text, not as a model server; check that OPENAI_BASE_URL ends as its manual says, usually in /v1.`;
    return { kind: 'permanent', reason };
  }

  return {
    host,
    async send(request, signal) {
      const { model } = request;
      const dialect = dialects.get(model) ?? firstDialect(options.baseUrl === null);
      const timeout = AbortSignal.timeout(timeoutMs);
      try {
        const openai = await loaded();
        const either = AbortSignal.any([signal, timeout]);
        const body = parsedIfText(await openai.chat.completions.create(bodyFor(request, dialect), { signal: either }));
        const failure = failureIn(body, model);
        if (failure) return { kind: 'failure', failure };
        return { kind: 'completion', content: readCompletion(body, apiKey), tokens: readTokenCount(body) };
      } catch (error) {
        if (signal.aborted) return { kind: 'stopped' };
        const answer = errorAnswerOf(error, apiKey);
        const learnt = answer && learn(dialect, answer);
        if (learnt) {
          dialects.set(model, learnt);
          return { kind: 'learnt', says: answer.says };
        }
        return { kind: 'failure', failure: failureOf(error, model, timeout.aborted) };
      }
    },
    async models() {
      const timeout = AbortSignal.timeout(timeoutMs);
      try {
        const openai = await loaded();
        const page: { data?: unknown } = await openai.models.list({ signal: timeout });
        return { kind: 'models', names: namesIn(page.data) };
      } catch (error) {
        const status = errorAnswerOf(error, apiKey)?.status;
        if (status === 404 || status === 405 || status === 501) return { kind: 'models', names: null };
        return { kind: 'failure', failure: failureOf(error, 'its models', timeout.aborted) };
      }
    },
  };
}

/** Everything is said outright, so that no environment variable of the package's own has a say. */
function clientOptions(
  apiKey: string | null,
  baseURL: string,
  timeoutMs: number,
): ConstructorParameters<typeof OpenAI>[0] {
  return {
    apiKey: apiKey ?? 'none',
    defaultHeaders: apiKey === null ? { Authorization: null } : {},
    baseURL,
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    logLevel: 'off',
    maxRetries: 0,
    // Ours comes first: the package's own does not cover the body of an error.
    timeout: timeoutMs * 2,
    fetch: cappedFetch,
  };
}

/** The package leaves a body without a JSON content type as text. */
function parsedIfText(body: unknown): unknown {
  if (typeof body !== 'string') return body;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

function namesIn(data: unknown): string[] | null {
  if (!Array.isArray(data)) return null;
  return data.map((model: { id?: unknown } | null) => model?.id).filter((id) => typeof id === 'string');
}
