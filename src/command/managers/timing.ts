/** When digests come, as the options time, zone and days say it. */
import { readDays, readTime } from '../../digest/recurrence.ts';
import { latestOccurrence } from '../../digest/schedule.ts';
import {
  channelName,
  lookbackId,
  lookbackSchedule,
  type Subscription,
  type Weekday,
  type WeeklyTime,
} from '../../digest/subscription.ts';
import { knownZones, readOffset, readZone, zonesMeant } from '../../digest/zones.ts';
import type { Args } from '../command.ts';
import { nearest } from '../everyone/likeness.ts';
import { echoed } from '../reply.ts';
import type { Call, Room } from '../room.ts';
import { readLookback } from '../words.ts';
import { given, listed, type Target, type Wrong } from './target.ts';

/** What the arguments say of the schedule; null where they say nothing. */
export interface Timing {
  readonly at: string | null;
  readonly zone: string | null;
  readonly days: readonly Weekday[] | null;
  /** `off` takes the look back away. */
  readonly lookback: WeeklyTime | 'off' | null;
}

export function readTiming(call: Pick<Call, 'args'>): Timing | Wrong {
  const [time, zone, days] = [given(call, 'time'), given(call, 'zone'), given(call, 'days')];
  const lookback = given(call, 'lookback');
  const read = {
    at: time === null ? null : readTime(time),
    zone: zone === null ? null : readZone(zone),
    days: days === null ? null : readDays(days),
    lookback: lookback === null ? null : readLookback(lookback),
  };
  if (time !== null && read.at === null)
    return { wrong: `${echoed(time)} is no time of day: write e.g. 08:00, 8 am or noon.` };
  if (zone !== null && read.zone === null) return { wrong: noZone(zone) };
  if (days !== null && read.days === null) {
    return { wrong: `${echoed(days)} are no days: write every, weekdays, weekends, mon-thu, or e.g. mon, wed.` };
  }
  if (lookback !== null && read.lookback === null) {
    return { wrong: `${echoed(lookback)} is no day and time for a look back: write e.g. fri 17:00, or off.` };
  }
  return read;
}

/** Why the words are no zone, and what to write instead. */
function noZone(words: string): string {
  if (readOffset(words) !== null) {
    return `${echoed(words)} knows no summer time: name a city or a country instead, e.g. Europe/Berlin.`;
  }
  const several = zonesMeant(words);
  if (several.length > 0)
    return `${echoed(words)} may be several zones: name one, e.g. ${listed(several.slice(0, 4), 'or')}.`;
  const near = zoneNear(words);
  const instead = near === null ? 'write e.g. Berlin, New York or UTC.' : `did you mean ${near}?`;
  return `${echoed(words)} is no time zone that I know: ${instead}`;
}

function zoneNear(words: string): string | null {
  const names = knownZones().flatMap(({ zone, names: called }) => [zone, ...called]);
  // Of so many names, one is always somewhat near.
  const slips = Math.max(1, Math.floor(words.length / 5));
  const near = nearest(
    words,
    names.filter((name) => name.length > 3),
    slips,
  );
  return near === null ? null : (zonesMeant(near)[0] ?? null);
}

/** What a subscription has from now on; nothing where nothing was said. */
export function lookbackOf(lookback: Timing['lookback']): Pick<Subscription, 'lookback'> {
  return lookback === null ? {} : { lookback: lookback === 'off' ? null : lookback };
}

/**
 * The first look back comes at its hour, also where there were some before: the time without any counts as done, or the week
 * that ended before it was asked for would be told at once.
 */
export async function beginLookback(subscription: Subscription, { archive, clock }: Room): Promise<void> {
  const schedule = lookbackSchedule(subscription);
  const last = schedule && (await archive.lastWindow(lookbackId(subscription.id)));
  if (!schedule || !last) return;
  const at = clock.now();
  await archive.publish({
    subscriptionId: lookbackId(subscription.id),
    channel: subscription.channel,
    window: { from: last.to, to: latestOccurrence(schedule, at) },
    at,
    digest: null,
    articleIds: [],
    deliveries: [],
  });
}

/** `0800`, by which a button knows a subscription from the channel's others. */
export function writeWas({ schedule }: Subscription): string {
  return schedule.at.replace(':', '');
}

/**
 * Arguments of a button that changes the schedule of one subscription. `was` is its time, `0800`, by which it is known
 * from the channel's others.
 */
export function scheduling(subscription: Subscription, { here, channel }: Pick<Target, 'here' | 'channel'>): Args {
  return { ...(here ? {} : { channel: channelName(channel) }), was: writeWas(subscription) };
}
