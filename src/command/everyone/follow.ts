/** `/news follow` and `/news unfollow`: a person's own subscription, in their direct messages. */
import { scheduleInWords } from '../../digest/recurrence.ts';
import { nextOccurrence } from '../../digest/schedule.ts';
import { type Channel, channelName, type Schedule, WEEKDAYS } from '../../digest/subscription.ts';
import { moment } from '../../digest/times.ts';
import { ALL_TOPICS } from '../../digest/topic.ts';
import type { KeptSubscription } from '../../ports/conversation.ts';
import { commandNamed } from '../catalogue.ts';
import { missingWords } from '../check.ts';
import type { Caller, Command, Reply } from '../command.ts';
import { subscriptionsOf, topicsKnownTo } from '../known.ts';
import { sentence, toCaller } from '../reply.ts';
import type { Call, Room } from '../room.ts';
import { askWhich, button, choice } from './choose.ts';
import { actorsLately, followedBy, followsOf, mayLeave } from './followed.ts';
import { folded, matching } from './likeness.ts';
import { sightOf } from './sight.ts';

const DEFAULT_HOUR = '08:00';
/** No name is longer. UTF-16 code units. */
const NAME_LENGTH = 100;
/** So that all of it fits a menu, and a message can be read. */
const MOST_FOLLOWED = 25;

// ---- follow ------------------------------------------------------------------------------------------------------------

export async function follow(call: Call, room: Room): Promise<Reply> {
  const { caller } = call.invocation;
  const { what } = call.args;
  if (what === undefined) return missing('news follow');
  const direct = await room.direct(caller.platform, caller.person);
  if (!direct) return sentence('Newsdesk can’t write to you directly here, so there is nothing to follow by.');
  const wanted = await wantedBy(what, direct, call, room);
  if ('no' in wanted) return sentence(wanted.no);
  const known = (await followsOf(caller, room)).find(({ channel }) => channelName(channel) === channelName(direct));
  if (known && holds(known, wanted)) return followReply(`You follow ${wanted.name} already.`, known.schedule, room);
  if (known && known.topics.length + known.actors.length >= MOST_FOLLOWED) {
    return sentence(`You follow ${MOST_FOLLOWED} already, the most there can be: /news unfollow one first.`);
  }
  const kept = withWanted(known ?? (await ownSubscription(direct, caller, room)), wanted);
  await room.archive.keepSubscription(kept);
  room.hint('publish');
  return followReply(`You follow ${wanted.name} now.${wanted.note}`, kept.schedule, room);
}

function followReply(say: string, schedule: Schedule, { clock }: Room): Reply {
  const first = moment(nextOccurrence(schedule, clock.now()), schedule.zone);
  const when = `What is new comes as a direct message ${scheduleInWords(schedule)}, next ${first}; on a day without news nothing comes.`;
  return toCaller({ say: `${say} ${when}`, controls: button('What I follow', 'news list') });
}

interface Wanted {
  readonly kind: 'topic' | 'actor';
  readonly name: string;
  /** What one should know of it, with a space before it; empty for nothing. */
  readonly note: string;
}

/** A topic that the caller may know, or else the name of an actor, who need not have been in the news yet. */
async function wantedBy(
  what: string,
  direct: Channel,
  call: Call,
  room: Room,
): Promise<Wanted | { readonly no: string }> {
  const { caller } = call.invocation;
  const same = (name: string) => folded(name) === folded(what);
  if (same(ALL_TOPICS)) return { no: 'Choose a topic or an actor to follow; /news topics lists the topics.' };
  const topic = (await topicsKnownTo(caller, room)).find((known) => same(known.topic.name));
  if (topic) {
    const { name } = topic.topic;
    if (!mayLeave(topic, direct)) return { no: `“${name}” belongs to this channel and can’t be followed outside it.` };
    return { kind: 'topic', name, note: '' };
  }
  if (what.length > NAME_LENGTH || folded(what) === '')
    return { no: 'That is no name: a topic, or an actor’s name, can be followed.' };
  const actors = await actorsLately(await sightOf(caller, room), room);
  const lately = actors.find(same);
  const note = lately ? '' : ' Nobody of that name acted in the latest stories, so it may take a while.';
  return { kind: 'actor', name: lately ?? what, note };
}

function holds({ topics, actors }: KeptSubscription, { kind, name }: Wanted): boolean {
  return (kind === 'topic' ? topics : actors).some((known) => folded(known) === folded(name));
}

function withWanted(subscription: KeptSubscription, { kind, name }: Wanted): KeptSubscription {
  const { topics, actors } = subscription;
  return kind === 'topic'
    ? { ...subscription, topics: [...topics, name] }
    : { ...subscription, actors: [...actors, name] };
}

/** Following nothing yet: every day at the hour of the channel it was asked in, by the caller's own clock. */
async function ownSubscription(direct: Channel, caller: Caller, room: Room): Promise<KeptSubscription> {
  const [here] = await subscriptionsOf(caller.channel, room);
  const schedule = here?.subscription.schedule;
  const at = schedule?.at ?? DEFAULT_HOUR;
  return {
    id: `${channelName(direct)}@${at}`,
    channel: direct,
    topics: [],
    actors: [],
    schedule: { at, zone: caller.zone ?? schedule?.zone ?? room.zone, days: WEEKDAYS },
    quiet: 'silent',
    workspace: caller.workspace,
    place: 'direct',
    follower: caller.person,
    made: { person: caller.person, at: room.clock.now() },
  };
}

// ---- unfollow ----------------------------------------------------------------------------------------------------------

export async function unfollow(call: Call, room: Room): Promise<Reply> {
  const { caller } = call.invocation;
  const { what } = call.args;
  const followed = await followedBy(caller, await sightOf(caller, room), room);
  if (followed.length === 0) return sentence('You follow nothing. /news follow begins with a topic or an actor.');
  if (what === undefined) return missing('news unfollow');
  const exact = followed.filter((name) => folded(name) === folded(what));
  const near = exact.length > 0 ? exact : matching(what, followed, (name) => [name]);
  const [name] = near;
  if (name === undefined || near.length > 1) {
    const offered = near.length > 1 ? near : followed;
    const say = near.length > 1 ? `Which “${what}”?` : `You don’t follow “${what}”. You follow these:`;
    const choices = offered.flatMap((one) => choice(one, one));
    return askWhich(say, { fills: 'what', label: 'Choose one', choices }, call, room);
  }
  await drop(name, caller, room);
  const left = followed.filter((one) => one !== name);
  const rest =
    left.length === 0
      ? 'You follow nothing any more, and no direct message will come.'
      : `You still follow ${left.join(', ')}.`;
  return sentence(`You don’t follow ${name} any more. ${rest}`);
}

/** A subscription of which nothing is left goes. */
async function drop(name: string, caller: Caller, room: Room): Promise<void> {
  const others = (names: readonly string[]) => names.filter((one) => folded(one) !== folded(name));
  for (const subscription of await followsOf(caller, room)) {
    const left = { ...subscription, topics: others(subscription.topics), actors: others(subscription.actors) };
    if (left.topics.length + left.actors.length === 0) await room.archive.dropSubscription(subscription.id);
    else await room.archive.keepSubscription(left);
  }
}

function missing(name: string): Reply {
  const command = commandNamed(name) as Command;
  return sentence(missingWords(command, command.options));
}
