/** Who asks, and from where: worked out anew for each call from what Discord says with it. */
import { checkArgs } from '../../command/check.ts';
import { type Args, type Caller, type Command, isForManagers } from '../../command/command.ts';
import { CHANNEL_TYPES, isThread } from './rights.ts';
import { type Member, mayManage, mayManageServer, maySee, type Servers } from './servers.ts';

/** A place where something was said. */
export interface Spot {
  /** Null in a direct message. */
  readonly guildId: string | null;
  readonly channelId: string;
  /** Null when Discord does not say. */
  readonly type: number | null;
  readonly parentId: string | null;
  /** A conversation of people's own, of which Newsdesk is no part. */
  readonly isOthers?: boolean;
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

/** What Discord does not say of a place with what happens there, as far as it has told of it before. */
export function located(asker: Asker, servers: Servers): Asker {
  const { spot } = asker;
  const known = spot.type === null ? servers.channel(spot.channelId) : null;
  return known === null ? asker : { ...asker, spot: { ...spot, type: known.type, parentId: known.parentId } };
}

/** The thread that a spot is; null when it is none. */
export function threadAt({ type, channelId }: Spot): string | null {
  return type !== null && isThread(type) ? channelId : null;
}

export function callerOf(asker: Asker, servers: Servers, managers: readonly string[]): Caller {
  const { person, spot } = asker;
  const id = homeOf(spot);
  const granted = asker.granted ?? grantedIn(asker, id, servers);
  const listed = managers.includes(person);
  const manager = listed || (spot.guildId !== null && (mayManage(granted) || servers.isOwner(spot.guildId, person)));
  return {
    platform: 'discord',
    person,
    workspace: spot.guildId,
    channel: { platform: 'discord', id },
    place: placeOf(spot, id, servers),
    manager,
    ...(manager && !listed && managesHereOnly(asker, granted, id, servers) && { reach: 'channel' }),
    zone: null,
  };
}

/** Manage Channels is given on the server or in one channel; then it holds in that channel. What can't be told is taken for that. */
function managesHereOnly({ person, roles, spot }: Asker, granted: bigint | null, channelId: string, servers: Servers) {
  if (spot.guildId === null || mayManageServer(granted)) return false;
  const member = { person, roles: roles ?? [] };
  if (mayManage(servers.grantedOnServer(spot.guildId, member))) return false;
  const here = servers.granted(spot.guildId, channelId, member);
  // Where the channel's own settings don't give it either, a role did that was changed a moment ago.
  return here === null || mayManage(here);
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

/** `unseen`: of another server or platform, or one that the person can't see. `unmanaged`: seen, and not theirs to manage. */
type Forbidden = 'unseen' | 'unmanaged';

/** A sentence for the person, after what they can do instead. */
export const NOT_YOURS: Readonly<Record<Forbidden, string>> = {
  unseen: 'You can name only channels of this server that you can see yourself.',
  unmanaged: 'You can do that only for channels in which you have Manage Channels, or with Manage Server.',
};

/**
 * Why the person may not name one of the channels among the arguments; null where they may. `picked` is what Discord has
 * told of the person's rights in channels picked with its picker.
 */
export function forbiddenChannel(
  command: Command | undefined,
  args: Args,
  asker: Asker,
  { servers, managers }: { readonly servers: Servers; readonly managers: readonly string[] },
  picked: (channelId: string) => bigint | null,
): Forbidden | null {
  if (command === undefined) return null;
  const caller = callerOf(asker, servers, managers);
  // Of somebody who manages nothing here, the desk says so.
  const mustManage = isForManagers(command) && caller.manager && !managers.includes(caller.person);
  // Read as the desk reads them, so that no spelling slips through.
  const checked = checkArgs(command, args);
  if (!checked.ok) return null;
  for (const { name } of command.options.filter(({ type }) => type === 'channel')) {
    const [, platform, id = ''] = /^(discord|slack|console):(.*)$/.exec(checked.args[name] ?? '') ?? [];
    if (platform === undefined || id === asker.spot.channelId || id === homeOf(asker.spot)) continue;
    const bits = platform === 'discord' ? (picked(id) ?? grantedThere(id, asker, servers)) : null;
    if (!maySee(bits)) return 'unseen';
    if (mustManage && !mayManage(bits) && !mayManageServer(asker.granted)) return 'unmanaged';
  }
  return null;
}

/** What the person may do in a channel of the same server; null for any other, and where it can't be worked out. */
function grantedThere(id: string, asker: Asker, servers: Servers): bigint | null {
  const channel = servers.channel(id);
  if (channel === null || channel.guildId !== asker.spot.guildId || channel.type === CHANNEL_TYPES.privateThread)
    return null;
  return grantedIn(asker, isThread(channel.type) ? (channel.parentId ?? id) : id, servers);
}
