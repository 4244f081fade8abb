/** What is in the workspace behind the local Slack server: channels, people, messages, views. */
import type { createTriggers } from './views.ts';

export interface SlackChannel {
  readonly id: string;
  readonly name: string;
  /** Whether the bot is in it. Default true. */
  readonly member?: boolean;
  readonly archived?: boolean;
  readonly private?: boolean;
  readonly readOnly?: boolean;
  /** Direct messages between the bot and a person, who is named by the id: `D0MARA` is U0MARA's. */
  readonly im?: boolean;
  /** Direct messages of several people. */
  readonly mpim?: boolean;
  /** People who are not in it. */
  readonly absent?: readonly string[];
}

export interface SlackPerson {
  readonly id: string;
  readonly role?:
    | 'admin'
    | 'owner'
    | 'primary owner'
    | 'guest'
    | 'single-channel guest'
    | 'stranger'
    | 'bot'
    | 'workflow'
    | 'deactivated';
  /** Default Europe/Berlin. */
  readonly tz?: string;
  /** Of an Enterprise organisation: the workspace that comes first, and all of them. */
  readonly teams?: readonly [string, ...string[]];
}

/** A message that only one person saw. */
export interface SlackEphemeral {
  readonly channel: string;
  readonly user: string;
  readonly text: string;
  readonly blocks?: unknown;
  readonly thread_ts?: string;
}

export interface SlackMessage {
  readonly type: 'message';
  readonly ts: string;
  readonly user: string;
  readonly bot_id?: string;
  readonly text: string;
  readonly blocks?: unknown;
  readonly thread_ts?: string;
  readonly metadata?: unknown;
  readonly edited?: { readonly user: string; readonly ts: string };
}

export type Arguments = Readonly<Record<string, unknown>>;
export type Answer = Record<string, unknown>;

/** What Slack says instead of doing it. */
export class Refusal extends Error {
  readonly answer: Answer;
  constructor(error: string, more: Answer = {}) {
    super(error);
    this.answer = { ok: false, error, ...more };
  }
}

export const BOT = { user_id: 'U0NEWSDESK', bot_id: 'B0NEWSDESK', user: 'newsdesk' } as const;
export const BOT_USER = BOT.user_id;
export const TEAM = { team: 'Harbour Desk', team_id: 'T0HARBOUR', url: 'https://harbour-desk.slack.example/' } as const;

export const TEAM_ID = TEAM.team_id;

/** A view as it was accepted, with whom it is shown to. */
export interface SlackView {
  readonly id: string;
  readonly hash: string;
  readonly user: string | null;
  readonly view: Arguments;
}

export interface Workspace {
  readonly channels: SlackChannel[];
  readonly people: readonly SlackPerson[];
  /** The bot token's. */
  readonly scopes: readonly string[];
  /** Oldest first, thread replies included. */
  readonly messages: Map<string, SlackMessage[]>;
  readonly ephemerals: SlackEphemeral[];
  /** Every view that was opened or published. */
  readonly views: SlackView[];
  readonly triggers: ReturnType<typeof createTriggers>;
  readonly nextTs: () => string;
}

/** `now` is Slack's clock in milliseconds; no two messages get the same `ts`. */
export function createWorkspace(
  given: Pick<Workspace, 'people' | 'scopes' | 'triggers'> & { readonly channels: readonly SlackChannel[] },
  now: () => number,
): Workspace {
  let last = 0;
  const nextTs = () => {
    last = Math.max(last + 1, now() * 1000);
    return `${Math.floor(last / 1_000_000)}.${String(last % 1_000_000).padStart(6, '0')}`;
  };
  const messages = new Map(given.channels.map(({ id }) => [id, [] as SlackMessage[]]));
  return { ...given, channels: [...given.channels], messages, ephemerals: [], views: [], nextTs };
}

/** Puts a message of someone else's into a channel. */
export function addMessage(
  workspace: Workspace,
  channel: string,
  content: Omit<SlackMessage, 'type' | 'ts'>,
): SlackMessage {
  const message: SlackMessage = { type: 'message', ts: workspace.nextTs(), ...content };
  workspace.messages.get(channel)?.push(message);
  return message;
}

export function need(workspace: Workspace, scope: string): void {
  if (workspace.scopes.includes(scope)) return;
  throw new Refusal('missing_scope', { needed: scope, provided: workspace.scopes.join(',') });
}

export function channelOf(workspace: Workspace, args: Arguments): SlackChannel {
  const channel = workspace.channels.find((one) => one.id === args['channel']);
  if (channel === undefined || (channel.private && channel.member === false)) throw new Refusal('channel_not_found');
  return channel;
}

export function personOf(workspace: Workspace, args: Arguments): SlackPerson {
  const person = workspace.people.find(({ id }) => id === args['user']);
  if (person === undefined) throw new Refusal('user_not_found');
  return person;
}
