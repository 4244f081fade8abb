/** The test server's memory: one guild, its channels, threads and messages, and a clock that tests can move. */

import type { ServerInteraction } from './interaction-routes.ts';

type Json = Record<string, unknown>;

export const CHANNEL_TYPES = {
  text: 0,
  direct: 1,
  voice: 2,
  category: 4,
  announcement: 5,
  publicThread: 11,
  privateThread: 12,
  forum: 15,
} as const;

/** https://docs.discord.com/developers/topics/permissions */
export const PERMISSIONS = {
  VIEW_CHANNEL: 1n << 10n,
  SEND_MESSAGES: 1n << 11n,
  EMBED_LINKS: 1n << 14n,
  READ_MESSAGE_HISTORY: 1n << 16n,
  CREATE_PUBLIC_THREADS: 1n << 35n,
  SEND_MESSAGES_IN_THREADS: 1n << 38n,
} as const;
export type PermissionName = keyof typeof PERMISSIONS;

export interface ServerChannel {
  readonly id: string;
  readonly name: string;
  readonly type: number;
  /** The channel a thread belongs to; null for a channel of the guild itself. */
  readonly parentId: string | null;
  readonly deny: readonly PermissionName[];
  /** Fields kept as they came: a forum's tags, a thread's archive time. */
  readonly extra: Json;
}

/** As the API returns it, apart from the nonce, which is remembered elsewhere and never listed. */
export interface ServerMessage extends Json {
  readonly id: string;
  readonly channel_id: string;
  /** 0 is an ordinary message, 21 the copy of its root that opens a thread. */
  readonly type: number;
  readonly author: { readonly id: string; readonly username: string; readonly bot: boolean };
  readonly content: string;
  readonly embeds: readonly unknown[];
  readonly components: readonly unknown[];
  readonly timestamp: string;
}

export interface World {
  readonly guildId: string;
  readonly bot: { readonly id: string; readonly username: string; readonly bot: true };
  readonly channels: Map<string, ServerChannel>;
  /** By channel or thread, oldest first. */
  readonly messages: Map<string, ServerMessage[]>;
  /** Enforced nonces: what was posted under each, and until when (ms) Discord remembers. */
  readonly nonces: Map<string, { readonly messageId: string; readonly channelId: string; readonly until: number }>;
  readonly commands: Map<string, Json[]>;
  /** By token. */
  readonly interactions: Map<string, ServerInteraction>;
  /** Besides @everyone. */
  readonly roles: Json[];
  /** What the application has set. */
  readonly application: Json;
  ownerId: string;
  /** Whether the bot is in the guild. */
  isInvited: boolean;
  now(): number;
  advance(ms: number): void;
  snowflake(): string;
}

const DISCORD_EPOCH = 1_420_070_400_000;

/**
 * @param startAt the server's time at its start; from there it runs with the clock, and by `advance`
 * @param clock milliseconds; the real one when left out
 */
export function createWorld(startAt: Date, clock: () => number = Date.now): World {
  let offset = startAt.getTime() - clock();
  let last = 0n;
  const now = () => clock() + offset;
  const snowflake = () => {
    const fresh = BigInt(Math.floor(now()) - DISCORD_EPOCH) << 22n;
    last = fresh > last ? fresh : last + 1n;
    return String(last);
  };
  const guildId = snowflake();
  return {
    guildId,
    bot: { id: snowflake(), username: 'newsdesk', bot: true },
    channels: new Map(),
    messages: new Map(),
    nonces: new Map(),
    commands: new Map(),
    interactions: new Map(),
    roles: [],
    application: {},
    ownerId: '100000000000000001',
    isInvited: true,
    now,
    advance: (ms) => {
      offset += ms;
    },
    snowflake,
  };
}

export function addChannel(world: World, fields: Partial<ServerChannel>): ServerChannel {
  const channel: ServerChannel = {
    id: world.snowflake(),
    name: 'news',
    type: CHANNEL_TYPES.text,
    parentId: null,
    deny: [],
    extra: {},
    ...fields,
  };
  world.channels.set(channel.id, channel);
  world.messages.set(channel.id, []);
  return channel;
}

/** Threads have no permissions of their own: their parent's hold. */
export function may(world: World, channel: ServerChannel, permission: PermissionName): boolean {
  const parent = channel.parentId === null ? undefined : world.channels.get(channel.parentId);
  return !(parent ?? channel).deny.includes(permission);
}

export function findMessage(world: World, channelId: string, messageId: string): ServerMessage | undefined {
  return world.messages.get(channelId)?.find((message) => message.id === messageId);
}

export function storeMessage(world: World, channelId: string, fields: Partial<ServerMessage>): ServerMessage {
  const message: ServerMessage = {
    id: world.snowflake(),
    channel_id: channelId,
    type: 0,
    author: world.bot,
    content: '',
    timestamp: new Date(world.now()).toISOString(),
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: [],
    components: [],
    pinned: false,
    flags: 0,
    ...fields,
  };
  world.messages.get(channelId)?.push(message);
  return message;
}

/** The channel as the API shows it. */
export function channelJson(world: World, channel: ServerChannel): Json {
  const denied = channel.deny.reduce((bits, name) => bits | PERMISSIONS[name], 0n);
  return {
    id: channel.id,
    type: channel.type,
    ...(channel.type === CHANNEL_TYPES.direct ? {} : { guild_id: world.guildId }),
    name: channel.name,
    parent_id: channel.parentId,
    position: 0,
    nsfw: false,
    topic: null,
    last_message_id: world.messages.get(channel.id)?.at(-1)?.id ?? null,
    permission_overwrites: denied === 0n ? [] : [{ id: world.bot.id, type: 1, allow: '0', deny: String(denied) }],
    ...channel.extra,
  };
}

/** The channel between the bot and a person. */
export function directChannel(world: World, person: string): ServerChannel {
  const known = [...world.channels.values()].find(({ extra }) => extra['person'] === person);
  return known ?? addChannel(world, { name: '', type: CHANNEL_TYPES.direct, extra: { person } });
}

export function rolesJson(world: World): Json[] {
  const everything = Object.values(PERMISSIONS).reduce((bits, bit) => bits | bit, 0n);
  return [
    { id: world.guildId, name: '@everyone', permissions: String(everything), position: 0, color: 0, managed: false },
    ...world.roles,
  ];
}

export function guildJson(world: World): Json {
  const channels = [...world.channels.values()].filter(({ type }) => type !== CHANNEL_TYPES.direct);
  return {
    id: world.guildId,
    name: 'Newsroom',
    owner_id: world.ownerId,
    unavailable: false,
    large: false,
    member_count: 2,
    joined_at: new Date(world.now()).toISOString(),
    roles: rolesJson(world),
    channels: channels.filter((channel) => channel.parentId === null).map((channel) => channelJson(world, channel)),
    threads: channels.filter((channel) => channel.parentId !== null).map((channel) => channelJson(world, channel)),
    members: [memberJson(world)],
    emojis: [],
    stickers: [],
    features: [],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    mfa_level: 0,
    nsfw_level: 0,
    premium_tier: 0,
    preferred_locale: 'en-US',
    system_channel_flags: 0,
    premium_progress_bar_enabled: false,
  };
}

export function memberJson(world: World): Json {
  const joined = new Date(world.now()).toISOString();
  return { user: world.bot, roles: [], joined_at: joined, deaf: false, mute: false, flags: 0 };
}
