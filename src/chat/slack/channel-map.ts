/** In which of several workspaces a channel is. */
import type { Channel } from '../../digest/subscription.ts';
import type { Installations } from '../../ports/installations.ts';
import { INSTALL_PATH } from './install.ts';
import type { Member, Members, Missing } from './members.ts';
import { whereaboutsOf } from './whereabouts.ts';

/** `unclear` may pass by itself; `nowhere` and `gone` won't. The reason is one sentence. */
export type Lost = Missing | { readonly kind: 'nowhere' | 'unclear'; readonly reason: string };

export interface ChannelMap {
  /** @param channel may be a person's id, for their direct messages */
  find(channel: Channel): Promise<Member | Lost>;
  /** Where it was found last; null when nobody looked yet. */
  last(channel: Channel): string | null;
}

/** So many are remembered; one more, and all are asked for again. */
const CHANNELS = 20_000;

/**
 * Where somebody subscribed it, or else the workspace, oldest first, that has it with the bot inside. It is always found in the
 * same one: what was posted by one workspace's bot is not known for our own by another's.
 */
export function createChannelMap(members: Members, installations: Installations): ChannelMap {
  const asked = new Map<string, string>();
  const last = new Map<string, string>();

  async function find(channel: Channel): Promise<Member | Lost> {
    const workspace = (await installations.workspaceOf(channel)) ?? asked.get(channel.id);
    if (workspace === undefined) return ask(channel);
    const member = await members.at(workspace);
    if (member.kind === 'gone') asked.delete(channel.id);
    return member;
  }

  async function ask({ id }: Channel): Promise<Member | Lost> {
    const all = await members.all();
    const there = all.filter((one): one is Member => one.kind === 'member');
    const found = await Promise.all(
      there.map(async (member) => ({ member, is: await whereaboutsOf(member.client, id, member.workspace) })),
    );
    const [best] = [...found.filter(({ is }) => is === 'inside'), ...found.filter(({ is }) => is === 'visible')];
    if (best) {
      if (asked.size >= CHANNELS) asked.clear();
      asked.set(id, best.member.workspace);
      return best.member;
    }
    const unreadable = all.find((one): one is Missing => one.kind === 'unreadable');
    if (unreadable) return unreadable;
    const unclear = found.filter(({ is }) => is === 'unclear').map(({ member }) => member);
    if (unclear.length > 0) {
      return { kind: 'unclear', reason: `Slack does not say just now whether the channel is in ${namesOf(unclear)}.` };
    }
    return { kind: 'nowhere', reason: there.length === 0 ? NOBODY : nowhere(there) };
  }

  return {
    async find(channel) {
      const member = await find(channel);
      if (last.size >= CHANNELS) last.clear();
      if (member.kind === 'member') last.set(channel.id, member.workspace);
      return member;
    },
    last: ({ id }) => last.get(id) ?? null,
  };
}

export const NOBODY = `No Slack workspace has installed Newsdesk yet: open ${INSTALL_PATH} at its address.`;

function nowhere(members: readonly Member[]): string {
  return `None of the workspaces that installed Newsdesk (${namesOf(members)}) shows the channel: check its id, and if it is private, invite the bot with /invite @Newsdesk.`;
}

function namesOf(members: readonly Member[]): string {
  const names = members.slice(0, 5).map(({ name }) => name);
  const more = members.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}
