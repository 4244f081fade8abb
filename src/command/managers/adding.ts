/** Adding topics to a channel's subscription, or making one for them, and saying so. */
import { comingInWords } from '../../digest/recurrence.ts';
import { ALL_TOPICS } from '../../digest/topic.ts';
import type { KeptSubscription } from '../../ports/conversation.ts';
import type { Caller, Reply } from '../command.ts';
import { button } from '../everyone/choose.ts';
import { sentence, toCaller } from '../reply.ts';
import type { Call, Room } from '../room.ts';
import { auditSubject } from './audit-subject.ts';
import { inTurn } from './in-turn.ts';
import { freeId, type Placement, placed } from './placement.ts';
import { announce, reopen, type Target, targetOf, topicsInWords, type Wrong, whenNext } from './target.ts';
import { beginLookback, scheduling } from './timing.ts';

type Added = {
  readonly target: Target;
  /** Why some of the topics come anyway. */
  readonly known: readonly string[];
  /** Null when all of them do. */
  readonly subscription: KeptSubscription | null;
};

/** Adds topics that are known where the call says. What comes to the channel already is left as it is, and said. */
export async function add(names: readonly string[], call: Call, room: Room): Promise<Reply> {
  const added = await inTurn(room.archive, () => keptWith(names, call, room));
  if ('wrong' in added) return sentence(added.wrong);
  const { target, known, subscription } = added;
  if (!subscription) return sentence(known.join(' '));
  const wanted = names.filter((name) => subscription.topics.includes(name)).join(', ');
  await call.audit(auditSubject(`${wanted} → ${subscription.id}`, call.invocation.caller, target));
  return said(subscription, known, target, call, room);
}

/** Looks at what the channel has, and keeps what it gets. */
async function keptWith(names: readonly string[], call: Call, room: Room): Promise<Added | Wrong> {
  const { caller } = call.invocation;
  const target = await targetOf(call, room);
  if ('wrong' in target) return target;
  const placement = placed(call, target, caller, room);
  if ('wrong' in placement) return placement;
  const there = already(names, placement, target);
  const wanted = names.filter((name) => !there.some((one) => one.name === name));
  const known = there.map(({ reason }) => reason);
  const isAsked = placement.kind === 'existing' && placement.lookback !== null;
  const subscription = wanted.length === 0 && !isAsked ? null : await keep(wanted, placement, target, call, room);
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

async function said(
  subscription: KeptSubscription,
  known: readonly string[],
  target: Target,
  call: Call,
  room: Room,
): Promise<Reply> {
  const change = `${target.called} now gets a digest on ${topicsInWords(subscription)} ${comingInWords(subscription)}.`;
  const next = await whenNext(subscription, target, room);
  const { caller } = call.invocation;
  const trouble = await announce(`This channel${change.slice(target.called.length)} ${next}`, target, caller, room);
  if (trouble === '') await reopen(target, room);
  room.hint('publish');
  return toCaller({
    say: [change, next, ...known, trouble].filter((part) => part !== '').join(' '),
    controls: button('Change time', 'news-admin schedule', scheduling(subscription, target)),
  });
}
