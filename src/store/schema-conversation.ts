/**
 * The tables of the conversation; what holds for all tables is said in `schema.ts`.
 *
 * A workspace is '' where there is none, so that keys and indexes hold for it too. `number` counts up with every row:
 * their order, whatever the clock does.
 */
import type { Platform, Subscription } from '../digest/subscription.ts';
import type { KeptSubscription, Mute } from '../ports/conversation.ts';

export interface ConversationSchema {
  subscriptions: SubscriptionRow;
  paused_subscriptions: PausedSubscriptionRow;
  topics: TopicRow;
  article_topics: ArticleTopicRow;
  question_limits: QuestionLimitRow;
  question_counts: QuestionCountRow;
  turns: TurnRow;
  mutes: MuteRow;
  reports: ReportRow;
  corrections: CorrectionRow;
  audit: AuditRow;
  drafts: DraftRow;
  handled_events: HandledEventRow;
  unanswered: UnansweredRow;
}

/** By whom (the platform's id of a person) and when. */
interface MadeColumns {
  made_by: string;
  made_at: number;
}

/** One that was made in chat. */
export interface SubscriptionRow extends MadeColumns {
  id: string;
  number: number;
  platform: Platform;
  channel: string;
  workspace: string;
  place: KeptSubscription['place'];
  follower: string | null;
  /** JSON, as are actors and schedule. */
  topics: string;
  actors: string;
  schedule: string;
  quiet: Subscription['quiet'];
  /** JSON; null for none. */
  lookback: string | null;
}

/** Of the file or of chat. */
interface PausedSubscriptionRow {
  subscription_id: string;
  paused_by: string;
  paused_at: number;
}

/** One that was made in chat. */
export interface TopicRow extends MadeColumns {
  name: string;
  description: string;
  /** JSON. */
  terms: string;
  /** JSON, or null when every channel may see it. */
  channels: string | null;
  platform: Platform;
  workspace: string;
  channel: string | null;
}

/** What an article that is no copy stands under, whether it was read under it or filed there later. */
interface ArticleTopicRow {
  article_id: string;
  topic: string;
  /** The article's date or else the day it was taken in; here too, so that spans of days are found within a topic. */
  day: string;
  /** Counts from 0 in the order of the summary; those filed later share one place behind. */
  place: number;
}

interface QuestionLimitRow {
  platform: Platform;
  workspace: string;
  per_person: number;
  per_channel: number;
  per_workspace: number;
}

/** How often somebody, or in some place, was asked on a day (UTC). */
interface QuestionCountRow {
  day: string;
  kind: 'person' | 'channel' | 'workspace';
  platform: Platform;
  /** The person's id, the channel's name or the workspace. */
  subject: string;
  /** Where it was asked first; only to erase by. */
  workspace: string;
  asked: number;
}

interface TurnRow {
  number: number;
  platform: Platform;
  channel: string;
  thread: string;
  workspace: string;
  person: string;
  asked_at: number;
  question: string;
  answer: string;
  /** JSON. */
  article_ids: string;
}

interface MuteRow extends MadeColumns {
  channel: string;
  kind: Mute['kind'];
  subject: string;
  label: string;
  until_at: number | null;
}

interface ReportRow extends MadeColumns {
  id: string;
  number: number;
  platform: Platform;
  workspace: string;
  channel: string;
  story_id: string;
  reason: string;
}

interface CorrectionRow extends MadeColumns {
  number: number;
  story_id: string;
  text: string;
  /** '' where it stands everywhere. */
  platform: Platform | '';
  workspace: string;
}

interface AuditRow {
  number: number;
  at: number;
  platform: Platform;
  workspace: string;
  channel: string;
  person: string;
  command: string;
  subject: string;
}

interface DraftRow extends MadeColumns {
  id: string;
  command: string;
  /** JSON. */
  args: string;
}

/** What was asked and is not answered yet. */
interface UnansweredRow {
  event: string;
  platform: Platform;
  workspace: string;
  person: string;
  command: string;
  /** The way back, as the platform's adapter wrote it. */
  back: string;
  asked_at: number;
  /** Until then somebody is at it. */
  held_until: number;
}

/** An event of a platform that was acted on. */
interface HandledEventRow {
  event: string;
  seen_at: number;
}
