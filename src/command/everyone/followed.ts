/** What a person follows, and what there is to follow. */
import { type Channel, channelName } from '../../digest/subscription.ts';
import { isOpenTo } from '../../digest/visible.ts';
import type { KeptSubscription } from '../../ports/conversation.ts';
import type { Caller } from '../command.ts';
import type { KnownTopic } from '../known.ts';
import type { Room } from '../room.ts';
import { folded } from './likeness.ts';
import type { Sight } from './sight.ts';

/** The subscriptions of a person's own; one, unless it was made in several workspaces. */
export async function followsOf({ platform, person }: Caller, { archive }: Room): Promise<KeptSubscription[]> {
  const kept = await archive.keptSubscriptions();
  return kept.filter(({ follower, channel }) => follower === person && channel.platform === platform);
}

/** Names of the topics and actors that a person follows, as far as they may be named here. */
export async function followedBy(caller: Caller, sight: Sight, room: Room): Promise<string[]> {
  const follows = await followsOf(caller, room);
  const topics = follows.flatMap((subscription) => subscription.topics);
  const actors = follows.flatMap((subscription) => subscription.actors);
  return [...new Set([...topics.filter((name) => !sight.hiddenTopics.includes(name)), ...actors])];
}

/** Why a person’s direct messages were given up, which they can mend; null where they get through. */
export async function closedDirect(direct: Channel, { archive }: Pick<Room, 'archive'>): Promise<string | null> {
  const closed = await archive.pausedChannels();
  const found = closed.find(({ channel }) => channelName(channel) === channelName(direct));
  return found ? found.reason.replace(/\.$/, '') : null;
}

/** A topic that is kept to some channels stays there: it can't be followed out of them by direct message. */
export function mayLeave({ topic, kept }: KnownTopic, direct: Parameters<typeof channelName>[0]): boolean {
  const ofThisChannelOnly = kept?.channel ?? null;
  return (
    isOpenTo(direct, topic) && (ofThisChannelOnly === null || channelName(ofThisChannelOnly) === channelName(direct))
  );
}

/** How many stories are looked through for who acts in them: completing has to be quick. */
const STORIES_LOOKED_THROUGH = 40;

/** Who acts in the latest stories, the most frequent first. */
export async function actorsLately(
  { hiddenTopics }: Pick<Sight, 'hiddenTopics'>,
  { archive }: Room,
): Promise<string[]> {
  const counts = new Map<string, { name: string; count: number }>();
  for (const { articles } of await archive.stories({ hiddenTopics, limit: STORIES_LOOKED_THROUGH })) {
    const original = articles.find(({ duplicateOf }) => duplicateOf === null);
    const summary = original ? await archive.summary(original.id) : null;
    for (const name of new Set((summary?.actors ?? []).map((actor) => actor.name))) {
      const known = counts.get(folded(name));
      counts.set(folded(name), { name: known?.name ?? name, count: (known?.count ?? 0) + 1 });
    }
  }
  return [...counts.values()].sort((one, other) => other.count - one.count).map(({ name }) => name);
}

/** Who published the latest stories. */
export async function sourcesLately(
  { hiddenTopics }: Pick<Sight, 'hiddenTopics'>,
  { archive }: Room,
): Promise<string[]> {
  const sources = new Map<string, string>();
  for (const { articles } of await archive.stories({ hiddenTopics, limit: STORIES_LOOKED_THROUGH })) {
    for (const { id } of articles) {
      const source = (await archive.article(id))?.source ?? null;
      if (source !== null) sources.set(folded(source), sources.get(folded(source)) ?? source);
    }
  }
  return [...sources.values()];
}
