/** Spans back from now and days, as people give them with `since`. */
import { sinceOf } from '../../search/when.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../spans.ts';

const UNITS = { h: HOUR_MS, d: DAY_MS, w: 7 * DAY_MS } as const;

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What to say to a `since` that can't be read. */
export const SINCE_UNREAD =
  'I can’t read that “since”: give a span (24h, 7d), a day (monday, yesterday, 2026-11-24) or a month (march).';

/**
 * `24h`, `7 days`, `2w` back from now, or a day from its midnight in the zone: `2026-11-24`, `monday`, `last week`, `march`.
 * Null for anything else, and for what is still to come.
 */
export function readSince(text: string, now: Date, zone: string): Date | null {
  const span = /^(\d{1,4})\s*([hdw])(?:(?:our|ay|eek)s?)?$/i.exec(text.trim());
  if (span) return new Date(now.getTime() - Number(span[1]) * UNITS[span[2]?.toLowerCase() as keyof typeof UNITS]);
  const day = ISO_DAY.test(text.trim()) ? text.trim() : (sinceOf(text, now, zone) ?? '');
  const inUtc = ISO_DAY.test(day) ? new Date(`${day}T00:00:00Z`) : null;
  return inUtc?.toJSON()?.startsWith(day) ? midnight(inUtc, zone) : null;
}

/** The day `YYYY-MM-DD` that the calendar shows in a zone. */
export function dayIn(zone: string, instant: Date): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(instant);
}

/** Looked up twice, since the offset is that of an instant and may change between the first guess and the midnight. */
function midnight(inUtc: Date, zone: string): Date {
  const guess = new Date(inUtc.getTime() - offsetAt(inUtc, zone));
  return new Date(inUtc.getTime() - offsetAt(guess, zone));
}

/** Milliseconds that a zone's clocks are ahead of UTC. */
function offsetAt(instant: Date, zone: string): number {
  const name = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(instant)
    .find(({ type }) => type === 'timeZoneName')?.value;
  const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(name ?? '') ?? [];
  const ahead = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * MINUTE_MS;
  return sign === '-' ? -ahead : ahead;
}
