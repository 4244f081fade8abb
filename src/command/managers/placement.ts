/** Into which of a channel's subscriptions something new goes: one that there is, or a new one at an hour of its own. */
import { comingInWords, daysInWords, lookbackInWords, sameDays, writeWeekly } from '../../digest/recurrence.ts';
import { latestOccurrence } from '../../digest/schedule.ts';
import { channelName, type Schedule, WEEKDAYS, type WeeklyTime } from '../../digest/subscription.ts';
import type { Caller } from '../command.ts';
import type { Call, Room } from '../room.ts';
import { listed, type MadeSubscription, madeInChat, type Target, type Wrong } from './target.ts';
import { readTiming, type Timing } from './timing.ts';

export type Placement =
  | { readonly kind: 'existing'; readonly subscription: MadeSubscription; readonly lookback: Lookback }
  | { readonly kind: 'new'; readonly schedule: Schedule; readonly lookback: Lookback };

/** The look back that is asked for, and there is not yet; null for none. */
type Lookback = WeeklyTime | null;

/** When a digest comes to a channel whose managers named no time. */
const USUAL_TIME = '08:00';

/** Where the call's time, zone and days put something new. */
export function placed(call: Pick<Call, 'args'>, target: Target, caller: Caller, room: Room): Placement | Wrong {
  const timing = readTiming(call);
  return 'wrong' in timing ? timing : placementFor(timing, target, caller, room);
}

/**
 * With a time, the subscription made in chat for that time; without one, the only one that was made in chat. Else a new
 * one, in the zone of what the channel has, of the caller, or of the installation.
 */
function placementFor(timing: Timing, target: Target, caller: Caller, room: Room): Placement | Wrong {
  const made = madeInChat(target);
  const there = timing.at === null ? made : made.filter(({ subscription }) => subscription.schedule.at === timing.at);
  if (there.length > 1) return { wrong: whichTime(target, made) };
  const [existing] = there;
  const lookback = timing.lookback === 'off' ? null : timing.lookback;
  if (existing) {
    const asked = existing.subscription.lookback ? null : lookback;
    return otherwiseTimed(timing, existing) ?? { kind: 'existing', subscription: existing, lookback: asked };
  }
  const zone = timing.zone ?? target.subscriptions[0]?.subscription.schedule.zone ?? caller.zone ?? room.zone;
  return { kind: 'new', schedule: { at: timing.at ?? USUAL_TIME, zone, days: timing.days ?? WEEKDAYS }, lookback };
}

function whichTime({ called }: Target, made: readonly MadeSubscription[]): string {
  const times = made.map(({ subscription }) => subscription.schedule.at);
  return `${called} has digests at ${listed(times)}. Say which with time:${times[0]}, or give another time for a new one.`;
}

/** A new topic must not move what others rely on. */
function otherwiseTimed({ zone, days, lookback }: Timing, { subscription }: MadeSubscription): Wrong | null {
  const { schedule, lookback: has = null } = subscription;
  const other = [
    zone !== null && zone !== schedule.zone ? zone : '',
    days !== null && !sameDays(days, schedule.days) ? daysInWords(days) : '',
    has !== null && lookback !== null && !isSameLookback(lookback, has) ? lookbackWords(lookback) : '',
  ].filter((part) => part !== '');
  if (other.length === 0) return null;
  return {
    wrong:
      `The digest at ${schedule.at} comes ${comingInWords(subscription)}, not ${other.join(', ')}. ` +
      'Leave that out, change it with /news-admin schedule, or give another time for a digest of its own.',
  };
}

function isSameLookback(asked: WeeklyTime | 'off', has: WeeklyTime): boolean {
  return asked !== 'off' && writeWeekly(asked) === writeWeekly(has);
}

const lookbackWords = (asked: WeeklyTime | 'off') =>
  asked === 'off' ? 'without a look back' : `with ${lookbackInWords(asked)}`;

/** Of one channel at one time there may be several in the end: of the file, and earlier ones that were given up. */
const MOST_OF_A_TIME = 100;

/**
 * `platform:id@HH:MM`, or with `.2` and so on behind it: one that no subscription has, and under which nothing was
 * recorded that would make its first digest reach back to a time before it was made.
 */
export async function freeId(
  { channel, subscriptions }: Pick<Target, 'channel' | 'subscriptions'>,
  schedule: Schedule,
  room: Room,
): Promise<string> {
  const taken = new Set(subscriptions.map(({ subscription }) => subscription.id));
  const latest = latestOccurrence(schedule, room.clock.now());
  for (let number = 1; number < MOST_OF_A_TIME; number += 1) {
    const id = `${channelName(channel)}@${schedule.at}${number === 1 ? '' : `.${number}`}`;
    if (taken.has(id)) continue;
    const last = await room.archive.lastWindow(id);
    if (last === null || last.to >= latest) return id;
  }
  throw new Error(`${channelName(channel)} has had too many subscriptions at ${schedule.at}`);
}
