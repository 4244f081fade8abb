/** What the model server says to a request for embeddings. */
import { content, error, type ModelReply } from './model-answers.ts';
import { isObject } from './model-request-check.ts';

/** A request for an embedding that was in order. */
export interface EmbeddingRequest {
  readonly model: string;
  readonly text: string;
}

/** The numbers, or any other reply. */
export type EmbeddingAnswerer = (request: EmbeddingRequest) => readonly number[] | ModelReply;

const PARAMETERS = new Set(['model', 'input', 'encoding_format', 'dimensions']);

/** Why a request is refused, as the real servers word it, or the request itself. */
export function readEmbeddingRequest(body: unknown, models: readonly string[]): EmbeddingRequest | ModelReply {
  if (!isObject(body)) return error(400, 'We could not parse the JSON body of your request.');
  const unknown = Object.keys(body).find((key) => !PARAMETERS.has(key));
  if (unknown) return error(400, `Unrecognized request argument supplied: ${unknown}`);
  const { model, input, encoding_format: format = 'float' } = body;
  if (!models.includes(String(model)))
    return error(404, `The model '${model}' does not exist.`, { code: 'model_not_found' });
  if (typeof input !== 'string' || input === '') return error(400, "'$.input' is invalid.", { param: 'input' });
  // Many servers know no other.
  if (format !== 'float') return error(400, "'encoding_format' must be float.", { param: 'encoding_format' });
  return { model: String(model), text: input };
}

/** The reply as it goes over the wire: as OpenAI words it, four characters a token. */
export function embeddingReply(request: EmbeddingRequest, answer: readonly number[] | ModelReply): ModelReply {
  if ('kind' in answer) return answer;
  const tokens = Math.ceil(request.text.length / 4);
  const body = {
    object: 'list',
    data: [{ object: 'embedding', index: 0, embedding: answer }],
    model: request.model,
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  };
  return { kind: 'body', body: JSON.stringify(body) };
}

const DIMENSIONS = 64;

/** Like a model, as far as texts with the same words are close: each word has a dimension. */
export function wordEmbedding({ text }: EmbeddingRequest): number[] {
  const vector = Array.from({ length: DIMENSIONS }, () => 0.01);
  for (const word of text.toLowerCase().match(/\p{L}{4,}/gu) ?? []) {
    const hash = [...word].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521, 7);
    vector[hash % DIMENSIONS] = (vector[hash % DIMENSIONS] ?? 0) + 1;
  }
  return vector;
}

/** A judge's answer to `prompts/same-story.md`. */
export function verdict(same: boolean, because: string): ModelReply {
  return content({ because, same });
}
