import { DAY_MS } from '../spans.ts';

/** Days `YYYY-MM-DD`, from the first to the last; null where none is known. */
interface Span {
  readonly first: string | null;
  readonly last: string | null;
}

/** An article joins no story that is farther away than this, in days. */
export const FARTHEST = 14;
/** Publishers in other zones write another day for the same hour. */
const SAME_NEWS = 1;
/** What follows fades: after so many more days a link counts a third of what it did. */
const FADING = 7;

/** Days between two spans, 0 where they overlap; null where a day is not known. */
export function daysApart(a: Span, b: Span): number | null {
  if (a.first === null || a.last === null || b.first === null || b.last === null) return null;
  const gap = Math.max(Date.parse(a.first) - Date.parse(b.last), Date.parse(b.first) - Date.parse(a.last));
  return Math.max(0, Math.round(gap / DAY_MS));
}

/** What a link counts, by the distance in days: 1 for the same news, 0 beyond `FARTHEST`; 1 where a day is not known. */
export function closeness(a: Span, b: Span): number {
  const days = daysApart(a, b) ?? 0;
  return days > FARTHEST ? 0 : Math.exp(-Math.max(0, days - SAME_NEWS) / FADING);
}
