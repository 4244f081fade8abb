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
import { freeId } from '../managers/placement.ts';
import { reopen } from '../managers/target.ts';
import { echoed, sentence, toCaller } from '../reply.ts';
import type { Audit, Call, Room } from '../room.ts';
import { askWhich, button, choice, MOST_CHOICES } from './choose.ts';
import { actorsLately, closedDirect, followedBy, followsOf, mayLeave } from './followed.ts';
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
  if ('near' in wanted) return whichIsMeant(what, wanted.near, call, room);
  const followed = await call.change(room, (within, audit) => keepWanted(wanted, direct, caller, within, audit));
  if (followed === null)
    return sentence(`You follow ${MOST_FOLLOWED} already, the most there can be: /news unfollow one first.`);
  const { kept, isNew } = followed;
  if (!isNew) return followReply(`You follow ${wanted.name} already.`, kept.schedule, room);
  const again = await triedAgain(direct, room);
  room.hint('publish');
  return followReply(`You follow ${wanted.name} now.${wanted.note}${again}`, kept.schedule, room);
}

/** Their subscription with what is wanted, and whether that is new in it; null where there is too much in it already. */
async function keepWanted(
  wanted: Wanted,
  direct: Channel,
  caller: Caller,
  room: Room,
  audit: Audit,
): Promise<{ kept: KeptSubscription; isNew: boolean } | null> {
  const known = (await followsOf(caller, room)).find(({ channel }) => channelName(channel) === channelName(direct));
  if (known && holds(known, wanted)) return { kept: known, isNew: false };
  if (known && known.topics.length + known.actors.length >= MOST_FOLLOWED) return null;
  const kept = withWanted(known ?? (await ownSubscription(direct, caller, room)), wanted);
  await room.archive.keepSubscription(kept);
  await audit(null);
  return { kept, isNew: true };
}

/** Whoever follows something wants its news: what did not get through before is tried anew. */
async function triedAgain(direct: Channel, room: Room): Promise<string> {
  const closed = await closedDirect(direct, room);
  if (closed === null) return '';
  await reopen({ channel: direct }, room);
  return ` My last message did not reach you (${closed}). Allow direct messages from me: the next is tried anew.`;
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

/** Somebody who insists on the very words puts them into quotation marks. */
const QUOTED = /^["“”„]([^"“”„]+)["“”]$/u;

/**
 * A topic that the caller may know, or else the name of an actor, who need not have been in the news yet. `near` are the names
 * that were meant more likely.
 */
async function wantedBy(
  what: string,
  direct: Channel,
  call: Call,
  room: Room,
): Promise<Wanted | { readonly no: string } | { readonly near: readonly string[] }> {
  const { caller } = call.invocation;
  const exactly = QUOTED.exec(what)?.[1]?.trim() ?? null;
  const words = exactly ?? what;
  const same = (name: string) => folded(name) === folded(words);
  if (same(ALL_TOPICS)) return { no: 'Choose a topic or an actor to follow; /news topics lists the topics.' };
  const topics = await topicsKnownTo(caller, room);
  const topic = topics.find((known) => same(known.topic.name));
  if (topic) {
    const { name } = topic.topic;
    if (!mayLeave(topic, direct)) return { no: `“${name}” belongs to this channel and can’t be followed outside it.` };
    return { kind: 'topic', name, note: '' };
  }
  if (words.length > NAME_LENGTH || folded(words) === '')
    return { no: 'That is no name: a topic, or an actor’s name, can be followed.' };
  const actors = await actorsLately(await sightOf(caller, room), room);
  const lately = actors.find(same);
  const leaving = topics.filter((known) => mayLeave(known, direct)).map((known) => known.topic.name);
  const near = matching(words, [...leaving, ...actors], (name) => [name]);
  if (!lately && exactly === null && near.length > 0) return { near };
  const note = lately ? '' : ' Nobody of that name acted in the latest stories, so it may take a while.';
  return { kind: 'actor', name: lately ?? words, note };
}

/** The names that come near, and the very words for who means those. */
function whichIsMeant(what: string, near: readonly string[], call: Call, room: Room): Promise<Reply> {
  const [only, ...others] = near;
  const question = others.length === 0 ? `Did you mean ${only}?` : 'Did you mean one of these?';
  const all = [...near.slice(0, MOST_CHOICES - 1).flatMap((name) => choice(name, name))];
  const choices = [...all, ...choice(`Follow “${what}” all the same`, `"${what.replaceAll('"', '')}"`)];
  const say = `Nothing goes by ${echoed(what)} here just now. ${question}`;
  return askWhich(say, { fills: 'what', label: 'Choose what to follow', choices }, call, room);
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
  const own = {
    at: schedule?.at ?? DEFAULT_HOUR,
    zone: caller.zone ?? schedule?.zone ?? room.zone,
    days: WEEKDAYS,
  };
  return {
    // Who has followed before is not sent all that came in since.
    id: await freeId({ channel: direct, subscriptions: await subscriptionsOf(direct, room) }, own, room),
    channel: direct,
    topics: [],
    actors: [],
    schedule: own,
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
    const say = near.length > 1 ? `Which ${echoed(what)}?` : `You don’t follow ${echoed(what)}. You follow these:`;
    const choices = offered.flatMap((one) => choice(one, one));
    return askWhich(say, { fills: 'what', label: 'Choose one', choices }, call, room);
  }
  await call.change(room, async (within, audit) => {
    await drop(name, caller, within);
    await audit(null);
  });
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
