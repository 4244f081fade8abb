/** Taking topics away from a channel. What was posted stays; what is yet to be sent is sent. */
import { daysInWords, sameDays, scheduleInWords, writeWeekly } from '../../digest/recurrence.ts';
import { channelName, WEEKDAYS } from '../../digest/subscription.ts';
import { ALL_TOPICS } from '../../digest/topic.ts';
import type { Control } from '../../message/control.ts';
import type { KeptSubscription } from '../../ports/conversation.ts';
import { button } from '../everyone/choose.ts';
import { folded } from '../everyone/likeness.ts';
import { subscriptionsOf } from '../known.ts';
import { echoed, sentence, toCaller } from '../reply.ts';
import type { Audit, Call, Handler, Room } from '../room.ts';
import { auditSubject } from './audit-subject.ts';
import { slugOf } from './new-topic.ts';
import {
  ASK_THE_OPERATOR,
  announce,
  given,
  listed,
  type MadeSubscription,
  madeInChat,
  type Target,
  targetOf,
  topicsInWords,
  type Wrong,
} from './target.ts';

export const unsubscribe: Handler = async (call, room) => {
  const { caller } = call.invocation;
  const taken = await call.change(room, (within, audit) => takeAway(call, within, audit));
  if ('wrong' in taken) return sentence(taken.wrong);
  const { target, name, losing } = taken;
  const change = `no longer gets a digest on ${name ?? allOf(losing)}.`;
  const left = await whatIsLeft(target, room);
  const trouble = await announce(`This channel ${change} ${left}`, target, caller, room);
  const controls = wayBack(taken);
  const back = controls.length === 0 ? '/news-admin subscribe brings a topic back.' : '';
  const said = [`${target.called} ${change}`, left, back, trouble];
  return toCaller({ say: said.filter((part) => part !== '').join(' '), controls });
};

/** One button brings topics back to one digest, at its hour; what else was lost has to be said anew. */
function wayBack({ target, name, losing: [lost, ...others] }: Taken): Control[] {
  if (!lost || others.length > 0 || lost.kept.actors.length > 0) return [];
  const { schedule, lookback = null } = lost.kept;
  const { at, zone, days } = schedule;
  return button('Subscribe again', 'news-admin subscribe', {
    topic: name ?? lost.kept.topics.join(','),
    time: at,
    zone,
    ...(sameDays(days, WEEKDAYS) ? {} : { days: daysInWords(days) }),
    ...(lookback === null ? {} : { lookback: writeWeekly(lookback) }),
    ...(target.here ? {} : { channel: channelName(target.channel) }),
  });
}

interface Taken {
  readonly target: Target;
  /** Null for everything. */
  readonly name: string | null;
  readonly losing: readonly MadeSubscription[];
}

async function takeAway(call: Call, room: Room, audit: Audit): Promise<Taken | Wrong> {
  const target = await targetOf(call, room);
  if ('wrong' in target) return target;
  const words = given(call, 'topic') ?? '';
  const name = isEverything(words) ? null : nameIn(target, words);
  const losing = madeInChat(target).filter(({ kept }) => name === null || has(kept, name));
  if (losing.length === 0) return { wrong: nothingToTake(words, name, target) };
  for (const { kept } of losing) await take(name, kept, room);
  const ids = losing.map(({ kept }) => kept.id).join(', ');
  await audit(auditSubject(`${name ?? 'everything'} ← ${ids}`, call.invocation.caller, target));
  return { target, name, losing };
}

function allOf(losing: readonly MadeSubscription[]): string {
  const names = losing.flatMap(({ kept: { topics, actors } }) => [...topics, ...actors]);
  return topicsInWords({ topics: [...new Set(names)], actors: [] });
}

const isEverything = (words: string) => /^(?:everything|all)$/i.test(words);

/** The name of a topic or an actor as some subscription of the channel has it. */
function nameIn({ subscriptions }: Target, words: string): string {
  const names = subscriptions.flatMap(({ subscription: { topics, actors } }) => [...topics, ...actors]);
  return names.find((name) => folded(name) === folded(words)) ?? names.find((name) => name === slugOf(words)) ?? words;
}

const has = ({ topics, actors }: KeptSubscription, name: string) => topics.includes(name) || actors.includes(name);

async function take(name: string | null, subscription: KeptSubscription, { archive }: Room): Promise<void> {
  const [topics, actors] = [subscription.topics, subscription.actors].map((names) =>
    names.filter((one) => name !== null && one !== name),
  ) as [string[], string[]];
  if (topics.length + actors.length > 0) await archive.keepSubscription({ ...subscription, topics, actors });
  else await dropSubscription(subscription.id, { archive });
}

/** It is not paused any more either, should somebody make it again. */
export async function dropSubscription(id: string, { archive }: Pick<Room, 'archive'>): Promise<void> {
  await archive.dropSubscription(id);
  await archive.resumeSubscription(id);
}

function nothingToTake(words: string, name: string | null, target: Target): string {
  const { called, subscriptions } = target;
  if (subscriptions.length === 0) return `${called} gets no digest, so there is nothing to take away.`;
  const made: readonly MadeSubscription[] = madeInChat(target);
  if (
    made.length === 0 ||
    subscriptions.some(({ subscription: { topics } }) => name !== null && topics.includes(name))
  ) {
    return `${called} gets ${name ?? 'its digest'} by the operator’s list. ${ASK_THE_OPERATOR} /news-admin pause stops it for now.`;
  }
  if (made.some(({ kept }) => kept.topics.includes(ALL_TOPICS))) {
    return `${called} gets everything, and nothing can be taken out of that. Unsubscribe everything, then subscribe the topics you want.`;
  }
  return `${called} gets no digest on ${echoed(words)}; it gets one on ${listed([...new Set(made.map(({ kept }) => topicsInWords(kept)))])}.`;
}

async function whatIsLeft({ channel }: Target, room: Room): Promise<string> {
  const left = await subscriptionsOf(channel, room);
  if (left.length === 0) return 'It gets no digest now.';
  const each = left.map(
    ({ subscription }) => `${topicsInWords(subscription)} ${scheduleInWords(subscription.schedule)}`,
  );
  return `It still gets ${listed(each)}.`;
}
