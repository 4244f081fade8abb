/** What is kept of embeddings, and of what a model says where it is balanced whether two articles are on one event. */
import type { Article } from '../article/article.ts';
import type { Embedding } from '../story/meaning.ts';

export interface EmbeddingArchive {
  /** The model by which an article was embedded; null where it was not. */
  embeddedBy(articleId: string): Promise<string | null>;
  /** Keeps it in the place of any other. It counts from when the article is put into a story. */
  keepEmbedding(articleId: string, embedding: Embedding): Promise<void>;
}

/** A question for the model, taken under a lease. */
export interface JudgementClaim {
  readonly article: Article;
  /** The article of the other story, or of its own, that is nearest to it. */
  readonly other: Article;
  /** 1 for the first try. */
  readonly attempt: number;
  /** Why the last try failed; null where none did. */
  readonly before: string | null;
  readonly fence: number;
}

/** What the model said. */
export interface Judgement {
  readonly same: boolean;
  /** In the model's words. */
  readonly because: string;
  readonly model: string;
  /** Of the prompt file. */
  readonly promptHash: string;
}

/**
 * Each article is asked about once: when it was put into a story, or began one, on balanced evidence, and neither a manager
 * nor what came later has settled it. An article with a row is being asked about (under a lease), waits for another try, is
 * judged, or given up.
 */
export interface JudgementArchive {
  /**
   * Takes one question that is due, the oldest first. Those of articles read before `since` are left as they are. Null when
   * none is due.
   */
  claimJudgement(now: Date, since: Date, leaseMs: number): Promise<JudgementClaim | null>;
  /**
   * Keeps the verdict and, in the same transaction, brings the articles' stories together or parts them, unless a manager
   * holds the article's story. False when the claim is no longer ours.
   */
  keepJudgement(claim: JudgementClaim, judgement: Judgement, now: Date): Promise<boolean>;
  /** `nextAt`: null to give up; the articles stay as they stand. */
  failJudgement(claim: JudgementClaim, failure: { reason: string; nextAt: Date | null }): Promise<boolean>;
  /** Gives the claim back until then, as if it had not been tried. */
  postponeJudgement(claim: JudgementClaim, until: Date): Promise<boolean>;
  /** When the next question that waits for its time, or its lease, is due; null when none waits. */
  nextJudgementAt(): Promise<Date | null>;
}
