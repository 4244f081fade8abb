/**
 * What is kept of an article's wording so that copies of it are found: a sample of its shingles (runs of a few words), chosen by
 * their hash and so the same in every copy. Unlike MinHash bands, which compare whole texts, each shared shingle is a key of its
 * own: half a text, or a paragraph of it, still shares its half of the keys.
 */
import { hash32, joined } from './hash.ts';
import { isUnspaced, type ReadArticle, type Word, wordsOf } from './wording.ts';

export interface Fingerprint {
  /** Of all words in order, 64 bits: equal for texts that differ in case, punctuation and layout only. */
  readonly whole: bigint;
  /** How many words were read. */
  readonly words: number;
  /** Hashes of the sampled shingles, 32 bits each, ascending, each once. */
  readonly sample: Uint32Array;
}

/** Words to a shingle; of scripts without spaces, characters. */
const SHINGLE = 3;
const SHINGLE_UNSPACED = 6;
/** One shingle in this many is sampled, */
const SPARSE = 8;
/** and no more than so many, those with the lowest hashes, */
const MOST_SAMPLED = 56;
/** but of the opening, which short texts consist of and cut versions keep, one in fewer. */
const DENSE = 4;
const OPENING = 64;

const RANGE = 2 ** 32;
const SECOND_SEED = 0x5bd1e995;

/** Pure; typically under a millisecond, and of bounded cost for a text of any length. */
export function fingerprintOf(article: Pick<ReadArticle, 'text' | 'blocks' | 'language'>): Fingerprint {
  const words = wordsOf(article);
  return fingerprintOfShingles(words, shinglesOf(words));
}

export function fingerprintOfShingles(words: readonly Word[], hashes: Uint32Array): Fingerprint {
  const opening = hashes.slice(0, OPENING).filter((hash) => hash < RANGE / DENSE);
  const rest = hashes.filter((hash) => hash < RANGE / SPARSE).sort((a, b) => a - b);
  const sample = new Set([...opening, ...distinct(rest).slice(0, MOST_SAMPLED)]);
  return { whole: wholeOf(words), words: words.length, sample: Uint32Array.from(sample).sort() };
}

/** The hash of each run of words, in order; of a text shorter than one run, of the whole. */
export function shinglesOf(words: readonly Word[]): Uint32Array {
  const singles = words.map(({ text }) => hash32(text));
  const size = words.filter(({ text }) => isUnspaced(text)).length > words.length / 2 ? SHINGLE_UNSPACED : SHINGLE;
  if (words.length === 0) return new Uint32Array();
  const hashes = new Uint32Array(Math.max(1, words.length - size + 1));
  for (let at = 0; at < hashes.length; at++) {
    let hash = 0;
    for (let next = at; next < Math.min(at + size, singles.length); next++) hash = joined(hash, singles[next] ?? 0);
    hashes[at] = hash;
  }
  return hashes;
}

/**
 * The keys under which the store finds candidates by equality, 32 bits each. Two articles may be copies when they share any; the
 * more they share, the likelier (see `likelyCopies`). At most `MOST_SAMPLED + OPENING` of them, mostly 20 to 70.
 */
export function bandsOf({ sample }: Fingerprint): readonly number[] {
  return [...sample];
}

const HEAD = 12;

/** For the store: `fingerprintFrom(bytesOf(print))` equals `print`. */
export function bytesOf({ whole, words, sample }: Fingerprint): Uint8Array {
  const bytes = new Uint8Array(HEAD + 4 * sample.length);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, whole);
  view.setUint32(8, words);
  for (const [at, hash] of sample.entries()) view.setUint32(HEAD + 4 * at, hash);
  return bytes;
}

/** @throws RangeError when the bytes are no fingerprint's */
export function fingerprintFrom(bytes: Uint8Array): Fingerprint {
  if (bytes.length < HEAD || bytes.length % 4 !== 0) throw new RangeError('these bytes are no fingerprint');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sample = Uint32Array.from({ length: (bytes.length - HEAD) / 4 }, (_, at) => view.getUint32(HEAD + 4 * at));
  return { whole: view.getBigUint64(0), words: view.getUint32(8), sample };
}

function wholeOf(words: readonly Word[]): bigint {
  let first = 0;
  let second = SECOND_SEED;
  for (const { text } of words) {
    const hash = hash32(text);
    first = joined(first, hash);
    second = joined(second, hash);
  }
  return (BigInt(first) << 32n) | BigInt(second);
}

function distinct(sorted: Uint32Array): Uint32Array {
  return sorted.filter((hash, at) => hash !== sorted[at - 1]);
}
