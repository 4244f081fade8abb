/** Posting, listing, reading, editing and deleting messages. */
import {
  type ApiAnswer,
  type ApiRequest,
  bodyOf,
  type Host,
  MISSING_PERMISSIONS,
  noContent,
  notASnowflake,
  ok,
  UNKNOWN_MESSAGE,
} from './api.ts';
import { invalidForm, isObject, refusal } from './faults.ts';
import { messageRefusal } from './refusals.ts';
import {
  CHANNEL_TYPES,
  findMessage,
  may,
  type PermissionName,
  type ServerChannel,
  type ServerMessage,
  storeMessage,
  type World,
} from './world.ts';

export function postMessage(host: Host, request: ApiRequest, channel: ServerChannel): ApiAnswer {
  const { world } = host;
  const takesMessages: number[] = [
    CHANNEL_TYPES.text,
    CHANNEL_TYPES.direct,
    CHANNEL_TYPES.voice,
    CHANNEL_TYPES.announcement,
    10,
    11,
    12,
  ];
  if (!takesMessages.includes(channel.type)) {
    return refusal(400, 50008, 'Cannot send messages in a non-text channel');
  }
  const needed: PermissionName = channel.parentId === null ? 'SEND_MESSAGES' : 'SEND_MESSAGES_IN_THREADS';
  if (!may(world, channel, needed)) return MISSING_PERMISSIONS;
  if (channel.extra['closed'] === true) return refusal(403, 50007, 'Cannot send messages to this user');
  if (channel.extra['left'] === true) return refusal(403, 50278, 'Cannot send messages to this user: no mutual guilds');
  if (isLocked(channel)) return refusal(400, 160005, 'This thread is locked');
  const body = bodyOf(request);
  const refused = messageRefusal(request.body) ?? referenceRefusal(host, channel, body);
  if (refused) return refused;
  const remembered = recall(host, body);
  if (remembered) {
    const first = findMessage(world, remembered.channelId, remembered.messageId);
    return first ? ok({ ...first, nonce: body['nonce'] }) : UNKNOWN_MESSAGE;
  }
  const fields = shownFields(world, channel, body);
  const reference = isObject(body['message_reference']) ? { message_reference: body['message_reference'] } : {};
  const message = storeMessage(world, channel.id, { ...fields, ...reference });
  // Whoever writes into an archived thread opens it.
  if (isArchived(channel)) Object.assign(channel.extra['thread_metadata'] as object, { archived: false });
  if (body['enforce_nonce'] === true && body['nonce']) {
    const until = world.now() + host.nonceWindowMs;
    world.nonces.set(String(body['nonce']), { messageId: message.id, channelId: channel.id, until });
  }
  const guild = channel.type === CHANNEL_TYPES.direct ? {} : { guild_id: world.guildId };
  host.dispatch('MESSAGE_CREATE', { ...message, ...guild, nonce: body['nonce'] });
  return ok({ ...message, nonce: body['nonce'] });
}

/** An answer to a message that is gone is refused, unless it is said not to matter; one in another place always. */
function referenceRefusal({ world }: Host, channel: ServerChannel, body: Record<string, unknown>): ApiAnswer | null {
  const reference = body['message_reference'];
  if (!isObject(reference)) return null;
  const wrong = (code: string, message: string) => invalidForm([{ path: ['message_reference'], code, message }]);
  if ((reference['channel_id'] ?? channel.id) !== channel.id) {
    return wrong('REPLIES_CANNOT_REFERENCE_OTHER_CHANNEL', 'Cannot reply to a message in a different channel');
  }
  if (!may(world, channel, 'READ_MESSAGE_HISTORY')) {
    return refusal(400, 160002, 'Cannot reply without permission to read message history');
  }
  if (reference['fail_if_not_exists'] === false || findMessage(world, channel.id, String(reference['message_id'])))
    return null;
  return wrong('MESSAGE_REFERENCE_UNKNOWN_MESSAGE', 'Unknown message');
}

/** The message that an enforced nonce was spent on, while Discord remembers it. */
function recall({ world }: Host, body: Record<string, unknown>) {
  if (body['enforce_nonce'] !== true || !body['nonce']) return undefined;
  const remembered = world.nonces.get(String(body['nonce']));
  return remembered && remembered.until > world.now() ? remembered : undefined;
}

