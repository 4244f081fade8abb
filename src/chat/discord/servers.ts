/** What the gateway last told of servers, their channels and roles: enough to work out what anybody may do where. */
import type { Client, Guild } from 'discord.js';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { grantedBits } from './rights.ts';

/** A member as far as rights go. */
export interface Member {
  readonly person: string;
  readonly roles: readonly string[];
}

export interface KnownChannel {
  readonly guildId: string;
  /** https://docs.discord.com/developers/resources/channel#channel-object-channel-types */
  readonly type: number;
  /** Of a thread, the channel that holds it; of a channel, its category. */
  readonly parentId: string | null;
}

export interface Servers {
  /** The bot's own user; null until Discord has said who it is. */
  readonly botId: string | null;
  /** Null for what the gateway has not told of: direct messages, threads that sleep, channels we may not see. */
  channel(id: string): KnownChannel | null;
  isOwner(guildId: string, person: string): boolean;
  /** The role that Discord made for the bot on a server and called after it; null where there is none. */
  ownRole(guildId: string): string | null;
  /** What a member may do in a channel (not a thread); null when it can't be worked out. */
  granted(guildId: string, channelId: string, member: Member): bigint | null;
  /** What a member's roles let them do on the server, whatever its channels say; null when it can't be worked out. */
  grantedOnServer(guildId: string, member: Member): bigint | null;
  /** What everybody on the server may do there who has no role; null when it can't be worked out. */
  grantedToEveryone(guildId: string, channelId: string): bigint | null;
}

export function serversOf(client: Client): Servers {
  return {
    botId: client.user?.id ?? null,
    channel(id) {
      const channel = client.channels.cache.get(id);
      if (!channel || channel.isDMBased()) return null;
      return { guildId: channel.guildId, type: channel.type, parentId: channel.parentId };
    },
    isOwner: (guildId, person) => isOwner(client, guildId, { person }),
    ownRole(guildId) {
      const role = client.user && client.guilds.cache.get(guildId)?.roles.botRoleFor(client.user);
      return role?.id ?? null;
    },
    granted: (guildId, channelId, member) =>
      isOwner(client, guildId, member) ? ~0n : bitsIn(client, guildId, channelId, member),
    grantedOnServer(guildId, member) {
      if (isOwner(client, guildId, member)) return ~0n;
      const guild = client.guilds.cache.get(guildId);
      return guild && guild.roles.cache.size > 0 ? bitsWith(guild, member, []) : null;
    },
    grantedToEveryone: (guildId, channelId) => bitsIn(client, guildId, channelId, { person: '', roles: [] }),
  };
}

function isOwner(client: Client, guildId: string, { person }: Pick<Member, 'person'>): boolean {
  return client.guilds.cache.get(guildId)?.ownerId === person;
}

function bitsIn(client: Client, guildId: string, channelId: string, member: Member): bigint | null {
  const guild = client.guilds.cache.get(guildId);
  const channel = guild?.channels.cache.get(channelId);
  if (!guild || !channel || channel.isThread() || guild.roles.cache.size === 0) return null;
  const overwrites = channel.permissionOverwrites.cache.map(({ id, allow, deny }) => ({
    id,
    allow: String(allow.bitfield),
    deny: String(deny.bitfield),
  }));
  return bitsWith(guild, member, overwrites);
}

function bitsWith(guild: Guild, { person, roles }: Member, overwrites: readonly unknown[]): bigint {
  return grantedBits({
    guildId: guild.id,
    userId: person,
    member: { roles },
    roles: guild.roles.cache.map(({ id, permissions }) => ({ id, permissions: String(permissions.bitfield) })),
    overwrites,
  });
}

/** Whether these bits let somebody see a channel. */
export function maySee(bits: bigint | null): boolean {
  return bits !== null && (bits & (PermissionFlagsBits.ViewChannel | PermissionFlagsBits.Administrator)) !== 0n;
}

/** Rights that no channel can give. */
const MANAGING_THE_SERVER = PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator;
const MANAGING = MANAGING_THE_SERVER | PermissionFlagsBits.ManageChannels;

/** Whether these bits make somebody a manager of Newsdesk. */
export function mayManage(bits: bigint | null): boolean {
  return bits !== null && (bits & MANAGING) !== 0n;
}

/** Whether these bits make somebody a manager of everything on the server, whatever its channels say. */
export function mayManageServer(bits: bigint | null): boolean {
  return bits !== null && (bits & MANAGING_THE_SERVER) !== 0n;
}
