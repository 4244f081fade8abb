/** When digests come, as the options time, zone and days say it. */
import { readDays, readTime, readZone } from '../../digest/recurrence.ts';
import { channelName, type Subscription, WEEKDAYS, type Weekday } from '../../digest/subscription.ts';
import type { Args } from '../command.ts';
import type { Call } from '../room.ts';
import { given, type Target, type Wrong } from './target.ts';

/** What the arguments say of the schedule; null where they say nothing. */
export interface Timing {
  readonly at: string | null;
  readonly zone: string | null;
  readonly days: readonly Weekday[] | null;
}

export function readTiming(call: Pick<Call, 'args'>): Timing | Wrong {
  const [time, zone, days] = [given(call, 'time'), given(call, 'zone'), given(call, 'days')];
  const read = {
    at: time === null ? null : readTime(time),
    zone: zone === null ? null : readZone(zone),
    days: days === null ? null : readDays(days),
  };
  if (time !== null && read.at === null)
    return { wrong: `“${time}” is no time of day: write it with 24 hours, e.g. 08:00.` };
  if (zone !== null && read.zone === null) {
    return { wrong: `“${zone}” is no time zone that I know: write e.g. Europe/Berlin, America/New_York or UTC.` };
  }
  if (days !== null && read.days === null) {
    return { wrong: `“${days}” are no days: write every, weekdays, weekend, or some of ${WEEKDAYS.join(' ')}.` };
  }
  return read;
}

/**
 * Arguments of a button that changes the schedule of one subscription. `was` is its time, `0800`, by which it is known
 * from the channel's others.
 */
export function scheduling({ schedule }: Subscription, { here, channel }: Pick<Target, 'here' | 'channel'>): Args {
  return { ...(here ? {} : { channel: channelName(channel) }), was: schedule.at.replace(':', '') };
}
