import type { Answer, Question } from '../answer/answer.ts';
import type { Channel, Platform, Subscription } from '../digest/subscription.ts';
import type { Topic } from '../digest/topic.ts';
import type { Message } from '../message/message.ts';
import type { Archive } from '../ports/archive.ts';
import type { AuditEntry, Correction } from '../ports/conversation.ts';
import type { Clock, Log, Step } from '../ports.ts';
import type { Args, Invocation, Reply } from './command.ts';

/** What the handlers of commands work with. */
export interface Room {
  readonly archive: Archive;
  readonly clock: Clock;
  readonly log: Log;
  /** Of `topics.yaml`. Those made in chat are in the archive; `topicsKnownTo` joins the two. */
  readonly topics: readonly Topic[];
  /** Of `subscriptions.yaml`: the operator's, which chat can pause and not change. */
  readonly subscriptions: readonly Subscription[];
  /** IANA zone to speak in where nobody has named one. */
  readonly zone: string;
  /** `offline` or the model's name. */
  readonly reader: string;
  readonly connected: readonly Platform[];
  /** Where the operator is told of trouble and of reports; null when not configured. */
  readonly operator: Channel | null;
  /** Answers a question from the archive. */
  ask(question: Question, progress: (text: string) => void): Promise<Answer>;
  /** Posts at once; false when that did not work, `unclear` when the platform's answer to it was lost. */
  say(
    to: { readonly channel: Channel; readonly thread: string | null },
    message: Message,
  ): Promise<boolean | 'unclear'>;
  /** Sets right what channels were told of a story of late, in the messages themselves. How many digests that are. */
  correct(correction: Correction): Promise<number>;
  /** The channel of direct messages with a person; null when there is none. */
  direct(platform: Platform, person: string): Promise<Channel | null>;
  /** Something may be due now. */
  hint(step: Step): void;
}

/** Answers one command, whose arguments were checked against its options. May throw: the desk says that it went wrong. */
export type Handler = (call: Call, room: Room) => Promise<Reply>;

export interface Call {
  readonly invocation: Invocation;
  readonly args: Args;
  /** A plain sentence of what is under way. */
  readonly progress: (text: string) => void;
  /**
   * Changes what is kept, with its entry in the audit log: all of it or nothing, and after every other change (see
   * `Archive.atOnce`). `change` has a room of its own, whose archive it uses and no other; it only reads and writes there.
   */
  change<T>(room: Room, change: (room: Room, audit: Audit) => Promise<T>): Promise<T>;
  /** The entry for what the archive writes by itself with a change; `nameless`: that somebody did it. */
  entry(subject: string, nameless?: 'nameless'): AuditEntry;
}

/** To be called once something was changed: writes who did that to what. Null: it is the person's own, and nobody else's business. */
export type Audit = (subject: string | null) => Promise<void>;
