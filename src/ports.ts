/**
 * The ports: everything the core needs of the outside, and nothing more; the archive's are in `ports/`. Adapters (`inbox/`, `llm/`, `store/`,
 * `chat/`) implement them; `main.ts` joins the two; `pipeline/` and `command/` speak to the outside through these only.
 *
 * Glossary
 * - Article: one immutable parsed piece. Inbox: where article files are dropped. ParseProblem: why a file was refused.
 * - Summary: the verified reading of one article. Claim: a sentence with Evidence. Quote: exact characters of an article.
 * - Actor, Implication: the two kinds of bullet. Unsupported: a claim that failed verification; kept, never shown.
 * - Story: articles on one event. Topic, Subscription (channel + topics + schedule), Window (half-open span of a digest).
 * - Digest: what a channel is told for a window. Message: the same in platform-neutral blocks. Part: one call's worth of it.
 * - Delivery: one part to one channel, with its state. Outbox: all deliveries. Failed will be retried, Rejected won't.
 * - Command: one thing that people can ask for. Invocation: somebody's asking. Caller: who, and where. Reply: what is said
 *   to it. Desk: what answers. Turn: one question and answer of a thread. Kept: made in chat, not in a file.
 * - Claim (of work): a row taken under a lease; `fence` proves, when the outcome is written, that it is still ours.
 */
import type { Parsed } from './article/article.ts';
import type { Args, Caller, Command, Form, Invocation, Reply } from './command/command.ts';
import type { Found, Outcome, Part } from './delivery/delivery.ts';
import type { Limits } from './delivery/limits.ts';
import type { Channel, Platform } from './digest/subscription.ts';
import type { Choice } from './message/control.ts';
import type { Message } from './message/message.ts';
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
  /** Ends what the inbox started for itself, such as the thread that parses. A process may also end without it. */
  close(): Promise<void>;
}

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
  /** The answer is not kept: it is somebody's, and nobody would find it here who erases what is kept of them. */
  readonly personal?: boolean;
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

/** `failed`: nothing can be had now, and no earlier than `until` where that is known. */
export type EmbeddingAnswer =
  | { readonly kind: 'embedded'; readonly vector: Float32Array }
  | { readonly kind: 'failed'; readonly reason: string; readonly until: Date | null }
  | { readonly kind: 'stopped' };

export interface Embedder {
  readonly model: string;
  /** What a text means, as a vector of length 1. Says in the log what goes wrong. Does not throw. */
  embed(text: string, articleId: string | null, signal?: AbortSignal): Promise<EmbeddingAnswer>;
  /** For `doctor`: one sentence, after embedding a few words. */
  check(): Promise<{ ok: boolean; text: string }>;
}

// ---- chat ------------------------------------------------------------------------------------------------------

/** One part to be posted. `rootRef` is set for `thread` parts. */
export interface Post {
  readonly key: string;
  readonly channel: Channel;
  readonly content: Part;
  readonly rootRef: string | null;
  /** Nothing was posted under the root yet. */
  readonly isFirst?: boolean;
  /** When the first call for this key began; null before the first. */
  readonly firstTriedAt: Date | null;
}

/**
 * What a platform hands over to be answered. Adapters acknowledge first, within the platform's three seconds, and work
 * out the caller (rights, place) anew each time.
 */
