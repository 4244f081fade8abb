/** What is kept of the flow: articles with their readings, stories, digests; and the archive, of which the files beside this one have the rest. */
import type { Article } from '../article/article.ts';
import type { Part } from '../delivery/delivery.ts';
import type { Candidate } from '../digest/candidate.ts';
import type { Digest, DigestStory, Window } from '../digest/digest.ts';
import type { Channel } from '../digest/subscription.ts';
import type { Reading, Step } from '../ports.ts';
import type { Sharing } from '../story/duplicates.ts';
import type { Story } from '../story/story.ts';
import type { Summary } from '../summary/summary.ts';
import type { ConversationArchive } from './conversation.ts';
import type { HistoryArchive } from './history.ts';
import type { InstallationArchive } from './installations.ts';
import type { EmbeddingArchive, JudgementArchive } from './judgement.ts';
import type { ModelLedger } from './ledger.ts';
import type { Outbox } from './outbox.ts';
import type { RetentionArchive } from './retention.ts';
import type { VitalsArchive } from './vitals.ts';

/** What an article's wording is like: found before anything is paid for it. */
export interface Likeness {
  /** As `bytesOf` of `story/fingerprint.ts` gives it. */
  readonly print: Uint8Array;
  /** As `bandsOf` gives them: by these the archive finds others of the same wording. */
  readonly keys: readonly number[];
  /** The article it repeats, with why it is taken for the same text; null for a text of its own. */
  readonly copyOf: { readonly articleId: string; readonly reason: string } | null;
  /** The article of the same publisher of which it is a newer version, with what differs; null when it is none. */
  readonly newerOf: { readonly articleId: string; readonly reason: string } | null;
}

/** A manager's hand in which articles stand together. */
export interface StoryEdit {
  readonly by: { readonly person: string; readonly at: Date };
}

/** One file's arrival, to be recorded. */
export interface Arrival extends Reading {
  readonly file: string;
  readonly at: Date;
  /** The topics that its article stands under from now on, best first; its reading files it anew. */
  readonly topics: readonly string[];
  /** Null for a problem. */
  readonly likeness: Likeness | null;
}

/**
 * - `taken`: a new article, to be read. `duplicate`: a file with the bytes or the text of an article we have, or with the bytes of
 *   one that was let go for its age (then without an id).
 * - `rejected`: recorded as a problem.
 * - `known`: this very file was recorded before but not yet moved (a crash came between); only the move is left.
 */
export type Intake = {
  readonly kind: 'taken' | 'duplicate' | 'rejected' | 'known';
  readonly articleId: string | null;
};

/** An article taken for reading under a lease. */
export interface ReadingClaim {
  readonly article: Article;
  readonly takenAt: Date;
  /** 1 for the first try. */
  readonly attempt: number;
  readonly fence: number;
}

/** Why a reading gave no summary. */
export interface ReadingFailure {
  readonly reason: string;
  /** The model's raw answer where there was one. */
  readonly raw: string | null;
  /** When to try again, or null to give up. */
  readonly nextAt: Date | null;
}

/** An article that a search found. */
export interface SearchHit {
  readonly article: Article;
  /** Greater is better; comparable within one answer only. */
  readonly score: number;
}

export interface ArticleArchive {
  /** Records an arrival in one transaction; the same file twice is harmless. The article is then `unread`. */
  takeIn(arrival: Arrival): Promise<Intake>;
  /**
   * Articles that share keys with a newcomer: those that share most first, at most 32. Copies are left out: their originals
   * stand for them.
   */
  sharing(keys: readonly number[]): Promise<readonly Sharing[]>;
  /** Articles that are read, are newer versions of others, and whose news has not been put right yet. In the order of their ids. */
  newerVersions(): Promise<readonly string[]>;
  /** What was told from the versions before this one is put right. */
  versionSettled(articleId: string): Promise<void>;
  /** Notes that the file was moved, so that the same bytes dropped again count as a duplicate. */
  settled(file: string, hash: string): Promise<void>;
  article(id: string): Promise<Article | null>;
  summary(articleId: string): Promise<Summary | null>;
  /** Takes up to `limit` unread (or due again) articles, oldest first, each under a lease of `leaseMs`. */
  claimReading(now: Date, leaseMs: number, limit: number): Promise<readonly ReadingClaim[]>;
  /** Keeps the summary and files the article under its story and topics, in one transaction. False when the claim is no longer ours. */
  keepSummary(claim: ReadingClaim, summary: Summary, now: Date): Promise<boolean>;
  failReading(claim: ReadingClaim, failure: ReadingFailure): Promise<boolean>;
  /** Gives a claim back untouched (a shutdown), so that the next process takes it at once. */
  releaseReading(claim: ReadingClaim): Promise<void>;
  /** Articles taken in before `before` and neither read nor given up. */
  countUnread(before: Date): Promise<number>;
  /** Articles that came in within the window and were given up: they will never be read. */
  countGivenUp(window: Window): Promise<number>;
  /** When the next reading that waits for its time is due; null when none waits. */
  nextReadingAt(): Promise<Date | null>;
  counts(): Promise<{
    articles: number;
    unread: number;
    problems: number;
    stories: number;
  }>;
}

