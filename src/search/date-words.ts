/** Points in time as English names them: a day, a weekday, a month, a year. */
import { addDays, type Day, dayAt, monthAt, type Span, weekdayOf, weekOf, yearAt } from './calendar.ts';

/** What one point in time covers. */
export interface Point {
  readonly span: Span;
  readonly precision: 'day' | 'weekday' | 'month' | 'year';
  /** It can't be anything but a date, even where no "on" or "since" leads to it. */
  readonly standsAlone: boolean;
}

const MONTHS = [
  ['january', 'jan'],
  ['february', 'feb'],
  ['march', 'mar'],
  ['april', 'apr'],
  ['may'],
  ['june', 'jun'],
  ['july', 'jul'],
  ['august', 'aug'],
  ['september', 'sept', 'sep'],
  ['october', 'oct'],
  ['november', 'nov'],
  ['december', 'dec'],
] as const;

const WEEKDAYS = [
  ['monday', 'mon'],
  ['tuesday', 'tues', 'tue'],
  ['wednesday', 'wed'],
  ['thursday', 'thurs', 'thur', 'thu'],
  ['friday', 'fri'],
  ['saturday', 'sat'],
  ['sunday', 'sun'],
] as const;

const names = (table: readonly (readonly string[])[]) =>
  table
    .flat()
    .map((name) => (name.length <= 4 && name !== 'may' && name !== 'june' && name !== 'july' ? `${name}\\.?` : name))
    .join('|');

const MONTH = `(?:${names(MONTHS)})`;
const NUMBER = '\\d{1,2}(?:st|nd|rd|th)?';
const YEAR = '(?:19|20)\\d\\d';

/** Finds a point in time, case ignored; has no groups of its own. What it finds need not exist: see `pointOf`. */
export const POINT = [
  `${YEAR}-\\d{2}-\\d{2}`,
  `(?:the\\s+)?${NUMBER}(?:\\s+of)?\\s+${MONTH}(?:,?\\s+${YEAR})?`,
  `${MONTH}\\s+(?:the\\s+)?${NUMBER}(?!\\d)(?:,?\\s+${YEAR})?`,
  `(?:(?:early|mid|late)[\\s-]+)?${MONTH}(?:\\s+of)?,?\\s+${YEAR}`,
  `(?:(?:early|mid|late|last|this)[\\s-]+)?${MONTH}`,
  `(?:last\\s+|this\\s+)?(?:${names(WEEKDAYS)})`,
  'yesterday|today',
  'last\\s+(?:week|month|year)',
  'this\\s+(?:week|month|year)|the\\s+(?:week|month|year)',
  YEAR,
].join('|');

/**
 * What a text that `POINT` found means on a given day. Where no year is named it is the latest one that has come; of a
 * range, the first point takes its year from the second. Null for what the calendar doesn't have.
 */
export function pointOf(text: string, today: Day, beside?: Point): Point | null {
  const words = text
    .toLowerCase()
    .replace(/[.,]/g, ' ')
    .replace(/^(?:early|mid|late)[\s-]+/, '')
    .split(/\s+/)
    .filter((word) => word !== '' && word !== 'of' && word !== 'the');
  return (
    isoDay(words) ??
    relative(words, today) ??
    weekday(words, beside?.precision === 'weekday' ? addDays(beside.span.from, 1) : today) ??
    inCalendar(words, today, beside)
  );
}

function isoDay([word = '', ...others]: readonly string[]): Point | null {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(word) ?? [];
  if (others.length > 0 || year === undefined) return null;
  return onDay(dayAt(Number(year), Number(month), Number(day)), true);
}

function onDay(day: Day | null, standsAlone: boolean): Point | null {
  return day === null ? null : { span: { from: day, to: day }, precision: 'day', standsAlone };
}

function relative(words: readonly string[], today: Day): Point | null {
  const [year = 0, month = 0] = today.split('-').map(Number);
  const away = words[0] === 'last' ? -1 : 0;
  const unit = words.length === 2 && (words[0] === 'last' || words[0] === 'this') ? words[1] : words[0];
  if (words.length > 2) return null;
  if (unit === 'yesterday') return onDay(addDays(today, -1), false);
  if (unit === 'today') return onDay(today, false);
  if (unit === 'week') return { span: weekOf(today, away), precision: 'day', standsAlone: false };
  if (unit === 'month') return { span: monthAt(year, month + away), precision: 'month', standsAlone: false };
  return unit === 'year' ? { span: yearAt(year + away), precision: 'year', standsAlone: false } : null;
}

/** The latest one before today. */
function weekday(words: readonly string[], today: Day): Point | null {
  const name = words.at(-1) ?? '';
  const number = WEEKDAYS.findIndex((known) => (known as readonly string[]).includes(name));
  if (number < 0) return null;
  const back = (weekdayOf(today) - number + 7) % 7;
  const day = addDays(today, -(back === 0 && words[0] !== 'this' ? 7 : back));
  return { span: { from: day, to: day }, precision: 'weekday', standsAlone: words.length > 1 };
}

function inCalendar(words: readonly string[], today: Day, beside: Point | undefined): Point | null {
  const month = 1 + MONTHS.findIndex((known) => words.some((word) => (known as readonly string[]).includes(word)));
  const given = words.find((word) => /^\d{4}$/.test(word));
  const numbered = words.find((word) => /^\d{1,2}(?:st|nd|rd|th)?$/.test(word));
  if (month === 0)
    return given === undefined ? null : { span: yearAt(Number(given)), precision: 'year', standsAlone: false };
  const thisYear = Number(today.slice(0, 4));
  const spanIn = (year: number): Span | null => {
    if (numbered === undefined) return monthAt(year, month);
    const day = dayAt(year, month, Number.parseInt(numbered, 10));
    return day === null ? null : { from: day, to: day };
  };
  const year = given === undefined ? latestYear(spanIn, thisYear, today, beside) : Number(given);
  const span = year === null ? null : spanIn(year);
  if (!span || (words[0] === 'last' && given !== undefined)) return null;
  const chosen = words[0] === 'last' && span.to >= today ? spanIn(thisYear - 1) : span;
  if (!chosen) return null;
  const precision = numbered === undefined ? 'month' : 'day';
  return { span: chosen, precision, standsAlone: numbered !== undefined || given !== undefined || words[0] === 'last' };
}

/** The latest year in which the span has begun; before `beside`, in a range. 29 February may be years away. */
function latestYear(
  spanIn: (year: number) => Span | null,
  thisYear: number,
  today: Day,
  beside: Point | undefined,
): number | null {
  const until = beside?.span.from ?? today;
  const last = beside ? Number(until.slice(0, 4)) : thisYear;
  for (let year = last; year > last - 9; year--) {
    const span = spanIn(year);
    if (span && span.from <= until) return year;
  }
  return null;
}
