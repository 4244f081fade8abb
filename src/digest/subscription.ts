export const PLATFORMS = ['slack', 'discord', 'console'] as const;
export type Platform = (typeof PLATFORMS)[number];

/** Where a digest goes. Written `platform:id`, e.g. `slack:C0123ABCD`, `discord:1234567890`, `console:terminal`. */
export interface Channel {
  readonly platform: Platform;
  readonly id: string;
}

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** A recurrence at wall-clock time in a zone: `at` is `HH:MM` (24 h), `zone` an IANA name. */
export interface Schedule {
  readonly at: string;
  readonly zone: string;
  readonly days: readonly Weekday[];
}

/** When the look back of a week comes: a day and a time of day `HH:MM` (24 h), in the zone of its subscription. */
export interface WeeklyTime {
  readonly day: Weekday;
  readonly at: string;
}

/** A channel's wish: these topics and actors, on this schedule. */
export interface Subscription {
  /** `platform:id@HH:MM`: stable while the channel and the time of day are. */
  readonly id: string;
  readonly channel: Channel;
  /** Names of topics, or `['all']`; empty when it follows actors only. */
  readonly topics: readonly string[];
  /** Names of actors whose every story is wanted, whatever its topic. */
  readonly actors: readonly string[];
  readonly schedule: Schedule;
  /** On a day without news: say so in one line, or post nothing. */
  readonly quiet: 'say' | 'silent';
  /** Once a week, what became of its stories; null or left out for none. */
  readonly lookback?: WeeklyTime | null;
}

const LOOKBACK = '#lookback';

/** Under this id a subscription's look back has windows and deliveries of its own, so that neither moves the other. */
export function lookbackId(subscriptionId: string): string {
  return `${subscriptionId}${LOOKBACK}`;
}

/** Ids of look backs match this pattern of SQL's `like`, and no others do. */
export const LOOKBACK_IDS = `%${LOOKBACK}`;

/** Null for a subscription that has none. */
export function lookbackSchedule({ schedule, lookback = null }: Subscription): Schedule | null {
  return lookback && { at: lookback.at, zone: schedule.zone, days: [lookback.day] };
}

/** Writes a channel as people and files do. */
export function channelName(channel: Channel): string {
  return `${channel.platform}:${channel.id}`;
}
