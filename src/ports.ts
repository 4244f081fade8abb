/**
 * The ports: everything the core needs of the outside, and nothing more. Adapters (`inbox/`, `llm/`, `store/`,
 * `chat/`) implement them; `main.ts` joins the two; `pipeline/` and `command/` speak to the outside through these only.
 *
 * Glossary
 * - Article: one immutable parsed piece. Inbox: where article files are dropped. ParseProblem: why a file was refused.
 * - Summary: the verified reading of one article. Claim: a sentence with Evidence. Quote: exact characters of an article.
 * - Actor, Implication: the two kinds of bullet. Unsupported: a claim that failed verification; kept, never shown.
 * - Story: articles on one event. Topic, Subscription (channel + topics + schedule), Window (half-open span of a digest).
 * - Digest: what a channel is told for a window. Message: the same in platform-neutral blocks. Part: one call's worth of it.
 * - Delivery: one part to one channel, with its state. Outbox: all deliveries. Failed will be retried, Rejected won't.
 * - Claim (of work): a row taken under a lease; `fence` proves, when the outcome is written, that it is still ours.
 */
import type { Article, Parsed } from './article/article.ts';
import type { Delivery, DeliveryState, Found, Outcome, Part } from './delivery/delivery.ts';
import type { Candidate } from './digest/candidate.ts';
import type { Digest, Window } from './digest/digest.ts';
import type { Channel, Platform } from './digest/subscription.ts';
import type { Message } from './message/message.ts';
import type { Story } from './story/story.ts';
import type { Summary } from './summary/summary.ts';
import type { Usage } from './summary/usage.ts';