export interface StoryArchive {
  /** Latest first. `since` is a day, `YYYY-MM-DD`; `topic` a topic's name. Stories under a hidden topic are left out. */
  stories(filter: {
    since?: string;
    topic?: string;
    hiddenTopics?: readonly string[];
    limit?: number;
  }): Promise<readonly Story[]>;
  /** Makes one story of several; it keeps the first one's id, and later articles leave it whole. Null when there are not two. */
  mergeStories(ids: readonly string[], edit: StoryEdit): Promise<string | null>;
  /**
   * Parts articles from their story into one of their own, which stays apart from it. Their copies and versions go with them. Its
   * id, or null when nothing is left behind.
   */
  splitStory(articleIds: readonly string[], edit: StoryEdit): Promise<string | null>;
  /** Closes the stories to which nothing came since `before`; a new article wakes them. How many. */
  closeQuietStories(before: Date): Promise<number>;
}

/** What a search is held to. Days are `YYYY-MM-DD`, inclusive, by the article's date or else the day it was taken in (UTC). */
export interface SearchFilter {
  readonly from?: string;
  readonly to?: string;
  readonly topic?: string;
  /** Articles under any of these are not found. */
  readonly hiddenTopics?: readonly string[];
}

export interface SearchArchive {
  /** Best first. Never throws on odd input: text without a usable word finds nothing. */
  search(query: string, limit: number, filter?: SearchFilter): Promise<readonly SearchHit[]>;
  /**
   * How telling each word or phrase is: the logarithm of how rare it is among all articles, from 0 to 1, which is for what no
   * article has. So it can be compared between archives of any size.
   */
  weights(terms: readonly string[]): Promise<readonly number[]>;
}

/** What a digest to a channel told of a story before. */
export interface Told {
  readonly digestId: string;
  readonly publishedAt: Date;
  readonly story: DigestStory;
}

export interface DigestArchive {
  /**
   * What this channel was told of the stories to which the articles belong now: by earlier digests that told any article of
   * them. Oldest first, by the id of the story as it is now.
   */
  told(channel: Channel, storyIds: readonly string[]): Promise<ReadonlyMap<string, readonly Told[]>>;
  lastWindow(subscriptionId: string): Promise<Window | null>;
  /** The same of many, by their ids; those without one are left out. */
  lastWindows(subscriptionIds: readonly string[]): Promise<ReadonlyMap<string, Window>>;
  /**
   * Read articles that came in before `to`, became readable (or came in) at or after `from`, and were in no earlier
   * digest to this channel. Copies are included (`duplicateOf`), so that sources can be counted. Oldest first.
   * Which they are, and in which stories, is always looked up; those of them that are `known` by their ids are not read again.
   */
  candidates(
    channel: Channel | null,
    window: Window,
    known?: ReadonlyMap<string, Candidate>,
  ): Promise<readonly Candidate[]>;
  /**
   * One transaction: the window, the digest (null on a silent quiet day), its articles, and its deliveries as `pending`.
   * False, changing nothing, when this subscription's window is recorded already, or the subscription `madeInChat` is gone.
   */
  publish(publication: {
    subscriptionId: string;
    /** The id of the subscription itself, where it was made in chat; left out for one of the operator's. */
    madeInChat?: string;
    channel: Channel;
    window: Window;
    at: Date;
    digest: Digest | null;
    articleIds: readonly string[];
    deliveries: readonly { key: string; part: number; content: Part }[];
  }): Promise<boolean>;
  /** The newest digest to a channel, or to any; a look back is none. */
  lastDigest(channel?: Channel): Promise<{ digest: Digest; at: Date } | null>;
}

export type Archive = ArticleArchive &
  StoryArchive &
  EmbeddingArchive &
  JudgementArchive &
  SearchArchive &
  DigestArchive &
  Outbox &
  ModelLedger &
  ConversationArchive &
  HistoryArchive &
  RetentionArchive &
  VitalsArchive &
  InstallationArchive & {
    /**
     * Makes a change in one transaction, all of it or nothing, and after every other that is made so, in whatever process:
     * what was read in it still holds when it is written. `change` uses the archive that it is given and no other, does
     * nothing else but read and write there, briefly, and may be begun anew.
     */
    atOnce<T>(change: (archive: Archive) => Promise<T>): Promise<T>;
    close(): Promise<void>;
  };

/**
 * The archive is out of reach for a while: a server that is restarted, a network that is down. What was asked of it may or may
 * not have been done. The message is for the operator, without a full stop.
 */
export class ArchiveUnreachable extends Error {}

/**
 * Called in each transaction of the archive that makes work due for a step, before it ends: what is written through `execute`
 * (PostgreSQL, with `$1`) is kept together with the work, or not at all. `ids` name the work: articles for `read` and
 * `publish`, or subscriptions for `publish`, keys of deliveries or edits for `deliver`; none where it is all that is due.
 */
export type Announce = (
  step: Step,
  ids: readonly string[],
  execute: (sql: string, values: readonly unknown[]) => Promise<{ rows: unknown[] }>,
) => Promise<void>;
