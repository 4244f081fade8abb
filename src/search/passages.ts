import type { Article } from '../article/article.ts';
import { type Sentence, sentencesOf } from '../article/sentences.ts';
import { queryTerms } from './query.ts';
import { stem } from './stem.ts';

/** Exact characters of the article: `article.text.slice(start, end) === quote`. */
export interface Passage {
  readonly quote: string;
  readonly start: number;
  readonly end: number;
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu;

/** BM25's, for sentences: a word said twice says hardly more, and a long sentence says it less to the point. */
const SATURATION = 1.2;
const LENGTH_PENALTY = 0.5;

/**
 * The article's sentence that answers the query best, or null when none has any of its words. When only the title has
 * them, the first sentence stands for the article.
 */
export function bestPassage(article: Article, query: string): Passage | null {
  const wanted = new Set(queryTerms(query).flat().map(foldedStem));
  const sentences = sentencesOf(article);
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
  const weights = new Map([...wanted].map((word) => [word, idf(sentences.filter((s) => s.includes(word)).length)]));
  return sentences.map((words) => {
    const norm = SATURATION * (1 - LENGTH_PENALTY + (LENGTH_PENALTY * words.length) / (average || 1));
    let score = 0;
    for (const [word, weight] of weights) {
      const count = words.filter((each) => each === word).length;
      score += (weight * count * (SATURATION + 1)) / (count + norm);
    }
    return score;
  });

  function idf(count: number): number {
    return Math.log(1 + (sentences.length - count + 0.5) / (count + 0.5));
  }
}

function passageOf(sentence: Sentence | undefined): Passage | null {
  return sentence ? { quote: sentence.text, start: sentence.start, end: sentence.end } : null;
}

function stemsOf(text: string): string[] {
  return (text.normalize('NFKC').toLowerCase().match(WORD) ?? []).map(foldedStem);
}

/** As the index folds: without diacritics, and stemmed. */
function foldedStem(word: string): string {
  return stem(word.normalize('NFD').replace(/\p{M}+/gu, ''));
}
