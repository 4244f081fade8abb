import type { LlmRequest } from '../ports.ts';
import type { TokenCount } from './completion.ts';

/** US dollars for a million tokens. */
export interface Prices {
  readonly inputPerMillion: number;
  readonly cachedPerMillion: number;
  readonly outputPerMillion: number;
}

/** US dollars. Cached tokens are part of the input and have their own price. */
export function costOf({ input, cached, output }: TokenCount, prices: Prices): number {
  const { inputPerMillion, cachedPerMillion, outputPerMillion } = prices;
  return ((input - cached) * inputPerMillion + cached * cachedPerMillion + output * outputPerMillion) / 1_000_000;
}

/** Tokenizers take three to five bytes of UTF-8 a token in most scripts. */
const BYTES_PER_TOKEN = 4;
/** Rather too much held back for a call under way than a budget overrun. */
const MARGIN = 1.5;

/** For servers that don't count, and answers that never came. */
export function guessTokens(...texts: readonly string[]): number {
  return Math.ceil(texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / BYTES_PER_TOKEN);
}

/** The input of a request, as far as its length tells. */
export function guessInput(request: LlmRequest): number {
  return guessTokens(request.system, request.user, JSON.stringify(request.schema.json));
}

/** What a request may come to at most. */
export function estimateOf(request: LlmRequest, prices: Prices | null): { tokens: number; costUsd: number } {
  const input = Math.ceil(guessInput(request) * MARGIN);
  const output = request.maxOutputTokens;
  return { tokens: input + output, costUsd: prices ? costOf({ input, cached: 0, output }, prices) : 0 };
}
