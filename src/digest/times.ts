/** Days and times as people read them, in British English and in a given IANA zone. */
import type { Weekday } from './subscription.ts';

const MOMENT: Intl.DateTimeFormatOptions = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
};
const WEEKDAY_AND_TIME: Intl.DateTimeFormatOptions = {
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
};
const LONG_DAY: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' };
const SHORT_DAY: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short' };
const WEEKDAY_AND_DAY: Intl.DateTimeFormatOptions = { weekday: 'short', ...SHORT_DAY };
const SHORT_DAY_OF_YEAR: Intl.DateTimeFormatOptions = { ...SHORT_DAY, year: 'numeric' };

/** `Tue 24 Nov, 08:00`. */
export function moment(instant: Date, zone: string): string {
  return formatIn(zone, MOMENT).format(instant);
}

/** `Tuesday 24 November 2026`. */
export function longDay(instant: Date, zone: string): string {
  return formatIn(zone, LONG_DAY).format(instant).replace(',', '');
}

/** `Mon 23 Nov`. */
export function dayIn(instant: Date, zone: string): string {
  return formatIn(zone, WEEKDAY_AND_DAY).format(instant).replace(',', '');
}

/** `23 Nov`. */
export function shortDayIn(instant: Date, zone: string): string {
  return formatIn(zone, SHORT_DAY).format(instant);
}

/** What calendar and clock show in a zone: `sat`, `23:30`. */
export function localTime(instant: Date, zone: string): { weekday: Weekday; time: string } {
  const [weekday = '', time = ''] = formatIn(zone, WEEKDAY_AND_TIME).format(instant).split(/,? /);
  return { weekday: weekday.toLowerCase() as Weekday, time };
}

/** A source's day `YYYY-MM-DD` as `24 Nov`, with its year where that is not `now`'s. Anything else comes back unchanged. */
export function shortDay(day: string, now: Date): string {
  const instant = new Date(/^\d{4}-\d{2}-\d{2}$/.test(day) ? day : Number.NaN);
  if (Number.isNaN(instant.getTime())) return day;
  const sameYear = instant.getUTCFullYear() === now.getUTCFullYear();
  return formatIn('UTC', sameYear ? SHORT_DAY : SHORT_DAY_OF_YEAR).format(instant);
}

/** Making a format costs a fifth of a millisecond, and every schedule is looked at every minute. */
const formats = new Map<Intl.DateTimeFormatOptions, Map<string, Intl.DateTimeFormat>>();

function formatIn(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const byZone = formats.get(options) ?? new Map<string, Intl.DateTimeFormat>();
  const format = byZone.get(zone) ?? new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone });
  formats.set(options, byZone.set(zone, format));
  return format;
}
