/**
 * The tables by which copies are found and articles come together as stories; what holds for all tables is said in
 * `schema.ts`.
 */
export interface StorySchema {
  counters: CounterRow;
  fingerprints: FingerprintRow;
  fingerprint_keys: FingerprintKeyRow;
  article_profiles: ArticleProfileRow;
  article_terms: ArticleTermRow;
  term_counts: TermCountRow;
  waiting_terms: WaitingTermsRow;
  story_articles: StoryArticleRow;
  story_profiles: StoryProfileRow;
  ended_stories: EndedStoryRow;
  embeddings: EmbeddingRow;
  story_embeddings: StoryEmbeddingRow;
  judgements: JudgementRow;
}

/** How many articles have a fingerprint, and how many were put into stories. Whoever counts up holds the row. */
interface CounterRow {
  name: 'fingerprinted' | 'placed';
  value: number;
}

/** What an article's wording is like. An article for which it could not be told has no row. */
interface FingerprintRow {
  article_id: string;
  /** By which its keys name it; null for a copy, which has none: its original stands for it. */
  number: number | null;
  /** How many keys it has. */
  keys: number;
  duplicate_because: string | null;
  /** The article of which it is a newer version. */
  newer_of: string | null;
  /** 1 from when a newer version is read until what was told from the older ones is put right. */
  to_correct: number;
  /** Base64. */
  print: string;
}

interface FingerprintKeyRow {
  key: number;
  /** The fingerprint's. */
  number: number;
}

/** As it was when the article was put into a story: never changed. */
interface ArticleProfileRow {
  article_id: string;
  /** As `textOf` writes it. */
  profile: string;
}

/** One of the terms by which articles on the same are found. */
interface ArticleTermRow {
  term: string;
  day: string;
  /** As in `story_articles`. */
  number: number;
}

interface TermCountRow {
  term: string;
  /** How many of the articles in stories have it, those in `waiting_terms` left out. */
  articles: number;
}

/** What is still to be added to `term_counts`. */
interface WaitingTermsRow {
  /** As in `story_articles`. */
  number: number;
  /** The terms of an article, one a line. */
  terms: string;
}

interface StoryArticleRow {
  article_id: string;
  story_id: string;
  /** Counts up with every article that is put into a story; null for copies, and for those from before stories had a memory. */
  number: number | null;
  /** JSON: why it stands there. */
  reasons: string;
  /** How near it was to the story, or to the nearest one when it began its own. */
  score: number | null;
  /**
   * The story it may or may not belong to: so near that somebody else might be asked. Null where it is clear, or
   * settled.
   */
  balanced_with: string | null;
}

/** The sum of the profiles of its articles. */
interface StoryProfileRow {
  story_id: string;
  /** JSON. */
  profile: string;
}

/** A story that lost all its articles, and the one that has them, or most of them, now. */
interface EndedStoryRow {
  story_id: string;
  became: string;
}

interface EmbeddingRow {
  article_id: string;
  model: string;
  /** Null until the article is put into a story. */
  usual: number | null;
  /** Base64 of what `vectorBytes` gives. */
  vector: string;
}

/** The sum of the embeddings of its articles. */
interface StoryEmbeddingRow {
  story_id: string;
  model: string;
  /** How many articles that is. */
  articles: number;
  usual: number;
  /** Base64 of what `vectorBytes` gives. */
  vector: string;
}

/** What a model was asked about an article, and what it said. */
interface JudgementRow {
  article_id: string;
  /** The article with which it was compared. */
  other_id: string;
  state: 'asking' | 'failed' | 'judged' | 'given-up';
  attempt: number;
  fence: number;
  /** End of the lease while `asking`, time of the next try while `failed`. */
  next_at: number | null;
  /** Of the last failure. */
  reason: string | null;
  /** 1: on the same event. */
  same: number | null;
  because: string | null;
  model: string | null;
  prompt_hash: string | null;
  judged_at: number | null;
}
