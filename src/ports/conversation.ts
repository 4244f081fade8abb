/** What is kept of the conversation: who subscribed to what, what was asked, who changed what. */
import type { Turn } from '../answer/answer.ts';
import type { Article } from '../article/article.ts';
import type { Channel, Platform, Subscription } from '../digest/subscription.ts';
import type { Topic } from '../digest/topic.ts';
import type { Unanswered, UnansweredArchive } from './unanswered.ts';

// ---- subscriptions and topics ------------------------------------------------------------------------------------

/** Who made something, and where. */
export interface Maker {
  /** The platform's id of the person. */
  readonly person: string;
  readonly at: Date;
}

/** A subscription made in chat. Those of `subscriptions.yaml` are the operator's and are not kept here. */
export interface KeptSubscription extends Subscription {
  /** Slack's team or Discord's server; null for a Discord direct message and the terminal. */
  readonly workspace: string | null;
  /** Who can see its channel, as far as was known when it was made. */
  readonly place: 'public' | 'private' | 'direct';
  /** Of a person's own (a direct message), that person; else null. */
  readonly follower: string | null;
  readonly made: Maker;
}

/** A topic made in chat. Its name is unique among all topics of the installation. */
export interface KeptTopic extends Topic {
  readonly platform: Platform;
  /** Known in this workspace only. */
  readonly workspace: string | null;
  /** Known in this channel only, because it was made in a private one; null when its workspace may know it. */
  readonly channel: Channel | null;
  readonly made: Maker;
}

export interface SubscriptionArchive {
  /** All that were made in chat, in the order in which they were made. */
  keptSubscriptions(): Promise<readonly KeptSubscription[]>;
  /** Makes it, or replaces the one with its id. */
  keepSubscription(subscription: KeptSubscription): Promise<void>;
  /** False when there was none. Its windows stay, so that subscribing again doubles nothing. */
  dropSubscription(id: string): Promise<boolean>;
  /** Subscriptions, of the file or of chat, that a manager paused. */
  pausedSubscriptions(): Promise<readonly { id: string; by: Maker }[]>;
  pauseSubscription(id: string, by: Maker): Promise<void>;
  /** False when it was not paused. What came in meanwhile is covered by its next digest. */
  resumeSubscription(id: string): Promise<boolean>;
}

export interface TopicArchive {
  /** By name. */
  keptTopics(): Promise<readonly KeptTopic[]>;
  keepTopic(topic: KeptTopic): Promise<void>;
  /** False when there was none. Takes every article out from under it. */
  dropTopic(name: string): Promise<boolean>;
  /** Sets which of the articles taken in at or after `since` stand under a topic; no other article is touched. */
  fileUnder(topic: string, since: Date, articleIds: readonly string[]): Promise<void>;
  /** Articles taken in at or after `since` (copies left out), oldest first, `limit` at a time after the one with id `after`. */
  articlesSince(since: Date, after: string | null, limit: number): Promise<readonly Article[]>;
}

// ---- questions ----------------------------------------------------------------------------------------------------

/** How many questions a day (UTC) may cost a model call. */
export interface QuestionLimits {
  readonly perPerson: number;
  readonly perChannel: number;
  readonly perWorkspace: number;
}

export interface QuestionArchive {
  /** Null until a manager sets them. */
  questionLimits(platform: Platform, workspace: string | null): Promise<QuestionLimits | null>;
  keepQuestionLimits(platform: Platform, workspace: string | null, limits: QuestionLimits): Promise<void>;
  /**
   * Counts one question against all three limits in one transaction; when one is reached, counts nothing and names it.
   * `day` is `YYYY-MM-DD`.
   */
  spendQuestion(
    by: { platform: Platform; workspace: string | null; channel: Channel; person: string },
    day: string,
    limits: QuestionLimits,
  ): Promise<keyof QuestionLimits | null>;
  /** What was asked on a day so far. */
  questionsOn(
    day: string,
    by: { platform: Platform; workspace: string | null; channel: Channel; person: string },
  ): Promise<{ person: number; channel: number; workspace: number }>;
  /** Oldest first, the last `limit`. */
  turns(channel: Channel, thread: string, limit: number): Promise<readonly Turn[]>;
  /**
   * `countedOn`: the day on which the question was counted. Where it is not counted any more, the person or the workspace
   * was erased while it was being answered: then nothing is kept.
   */
  keepTurn(
    channel: Channel,
    thread: string,
    person: string,
    workspace: string | null,
    turn: Turn,
    countedOn?: string,
  ): Promise<void>;
  /** Takes back what `spendQuestion` counted: nothing came of it. */
  giveBackQuestion(
    by: { platform: Platform; workspace: string | null; channel: Channel; person: string },
    day: string,
  ): Promise<void>;
}

