import { DAY_MS } from '../spans.ts';

/** Days of the calendar, written `YYYY-MM-DD`, without a time or a zone. */
export type Day = string;

/** Days, both inclusive. */
export interface Span {
  readonly from: Day;
  readonly to: Day;
}

/** What the calendar shows at an instant in an IANA zone. */
export function dayIn(zone: string, instant: Date): Day {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    instant,
  );
}

export function addDays(day: Day, days: number): Day {
  return dayOf(new Date(Date.parse(day) + days * DAY_MS));
}

/** The day itself where the calendar has it, else null: there is no 30 February. `month` from 1. */
export function dayAt(year: number, month: number, day: number): Day | null {
  const found = dayOf(new Date(Date.UTC(year, month - 1, day)));
  return found === `${year}-${twoDigits(month)}-${twoDigits(day)}` ? found : null;
}

/** From 0 for Monday. */
export function weekdayOf(day: Day): number {
  return (new Date(day).getUTCDay() + 6) % 7;
}

/** The week, Monday to Sunday, that lies `weeks` after the one of a day. */
export function weekOf(day: Day, weeks = 0): Span {
  const monday = addDays(day, weeks * 7 - weekdayOf(day));
  return { from: monday, to: addDays(monday, 6) };
}

/** The month that lies `months` after the one of a day. */
export function monthOf(day: Day, months = 0): Span {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return monthAt(year, month + months);
}

/** `month` from 1; 13 is January of the next year. */
export function monthAt(year: number, month: number): Span {
  return { from: dayOf(new Date(Date.UTC(year, month - 1, 1))), to: dayOf(new Date(Date.UTC(year, month, 0))) };
}

export function yearOf(day: Day, years = 0): Span {
  return yearAt(Number(day.slice(0, 4)) + years);
}

export function yearAt(year: number): Span {
  return { from: `${year}-01-01`, to: `${year}-12-31` };
}

function dayOf(instant: Date): Day {
  return instant.toISOString().slice(0, 10);
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
