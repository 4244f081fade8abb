/** The Web API's methods upon the workspace behind the local Slack server. */
import { EPHEMERAL_TEXT } from './slack/hooks.ts';
import { page } from './slack/page.ts';
import { channelsOf, personInfo } from './slack/people.ts';
import {
  type Answer,
  type Arguments,
  addMessage,
  BOT,
  channelOf,
  need,
  personOf,
  Refusal,
  type SlackChannel,
  type SlackMessage,
  TEAM,
  type Workspace,
} from './slack/state.ts';
import { viewProblem } from './slack/views.ts';
import { blocksProblem, textSize } from './slack-blocks.ts';

/** https://docs.slack.dev/changelog/2018-truncating-really-long-messages */
const MESSAGE_TEXT = 40_000;
/** "The text field cannot exceed 4,000 characters." https://docs.slack.dev/reference/methods/chat.update#errors */
const UPDATED_TEXT = 4_000;
/** Slack names no figure for `metadata_too_large`; far above what anybody needs for a key. */
const METADATA_CHARACTERS = 8000;

/** One Web API method as the bot calls it. Throws Refusal. */
export function callMethod(workspace: Workspace, method: string, args: Arguments): Answer {
  const run = METHODS[method];
  if (run === undefined) throw new Refusal('unknown_method', { req_method: method });
  return run(workspace, args);
}

const METHODS: Readonly<Record<string, (workspace: Workspace, args: Arguments) => Answer>> = {
  'auth.test': () => ({ ok: true, ...TEAM, ...BOT, is_enterprise_install: false }),
  'users.info': personInfo,
  'users.conversations': channelsOf,
  'views.publish': publishView,
  'views.open': openView,
  'views.update': updateView,
  'conversations.open': openDirect,
  'conversations.info': channelInfo,
  'conversations.history': history,
  'conversations.replies': replies,
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.update': updateMessage,
  'chat.delete': deleteMessage,
};

/** What the server knows; to anything else it says `unknown_method`. */
export const METHOD_NAMES = Object.keys(METHODS);

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
  const updated = {
    ...message,
    ...acceptedContent(args, UPDATED_TEXT),
    edited: { user: BOT.user_id, ts: workspace.nextTs() },
  };
  all[index] = updated;
  return { ok: true, channel: args['channel'], ts: message.ts, text: updated.text };
}

function deleteMessage(workspace: Workspace, args: Arguments): Answer {
  const { all, index, message } = ownMessage(workspace, args, 'cant_delete_message');
  all.splice(index, 1);
  return { ok: true, channel: args['channel'], ts: message.ts };
}

/** https://docs.slack.dev/reference/methods/chat.postEphemeral#errors */
function postEphemeral(workspace: Workspace, args: Arguments): Answer {
  need(workspace, 'chat:write');
  const channel = channelOf(workspace, args);
  const user = personOf(workspace, args).id;
  const content = acceptedContent(args);
  if (textSize([content]) > EPHEMERAL_TEXT) throw new Refusal('msg_too_long');
  mayPost(channel, workspace.scopes);
  if (channel.absent?.includes(user)) throw new Refusal('user_not_in_channel');
  const thread = threadOf(args, messagesIn(workspace, channel));
  workspace.ephemerals.push({ channel: channel.id, user, ...content, ...thread });
  return { ok: true, message_ts: workspace.nextTs() };
}

function channelInfo(workspace: Workspace, args: Arguments): Answer {
  const channel = channelOf(workspace, args);
  const { id, name, member = true, archived = false, private: isPrivate = false, im = false, mpim = false } = channel;
  need(workspace, `${im ? 'im' : mpim ? 'mpim' : isPrivate ? 'groups' : 'channels'}:read`);
  if (im) return { ok: true, channel: { id, is_im: true, user: `U${id.slice(1)}`, is_archived: archived } };
  const flags = { is_channel: !mpim, is_mpim: mpim, is_private: isPrivate || mpim, is_archived: archived };
  return { ok: true, channel: { id, name, ...flags, is_member: member } };
}

function openDirect(workspace: Workspace, args: Arguments): Answer {
  need(workspace, 'im:write');
  const person = personOf(workspace, { user: args['users'] });
  const id = `D${person.id.slice(1)}`;
  if (!workspace.channels.some((channel) => channel.id === id)) {
    workspace.channels.push({ id, name: id, im: true });
    workspace.messages.set(id, []);
  }
  return { ok: true, channel: { id } };
}

