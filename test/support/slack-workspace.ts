/** The workspace behind the local Slack server: channels, messages, and the Web API's methods upon them. */
import { blocksProblem } from './slack-blocks.ts';

/** https://docs.slack.dev/changelog/2018-truncating-really-long-messages */
const MESSAGE_TEXT = 40_000;
/** Slack names no figure for `metadata_too_large`; far above what anybody needs for a key. */
const METADATA_CHARACTERS = 8000;

export interface SlackChannel {
  readonly id: string;
  readonly name: string;
  /** Whether the bot is in it. Default true. */
  readonly member?: boolean;
  readonly archived?: boolean;
  readonly private?: boolean;
  readonly readOnly?: boolean;
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

const BOT = { user_id: 'U0NEWSDESK', bot_id: 'B0NEWSDESK', user: 'newsdesk' } as const;
const TEAM = { team: 'Harbour Desk', team_id: 'T0HARBOUR', url: 'https://harbour-desk.slack.example/' } as const;

export interface Workspace {
  readonly channels: readonly SlackChannel[];
  /** The bot token's. */
  readonly scopes: readonly string[];
  /** Oldest first, thread replies included. */
  readonly messages: ReadonlyMap<string, SlackMessage[]>;
  /** Arguments of each `views.publish` and `views.open`. */
  readonly views: Arguments[];
  readonly nextTs: () => string;
}

/** `now` is Slack's clock in milliseconds; no two messages get the same `ts`. */
export function createWorkspace(
  channels: readonly SlackChannel[],
  scopes: readonly string[],
  now: () => number,
): Workspace {
  let last = 0;
  const nextTs = () => {
    last = Math.max(last + 1, now() * 1000);
    return `${Math.floor(last / 1_000_000)}.${String(last % 1_000_000).padStart(6, '0')}`;
  };
  return { channels, scopes, messages: new Map(channels.map(({ id }) => [id, []])), views: [], nextTs };
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

/** One Web API method as the bot calls it. Throws Refusal. */
export function callMethod(workspace: Workspace, method: string, args: Arguments): Answer {
  const run = METHODS[method];
  if (run === undefined) throw new Refusal('unknown_method', { req_method: method });
  return run(workspace, args);
}

const METHODS: Readonly<Record<string, (workspace: Workspace, args: Arguments) => Answer>> = {
  'auth.test': () => ({ ok: true, ...TEAM, ...BOT, is_enterprise_install: false }),
  'users.info': (_, { user }) => ({ ok: true, user: { id: user, name: String(user).toLowerCase(), is_bot: false } }),
  'views.publish': publishView,
  'views.open': publishView,
  'conversations.open': (_, { users }) => ({ ok: true, channel: { id: `D${String(users).slice(1)}` } }),
  'conversations.info': channelInfo,
  'conversations.history': history,
  'conversations.replies': replies,
  'chat.postMessage': postMessage,
  'chat.update': updateMessage,
  'chat.delete': deleteMessage,
};

function postMessage(workspace: Workspace, args: Arguments): Answer {
  need(workspace, 'chat:write');
  const channel = channelOf(workspace, args);
  const content = acceptedContent(args);
  mayPost(channel, workspace.scopes);
  const thread = threadOf(args, messagesIn(workspace, channel));
  const { user_id: user, bot_id } = BOT;
  const message = addMessage(workspace, channel.id, { user, bot_id, ...content, ...thread });
  return { ok: true, channel: channel.id, ts: message.ts, message: { ...message, metadata: undefined } };
}

function updateMessage(workspace: Workspace, args: Arguments): Answer {
  need(workspace, 'chat:write');
  const { all, index, message } = ownMessage(workspace, args, 'cant_update_message');
  const updated = { ...message, ...acceptedContent(args), edited: { user: BOT.user_id, ts: workspace.nextTs() } };
  all[index] = updated;
  return { ok: true, channel: args['channel'], ts: message.ts, text: updated.text };
}

function deleteMessage(workspace: Workspace, args: Arguments): Answer {
  const { all, index, message } = ownMessage(workspace, args, 'cant_delete_message');
  all.splice(index, 1);
  return { ok: true, channel: args['channel'], ts: message.ts };
}

function channelInfo(workspace: Workspace, args: Arguments): Answer {
  const { id, name, member = true, archived = false, private: isPrivate = false } = channelOf(workspace, args);
  need(workspace, isPrivate ? 'groups:read' : 'channels:read');
  const flags = { is_channel: true, is_private: isPrivate, is_archived: archived, is_member: member };
  return { ok: true, channel: { id, name, ...flags } };
}

/** Roots only, newest first. */
function history(workspace: Workspace, args: Arguments): Answer {
  const messages = readableMessages(workspace, args);
  const roots = messages.filter((message) => (message.thread_ts ?? message.ts) === message.ts);
  return page(args, roots.filter(within(args)).reverse());
}

/** The root first, whatever the span, then its replies, oldest first. */
function replies(workspace: Workspace, args: Arguments): Answer {
  const messages = readableMessages(workspace, args);
  const root = messages.find((message) => message.ts === args['ts']);
  if (root === undefined) throw new Refusal('thread_not_found');
  const under = messages.filter(({ ts, thread_ts }) => thread_ts === root.ts && ts !== root.ts);
  return page(args, [root, ...under.filter(within(args))]);
}

function publishView(workspace: Workspace, args: Arguments): Answer {
  workspace.views.push(args);
  return { ok: true, view: { id: `V${workspace.views.length}`, ...(args['view'] as object) } };
}

function need(workspace: Workspace, scope: string): void {
  if (workspace.scopes.includes(scope)) return;
  throw new Refusal('missing_scope', { needed: scope, provided: workspace.scopes.join(',') });
}

function channelOf(workspace: Workspace, args: Arguments): SlackChannel {
  const channel = workspace.channels.find((one) => one.id === args['channel']);
  if (channel === undefined || (channel.private && channel.member === false)) throw new Refusal('channel_not_found');
  return channel;
}

function messagesIn(workspace: Workspace, channel: SlackChannel): SlackMessage[] {
  return workspace.messages.get(channel.id) ?? [];
}

function readableMessages(workspace: Workspace, args: Arguments): readonly SlackMessage[] {
  const channel = channelOf(workspace, args);
  need(workspace, channel.private ? 'groups:history' : 'channels:history');
  if (channel.member === false) throw new Refusal('not_in_channel');
  return messagesIn(workspace, channel);
}

function ownMessage(workspace: Workspace, args: Arguments, refusal: string) {
  const all = messagesIn(workspace, channelOf(workspace, args));
  const index = all.findIndex((message) => message.ts === args['ts']);
  const message = all[index];
  if (message === undefined) throw new Refusal('message_not_found');
  if (message.bot_id !== BOT.bot_id) throw new Refusal(refusal);
  return { all, index, message };
}

function mayPost(channel: SlackChannel, scopes: readonly string[]): void {
  if (channel.archived) throw new Refusal('is_archived');
  if (channel.member === false && !scopes.includes('chat:write.public')) throw new Refusal('not_in_channel');
  if (channel.readOnly) throw new Refusal('restricted_action_read_only_channel');
}

/** Text, blocks and metadata of a message, refused as Slack refuses them. */
function acceptedContent(args: Arguments): Pick<SlackMessage, 'text' | 'blocks' | 'metadata'> {
  const { text = '', blocks, metadata } = args;
  if (typeof text !== 'string' || text.length > MESSAGE_TEXT) throw new Refusal('msg_too_long');
  if (text === '' && blocks === undefined) throw new Refusal('no_text');
  const problem = blocks === undefined ? null : blocksProblem(blocks);
  if (problem) throw new Refusal(problem.error, { response_metadata: { messages: problem.messages } });
  if (metadata !== undefined) acceptMetadata(metadata);
  return { text, ...(blocks === undefined ? {} : { blocks }), ...(metadata === undefined ? {} : { metadata }) };
}

function acceptMetadata(metadata: unknown): void {
  const { event_type, event_payload } = (metadata ?? {}) as Arguments;
  const wellFormed = typeof event_type === 'string' && typeof event_payload === 'object' && event_payload !== null;
  if (!wellFormed) throw new Refusal('invalid_metadata_format');
  if (JSON.stringify(metadata).length > METADATA_CHARACTERS) throw new Refusal('metadata_too_large');
}

function threadOf(args: Arguments, messages: readonly SlackMessage[]): { thread_ts?: string } {
  const thread_ts = args['thread_ts'];
  if (thread_ts === undefined) return {};
  if (!messages.some((message) => message.ts === thread_ts)) throw new Refusal('thread_not_found');
  return { thread_ts: String(thread_ts) };
}

function within(args: Arguments): (message: SlackMessage) => boolean {
  const oldest = Number(args['oldest'] ?? 0);
  const latest = Number(args['latest'] ?? Number.POSITIVE_INFINITY);
  const inclusive = String(args['inclusive']) === 'true';
  return ({ ts }) =>
    inclusive ? Number(ts) >= oldest && Number(ts) <= latest : Number(ts) > oldest && Number(ts) < latest;
}

function page(args: Arguments, messages: readonly SlackMessage[]): Answer {
  const from = args['cursor'] === undefined ? 0 : Number(String(args['cursor']).replace('next:', ''));
  const limit = Math.min(Number(args['limit'] ?? 100), 999);
  if (!Number.isInteger(from)) throw new Refusal('invalid_cursor');
  const withMetadata = String(args['include_all_metadata']) === 'true';
  const shown = messages
    .slice(from, from + limit)
    .map(({ metadata, ...rest }) => (withMetadata ? { ...rest, metadata } : rest));
  const more = messages.length > from + limit;
  return {
    ok: true,
    messages: shown,
    has_more: more,
    ...(more ? { response_metadata: { next_cursor: `next:${from + limit}` } } : {}),
  };
}