export interface Desk {
  readonly commands: readonly Command[];
  /** What to offer while somebody types an option; at most 25, in well under a second. Never throws. */
  complete(request: {
    readonly caller: Caller;
    /** A command's full name. */
    readonly command: string;
    readonly option: string;
    readonly typed: string;
    readonly args: Args;
  }): Promise<readonly Choice[]>;
  /** The form to open instead of answering, where something is missing; null where nothing is. Quick, and never throws. */
  form(invocation: Invocation): Promise<Form | null>;
  /** What of a filled in form cannot be right, by option, each in a sentence. At once, and never throws. */
  wrong?(command: string, args: Args): Readonly<Record<string, string>>;
  /**
   * Acts and answers; what goes wrong is said in the reply. Null for an event that was acted on before. `progress` may be
   * called with a plain sentence while it takes long. Never throws.
   */
  answer(invocation: Invocation, progress: (text: string) => void): Promise<Reply | null>;
  /**
   * Writes down that somebody waits, before the adapter has worked out who may do what. False for an event that was seen
   * before, of which nothing more is to be done. Never throws.
   */
  begin?(waiting: Waiting): Promise<boolean>;
  /** The reply to this event has been given: nobody waits for it any more. Never throws. */
  answered?(event: string): Promise<void>;
  /** Whether this process is answering it, or has answered it and could not write that down yet. */
  isAt?(event: string): boolean;
  /**
   * What a person sees who opens Newsdesk itself: Slack's Home tab. `known` is what the platform tells of channels, where it
   * tells anything. Never throws.
   */
  home(caller: Caller, known?: KnownChannels): Promise<Message>;
  /** An adapter acknowledged something, so many milliseconds after it came. For whoever watches from outside. */
  acknowledged?(platform: Platform, ms: number): void;
  /**
   * The connection on which a platform tells of events broke off, which is said in a sentence, or stands again: null. The
   * adapter connects again by itself. For whoever watches from outside.
   */
  connection?(platform: Platform, trouble: string | null): void;
}

/** What a platform tells of channels, to one person; null where it does not. */
export interface KnownChannels {
  /** `place` is what the channel was when it was subscribed. */
  sees(channel: Channel, place: Caller['place']): boolean | null;
  /** As people know it, `#news`. */
  nameOf(channel: Channel): string | null;
}

/** Somebody who waits, as far as an event itself tells; see `Invocation`. */
export interface Waiting extends Pick<Caller, 'platform' | 'workspace' | 'person'> {
  readonly event: string;
  readonly command: string;
  readonly back: string;
}

export interface Chat {
  readonly platform: Platform;
  /** So that the platform's limits are waited for and not hit. */
  readonly limits: Limits;
  /** Fits and renders a message: the root first. Pure; keeps every limit of the platform; loses no bullet. */
  render(message: Message): readonly Part[];
  /** One call, never retried inside. Does not throw for what the platform or the network does. */
  post(post: Post): Promise<Outcome>;
  /**
   * Puts other content in the place of a message that was posted: idempotent, one call, never retried inside. `ref` and
   * `rootRef` as they came back when it was posted. Does not throw for what the platform or the network does.
   */
  edit(message: {
    readonly channel: Channel;
    readonly ref: string;
    readonly rootRef: string | null;
    readonly key: string;
    readonly content: Part;
  }): Promise<Outcome>;
  /** Looks for a message that carries the key. */
  find(post: Post): Promise<Found>;
  /**
   * Connects to the platform's events and has the desk answer them until the signal aborts. Resolves once connected, and
   * connects again by itself.
   * @throws Error, in words for the operator, when the platform refuses the token or the setting
   */
  listen(desk: Desk, signal: AbortSignal): Promise<void>;
  /** Posts at once and outside the outbox: announcements, reports. `thread` is a root message's ref. Never throws. */
  say(to: { readonly channel: Channel; readonly thread: string | null }, message: Message): Promise<Outcome>;
  /**
   * Answers what was asked of a process that has ended, by the way back that it wrote down. False when that may work later.
   * Never throws.
   */
  answerLate?(back: string, reply: Reply): Promise<boolean>;
  /** The channel of direct messages with a person; null where the platform gives none. Never throws. */
  direct(person: string): Promise<Channel | null>;
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
  /** A step that runs here has more to do than it takes on: other processes may help. May be called however often. */
  share(step: Step): void;
  /**
   * Runs the steps of this process until the signal aborts, then lets those that run come to their end. A step resolves to
   * when it is next due, or null.
   */
  run(steps: Partial<Record<Step, (signal: AbortSignal) => Promise<Date | null>>>, signal: AbortSignal): Promise<void>;
}
