/** What became of everything that was kept: for whoever asks why, what went wrong, or what was told before. */
import type { Article } from '../article/article.ts';
import type { Delivery } from '../delivery/delivery.ts';
import type { Digest, Window } from '../digest/digest.ts';
import type { Channel } from '../digest/subscription.ts';
import type { Story } from '../story/story.ts';

/** A file that was refused, or an article that could not be read. */
export interface Problem {
  readonly file: string;
  readonly articleId: string | null;
  readonly title: string | null;
  readonly reason: string;
  readonly at: Date;
}

/** Where and when an article, as part of a digest, was posted or is to be. */
export interface Posting {
  readonly digestId: string;
  readonly channel: Channel;
  readonly window: Window;
  readonly publishedAt: Date;
  readonly deliveries: readonly Delivery[];
}

/** What became of one article, for `why`. */
export interface Trace {
  readonly article: Article;
  readonly takenAt: Date;
  /** The names of the files that brought it. */
  readonly files: readonly string[];
  readonly duplicateOf: string | null;
  /** Why it is taken for a copy; null when it is none, or its bytes are the same. */
  readonly duplicateBecause: string | null;
  /** The article of which it is a newer version. */
  readonly newerOf: string | null;
  readonly storyId: string | null;
  /** Why it stands in that story. */
  readonly storyBecause: readonly string[];
  /** How it came to stand there; null for one that stands in no story. */
  readonly standing: {
    /** The story began with it. */
    readonly began: boolean;
    /** How near it was to the story, or to the nearest one when it began its own: 0 to 1. Null where that was not kept. */
    readonly score: number | null;
    /** The story to which it may or may not belong, as it is called now; null where that is clear or settled. */
    readonly balancedWith: string | null;
    /** A manager merged or split the story: its articles stay together. */
    readonly held: boolean;
  } | null;
  readonly topics: readonly string[];
  readonly reading: {
    readonly state: 'unread' | 'reading' | 'failed' | 'read' | 'given-up' | 'copy';
    readonly attempt: number;
    readonly readAt: Date | null;
    readonly reason: string | null;
  };
  /** In every channel; the caller sees those of its own. */
  readonly postings: readonly Posting[];
}

export interface HistoryArchive {
  /** The digests and look backs that told any of these articles, to any channel, published at or after `since`; oldest first. */
  digestsWith(articleIds: readonly string[], since: Date): Promise<readonly { digest: Digest; at: Date }[]>;
  story(id: string): Promise<Story | null>;
  storyOf(articleId: string): Promise<string | null>;
  trace(articleId: string): Promise<Trace | null>;
  /** Ids of the articles that files of this name brought, newest first. */
  articlesOfFile(file: string): Promise<readonly string[]>;
  digest(id: string): Promise<{ digest: Digest; at: Date } | null>;
  /** The digest whose root message the platform names so. */
  digestAt(channel: Channel, rootRef: string): Promise<Digest | null>;
  /** The platform's name of a digest's root message, once it is sent. */
  rootRefOf(digestId: string): Promise<string | null>;
  /** Newest first; `match` is looked for in the file's name and the title, whatever its case. */
  problems(filter: { match?: string; limit: number }): Promise<readonly Problem[]>;
  /** Makes what was given up (readings, rejected and ambiguous deliveries of a channel) due again at `now`. Counts of each. */
  retry(
    scope: { readings: boolean; channel: Channel | null },
    now: Date,
  ): Promise<{ readings: number; deliveries: number }>;
  /** The day `YYYY-MM-DD` of the newest article, and how many there are, topics in `hiddenTopics` left out. */
  extent(filter: {
    from?: string;
    to?: string;
    topic?: string;
    hiddenTopics: readonly string[];
  }): Promise<{ articles: number; newest: string | null }>;
}
