/** What is known where: a caller sees the topics and subscriptions of its own place, and no others. */
import { type Channel, channelName, type Subscription } from '../digest/subscription.ts';
import type { Topic } from '../digest/topic.ts';
import { hiddenFrom, isOpenTo } from '../digest/visible.ts';
import type { KeptSubscription, KeptTopic, Maker } from '../ports/conversation.ts';
import type { Caller } from './command.ts';
import type { Room } from './room.ts';

export interface KnownTopic {
  readonly topic: Topic;
  /** Null for a topic of the operator's file. */
  readonly kept: KeptTopic | null;
}

export interface KnownSubscription {
  readonly subscription: Subscription;
  /** Null for a subscription of the operator's file. */
  readonly kept: KeptSubscription | null;
  readonly paused: Maker | null;
}

type Rooms = Pick<Room, 'archive' | 'topics' | 'subscriptions'>;

/** The topics a caller may name: of the file, those open to its channel; of chat, those made in its workspace and place. */
export async function topicsKnownTo(caller: Pick<Caller, 'platform' | 'workspace' | 'channel'>, room: Rooms) {
  const ofFile = room.topics.filter((topic) => isOpenTo(caller.channel, topic));
  const kept = (await room.archive.keptTopics()).filter((topic) => isKnownIn(topic, caller));
  return [
    ...ofFile.map((topic): KnownTopic => ({ topic, kept: null })),
    ...kept.map((topic): KnownTopic => ({ topic, kept: topic })),
  ];
}

function isKnownIn(
  topic: KeptTopic,
  { platform, workspace, channel }: Pick<Caller, 'platform' | 'workspace' | 'channel'>,
) {
  const sameWorkspace = topic.platform === platform && topic.workspace === workspace;
  return sameWorkspace && (topic.channel === null || channelName(topic.channel) === channelName(channel));
}

/** A topic that is made where not everybody sees it, or by somebody who manages nothing else, is known there only. */
export function isKeptHere({ place, reach }: Pick<Caller, 'place' | 'reach'>): boolean {
  return place !== 'public' || reach === 'channel';
}

/** Names of the topics under which this channel may see nothing. */
export function topicsHiddenFrom(channel: Channel, { topics }: Pick<Room, 'topics'>): string[] {
  return hiddenFrom(channel, topics);
}

/** Every subscription there is, the paused ones among them. */
export async function allSubscriptions({ archive, subscriptions }: Rooms): Promise<KnownSubscription[]> {
  const kept = await archive.keptSubscriptions();
  const paused = new Map((await archive.pausedSubscriptions()).map(({ id, by }) => [id, by]));
  const known = (subscription: Subscription, made: KeptSubscription | null): KnownSubscription => ({
    subscription,
    kept: made,
    paused: paused.get(subscription.id) ?? null,
  });
  const ofFile = new Set(subscriptions.map(({ id }) => id));
  return [
    ...subscriptions.map((subscription) => known(subscription, null)),
    // What the operator writes into the file goes before what was made in chat under the same name.
    ...kept.filter(({ id }) => !ofFile.has(id)).map((subscription) => known(subscription, subscription)),
  ];
}

export async function subscriptionsOf(channel: Channel, room: Rooms): Promise<KnownSubscription[]> {
  const name = channelName(channel);
  return (await allSubscriptions(room)).filter(({ subscription }) => channelName(subscription.channel) === name);
}

/** What the scheduler goes by: every subscription that nobody paused. */
export async function subscriptionsInForce(room: Rooms): Promise<Subscription[]> {
  const all = await allSubscriptions(room);
  return all.filter(({ paused }) => paused === null).map(({ subscription }) => subscription);
}
