/**
 * What a text means, as an embedding model gives it: a vector for an article, a sum of vectors for a story. It only ever adds
 * to what the words say; articles without one, or with one of another model, are compared by their words alone.
 */
import type { Article } from '../article/article.ts';
import { partsOf } from '../summary/parts.ts';

export interface Embedding {
  /** Vectors of two models have nothing to do with each other. */
  readonly model: string;
  /** Of length 1. */
  readonly vector: Float32Array;
}

/** The meaning of an article that was put into a story. */
export interface Meaning extends Embedding {
  /** The cosine that this article has with news in general: only what is above it tells anything. */
  readonly usual: number;
}

/** The meaning of a story. */
export interface MeaningSum {
  readonly model: string;
  /** The sum of its articles' vectors, */
  readonly sum: Float32Array;
  /** and of how many that is. */
  readonly articles: number;
  /** The greatest of theirs. */
  readonly usual: number;
}

/** Characters of the text that are embedded after the title: the lead, and what explains it. */
const LEAD = 1_500;
/** Below this cosine two texts are on different things with any model. */
const UNRELATED = 0.5;
/** Stories from which it can be told what is usual. */
const ENOUGH = 5;

/** What is sent to be embedded; empty where there is nothing to read. */
export function embeddedText(article: Article): string {
  const [part] = partsOf(article).parts;
  return `${article.title}\n\n${part?.text.slice(0, LEAD) ?? ''}`.trim().toWellFormed();
}

/** The meaning of a story of one article. */
export function meaningSum({ model, vector, usual }: Meaning): MeaningSum {
  return { model, sum: vector, articles: 1, usual };
}

/** Two stories as one. Of two models the one of more articles counts, of as many the latter. */
export function joinedMeaning(a: MeaningSum | null, b: MeaningSum | null): MeaningSum | null {
  if (!a || !b) return a ?? b;
  if (!isComparable(a, b)) return a.articles > b.articles ? a : b;
  return {
    model: a.model,
    sum: a.sum.map((value, at) => value + (b.sum[at] ?? 0)),
    articles: a.articles + b.articles,
    usual: Math.max(a.usual, b.usual),
  };
}

/** The mean cosine between an article of the one and an article of the other; null where that can't be told. */
export function cosineOf(a: MeaningSum | null, b: MeaningSum | null): number | null {
  if (!a || !b || !isComparable(a, b)) return null;
  let dot = 0;
  for (let at = 0; at < a.sum.length; at++) dot += (a.sum[at] ?? 0) * (b.sum[at] ?? 0);
  return Math.min(1, dot / (a.articles * b.articles));
}

/** How much nearer the two are than usual: 0 for not at all or not known, 1 for the same. */
export function nearnessOf(a: MeaningSum | null, b: MeaningSum | null): number {
  const cosine = cosineOf(a, b);
  if (cosine === null || !a || !b) return 0;
  const usual = Math.max(a.usual, b.usual);
  return usual >= 1 ? 0 : Math.max(0, (cosine - usual) / (1 - usual));
}

/**
 * What is usual for an article, from the newest stories, most of which are on something else. Models differ: with some all
 * news is alike.
 */
export function usualFor(embedding: Embedding, newest: readonly MeaningSum[]): number {
  const own = meaningSum({ ...embedding, usual: 0 });
  const cosines = newest.flatMap((story) => cosineOf(own, story) ?? []).sort((a, b) => a - b);
  const median = cosines[Math.floor(cosines.length / 2)] ?? 0;
  return cosines.length < ENOUGH ? UNRELATED : Math.max(UNRELATED, median);
}

function isComparable(a: MeaningSum, b: MeaningSum): boolean {
  return a.model === b.model && a.sum.length === b.sum.length;
}

const BYTES = 4;

/** For the store: `vectorFrom(vectorBytes(vector))` equals `vector`. */
export function vectorBytes(vector: Float32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(BYTES * vector.length));
  for (const [at, value] of vector.entries()) view.setFloat32(BYTES * at, value);
  return new Uint8Array(view.buffer);
}

export function vectorFrom(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: Math.floor(bytes.length / BYTES) }, (_, at) => view.getFloat32(BYTES * at));
}
