/** When a channel's digest comes, and what happens on a quiet day. */
import { comingInWords, scheduleInWords } from '../../digest/recurrence.ts';
import type { Subscription } from '../../digest/subscription.ts';
import type { KeptSubscription } from '../../ports/conversation.ts';
import { refusedAgain } from '../again.ts';
import { sentence } from '../reply.ts';
import type { Audit, Call, Handler, Room } from '../room.ts';
import { auditSubject } from './audit-subject.ts';
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
  whenNext,
} from './target.ts';
import { beginLookback, lookbackOf, readTiming, type Timing } from './timing.ts';

export const schedule: Handler = async (call, room) => {
  const { caller } = call.invocation;
  const done = await call.change(room, (within, audit) => change(call, within, audit));
  if ('wrong' in done) return done.isMistaken ? refusedAgain(done.wrong, call, room) : sentence(done.wrong);
  const { target, changed } = done;
  const next = await whenNext(changed, target, room);
  const words = `The digest on ${topicsInWords(changed)} now comes ${inWords(changed)}. ${next}`;
  const trouble = await announce(words, target, caller, room);
  room.hint('publish');
  return sentence(trouble === '' ? words : `${words} ${trouble}`);
};

/** Changes one subscription that was made in chat. It keeps its id, so that its windows go on where they were. */
async function change(
  call: Call,
  room: Room,
  audit: Audit,
): Promise<{ target: Target; changed: KeptSubscription } | Wrong> {
  const target = await targetOf(call, room);
  if ('wrong' in target) return target;
  const timing = readTiming(call);
  if ('wrong' in timing) return { ...timing, isMistaken: true };
  const meant = subscriptionMeant(timing, call, target);
  if ('wrong' in meant) return meant;
  const changed = changedTo(timing, quietOf(call), meant.kept);
  if (isSame(changed, meant.kept)) return { wrong: `${target.called} gets it so already: ${inWords(changed)}.` };
  if (!meant.kept.lookback) await beginLookback(changed, room);
  await room.archive.keepSubscription(changed);
  await audit(auditSubject(changed.id, call.invocation.caller, target));
  return { target, changed };
}

/** The one that a button names; the only one; or of several the one that has that time, whose other settings change. */
function subscriptionMeant({ at }: Timing, call: Call, target: Target): MadeSubscription | Wrong {
  const made = madeInChat(target);
  const was = given(call, 'was');
  const timeOf = ({ kept }: MadeSubscription) => kept.schedule.at;
  const named = was === null ? made : made.filter((one) => timeOf(one).replace(':', '') === was);
  const [only] = named;
  const meant = named.length === 1 ? only : made.find((one) => timeOf(one) === at);
  if (!meant) return { wrong: made.length === 0 ? noneToChange(target) : oneOfSeveral(target, made.map(timeOf)) };
  if (made.some((one) => one !== meant && timeOf(one) === at)) {
    return {
      wrong: `${target.called} has another digest at ${at}. Subscribe its topics to that one, or choose another time.`,
    };
  }
  return meant;
}

function noneToChange({ called, subscriptions }: Target): string {
  const [first] = subscriptions;
  if (!first) return `${called} gets no digest yet: /news-admin subscribe brings one.`;
  const how = scheduleInWords(first.subscription.schedule);
  return `${called} gets its digest ${how} by the operator’s list. ${ASK_THE_OPERATOR}`;
}

function oneOfSeveral({ called }: Target, times: readonly string[]): string {
  return (
    `${called} has digests at ${listed(times)}. Give one of these times to change the zone, days or quiet days of that one. ` +
    'To move one to another hour, unsubscribe its topics and subscribe them with the new time.'
  );
}

function quietOf(call: Call): Subscription['quiet'] | null {
  const quiet = given(call, 'quiet');
  return quiet === 'say' || quiet === 'silent' ? quiet : null;
}

function changedTo(
  { at, zone, days, lookback }: Timing,
  quiet: Subscription['quiet'] | null,
  subscription: KeptSubscription,
): KeptSubscription {
  const before = subscription.schedule;
  return {
    ...subscription,
    schedule: { at: at ?? before.at, zone: zone ?? before.zone, days: days ?? before.days },
    quiet: quiet ?? subscription.quiet,
    ...lookbackOf(lookback),
  };
}

/** Everything that can be changed here is in these words. */
function inWords(subscription: Subscription): string {
  const { quiet } = subscription;
  return `${comingInWords(subscription)}; on a quiet day ${quiet === 'say' ? 'it says so in one line' : 'nothing is posted'}`;
}

function isSame(one: Subscription, other: Subscription): boolean {
  return inWords(one) === inWords(other);
}
