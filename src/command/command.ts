/**
 * What a command is, who gives it and what comes back: the words that the catalogue, the handlers and every platform
 * share. Buttons, menus, forms and mentions are commands too: all of them arrive as an Invocation.
 */
import type { Channel, Platform } from '../digest/subscription.ts';
import type { Choice } from '../message/control.ts';
import type { Message } from '../message/message.ts';
import type { Kind } from './words.ts';

/** `/news` for everyone, `/news-admin` for managers. */
export type Root = 'news' | 'news-admin';

/** Where the values offered while somebody types come from. */
export type Completion =
  | 'topic'
  | 'subscribed-topic'
  | 'made-topic'
  | 'zone'
  | 'story'
  | 'followable'
  | 'followed'
  | 'muted';

export interface Option {
  /** Lower-case letters, at most 32: https://discord.com/developers/docs/interactions/application-commands */
  readonly name: string;
  /** One clause, at most 100 characters. */
  readonly description: string;
  /** `number` is whole; `channel` is written `platform:id` in `Args`, whatever the platform's own picker gives. */
  readonly type: 'text' | 'number' | 'channel';
  readonly required: boolean;
  /** The only values allowed, at most 25. */
  readonly choices?: readonly Choice[];
  readonly complete?: Completion;
  /** For numbers, both inclusive. */
  readonly min?: number;
  readonly max?: number;
  /** In text, takes everything that is left: `/news ask what did Karsund say`. At most one a command. */
  readonly rest?: boolean;
  /** What its words are, where they can be told from others: they then need no quotation marks. */
  readonly kind?: Kind;
  /** In a form, a field of several lines. */
  readonly long?: boolean;
}

/** One definition for Discord, Slack, the terminal, the help and the README. */
export interface Command {
  readonly root: Root;
  /** `['ask']`, or `['topic', 'add']` for a command in a group. */
  readonly path: readonly [string] | readonly [string, string];
  /** One clause, at most 100 characters. */
  readonly description: string;
  readonly options: readonly Option[];
  /** It changes more than the channel it is given in: for managers of one channel only, it is too much. */
  readonly reach?: 'workspace';
  /** `caller`: only the one who asked sees the reply, where the platform can do that. */
  readonly seen: 'caller' | 'channel';
  /** The button of its form, at most 24 characters. */
  readonly verb: string;
  /** For the help, without the root: `ask What did Karsund answer? topic:diplomacy`. */
  readonly example: string;
}

/** By option name; every value as text. */
export type Args = Readonly<Record<string, string>>;

/** `news ask`, `news-admin topic add`: a command's full name, by which everything refers to it. */
export function commandName({ root, path }: Pick<Command, 'root' | 'path'>): string {
  return [root, ...path].join(' ');
}

/** Only managers may use what stands under `/news-admin`. */
export function isForManagers({ root }: Pick<Command, 'root'>): boolean {
  return root === 'news-admin';
}

/** Whether something is kept, changed or posted because of it. */
export function changesSomething(command: Command): boolean {
  return isForManagers(command) || ['follow', 'unfollow', 'report'].includes(command.path[0]);
}

/** A person who asks for something, in a place. Worked out anew by the adapter at each call. */
export interface Caller {
  readonly platform: Platform;
  /** The platform's id of the person. */
  readonly person: string;
  /** Slack's team or Discord's server; null in a Discord direct message and for the terminal. */
  readonly workspace: string | null;
  /** Where it was said; of a thread, the channel that holds it. */
  readonly channel: Channel;
  /** `private`: not everybody in the workspace can see the channel. `direct`: between the person and Newsdesk. */
  readonly place: 'public' | 'private' | 'direct';
  /** By the platform's rights now, or by the operator's list. */
  readonly manager: boolean;
  /** The platform does not say just now what the person may do: so they may not. */
  readonly unsure?: boolean;
  /** `channel`: a manager of this channel only, by a right that was given in it. Left out, one of the whole workspace. */
  readonly reach?: 'channel';
  /** The person's own IANA zone, where the platform tells it. */
  readonly zone: string | null;
}

export interface Invocation {
  /** The platform's own id of the event, with the platform's name; acted on once. */
  readonly event: string;
  readonly caller: Caller;
  /** A command's full name. It and the arguments come from outside: neither need exist or make sense. */
  readonly command: string;
  readonly args: Args;
  /** The root message of the thread it was said in, or that the button stands under; null outside one. */
  readonly thread: string | null;
  readonly via: 'command' | 'control' | 'form' | 'mention';
  readonly at: Date;
  /**
   * How the adapter finds its way back to the person if this process ends before it has answered; only the adapter reads it.
   * Left out where whoever asks sees by themselves that it has ended.
   */
  readonly back?: string;
}

/** What is answered. The message is short; adapters fit it as they fit digests. */
export interface Reply {
  readonly seen: 'caller' | 'channel';
  readonly message: Message;
}

/** What is asked for where arguments miss: a modal on Slack and Discord. Submitting it is an invocation of its command. */
export interface Form {
  readonly command: string;
  /** Known already, and carried along. */
  readonly args: Args;
  /** At most 24 characters: https://api.slack.com/reference/surfaces/views */
  readonly title: string;
  /** What one should know before filling it in; null when nothing. */
  readonly intro: string | null;
  /** At most 24 characters. */
  readonly submit: string;
  /** One to five, the most that a Discord modal holds. */
  readonly fields: readonly Field[];
}

export interface Field {
  /** The option that it fills. */
  readonly name: string;
  /** At most 45 characters. */
  readonly label: string;
  /** At most 100 characters; null for none. */
  readonly hint: string | null;
  /** `many` gives its values joined by commas; `channel` gives one as `platform:id`. */
  readonly kind: 'line' | 'text' | 'one' | 'many' | 'channel';
  readonly required: boolean;
  /** What stands there before anything is typed or chosen; null for nothing. */
  readonly value: string | null;
  /** For `one` and `many`: 1 to 25, unless `complete` offers them while one types (Slack only; Discord shows these). */
  readonly choices: readonly Choice[];
  readonly complete: Completion | null;
}
