/** The language model, as the settings name it. */
import type { Environment } from './environment.ts';
import type { Settings } from './settings.ts';
import type { ConfigProblem } from './yaml-file.ts';

export interface Prices {
  /** US dollars for a million tokens. */
  readonly inputPerMillion: number;
  readonly cachedPerMillion: number;
  readonly outputPerMillion: number;
}

export interface ModelConfig {
  /** Null for a local server that asks for none. */
  readonly apiKey: string | null;
  readonly baseUrl: string | null;
  readonly model: string;
  /** At the same address; null where articles are compared by their words alone. */
  readonly embeddingModel: string | null;
  readonly concurrency: number;
  readonly timeoutMs: number;
  readonly dailyTokens: number | null;
  readonly dailyCostUsd: number | null;
  readonly prices: Prices | null;
}

/** A current small model; any other is a setting away. */
const DEFAULT_MODEL = 'gpt-5.4-mini';

/** Null for the offline reader. */
export function modelConfig(env: Environment): ModelConfig | null {
  if (!env.OPENAI_API_KEY && !env.OPENAI_BASE_URL) return null;
  const { NEWSDESK_PRICE_INPUT: input, NEWSDESK_PRICE_CACHED: cached, NEWSDESK_PRICE_OUTPUT: output } = env;
  return {
    apiKey: env.OPENAI_API_KEY ?? null,
    baseUrl: env.OPENAI_BASE_URL ?? null,
    model: env.OPENAI_MODEL ?? DEFAULT_MODEL,
    embeddingModel: env.OPENAI_EMBEDDING_MODEL ?? null,
    concurrency: env.NEWSDESK_MODEL_CONCURRENCY,
    timeoutMs: env.NEWSDESK_MODEL_TIMEOUT * 1000,
    dailyTokens: env.NEWSDESK_DAILY_TOKENS ?? null,
    dailyCostUsd: env.NEWSDESK_DAILY_USD ?? null,
    prices:
      input === undefined || output === undefined
        ? null
        : { inputPerMillion: input, cachedPerMillion: cached ?? input, outputPerMillion: output },
  };
}

/** Money can only be counted where it is known what a token costs. */
export function moneyProblems(settings: Settings): ConfigProblem[] {
  if (!settings['NEWSDESK_DAILY_USD']) return [];
  if (settings['NEWSDESK_PRICE_INPUT'] && settings['NEWSDESK_PRICE_OUTPUT']) return [];
  const what =
    'needs NEWSDESK_PRICE_INPUT and NEWSDESK_PRICE_OUTPUT (US dollars for a million tokens), or no cost can be known';
  return [{ place: 'NEWSDESK_DAILY_USD', what }];
}
