import { saidBy } from './failure.ts';
import { jsonIn } from './json-in-text.ts';

/** What a completion holds; `text` of an answer is its JSON alone. */
export type Content =
  | { readonly kind: 'answered'; readonly json: unknown; readonly text: string }
  | { readonly kind: 'refused' | 'truncated' | 'invalid'; readonly reason: string; readonly raw: string };

/** Tokens as the server counts them; null where it doesn't. */
export interface TokenCount {
  readonly input: number;
  readonly cached: number;
  readonly output: number;
}

/** More of a raw answer than this helps nobody. UTF-16 code units. */
const LONGEST_RAW = 20_000;
/** A longer answer is not searched for JSON. */
const LONGEST_TEXT = 500_000;

/** Reads the body of a Chat Completion, which may be anything. `apiKey` is kept out of what is told. */
export function readCompletion(body: unknown, apiKey: string | null): Content {
  const choice = at(at(body, 'choices'), 0);
  const message = at(choice, 'message');
  const finish = at(choice, 'finish_reason');
  const text = withoutKey(textOf(at(message, 'content')), apiKey);
  const refusal = at(message, 'refusal');
  const raw = text.slice(0, LONGEST_RAW).toWellFormed();
  if (typeof refusal === 'string' && refusal !== '') {
    return {
      kind: 'refused',
      reason: `The model refused: ${saidBy(refusal, apiKey)}`,
      raw: withoutKey(refusal, apiKey).slice(0, LONGEST_RAW).toWellFormed(),
    };
  }
  if (finish === 'content_filter')
    return { kind: 'refused', reason: "The endpoint's content filter stopped the answer.", raw };
  if (finish === 'length') {
    return {
      kind: 'truncated',
      reason: 'The answer was cut off at the token limit (max_output_tokens in the prompt file).',
      raw,
    };
  }
  if (message === undefined)
    return { kind: 'invalid', reason: 'The model server sent an answer without a choice in it.', raw };
  if (text.trim() === '') return { kind: 'invalid', reason: 'The answer was empty.', raw };
  const found = text.length > LONGEST_TEXT ? null : jsonIn(text);
  if (!found) return { kind: 'invalid', reason: 'The answer was not one JSON object.', raw };
  return { kind: 'answered', ...found };
}

/** Shorter ones, as local servers have them (`ollama`), are words that an article may use. UTF-16 code units. */
const SHORTEST_KEY = 12;

/** A proxy may answer with the request's headers; what it answers is kept. */
function withoutKey(text: string, apiKey: string | null): string {
  return apiKey !== null && apiKey.length >= SHORTEST_KEY ? text.replaceAll(apiKey, '[key]') : text;
}

/** The tokens a completion cost, or null if it doesn't say. */
export function readTokenCount(body: unknown): TokenCount | null {
  const usage = at(body, 'usage');
  const [input, output] = [count(at(usage, 'prompt_tokens')), count(at(usage, 'completion_tokens'))];
  if (input === null || output === null || input + output === 0) return null;
  const cached = count(at(at(usage, 'prompt_tokens_details'), 'cached_tokens')) ?? 0;
  return { input, cached: Math.min(cached, input), output };
}

function count(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? Math.round(value) : null;
}

/** Content is text, or with some servers a list of pieces. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map((piece) => at(piece, 'text'))
    .filter((text) => typeof text === 'string')
    .join('');
}

/** What stands there in a body that may be anything. */
export function at(value: unknown, key: string | number): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[key] : undefined;
}
