/** What holds in the place where somebody asks: its zone, and when its digest comes. */
import { dueWindow, nextOccurrence } from '../../digest/schedule.ts';
import type { Subscription } from '../../digest/subscription.ts';
import { moment } from '../../digest/times.ts';
import type { Caller } from '../command.ts';
import { subscriptionsOf } from '../known.ts';
import type { Room } from '../room.ts';

export const PLATFORM_NAMES = { slack: 'Slack', discord: 'Discord', console: 'the terminal' } as const;

/** IANA zone: of the channel's subscription, else the caller's own, else the room's. */
export async function zoneHere(caller: Caller, room: Room): Promise<string> {
  const [first] = await subscriptionsOf(caller.channel, room);
  return first?.subscription.schedule.zone ?? caller.zone ?? room.zone;
}

/** `Tue 24 Nov, 08:00 (Europe/Berlin)`. */
export function momentIn(zone: string, instant: Date): string {
  return `${moment(instant, zone)} (${zone})`;
}

/** When a subscription's next digest comes; `now` when it is due. A new one in chat begins with the hour to come. */
export async function nextDigest({ id, schedule, channel }: Subscription, { archive, clock }: Room): Promise<Date> {
  const now = clock.now();
  const last = await archive.lastWindow(id);
  if (last === null && channel.platform !== 'console') return nextOccurrence(schedule, now);
  const due = dueWindow(schedule, last, now);
  return due.due ? now : due.next;
}
