/** The channel that a manager's command is about, what it is subscribed to, and how it is told of a change. */
import { dueWindow, nextOccurrence } from '../../digest/schedule.ts';
import { type Channel, channelName, PLATFORMS, type Subscription } from '../../digest/subscription.ts';
import { moment } from '../../digest/times.ts';
import { ALL_TOPICS } from '../../digest/topic.ts';
import type { KeptSubscription } from '../../ports/conversation.ts';
import type { Caller } from '../command.ts';
import { PLATFORM_NAMES } from '../everyone/place.ts';
import { allSubscriptions, type KnownSubscription } from '../known.ts';
import { echoed, message } from '../reply.ts';
import type { Call, Room } from '../room.ts';

/** What stands in the way of a command, as a sentence for the one who gave it. */
export interface Wrong {
  readonly wrong: string;
  /** What was said can't be read; said otherwise, it can. */
  readonly isMistaken?: true;
}

export interface Target {
  readonly channel: Channel;
  /** Whether it is the channel in which the command was given. */
  readonly here: boolean;
  /** `This channel`, `This conversation` or `That channel`: channels go by ids, which nobody reads. */
  readonly called: string;
  readonly subscriptions: readonly KnownSubscription[];
}

/** A subscription that was made in chat, and so can be changed there. */
export interface MadeSubscription extends KnownSubscription {
  readonly kept: KeptSubscription;
}

/** What an option was given; empty counts as left out, since forms send what nobody filled in. */
export function given({ args }: Pick<Call, 'args'>, option: string): string | null {
  const value = args[option]?.trim() ?? '';
  return value === '' ? null : value;
}

/**
 * The `channel` of the arguments, or the caller's. That the caller can see another channel was checked by the platform's
 * adapter; that it is no other workspace's is checked here, as far as the archive can tell.
 */
export async function targetOf(call: Call, room: Room): Promise<Target | Wrong> {
  const { caller } = call.invocation;
  const name = given(call, 'channel');
  const channel = name === null ? caller.channel : readChannel(name);
  if (channel === null)
    return { wrong: `${echoed(name ?? '')} is no channel: choose one from the list, or leave it out for this one.` };
  if (channel.platform !== caller.platform) {
    return {
      wrong: `That channel is on ${PLATFORM_NAMES[channel.platform]}. Give the command there, or name a channel of this place.`,
    };
  }
  const all = await allSubscriptions(room);
  const subscriptions = all.filter(({ subscription }) => channelName(subscription.channel) === channelName(channel));
  if (subscriptions.some(({ kept }) => kept !== null && kept.workspace !== caller.workspace)) {
    return { wrong: 'That channel belongs to another workspace. Give the command there.' };
  }
  const here = channelName(channel) === channelName(caller.channel);
  const called = caller.place === 'direct' ? 'This conversation' : 'This channel';
  return { channel, here, called: here ? called : 'That channel', subscriptions };
}

function readChannel(name: string): Channel | null {
  const [platform, id = ''] = name.split(/:(.*)/s, 2);
  const known = PLATFORMS.find((one) => one === platform);
  return known && /^[\w-]{1,30}$/.test(id) ? { platform: known, id } : null;
}

export function madeInChat({ subscriptions }: Pick<Target, 'subscriptions'>): MadeSubscription[] {
  return subscriptions.filter((one): one is MadeSubscription => one.kept !== null);
}

/** The same caller as if standing in the target channel: what is known there is what can be brought there. */
export function callerAt({ channel }: Target, caller: Caller): Caller {
  return { ...caller, channel };
}

// ---- what follows --------------------------------------------------------------------------------------------------

/**
 * Posts the change in the channel. Resolves to what the caller must know when that failed, else to an empty string.
 * Between a person and Newsdesk, and in the terminal, the reply is announcement enough.
 */
export async function announce(words: string, target: Target, caller: Caller, room: Room): Promise<string> {
  if (target.here && (caller.place === 'direct' || caller.platform === 'console')) return '';
  const isSaid = await room.say({ channel: target.channel, thread: null }, message({ say: words }));
  if (isSaid === true) return '';
  const where = target.called.toLowerCase();
  if (isSaid === 'unclear') return `I can’t tell whether it was announced in ${where}: no answer came to that.`;
  return `But I can’t post in ${where}, so nothing was announced there: ${HOW_TO_INVITE[target.channel.platform]}`;
}

const HOW_TO_INVITE = {
  slack: 'invite me with /invite @Newsdesk in it.',
  discord: 'let me view it and send messages there (channel settings, Permissions).',
  console: 'no terminal is open.',
} as const;

/** A channel that was given up, because nothing could be posted there, gets its digests again once something can. True if so. */
export async function reopen({ channel }: Pick<Target, 'channel'>, { archive, hint }: Room): Promise<boolean> {
  const closed = await archive.pausedChannels();
  if (!closed.some((one) => channelName(one.channel) === channelName(channel))) return false;
  await archive.reopenChannel(channel);
  hint('deliver');
  return true;
}

/** When its next digest comes, in a sentence, or why none does. In its own zone, which is named beside it. */
export async function whenNext(subscription: Subscription, target: Target, room: Room): Promise<string> {
  const paused = target.subscriptions.some((one) => one.paused !== null && one.subscription.id === subscription.id);
  if (paused) return 'It is paused: /news-admin resume sets it going again.';
  const last = await room.archive.lastWindow(subscription.id);
  const { channel, schedule } = subscription;
  const at = (instant: Date) => `on ${moment(instant, schedule.zone)}`;
  if (last === null && channel.platform === 'console') return 'The first one comes as soon as there is something.';
  if (last === null) return `The first one comes ${at(nextOccurrence(schedule, room.clock.now()))}.`;
  const due = dueWindow(schedule, last, room.clock.now());
  return `The next one comes ${due.due ? 'at once, since its hour has passed' : at(due.next)}.`;
}

/** `trade and korea`, `everything`, with the actors that are followed. */
export function topicsInWords({ topics, actors }: Pick<Subscription, 'topics' | 'actors'>): string {
  return topics.includes(ALL_TOPICS) ? 'everything' : listed([...topics, ...actors]);
}

/** What only the operator changes, and how. */
export const ASK_THE_OPERATOR = 'It stands in subscriptions.yaml, which only the person who runs Newsdesk can change.';

/** `trade, korea and energy`. */
export function listed(words: readonly string[], and = 'and'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${and} ${words.at(-1)}`;
}
