import type OpenAI from 'openai';
import type { LlmRequest } from '../ports.ts';
import type { ErrorAnswer } from './failure.ts';

/**
 * How a server wants to be spoken to. Each list holds the ways still to try, best first; an empty one means that the thing
 * is not sent at all. A complaint takes the first away.
 */
export interface Dialect {
  readonly formats: readonly ('json_schema' | 'json_object')[];
  readonly tokenLimits: readonly ('max_completion_tokens' | 'max_tokens')[];
  readonly temperature: boolean;
  /** Whether it knows a system message; otherwise the instructions lead the user's. */
  readonly system: boolean;
}

/** OpenAI's newer models refuse `max_tokens`; other servers may silently ignore `max_completion_tokens`. */
export function firstDialect(isOpenAi: boolean): Dialect {
  return {
    formats: ['json_schema', 'json_object'],
    tokenLimits: isOpenAi ? ['max_completion_tokens', 'max_tokens'] : ['max_tokens', 'max_completion_tokens'],
    temperature: true,
    system: true,
  };
}

type Body = OpenAI.Chat.ChatCompletionCreateParamsNonStreaming;

/** The request in a dialect. Without a JSON schema of its own, the schema is put into the instructions. */
export function bodyFor(request: LlmRequest, dialect: Dialect): Body {
  const [format] = dialect.formats;
  const [tokenLimit] = dialect.tokenLimits;
  const system = format === 'json_schema' ? request.system : `${request.system}\n\n${schemaInWords(request)}`;
  return {
    model: request.model,
    messages: dialect.system
      ? [
          { role: 'system', content: system },
          { role: 'user', content: request.user },
        ]
      : [{ role: 'user', content: `${system}\n\n${request.user}` }],
    ...(format === 'json_schema' && {
      response_format: {
        type: format,
        json_schema: { name: request.schema.name, strict: true, schema: request.schema.json },
      },
    }),
    ...(format === 'json_object' && { response_format: { type: format } }),
    ...(tokenLimit && { [tokenLimit]: request.maxOutputTokens }),
    ...(dialect.temperature && request.temperature !== null && { temperature: request.temperature }),
  };
}

function schemaInWords(request: LlmRequest): string {
  return `Answer with one JSON object and nothing else. It must match this JSON schema:\n${JSON.stringify(request.schema.json)}`;
}

const NOT_UNDERSTOOD = new Set([400, 415, 422, 501]);
const UNKNOWN_PARAMETER =
  /unsupported|not supported|not support|unknown|unrecogni[sz]ed|unexpected|extra (?:inputs|fields)|not permitted|not allowed/i;

/**
 * What a complaint teaches: the dialect to speak from now on, or null if it is about something else. A limit that is too
 * high is not a limit that is unknown, so a complaint about the token limit counts only in words such as "unsupported".
 */
export function learn(dialect: Dialect, { status, param, says }: ErrorAnswer): Dialect | null {
  if (!NOT_UNDERSTOOD.has(status)) return null;
  const about = (pattern: RegExp) => pattern.test(param || says);
  if (about(/response_format|json_schema|json_object|structured output|grammar/i) && dialect.formats.length > 0) {
    return { ...dialect, formats: dialect.formats.slice(1) };
  }
  const [tokenLimit] = dialect.tokenLimits;
  if (tokenLimit && about(new RegExp(`\\b${tokenLimit}\\b`)) && UNKNOWN_PARAMETER.test(says)) {
    return { ...dialect, tokenLimits: dialect.tokenLimits.slice(1) };
  }
  if (dialect.temperature && about(/\btemperature\b/i)) return { ...dialect, temperature: false };
  if (dialect.system && about(/system (?:role|message|prompt)|'system'/i)) return { ...dialect, system: false };
  return null;
}
