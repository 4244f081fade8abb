import type { Evidence, Summary } from '../summary/summary.ts';
import type { DigestSource } from './digest.ts';

/** An article as selection needs it: read, with its summary and its story. */
export interface Candidate {
  readonly articleId: string;
  readonly storyId: string;
  readonly title: string;
  readonly source: string | null;
  /** `YYYY-MM-DD` or null. */
  readonly date: string | null;
  readonly url: string | null;
  /** The wire agency that its text credits, where somebody looked: see `publishers.ts`. */
  readonly agency?: string | null;
  /** Its first sentences, where somebody looked: see `opening.ts`. */
  readonly opening?: readonly Evidence[];
  /** The article this one repeats, or null. A copy counts as another source and adds nothing else. */
  readonly duplicateOf: string | null;
  /** Names of the topics it stands under now, those made in chat among them; best first. */
  readonly topics: readonly string[];
  readonly takenAt: Date;
  readonly readAt: Date;
  readonly summary: Summary;
}

/** Those that repeat no other. */
export function originalsOf(articles: readonly Candidate[]): Candidate[] {
  return articles.filter(({ duplicateOf }) => duplicateOf === null);
}

/** The source's day, or else the day it was taken in (UTC). */
export function dayOf({ date, takenAt }: Pick<Candidate, 'date' | 'takenAt'>): string {
  return date ?? takenAt.toISOString().slice(0, 10);
}

/** The article as a digest names it. */
export function sourceOf({ articleId, title, source, date, url, agency = null }: Candidate): DigestSource {
  return { articleId, title, source, date, url, ...(agency === null ? {} : { agency }) };
}
