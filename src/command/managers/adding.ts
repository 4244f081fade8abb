/** Adding topics to a channel's subscription, or making one for them, and saying so. */
import { comingInWords, scheduleInWords } from '../../digest/recurrence.ts';
import { ALL_TOPICS } from '../../digest/topic.ts';
import type { KeptSubscription } from '../../ports/conversation.ts';
import type { Caller, Reply } from '../command.ts';
import { button } from '../everyone/choose.ts';
import { sentence, toCaller } from '../reply.ts';
import type { Audit, Call, Room } from '../room.ts';
import { auditSubject } from './audit-subject.ts';
import { freeId, type Placement, placed } from './placement.ts';
import { announce, listed, reopen, type Target, targetOf, topicsInWords, type Wrong, whenNext } from './target.ts';
import { beginLookback, scheduling } from './timing.ts';

export type Added = {
  readonly target: Target;
  /** Why some of the topics come anyway. */
  readonly known: readonly string[];
  /** Null when all of them do. */
  readonly subscription: KeptSubscription | null;
};

/** Adds topics that are known where the call says. What comes to the channel already is left as it is, and said. */
export async function add(names: readonly string[], call: Call, room: Room): Promise<Reply> {
  return saidOf(await call.change(room, (within, audit) => keptWith(names, call, within, audit)), call, room);
}

/** What is said of it, and the channel told. */
export async function saidOf(added: Added | Wrong, call: Call, room: Room): Promise<Reply> {
  if ('wrong' in added) return sentence(added.wrong);
  const { target, known, subscription } = added;
  return subscription ? said(subscription, known, target, call, room) : sentence(known.join(' '));
}

/** Looks at what the channel has, and keeps what it gets. Part of a change. */
export async function keptWith(names: readonly string[], call: Call, room: Room, audit: Audit): Promise<Added | Wrong> {
  const { caller } = call.invocation;
  const target = await targetOf(call, room);
  if ('wrong' in target) return target;
  const placement = placed(call, target, caller, room);
  if ('wrong' in placement) return placement;
  const there = already(names, placement, target);
  const wanted = names.filter((name) => !there.some((one) => one.name === name));
  const known = there.map(({ reason }) => reason);
  const isAsked = placement.kind === 'existing' && placement.lookback !== null;
  if (wanted.length === 0 && !isAsked) return { target, known, subscription: null };
  const subscription = await keep(wanted, placement, target, call, room);
  const got = names.filter((name) => subscription.topics.includes(name)).join(', ');
  await audit(auditSubject(`${got} → ${subscription.id}`, caller, target));
  return { target, known, subscription };
}

/** Which of the topics come to the channel anyway, and how, as a sentence each. */
function already(names: readonly string[], placement: Placement, { called, subscriptions }: Target) {
  const relevant = subscriptions.filter(
    ({ kept, subscription }) =>
      kept === null || (placement.kind === 'existing' && subscription.id === placement.subscription.subscription.id),
  );
  return names.flatMap((name) => {
    const has = relevant.find(({ subscription: { topics } }) => topics.includes(name) || topics.includes(ALL_TOPICS));
    if (!has) return [];
    const everything = has.subscription.topics.includes(ALL_TOPICS);
    const where = has.kept === null ? ', as subscriptions.yaml says' : '';
    const how = comingInWords(has.subscription);
    return [{ name, reason: `${called} gets ${everything ? 'everything' : name} already, ${how}${where}.` }];
  });
}

async function keep(
  names: readonly string[],
  placement: Placement,
  target: Target,
  { invocation: { caller } }: Call,
  room: Room,
): Promise<KeptSubscription> {
  const subscription =
    placement.kind === 'new' ? await newSubscription(placement, target, caller, room) : placement.subscription.kept;
  const topics = names.includes(ALL_TOPICS) ? [ALL_TOPICS] : [...subscription.topics, ...names];
  const { lookback } = placement;
  const kept = { ...subscription, topics, ...(lookback === null ? {} : { lookback }) };
  if (lookback !== null) await beginLookback(kept, room);
  await room.archive.keepSubscription(kept);
  return kept;
}

async function newSubscription(
  { schedule }: Placement & { kind: 'new' },
  target: Target,
  caller: Caller,
  room: Room,
): Promise<KeptSubscription> {
  return {
    id: await freeId(target, schedule, room),
    channel: target.channel,
    topics: [],
    actors: [],
    schedule,
    quiet: 'say',
    workspace: caller.workspace,
    // Of another channel nobody says who can see it.
    place: target.here ? caller.place : 'private',
    follower: target.here && caller.place === 'direct' ? caller.person : null,
    made: { person: caller.person, at: room.clock.now() },
  };
}

// ---- what is said ----------------------------------------------------------------------------------------------------

/** What comes to the channel beside a digest that is made for it now; empty where nothing does. */
export function besides({ subscriptions, here }: Pick<Target, 'subscriptions' | 'here'>): string {
  const others = subscriptions
    .filter(({ kept }) => (kept?.follower ?? null) === null)
    .map(({ kept, subscription }) => {
      const where = kept === null ? ', as subscriptions.yaml says' : '';
      return `${topicsInWords(subscription)} ${scheduleInWords(subscription.schedule)}${where}`;
    });
  if (others.length === 0) return '';
  return `That makes ${others.length + 1} digests ${here ? 'here' : 'there'}, since it also gets ${listed(others)}.`;
}

async function said(
  subscription: KeptSubscription,
  known: readonly string[],
  target: Target,
  call: Call,
  room: Room,
): Promise<Reply> {
  const change = `${target.called} now gets a digest on ${topicsInWords(subscription)} ${comingInWords(subscription)}.`;
  const next = await whenNext(subscription, target, room);
  const isNew = !target.subscriptions.some((one) => one.subscription.id === subscription.id);
  const others = isNew ? besides(target) : '';
  const beside = others === '' ? known : [others];
  const { caller } = call.invocation;
  const trouble = await announce(`This channel${change.slice(target.called.length)} ${next}`, target, caller, room);
  if (trouble === '') await reopen(target, room);
  room.hint('publish');
  return toCaller({
    say: [change, next, ...beside, trouble].filter((part) => part !== '').join(' '),
    controls: button('Change time', 'news-admin schedule', scheduling(subscription, target)),
  });
}
