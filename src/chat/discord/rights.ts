/** What the bot may do in a channel, worked out as Discord works it out from roles and overwrites. */
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { type Api, field, type Trouble } from './api.ts';
import { idOf } from './outcome.ts';

/** A channel as far as we look at it. */
export interface ChannelFacts {
  readonly id: string;
  readonly name: string;
  readonly type: number;
  readonly guildId: string | null;
  readonly parentId: string | null;
  readonly flags: number;
  readonly overwrites: readonly unknown[];
}

/** Names as discord-api-types has them, e.g. `ReadMessageHistory`. */
export type Permission = keyof typeof PermissionFlagsBits;

export type Rights =
  | { readonly kind: 'known'; readonly channel: ChannelFacts; may(permission: Permission): boolean }
  /** The channel can be seen, and roles or membership can't be read. */
  | { readonly kind: 'hidden'; readonly channel: ChannelFacts }
  | { readonly kind: 'trouble'; readonly trouble: Trouble };

export const CHANNEL_TYPES = { category: 4, announcementThread: 10, privateThread: 12, forum: 15, media: 16 } as const;

export const isThread = (type: number) =>
  type >= CHANNEL_TYPES.announcementThread && type <= CHANNEL_TYPES.privateThread;
export const isForum = (type: number) => type === CHANNEL_TYPES.forum || type === CHANNEL_TYPES.media;

/** The channel, and what `userId` (the bot) may do there. A thread has the rights of its parent. */
export async function rightsIn(api: Api, channelId: string, userId: string): Promise<Rights> {
  const answer = await api.call('GET', `/channels/${channelId}`);
  if (answer.kind !== 'ok') return { kind: 'trouble', trouble: answer };
  const channel = factsOf(channelId, answer.body);
  const { guildId } = channel;
  if (guildId === null) return { kind: 'hidden', channel };
  const parent =
    isThread(channel.type) && channel.parentId !== null
      ? await api.call('GET', `/channels/${channel.parentId}`)
      : answer;
  const roles = await api.call('GET', `/guilds/${guildId}/roles`);
  const member = await api.call('GET', `/guilds/${guildId}/members/${userId}`);
  if (parent.kind !== 'ok' || roles.kind !== 'ok' || member.kind !== 'ok' || !Array.isArray(roles.body)) {
    return { kind: 'hidden', channel };
  }
  const { overwrites } = factsOf(channelId, parent.body);
  const granted = grantedBits({ guildId, userId, roles: roles.body, member: member.body, overwrites });
  return { kind: 'known', channel, may: (permission) => (granted & PermissionFlagsBits[permission]) !== 0n };
}

/** https://docs.discord.com/developers/topics/permissions#permission-overwrites: everyone, then roles, then the member. */
export function grantedBits(facts: {
  readonly guildId: string;
  readonly userId: string;
  readonly roles: readonly unknown[];
  readonly member: unknown;
  readonly overwrites: readonly unknown[];
}): bigint {
  const ownRoles = field(facts.member, 'roles');
  const roleIds = new Set<unknown>(Array.isArray(ownRoles) ? ownRoles : []);
  const base = facts.roles
    .filter((role) => idOf(role) === facts.guildId || roleIds.has(idOf(role)))
    .reduce<bigint>((granted, role) => granted | bits(field(role, 'permissions')), 0n);
  if ((base & PermissionFlagsBits.Administrator) !== 0n) return ~0n;
  const layers: ((id: string | null) => boolean)[] = [
    (id) => id === facts.guildId,
    (id) => id !== facts.guildId && roleIds.has(id),
    (id) => id === facts.userId,
  ];
  return layers.reduce((granted, belongs) => {
    const layer = facts.overwrites.filter((overwrite) => belongs(idOf(overwrite)));
    const all = (side: 'deny' | 'allow') => layer.reduce<bigint>((sum, one) => sum | bits(field(one, side)), 0n);
    return (granted & ~all('deny')) | all('allow');
  }, base);
}

function factsOf(id: string, body: unknown): ChannelFacts {
  const text = (name: string) => {
    const value = field(body, name);
    return typeof value === 'string' ? value : null;
  };
  const overwrites = field(body, 'permission_overwrites');
  return {
    id,
    name: text('name') ?? '',
    type: Number(field(body, 'type') ?? 0),
    guildId: text('guild_id'),
    parentId: text('parent_id'),
    flags: Number(field(body, 'flags') ?? 0),
    overwrites: Array.isArray(overwrites) ? overwrites : [],
  };
}

function bits(value: unknown): bigint {
  return typeof value === 'string' && /^\d+$/.test(value) ? BigInt(value) : 0n;
}
