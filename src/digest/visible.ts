import { type Channel, channelName } from './subscription.ts';
import type { Topic } from './topic.ts';

/** Names of the topics under which a channel may see nothing, because the operator keeps them to other channels. */
export function hiddenFrom(channel: Channel, topics: readonly Topic[]): string[] {
  return topics.filter((topic) => !isOpenTo(channel, topic)).map(({ name }) => name);
}

export function isOpenTo(channel: Channel, { channels }: Topic): boolean {
  return channels === undefined || channels.includes(channelName(channel));
}
