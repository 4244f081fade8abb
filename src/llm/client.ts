import type OpenAI from 'openai';
import type { Clock } from '../ports.ts';
import { cappedFetch } from './capped-fetch.ts';
import {
  type Endpoint,
  errorAnswerOf,
  errorInBody,
  type Failure,
  sortErrorAnswer,
  sortForeignBody,
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

/** The `openai` package, and what its errors mean. */
interface Client {
  readonly host: string;
  /** The package is loaded with the first call: that takes 0.4 s, and most commands never call. */
  loaded(): Promise<OpenAI>;
  /** @param timedOut the call was ended by us */
  failureOf(error: unknown, model: string, timedOut: boolean): Failure;
  /** What a body under status 200 says, if that is no answer of a model, which has this list in it; null if it may be one. */
  failureIn(body: unknown, list: 'choices' | 'data', model: string): Failure | null;
}

const OPENAI_URL = 'https://api.openai.com/v1';

/** @param modelSetting the setting that names the model, for what the operator is told */
export function openClient(options: EndpointOptions, modelSetting: string, clock: Clock): Client {
  const { apiKey, timeoutMs } = options;
  const url = options.baseUrl ?? OPENAI_URL;
  const host = URL.canParse(url) ? new URL(url).host : 'the configured address';
  const endpoint: Endpoint = { host, apiKey, timeoutMs, modelSetting };
  let client: Promise<OpenAI> | null = null;

  return {
    host,
    loaded() {
      client ??= import('openai').then(({ OpenAI }) => new OpenAI(clientOptions(apiKey, url, timeoutMs)));
      return client;
    },
    failureOf(error, model, timedOut) {
      const answer = errorAnswerOf(error, apiKey);
      return answer
        ? sortErrorAnswer(answer, model, endpoint, clock.now())
        : sortNetworkError(error, endpoint, timedOut);
    },
    failureIn(body, list, model) {
      const answer = errorInBody(body, apiKey);
      if (answer) return sortErrorAnswer(answer, model, endpoint, clock.now());
      if (typeof body === 'object' && body !== null && list in body) return null;
      return sortForeignBody(body, endpoint);
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
export function parsedIfText(body: unknown): unknown {
  if (typeof body !== 'string') return body;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