/** What becomes visible: without Embed Links, Discord drops the embeds and says nothing. */
export function shownFields(
  world: World,
  channel: ServerChannel,
  body: Record<string, unknown>,
): Partial<ServerMessage> {
  const content = String(body['content'] ?? '');
  const allowed = isObject(body['allowed_mentions'])
    ? body['allowed_mentions']['parse']
    : ['everyone', 'roles', 'users'];
  const mayMention = (kind: string) => Array.isArray(allowed) && allowed.includes(kind);
  return {
    content,
    embeds: may(world, channel, 'EMBED_LINKS') ? listOf(body['embeds']) : [],
    components: withIds(listOf(body['components']), { next: 1 }),
    flags: Number(body['flags'] ?? 0),
    mention_everyone: mayMention('everyone') && /@(everyone|here)/.test(content),
    mentions: mayMention('users') ? [...content.matchAll(/<@!?(\d+)>/g)].map(([, id]) => ({ id })) : [],
  };
}

/** Components come back numbered where the sender gave no id. */
function withIds(components: readonly unknown[], counter: { next: number }): unknown[] {
  return components.map((component) => {
    if (!isObject(component)) return component;
    const numbered = { ...component, id: component['id'] ?? counter.next++ };
    const inside = listOf(component['components']);
    return inside.length === 0 ? numbered : { ...numbered, components: withIds(inside, counter) };
  });
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export function listMessages({ world }: Host, { query }: ApiRequest, channel: ServerChannel): ApiAnswer {
  if (channel.type === CHANNEL_TYPES.forum) return refusal(400, 50008, 'Cannot send messages in a non-text channel');
  if (!may(world, channel, 'READ_MESSAGE_HISTORY')) return ok([]);
  const limit = Number(query.get('limit') ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) return notASnowflake('limit', String(limit));
  const all = world.messages.get(channel.id) ?? [];
  const [before, after, around] = ['before', 'after', 'around'].map((name) => query.get(name));
  return ok(slice(all, { before, after, around }, limit).toReversed());
}

/** `after` gives the oldest ones after it, the others the newest: each the neighbours of the message they name. */
function slice(
  all: readonly ServerMessage[],
  { before, after, around }: Record<'before' | 'after' | 'around', string | null | undefined>,
  limit: number,
): ServerMessage[] {
  if (after) return all.filter(({ id }) => BigInt(id) > BigInt(after)).slice(0, limit);
  if (around) {
    const older = all.filter(({ id }) => BigInt(id) < BigInt(around)).slice(-Math.floor(limit / 2));
    const newer = all.filter(({ id }) => BigInt(id) >= BigInt(around)).slice(0, limit - older.length);
    return [...older, ...newer];
  }
  return all.filter(({ id }) => !before || BigInt(id) < BigInt(before)).slice(-limit);
}

export function getMessage(
  { world }: Host,
  _: ApiRequest,
  channel: ServerChannel,
  [id = '']: readonly string[],
): ApiAnswer {
  if (!may(world, channel, 'READ_MESSAGE_HISTORY')) return MISSING_PERMISSIONS;
  const message = findMessage(world, channel.id, id);
  return message ? ok(message) : UNKNOWN_MESSAGE;
}

export function editMessage(
  host: Host,
  request: ApiRequest,
  channel: ServerChannel,
  [id = '']: readonly string[],
): ApiAnswer {
  const message = findMessage(host.world, channel.id, id);
  if (!message) return UNKNOWN_MESSAGE;
  if (isArchived(channel)) return refusal(400, 50083, 'Tried to perform an operation on an archived thread');
  if (message.author.id !== host.world.bot.id) {
    return refusal(403, 50005, 'Cannot edit a message authored by another user');
  }
  const refused = messageRefusal({ ...message, nonce: undefined, ...bodyOf(request) });
  if (refused) return refused;
  const edited = new Date(host.world.now()).toISOString();
  Object.assign(message, shownFields(host.world, channel, { ...message, ...bodyOf(request) }), {
    edited_timestamp: edited,
  });
  return ok(message);
}

function isArchived({ extra }: ServerChannel): boolean {
  return isObject(extra['thread_metadata']) && extra['thread_metadata']['archived'] === true;
}

function isLocked({ extra }: ServerChannel): boolean {
  return (
    extra['locked'] === true || (isObject(extra['thread_metadata']) && extra['thread_metadata']['locked'] === true)
  );
}

export function deleteMessage(
  { world }: Host,
  _: ApiRequest,
  channel: ServerChannel,
  [id]: readonly string[],
): ApiAnswer {
  const messages = world.messages.get(channel.id) ?? [];
  const index = messages.findIndex((message) => message.id === id);
  if (index < 0) return UNKNOWN_MESSAGE;
  messages.splice(index, 1);
  return noContent;
}