/** Roots only, newest first. */
function history(workspace: Workspace, args: Arguments): Answer {
  const messages = readableMessages(workspace, args);
  const roots = messages.filter((message) => (message.thread_ts ?? message.ts) === message.ts);
  return pageOfMessages(args, roots.filter(within(args)).reverse());
}

/** The root first, whatever the span, then its replies, oldest first. */
function replies(workspace: Workspace, args: Arguments): Answer {
  const messages = readableMessages(workspace, args);
  const root = messages.find((message) => message.ts === args['ts']);
  if (root === undefined) throw new Refusal('thread_not_found');
  const under = messages.filter(({ ts, thread_ts }) => thread_ts === root.ts && ts !== root.ts);
  return pageOfMessages(args, [root, ...under.filter(within(args))]);
}

function openView(workspace: Workspace, args: Arguments): Answer {
  const problem = workspace.triggers.exchange(args['trigger_id']);
  if (problem !== null) throw new Refusal(problem);
  return keepView(workspace, args, null, 'modal');
}

/** With a hash, only in the place of the view that has it: https://docs.slack.dev/reference/methods/views.publish */
function publishView(workspace: Workspace, args: Arguments): Answer {
  const user = personOf(workspace, { user: args['user_id'] }).id;
  const before = workspace.views.findLast((view) => view.user === user);
  if (args['hash'] !== undefined && args['hash'] !== before?.hash) throw new Refusal('hash_conflict');
  return keepView(workspace, args, user, 'home');
}

/** https://docs.slack.dev/reference/methods/views.update */
function updateView(workspace: Workspace, args: Arguments): Answer {
  const before = workspace.views.findLast((view) => view.id === args['view_id']);
  if (before === undefined) throw new Refusal('not_found');
  if (args['hash'] !== undefined && args['hash'] !== before.hash) throw new Refusal('hash_conflict');
  return keepView(workspace, args, before.user, before.user === null ? 'modal' : 'home', before.id);
}

function keepView(
  workspace: Workspace,
  args: Arguments,
  user: string | null,
  type: 'modal' | 'home',
  id = `V${workspace.views.length + 1}`,
): Answer {
  const problem = viewProblem(args['view'], type);
  if (problem) throw new Refusal(problem.error, { response_metadata: { messages: problem.messages } });
  const kept = { id, hash: `${workspace.views.length + 1}.abc`, user, view: args['view'] as Arguments };
  workspace.views.push(kept);
  return { ok: true, view: { id: kept.id, hash: kept.hash, ...kept.view } };
}

function messagesIn(workspace: Workspace, channel: SlackChannel): SlackMessage[] {
  return workspace.messages.get(channel.id) ?? [];
}

function readableMessages(workspace: Workspace, args: Arguments): readonly SlackMessage[] {
  const channel = channelOf(workspace, args);
  const { private: isPrivate = false, im = false, mpim = false } = channel;
  need(workspace, `${im ? 'im' : mpim ? 'mpim' : isPrivate ? 'groups' : 'channels'}:history`);
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
function acceptedContent(args: Arguments, longest = MESSAGE_TEXT): Pick<SlackMessage, 'text' | 'blocks' | 'metadata'> {
  const { text = '', blocks, metadata } = args;
  if (typeof text !== 'string' || text.length > longest) throw new Refusal('msg_too_long');
  if (text === '' && blocks === undefined) throw new Refusal('no_text');
  const problem = blocks === undefined ? null : blocksProblem(blocks);
  if (problem) throw new Refusal(problem.error, { response_metadata: { messages: problem.messages } });
  if (metadata !== undefined) acceptMetadata(metadata);
  return { text, ...(blocks === undefined ? {} : { blocks }), ...(metadata === undefined ? {} : { metadata }) };
}

function acceptMetadata(metadata: unknown): void {
  const { event_type, event_payload, ...rest } = (metadata ?? {}) as Arguments;
  const isNamed = typeof event_type === 'string' && /^\w+$/.test(event_type);
  const hasContent = typeof event_payload === 'object' && event_payload !== null && !Array.isArray(event_payload);
  const wellFormed = isNamed && hasContent && Object.keys(rest).length === 0;
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

function pageOfMessages(args: Arguments, messages: readonly SlackMessage[]): Answer {
  const withMetadata = String(args['include_all_metadata']) === 'true';
  const { items, has_more, ...rest } = page(args, messages);
  const shown = items.map(({ metadata, ...message }) => (withMetadata ? { ...message, metadata } : message));
  return { ok: true, messages: shown, has_more, ...rest };
}
