/** What is kept of the flow: articles, readings, stories, digests, the outbox and the model's ledger. */
import type { Article } from '../article/article.ts';
import type { Delivery, DeliveryState, Part } from '../delivery/delivery.ts';
import type { Candidate } from '../digest/candidate.ts';
import type { Digest, DigestStory, Window } from '../digest/digest.ts';
import type { Channel, Platform } from '../digest/subscription.ts';
import type { Reading, Step } from '../ports.ts';
import type { Sharing } from '../story/duplicates.ts';
import type { Story } from '../story/story.ts';
import type { Summary } from '../summary/summary.ts';
import type { ConversationArchive } from './conversation.ts';
import type { InstallationArchive } from './installations.ts';
import type { EmbeddingArchive, JudgementArchive } from './judgement.ts';
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

export interface ReadingFailure {
  readonly reason: string;
  /** The model's raw answer where there was one. */
  readonly raw: string | null;
  /** When to try again, or null to give up. */
  readonly nextAt: Date | null;
}

export type { Candidate } from '../digest/candidate.ts';

export interface DeliveryClaim {
  readonly delivery: Delivery;
  readonly fence: number;
  /** The platform's name of this digest's root message, once it is sent; null while claiming the root itself. */
  readonly rootRef: string | null;
  /** When the part before it was sent; null while claiming the root. */
  readonly previousAt: Date | null;
  /** True when an earlier call may have been applied: look the key up before posting. */
  readonly lookUpFirst: boolean;
}

/** A posted part whose content is to be put in the place of what stands there. */
export interface EditClaim {
  readonly key: string;
  readonly channel: Channel;
  readonly ref: string;
  readonly rootRef: string | null;
  readonly content: Part;
  /** 1 for the first try. */
  readonly attempt: number;
  readonly fence: number;
}

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

export interface Outbox {
  /**
   * Takes up to `limit` due deliveries and commits them as `sending`. At most one a channel, parts in order, and none of
   * a channel that another live lease holds. A lease that ran out is taken again with `lookUpFirst`.
   * `platforms` are the connected ones.
   */
  claimDeliveries(
    now: Date,
    leaseMs: number,
    limit: number,
    platforms: readonly Platform[],
  ): Promise<readonly DeliveryClaim[]>;
  /** Writes the outcome. False when the claim is no longer ours. */
  settleDelivery(claim: DeliveryClaim, state: DeliveryState): Promise<boolean>;
  /** Rejects every unsent delivery of a channel and pauses its subscriptions, with the reason. */
  closeChannel(channel: Channel, reason: string, at: Date): Promise<void>;
  /** Channels that are paused, with the reason. */
  pausedChannels(): Promise<readonly { channel: Channel; reason: string; at: Date }[]>;
  reopenChannel(channel: Channel): Promise<void>;
  /** When the next delivery that waits for its time (or lease) is due; null when none waits. */
  nextDeliveryAt(platforms: readonly Platform[]): Promise<Date | null>;
  deliveries(digestId: string): Promise<readonly Delivery[]>;
  /** Ids of the digests with a part that is still to be sent, oldest first. */
  unsentDigests(): Promise<readonly string[]>;
  /**
   * Keeps a digest as corrected, in one transaction: its content, an edit for each of its sent parts whose content differs (a
   * part not sent yet is sent as corrected), and further parts as new deliveries. False when the digest is gone.
   */
  correctDigest(
    digest: Digest,
    parts: readonly { key: string; part: number; content: Part }[],
    at: Date,
  ): Promise<boolean>;
  /** As `claimDeliveries`, of edits that are due. An edit that is claimed again is harmless. */
  claimEdits(now: Date, leaseMs: number, limit: number, platforms: readonly Platform[]): Promise<readonly EditClaim[]>;
  /** `nextAt` when it failed and is to be tried again; null when it is done or given up, with the reason. */
  settleEdit(claim: EditClaim, outcome: { nextAt: Date | null; reason: string | null }): Promise<boolean>;
  nextEditAt(platforms: readonly Platform[]): Promise<Date | null>;
}

/** One model call, for the ledger. Times are instants; money is US dollars. */
export interface ModelCall {
  readonly at: Date;
  readonly purpose: string;
  readonly articleId: string | null;
  readonly model: string;
  readonly outcome: 'answered' | 'refused' | 'truncated' | 'invalid' | 'failed';
  readonly inputTokens: number;
  readonly cachedTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number | null;
  readonly milliseconds: number;
}

export interface ModelLedger {
  recordCall(call: ModelCall): Promise<void>;
  /** Tokens (input + output) and dollars of the calls at or after `since`. */
  spentSince(since: Date): Promise<{ tokens: number; costUsd: number }>;
  cachedAnswer(key: string): Promise<string | null>;
  keepAnswer(key: string, answer: string, at: Date): Promise<void>;
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
  RetentionArchive &
  VitalsArchive &
  InstallationArchive & { close(): Promise<void> };

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
