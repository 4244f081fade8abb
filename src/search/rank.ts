/** The passages of an article that bear most on what is sought, comparable with those of other articles. */
import type { Article } from '../article/article.ts';
import { type Passage, readSentences } from './passages.ts';
import { hasKind, type Sought, type SoughtTerm } from './sought.ts';
import { stemsOf } from './words.ts';

export interface RankedPassage extends Passage {
  readonly article: Article;
  /** The number of the sentence in its article, from 0. */
  readonly at: number;
  /**
   * How much of what is sought the passage bears, weighted by how telling each word is: from 0 to 1, and comparable
   * between questions.
   */
  readonly bearing: number;
}

export interface Candidate {
  readonly article: Article;
  /** From 0, in the order of how well the articles match as a whole. */
  readonly place: number;
  /** Added to the bearing of its passages: articles that the question is surely about stand before others. */
  readonly boost: number;
}

// What makes up the bearing, of 1 in all: words in the sentence itself; then those in the title, which tells what the article
// is about; then those in the sentences next to it; then those anywhere in the article. So the first sentence holds the
// answer for 85 % of those of XQuAD's questions that are answered; by the sentence's own words alone, for 74 %.
const IN_TITLE = 0.8;
const NEAR = 0.5;
const IN_ARTICLE = 0.25;
const WHOLE = 1 + IN_ARTICLE;
const LACKS_KIND = 0.8;
/** A sentence of fewer words is a heading or a scrap more often than an answer. */
const FULL_LENGTH = 8;
const SHORTEST_WORTH = 0.7;
/** Off for each place further down in the archive's own order. */
const PER_PLACE = 0.016;
/**
 * Off when the article has none of the names that are asked about; less when it has some. Another town's closed port is
 * no answer, however much else agrees.
 */
const WITHOUT_NAMES = 0.3;
/** Of whatever has a word of the question at all. */
const LEAST = 0.01;
const MOST_PASSAGES = 60;

/**
 * On top of what a term's rarity tells: where all articles are on one matter, its words are in each of them, and are asked
 * about all the same.
 */
const FLOOR = 1;

/** Best first. `weights` go with the terms of `sought`: how telling each is, 0 or more. */
export function rankPassages(
  { article, place, boost }: Candidate,
  sought: Sought,
  weights: readonly number[],
): RankedPassage[] {
  const terms = sought.terms.map((term, index) => ({ ...term, weight: (FLOOR + (weights[index] ?? 0)) * term.share }));
  const total = terms.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return [];
  return bestFirst(passagesOf(article, sought, terms, boost - place * PER_PLACE, total));
}

export function bestFirst(passages: readonly RankedPassage[]): RankedPassage[] {
  return passages.toSorted((a, b) => b.bearing - a.bearing).slice(0, MOST_PASSAGES);
}

type Weighted = SoughtTerm & { readonly weight: number };

function passagesOf(
  article: Article,
  sought: Sought,
  terms: readonly Weighted[],
  boost: number,
  total: number,
): RankedPassage[] {
  const sentences = readSentences(article);
  const inTitle = heldIn(stemsOf(article.title), terms);
  const lengths: number[] = [];
  const held = sentences.map(({ text }) => {
    const stems = stemsOf(text);
    lengths.push(stems.length);
    return heldIn(stems, terms);
  });
  const anywhere = terms.map((_, term) => Math.max(inTitle[term] ?? 0, highestOf(held, term)));
  const inArticle = sumOf(terms, anywhere) / total;
  const names = terms.filter(({ name, own }) => name && own);
  const missing = names.length === 0 ? 0 : 1 - shareOf(names, terms, anywhere);

  return sentences.flatMap(({ text, start, end }, at) => {
    const own = held[at] ?? [];
    const near = terms.map((_, term) => {
      const beside = NEAR * Math.max(held[at - 1]?.[term] ?? 0, held[at + 1]?.[term] ?? 0);
      return Math.max(beside, IN_TITLE * (inTitle[term] ?? 0)) * (1 - (own[term] ?? 0));
    });
    const inSentence = sumOf(terms, own) / total;
    // When only the title has the words, the first sentence stands for the article.
    if (inSentence === 0 && (at > 0 || sumOf(terms, inTitle) === 0)) return [];
    const covered = (inSentence + sumOf(terms, near) / total + IN_ARTICLE * inArticle) / WHOLE;
    const length = SHORTEST_WORTH + (1 - SHORTEST_WORTH) * Math.min(1, (lengths[at] ?? 0) / FULL_LENGTH);
    const kind = hasKind(text, sought) ? 1 : LACKS_KIND;
    const worth = covered * length * kind + boost - WITHOUT_NAMES * missing;
    return [{ article, at, quote: text, start, end, bearing: Math.max(LEAST, Math.min(1, worth)) }];
  });
}

/** A loop rather than a spread: an article may have more sentences than a call may have arguments. */
function highestOf(held: readonly (readonly number[])[], term: number): number {
  let highest = 0;
  for (const one of held) highest = Math.max(highest, one[term] ?? 0);
  return highest;
}

function sumOf(terms: readonly Weighted[], held: readonly number[]): number {
  return terms.reduce((sum, { weight }, index) => sum + weight * (held[index] ?? 0), 0);
}

function shareOf(names: readonly Weighted[], terms: readonly Weighted[], held: readonly number[]): number {
  const total = names.reduce((sum, { weight }) => sum + weight, 0);
  return names.reduce((sum, name) => sum + name.weight * (held[terms.indexOf(name)] ?? 0), 0) / (total || 1);
}

/** All words of a phrase, but not side by side, are worth this much of it. */
const SCATTERED = 0.7;

/** For each term how much of it the words hold, from 0 to 1. */
function heldIn(stems: readonly string[], terms: readonly SoughtTerm[]): number[] {
  const words = new Set(stems);
  return terms.map((term) => {
    if (!term.stems.every((stem) => words.has(stem))) return 0;
    return term.stems.length === 1 || standsIn(stems, term.stems) ? 1 : SCATTERED;
  });
}

function standsIn(stems: readonly string[], phrase: readonly string[]): boolean {
  return stems.some((_, from) => phrase.every((stem, index) => stems[from + index] === stem));
}
