import { at } from './completion.ts';

/** What the body of an embeddings answer holds; it may be anything. `tokens`: as the server counts, null where it doesn't. */
export type Read =
  | { readonly kind: 'vector'; readonly vector: Float32Array; readonly tokens: number | null }
  | { readonly kind: 'unusable'; readonly reason: string; readonly tokens: number | null };

/** The largest models give some 4,000. */
const MOST_DIMENSIONS = 16_384;

/** @param dimensions how many the model's earlier embeddings had; null for the first one */
export function readEmbedding(body: unknown, dimensions: number | null): Read {
  const usage = at(body, 'usage');
  const counted = at(usage, 'prompt_tokens') ?? at(usage, 'total_tokens');
  const tokens = typeof counted === 'number' && Number.isFinite(counted) && counted > 0 ? Math.round(counted) : null;
  const unusable = (reason: string): Read => ({ kind: 'unusable', reason, tokens });
  const values = at(at(at(body, 'data'), 0), 'embedding');
  if (!Array.isArray(values) || values.length === 0) return unusable('there is no list of numbers in the answer.');
  if (values.length > MOST_DIMENSIONS) return unusable(`it has ${values.length} dimensions.`);
  if (dimensions !== null && values.length !== dimensions)
    return unusable(`it has ${values.length} dimensions, and others of that model have ${dimensions}.`);
  if (!values.every((value) => typeof value === 'number' && Number.isFinite(value)))
    return unusable('not all of it is numbers.');
  const length = Math.hypot(...(values as number[]));
  if (!(length > 0 && Number.isFinite(length))) return unusable('it is of no length.');
  return { kind: 'vector', vector: Float32Array.from(values as number[], (value) => value / length), tokens };
}
