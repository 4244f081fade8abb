/** Articles on one event, with an identity over time. */
export interface Story {
  readonly id: string;
  readonly title: string;
  readonly status: 'open' | 'closed';
  /** Days, `YYYY-MM-DD`: of the earliest and the latest article, by the article's date or else the day it was taken in (UTC). */
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** How many different publishers tell it; articles without a source count as one publisher together. */
  readonly publishers: number;
  /** Oldest first. */
  readonly articles: readonly StoryArticle[];
}

export interface StoryArticle {
  readonly id: string;
  readonly file: string;
  readonly title: string;
  readonly date: string | null;
  /** The article this one repeats, or null. A copy costs no reading and counts as another source only. */
  readonly duplicateOf: string | null;
}
