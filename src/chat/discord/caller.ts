/** Who asks, and from where: worked out anew for each call from what Discord says with it. */
import type { Args, Caller, Command } from '../../command/command.ts';
import { CHANNEL_TYPES, isThread } from './rights.ts';
import { type Member, mayManage, maySee, type Servers } from './servers.ts';

/** A place where something was said. */
export interface Spot {
  /** Null in a direct message. */
  readonly guildId: string | null;
  readonly channelId: string;
  /** Null when Discord does not say. */
  readonly type: number | null;
  readonly parentId: string | null;
}

/** Somebody in a place. */
export interface Asker {
  readonly person: string;
  readonly spot: Spot;
  /** Null in a direct message. */
  readonly roles: readonly string[] | null;
  /** What Discord says that the person may do there; null when it does not say. */
  readonly granted: bigint | null;
}

/** The thread that a spot is; null when it is none. */
export function threadAt({ type, channelId }: Spot): string | null {
  return type !== null && isThread(type) ? channelId : null;
}

export function callerOf(asker: Asker, servers: Servers, managers: readonly string[]): Caller {
  const { person, spot } = asker;
  const id = homeOf(spot);
  const granted = asker.granted ?? grantedIn(asker, id, servers);
  return {
    platform: 'discord',
    person,
    workspace: spot.guildId,
    channel: { platform: 'discord', id },
    place: placeOf(spot, id, servers),
    manager: managers.includes(person) || (spot.guildId !== null && mayManage(granted)),
    zone: null,
  };
}

/** A thread belongs to its channel. Only of threads is the parent a channel: of channels it is a category. */
function homeOf(spot: Spot): string {
  return threadAt(spot) === null ? spot.channelId : (spot.parentId ?? spot.channelId);
}

/** What can't be worked out is taken for private: better too quiet than too loud. */
function placeOf({ guildId, type }: Spot, channelId: string, servers: Servers): Caller['place'] {
  if (guildId === null) return 'direct';
  if (type === CHANNEL_TYPES.privateThread) return 'private';
  return maySee(servers.grantedToEveryone(guildId, channelId)) ? 'public' : 'private';
}

function grantedIn({ person, roles, spot }: Asker, channelId: string, servers: Servers): bigint | null {
  if (spot.guildId === null || roles === null) return null;
  return servers.granted(spot.guildId, channelId, { person, roles } satisfies Member);
}

// ---- channels that are named -----------------------------------------------------------------------------------------

/**
 * The first channel among the arguments that this person may not name: one of another server or platform, or one that
 * the person can't see. Null when there is none. `seen` says what Discord has told of channels picked with its picker.
 */
export function forbiddenChannel(
  command: Command | undefined,
  args: Args,
  asker: Asker,
  servers: Servers,
  seen: (channelId: string) => boolean,
): string | null {
  const names = command?.options.filter(({ type }) => type === 'channel').map(({ name }) => name) ?? [];
  for (const value of names.map((name) => args[name])) {
    const [, platform, id = ''] = /^(discord|slack|console):(.*)$/.exec(value ?? '') ?? [];
    if (platform === undefined) continue;
    if (platform !== 'discord' || !mayName(id, asker, servers, seen)) return value ?? null;
  }
  return null;
}

function mayName(id: string, asker: Asker, servers: Servers, seen: (channelId: string) => boolean): boolean {
  const { spot } = asker;
  if (id === spot.channelId || id === homeOf(spot) || seen(id)) return true;
  const channel = servers.channel(id);
  if (channel === null || channel.guildId !== spot.guildId || channel.type === CHANNEL_TYPES.privateThread)
    return false;
  const home = isThread(channel.type) ? (channel.parentId ?? id) : id;
  return maySee(grantedIn(asker, home, servers));
}