export interface Clock {
  now(): Date;
  /** Resolves after `ms`; at once, without throwing, when the signal is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Structured log. `fields` never hold secrets, article text or chat text. */
export interface Log {
  debug(message: string, fields?: Record<string, unknown>): void;
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
}

// ---- inbox -----------------------------------------------------------------------------------------------------

/** Something that lies in the inbox and has come to rest. */
export interface InboxFile {
  /** The file's name inside the inbox. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

/** What reading one inbox file gave. `hash` is the SHA-256 of its bytes (hex), or of its name, size and time if unreadable. */
export interface Reading {
  readonly hash: string;
  readonly parsed: Parsed;
}

export interface Inbox {
  /** What is at rest in the inbox, oldest first. A file still being written is not among it. Throws if the folder can't be read. */
  sweep(): Promise<readonly InboxFile[]>;
  /** Reads and parses; a file that can't be read is a ParseProblem. Null when it vanished or changed meanwhile. */
  read(file: InboxFile): Promise<Reading | null>;
  /** Moves the file to `done/`, or to `rejected/` beside a `.reason.txt`. On failure throws and leaves the file where it was. */
  settle(file: InboxFile, fate: { kind: 'done' } | { kind: 'rejected'; reason: string }): Promise<void>;
  /** Calls `hint` when something in the folder changed. Hints may be missed or doubled: the sweep is the truth. */
  watch(hint: () => void, signal: AbortSignal): void;
  /** Ends what the inbox started for itself. */
  close(): Promise<void>;
}

// ---- archive ---------------------------------------------------------------------------------------------------

/** One file's arrival, to be recorded. */
export interface Arrival extends Reading {
  readonly file: string;
  readonly at: Date;
}

/**
 * - `taken`: a new article, to be read. `duplicate`: a file with the bytes or the text of an article we have.
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

export type { Candidate } from './digest/candidate.ts';

export interface DeliveryClaim {
  readonly delivery: Delivery;
  readonly fence: number;
  /** The platform's name of this digest's root message, once it is sent; null while claiming the root itself. */
  readonly rootRef: string | null;
  /** True when an earlier call may have been applied: look the key up before posting. */
  readonly lookUpFirst: boolean;
}

export interface SearchHit {
  readonly article: Article;
  /** Greater is better; comparable within one answer only. */
  readonly score: number;
}

export interface ArticleArchive {
  /** Records an arrival in one transaction; the same file twice is harmless. The article is then `unread`. */
  takeIn(arrival: Arrival): Promise<Intake>;
  /** Notes that the file was moved, so that the same bytes dropped again count as a duplicate. */
  settled(file: string, hash: string): Promise<void>;
  article(id: string): Promise<Article | null>;
  summary(articleId: string): Promise<Summary | null>;
  /** Takes up to `limit` unread (or due again) articles, oldest first, each under a lease of `leaseMs`. */
  claimReading(now: Date, leaseMs: number, limit: number): Promise<readonly ReadingClaim[]>;
  /** Keeps the summary and puts the article into its story, in one transaction. False when the claim is no longer ours. */
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
  /** Latest first. `since` is a day, `YYYY-MM-DD`; `topic` a topic's name. */
  stories(filter: { since?: string; topic?: string }): Promise<readonly Story[]>;
}

export interface SearchArchive {
  /** Best first. Never throws on odd input: text without a usable word finds nothing. */
  search(query: string, limit: number): Promise<readonly SearchHit[]>;
}

export interface DigestArchive {
  lastWindow(subscriptionId: string): Promise<Window | null>;
  /**
   * Read articles that came in before `to`, became readable (or came in) at or after `from`, and were in no earlier
   * digest to this channel. Copies are included (`duplicateOf`), so that sources can be counted. Oldest first.
   */
  candidates(channel: Channel | null, window: Window): Promise<readonly Candidate[]>;
  /**
   * One transaction: the window, the digest (null on a silent quiet day), its articles, and its deliveries as `pending`.
   * False, changing nothing, when this subscription's window is recorded already.
   */
  publish(publication: {
    subscriptionId: string;
    channel: Channel;
    window: Window;
    at: Date;
    digest: Digest | null;
    articleIds: readonly string[];
    deliveries: readonly { key: string; part: number; content: Part }[];
  }): Promise<boolean>;
  /** The newest digest to a channel, or to any. */
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
  SearchArchive &
  DigestArchive &
  Outbox &
  ModelLedger & { close(): Promise<void> };

// ---- llm -------------------------------------------------------------------------------------------------------

export interface LlmRequest {
  /** What the call is for, e.g. `summarize`; kept in the ledger. */
  readonly purpose: string;
  readonly articleId: string | null;
  /** Fixed instructions: byte-identical between calls, so that providers bill them as cached. */
  readonly system: string;
  /** The part that varies, the fenced article last. */
  readonly user: string;
  /** The answer's JSON schema (strict), with its name. */
  readonly schema: {
    readonly name: string;
    readonly json: Record<string, unknown>;
  };
  readonly model: string;
  readonly temperature: number | null;
  readonly maxOutputTokens: number;
  /** Ask even if an answer is kept from before; the new one takes its place. */
  readonly fresh?: boolean;
}

/** `json` is parsed but not validated. `raw` is what the model said, for the record of a problem. */
export type LlmAnswer =
  | {
      readonly kind: 'answered';
      readonly json: unknown;
      readonly raw: string;
      readonly usage: Usage;
      readonly cached: boolean;
    }
  | {
      readonly kind: 'refused' | 'truncated' | 'invalid';
      readonly reason: string;
      readonly raw: string;
      readonly usage: Usage;
    }
  /** The day's budget is spent: nothing was called. `until` is when the next day (UTC) begins. */
  | { readonly kind: 'budget'; readonly reason: string; readonly until: Date }
  /** No answer after all retries; `permanent` when trying again is useless (bad key, unknown model). */
  | {
      readonly kind: 'failed';
      readonly reason: string;
      readonly permanent: boolean;
      readonly usage: Usage;
    };

export interface Llm {
  readonly model: string;
  complete(request: LlmRequest, signal?: AbortSignal): Promise<LlmAnswer>;
  /** For `doctor`: one sentence, after asking the endpoint with the smallest call it has. */
  check(): Promise<{ ok: boolean; text: string }>;
}

// ---- chat ------------------------------------------------------------------------------------------------------

/** One part to be posted. `rootRef` is set for `thread` parts. */
export interface Post {
  readonly key: string;
  readonly channel: Channel;
  readonly content: Part;
  readonly rootRef: string | null;
  /** When the first call for this key began; null before the first. */
  readonly firstTriedAt: Date | null;
}

export interface Chat {
  readonly platform: Platform;
  /** Milliseconds to leave between two posts in one channel, so that the platform's limit is not hit. */
  readonly gapMs: number;
  /** Fits and renders a message: the root first. Pure; keeps every limit of the platform; loses no bullet. */
  render(message: Message): readonly Part[];
  /** One call, never retried inside. Does not throw for what the platform or the network does. */
  post(post: Post): Promise<Outcome>;
  /** Looks for a message that carries the key. */
  find(post: Post): Promise<Found>;
  /** For `doctor`: token, and rights in each channel; one sentence each. */
  check(channels: readonly Channel[]): Promise<readonly { ok: boolean; text: string }[]>;
  close(): Promise<void>;
}

// ---- jobs ------------------------------------------------------------------------------------------------------

export type Step = 'take-in' | 'read' | 'publish' | 'deliver';

/**
 * Runs each step whenever it may have work. The store is the truth: a step asks it what is due, so a lost or doubled
 * hint changes nothing.
 */
export interface Jobs {
  hint(step: Step): void;
  /** Runs until the signal aborts, then lets the steps that run come to their end. A step resolves to when it is next due, or null. */
  run(steps: Record<Step, (signal: AbortSignal) => Promise<Date | null>>, signal: AbortSignal): Promise<void>;
}
