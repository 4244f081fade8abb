/** How many articles of the archive there are, and how many have a term: what makes a term weigh. */
export interface Corpus {
  readonly articles: number;
  /** 0 for a term never seen. */
  articlesWith(term: string): number;
}

/** So many articles' worth of trust is put in what is expected of a word, beside what the archive has counted. */
const EXPECTATION = 500;

/** How much a term tells: the logarithm of how rare it is among the archive's articles and those expected; never below 0. */
export function rarity(corpus: Corpus, term: string, expectedShare: number): number {
  const articles = corpus.articles + EXPECTATION + 1;
  const having = corpus.articlesWith(term) + EXPECTATION * expectedShare + 0.5;
  return Math.max(0, Math.log(articles / having));
}
