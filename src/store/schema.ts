/**
 * The tables, the same on SQLite and PostgreSQL.
 *
 * Instants are whole milliseconds since 1970 (`bigint`; a dialect hands them over as numbers), days are `YYYY-MM-DD`
 * text, JSON is text, flags are 0 or 1. A channel is written as people do: `platform:id`.
 */
import type { Kysely } from 'kysely';
import type { AlertKind } from '../alert/alert.ts';
import type { DeliveryState } from '../delivery/delivery.ts';
import type { Platform } from '../digest/subscription.ts';
import type { ModelCall } from '../ports/ledger.ts';
import type { Story } from '../story/story.ts';
import type { ConversationSchema } from './schema-conversation.ts';
import type { InstallationSchema } from './schema-installations.ts';
import type { LimitsSchema } from './schema-limits.ts';
import type { RetentionSchema } from './schema-retention.ts';
import type { StorySchema } from './schema-stories.ts';

/** The database, or a transaction on it. */
export type Db = Kysely<Schema>;

export interface Schema extends ConversationSchema, StorySchema, InstallationSchema, RetentionSchema, LimitsSchema {
  arrivals: ArrivalRow;
  articles: ArticleRow;
  readings: ReadingRow;
  stories: StoryRow;
  story_topics: StoryTopicRow;
  windows: WindowRow;
  digests: DigestRow;
  digest_articles: DigestArticleRow;
  lookback_articles: LookbackArticleRow;
  deliveries: DeliveryRow;
  edits: EditRow;
  paused_channels: PausedChannelRow;
  model_calls: ModelCallRow;
  model_answers: ModelAnswerRow;
  schema_version: SchemaVersionRow;
  alerts: AlertRow;
}

/** A file that came in, by its content and its name. */
interface ArrivalRow {
  hash: string;
  file: string;
  /** Null when the file was refused. */
  article_id: string | null;
  /** Why it was refused. */
  reason: string | null;
  arrived_at: number;
  /** 1 once the file has left the inbox. */
  settled: number;
}

/** Immutable. What happens to an article is in `readings`, so that a change of state never rewrites its text. */
export interface ArticleRow {
  id: string;
  file: string;
  title: string;
  date: string | null;
  source: string | null;
  author: string | null;
  url: string | null;
  language: string;
  taken_at: number;
  /** Equal for articles that say the same; null when there is nothing to read. */
  text_hash: string | null;
  duplicate_of: string | null;
  /** JSON. */
  blocks: string;
  text: string;
}

/** `copy`: repeats another article and costs no reading. `failed` will be tried again, `given-up` won't. */
type ReadingState = 'unread' | 'reading' | 'failed' | 'read' | 'given-up' | 'copy';

interface ReadingRow {
  article_id: string;
  /** As in `articles`, for the queue's order. */
  taken_at: number;
  state: ReadingState;
  attempt: number;
  fence: number;
  /** End of the lease while `reading`, time of the next try while `failed`. */
  next_at: number | null;
  /** When its summary, or for a copy that of its original, was there; never before `taken_at`. */
  read_at: number | null;
  /** Of the last failure. */
  reason: string | null;
  raw: string | null;
  /** JSON. */
  summary: string | null;
}

interface StoryRow {
  id: string;
  title: string;
  status: Story['status'];
  first_seen: string;
  last_seen: string;
  /** When an article last joined it. */
  updated_at: number;
  /** 1 once a manager joined or parted it: its articles stay together. */
  held: number;
}

interface StoryTopicRow {
  topic: string;
  story_id: string;
}

/** A span that a subscription has behind it, with or without a digest. */
interface WindowRow {
  subscription_id: string;
  from_at: number;
  to_at: number;
  digest_id: string | null;
}

interface DigestRow {
  id: string;
  subscription_id: string;
  channel: string;
  /** Counts up with every digest: their order, whatever the clock does. */
  turn: number;
  published_at: number;
  /** JSON. */
  content: string;
}

interface DigestArticleRow {
  channel: string;
  article_id: string;
  digest_id: string;
}

/** What a look back told, which a digest may still tell, or told before. */
interface LookbackArticleRow {
  article_id: string;
  digest_id: string;
}

export interface DeliveryRow {
  key: string;
  digest_id: string;
  subscription_id: string;
  platform: Platform;
  channel: string;
  /** The digest's. */
  turn: number;
  part: number;
  state: DeliveryState['kind'];
  /** End of the lease while `sending`, time of the next try while `failed` or `unknown`. */
  next_at: number | null;
  reason: string | null;
  ref: string | null;
  sent_at: number | null;
  attempt: number;
  fence: number;
  first_tried_at: number | null;
  /** 1 once a call had an unknown outcome. */
  look_up_first: number;
  /** JSON. */
  content: string;
}

/** What is to take the place of a delivery's content, where that was posted. */
interface EditRow {
  /** The delivery's. */
  key: string;
  channel: string;
  state: 'waiting' | 'sending' | 'done' | 'given-up';
  /** 1 when `content` was corrected anew while the earlier one was being sent. */
  again: number;
  attempt: number;
  fence: number;
  /** End of the lease while `sending`, else when it is due. */
  next_at: number;
  reason: string | null;
  /** JSON. */
  content: string;
}

interface PausedChannelRow {
  channel: string;
  reason: string;
  paused_at: number;
}

interface ModelCallRow {
  called_at: number;
  purpose: string;
  article_id: string | null;
  model: string;
  outcome: ModelCall['outcome'];
  input_tokens: number;
  cached_tokens: number;
  output_tokens: number;
  cost_usd: number | null;
  milliseconds: number;
}

interface ModelAnswerRow {
  key: string;
  answer: string;
  kept_at: number;
}

interface SchemaVersionRow {
  version: number;
  name: string;
}

/** Something that the operator was told of. It is never deleted, only over: so that what an old process knows can't raise it anew. */
interface AlertRow {
  kind: AlertKind | 'beat';
  /** '' where there is one of a kind only. */
  subject: string;
  since: number;
  over_at: number | null;
  /** Somebody tells of the last change, and has until then; null when it was told. */
  untold_until: number | null;
}
