import type { Article } from '../article/article.ts';
import { type Sentence, sentencesOf } from '../article/sentences.ts';
import { queryTerms } from './query.ts';
import { foldedStem, stemsOf } from './words.ts';

/** Exact characters of the article: `article.text.slice(start, end) === quote`. */
export interface Passage {
  readonly quote: string;
  readonly start: number;
  readonly end: number;
}

/** Characters of an article that are looked at, as many as are indexed: a book's worth. */
export const LONGEST_READ = 1_000_000;

/** The sentences in which an answer is looked for. */
export function readSentences({ text, blocks }: Pick<Article, 'text' | 'blocks'>): Sentence[] {
  const read = blocks.filter(({ start }) => start < LONGEST_READ);
  return sentencesOf({ text, blocks: read.map((block) => ({ ...block, end: Math.min(block.end, LONGEST_READ) })) });
}

/** BM25's, for sentences: a word said twice says hardly more, and a long sentence says it less to the point. */
const SATURATION = 1.2;
const LENGTH_PENALTY = 0.5;

/**
 * The article's sentence that answers the query best, or null when none has any of its words. When only the title has
 * them, the first sentence stands for the article.
 */
export function bestPassage(article: Article, query: string): Passage | null {
  const wanted = new Set(queryTerms(query).flat().map(foldedStem));
  const sentences = readSentences(article);
  if (wanted.size === 0 || sentences.length === 0) return null;

  const scores = bm25(
    sentences.map(({ text }) => stemsOf(text)),
    wanted,
  );
  const best = scores.indexOf(scores.reduce((highest, score) => Math.max(highest, score), 0));
  if (scores[best] || stemsOf(article.title).some((word) => wanted.has(word))) return passageOf(sentences[best]);
  return null;
}

function bm25(sentences: readonly string[][], wanted: ReadonlySet<string>): number[] {
  const average = sentences.reduce((sum, { length }) => sum + length, 0) / sentences.length;
  const counts = sentences.map((words) => countsOf(words, wanted));
  const weights = new Map([...wanted].map((word) => [word, idf(counts.filter((count) => count.has(word)).length)]));
  return sentences.map((words, at) => {
    const norm = SATURATION * (1 - LENGTH_PENALTY + (LENGTH_PENALTY * words.length) / (average || 1));
    let score = 0;
    for (const [word, count] of counts[at] ?? [])
      score += ((weights.get(word) ?? 0) * count * (SATURATION + 1)) / (count + norm);
    return score;
  });

  function idf(count: number): number {
    return Math.log(1 + (sentences.length - count + 0.5) / (count + 0.5));
  }
}

function countsOf(words: readonly string[], wanted: ReadonlySet<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) if (wanted.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function passageOf(sentence: Sentence | undefined): Passage | null {
  return sentence ? { quote: sentence.text, start: sentence.start, end: sentence.end } : null;
}