// ---- moderation ----------------------------------------------------------------------------------------------------

/** Something that a channel does not want to see in its digests. */
export interface Mute {
  readonly channel: Channel;
  readonly kind: 'story' | 'source' | 'actor';
  /** A story's id, or the name of a source or actor. */
  readonly subject: string;
  /** What people call it: a story's title, or the subject. */
  readonly label: string;
  /** Null for good. */
  readonly until: Date | null;
  readonly made: Maker;
}

/** Somebody's word that a story is wrong. */
export interface Report {
  readonly id: string;
  readonly platform: Platform;
  readonly workspace: string | null;
  readonly channel: Channel;
  readonly storyId: string;
  readonly reason: string;
  readonly made: Maker;
}

/** A manager's correction of a story, shown wherever the story is told from then on, where it was made. */
export interface Correction {
  readonly storyId: string;
  readonly text: string;
  /** The workspace in which it stands; null: the operator's, which stands everywhere. */
  readonly origin: { readonly platform: Platform; readonly workspace: string | null } | null;
  readonly made: Maker;
}

/** Who changed what, and when. Never holds the text of a message. */
export interface AuditEntry {
  readonly at: Date;
  readonly platform: Platform;
  readonly workspace: string | null;
  readonly channel: Channel;
  readonly person: string;
  /** The command's full name. */
  readonly command: string;
  /** What it was done to: a topic's name, a subscription's id, a story's id; empty when nothing. */
  readonly subject: string;
}

/** An action with long arguments that waits for a button. */
export interface Draft {
  readonly command: string;
  readonly args: Readonly<Record<string, string>>;
  readonly made: Maker;
}

export interface ModerationArchive extends UnansweredArchive {
  /** Those in force at `now`. */
  mutes(channel: Channel, now: Date): Promise<readonly Mute[]>;
  keepMute(mute: Mute): Promise<void>;
  dropMute(channel: Channel, kind: Mute['kind'], subject: string): Promise<boolean>;
  keepReport(report: Report): Promise<void>;
  /** Newest first. */
  reports(platform: Platform, workspace: string | null, limit: number): Promise<readonly Report[]>;
  keepCorrection(correction: Correction): Promise<void>;
  /** Oldest first. */
  corrections(storyIds: readonly string[]): Promise<readonly Correction[]>;
  recordAudit(entry: AuditEntry): Promise<void>;
  /** Newest first, behind the first `skip`; of one channel where that is named. */
  audit(
    platform: Platform,
    workspace: string | null,
    limit: number,
    page?: { readonly skip?: number; readonly channel?: Channel },
  ): Promise<readonly AuditEntry[]>;
  /**
   * Erases what is kept of a workspace, or of a person. Articles are nobody's and stay. Resolves to how many rows were touched.
   *
   * - Of a workspace: its subscriptions with all that they published and have still to send, topics, turns, reports,
   *   corrections, mutes, limits, audit. `spared`: ids of the operator's subscriptions, which stay with what they published.
   * - Of a person, everywhere or `within` one workspace (everywhere too, where they are known in no other): the same of
   *   their direct messages, and turns and reports; elsewhere their id becomes `erased`. `direct`: the channels of direct
   *   messages with them; others are found by what is kept.
   *
   * Where anything was touched, `entry` is written last, in the same transaction.
   */
  erase(
    whom: { platform: Platform } & (
      | { workspace: string; spared?: readonly string[] }
      | { person: string; within: string | null; direct?: readonly Channel[] }
    ),
    entry?: AuditEntry,
  ): Promise<number>;
  /**
   * True the first time this event is seen; so that a retried or doubled event acts once. `unanswered` is kept with it, in one
   * transaction.
   */
  firstSeen(
    event: string,
    at: Date,
    unanswered?: { readonly asked: Unanswered; readonly until: Date },
  ): Promise<boolean>;
  /** Keeps what a button has no room for: an action that waits to be confirmed. */
  keepDraft(id: string, draft: Draft): Promise<void>;
  draft(id: string): Promise<Draft | null>;
}

export type ConversationArchive = SubscriptionArchive & TopicArchive & QuestionArchive & ModerationArchive;
