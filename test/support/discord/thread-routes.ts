/** Threads from messages, and posts in forums. */
import { type ApiAnswer, type ApiRequest, bodyOf, type Host, MISSING_PERMISSIONS, ok, UNKNOWN_MESSAGE } from './api.ts';
import { refusal } from './faults.ts';
import { shownFields } from './message-routes.ts';
import { messageRefusal, threadNameRefusal } from './refusals.ts';
import {
  addChannel,
  CHANNEL_TYPES,
  channelJson,
  findMessage,
  may,
  type ServerChannel,
  storeMessage,
  type World,
} from './world.ts';

export function startThread(
  host: Host,
  request: ApiRequest,
  channel: ServerChannel,
  [id = '']: readonly string[],
): ApiAnswer {
  const { world } = host;
  if (channel.type === CHANNEL_TYPES.direct) return refusal(400, 50003, 'Cannot execute action on a DM channel');
  if (![CHANNEL_TYPES.text, CHANNEL_TYPES.announcement].some((type) => type === channel.type)) {
    return refusal(400, 50024, 'Cannot execute action on this channel type');
  }
  if (!may(world, channel, 'CREATE_PUBLIC_THREADS')) return MISSING_PERMISSIONS;
  const root = findMessage(world, channel.id, id);
  if (!root) return UNKNOWN_MESSAGE;
  const body = bodyOf(request);
  const refused = threadNameRefusal(body['name']);
  if (refused) return refused;
  if (world.channels.has(id)) return refusal(400, 160004, 'A thread has already been created for this message');
  const thread = newThread(world, channel, id, body);
  storeMessage(world, id, { type: 21, message_reference: { channel_id: channel.id, message_id: id } });
  host.dispatch('THREAD_CREATE', { ...channelJson(world, thread), newly_created: true });
  return ok(channelJson(world, thread), 201);
}

export function startForumPost(host: Host, request: ApiRequest, channel: ServerChannel): ApiAnswer {
  const { world } = host;
  if (channel.type !== CHANNEL_TYPES.forum) return refusal(400, 50024, 'Cannot execute action on this channel type');
  if (!may(world, channel, 'SEND_MESSAGES')) return MISSING_PERMISSIONS;
  const body = bodyOf(request);
  if (Number(channel.extra['flags'] ?? 0) & (1 << 4)) {
    return refusal(400, 40067, 'A tag is required to create a forum post in this channel');
  }
  const refused = threadNameRefusal(body['name']) ?? messageRefusal(body['message']);
  if (refused) return refused;
  const id = world.snowflake();
  const thread = newThread(world, channel, id, body);
  const message = storeMessage(world, id, {
    ...shownFields(world, thread, body['message'] as Record<string, unknown>),
    id,
  });
  host.dispatch('THREAD_CREATE', { ...channelJson(world, thread), newly_created: true });
  return ok({ ...channelJson(world, thread), message }, 201);
}

function newThread(world: World, parent: ServerChannel, id: string, body: Record<string, unknown>): ServerChannel {
  const archive = {
    archived: false,
    locked: false,
    auto_archive_duration: body['auto_archive_duration'] ?? 4320,
    archive_timestamp: new Date(world.now()).toISOString(),
  };
  return addChannel(world, {
    id,
    name: String(body['name']),
    type: CHANNEL_TYPES.publicThread,
    parentId: parent.id,
    extra: { owner_id: world.bot.id, thread_metadata: archive },
  });
}

/** Of a thread's settings, whether it is archived; whoever may write in it may open it, unless it is locked. */
export function editThread({ world }: Host, request: ApiRequest, channel: ServerChannel): ApiAnswer {
  const settings = channel.extra['thread_metadata'] as Record<string, unknown> | undefined;
  if (!settings) return refusal(400, 50024, 'Cannot execute action on this channel type');
  if (settings['locked'] === true || !may(world, channel, 'SEND_MESSAGES_IN_THREADS')) return MISSING_PERMISSIONS;
  settings['archived'] = bodyOf(request)['archived'] === true;
  return ok(channelJson(world, channel));
}

export function activeThreads(world: World): Record<string, unknown> {
  const threads = [...world.channels.values()].filter((channel) => channel.parentId !== null);
  return { threads: threads.map((thread) => channelJson(world, thread)), members: [] };
}
