/** Spans back from now and days, as people give them with `since`. */

const UNITS = { h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 } as const;

/** What to say to a `since` that can't be read. */
export const SINCE_UNREAD = 'The option “since” takes a span, such as 24h, 7d or 2w, or a day, such as 2026-11-24.';

/** `24h`, `7d`, `2w`, or a day `2026-11-24` from its midnight in the zone; null for anything else. */
export function readSince(text: string, now: Date, zone: string): Date | null {
  const span = /^(\d{1,4})\s*([hdw])$/i.exec(text.trim());
  if (span) return new Date(now.getTime() - Number(span[1]) * UNITS[span[2]?.toLowerCase() as keyof typeof UNITS]);
  const day = text.trim();
  const inUtc = /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(`${day}T00:00:00Z`) : null;
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
  const ahead = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  return sign === '-' ? -ahead : ahead;
}
