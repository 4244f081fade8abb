import type { Token } from './tokens.ts';

/** A date of a text, over the tokens `[from, to)`: as much of it as is written. `month` and `weekday` count from 1 and from Monday. */
export interface DateMention {
  readonly from: number;
  readonly to: number;
  readonly day?: number;
  readonly month?: number;
  readonly year?: number;
  readonly weekday?: number;
  /** "yesterday", "tomorrow", "last week": told from the day of the article. */
  readonly relative?: string;
}

const MONTHS = new Map<string, number>();
for (const [index, names] of [
  'january jan',
  'february feb',
  'march mar',
  'april apr',
  'may',
  'june jun',
  'july jul',
  'august aug',
  'september sept sep',
  'october oct',
  'november nov',
  'december dec',
].entries())
  for (const name of names.split(' ')) MONTHS.set(name, index + 1);

const WEEKDAYS = new Map<string, number>();
for (const [index, name] of ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].entries()) {
  WEEKDAYS.set(name, index + 1);
  WEEKDAYS.set(`${name}s`, index + 1);
}

/** Month names that are words or names as well, so that they need a number or a preposition beside them. */
const AMBIGUOUS = new Set(['may', 'march', 'mar', 'jan', 'august', 'april', 'june', 'sep', 'dec']);
const BEFORE_A_MONTH = new Set(
  'in of since until till by during from to between and before after last next this early late mid through around each every on'.split(
    ' ',
  ),
);
const RELATIVE = new Set(['yesterday', 'tomorrow', 'tonight', 'today']);
const SPANS = new Set([
  'week',
  'month',
  'year',
  'weekend',
  'decade',
  'century',
  'night',
  'quarter',
  'season',
  'spring',
  'summer',
  'autumn',
  'fall',
  'winter',
]);
const SHIFTS = new Set(['last', 'next', 'previous', 'following', 'coming', 'past', 'this']);

/** Every date of a text, in order, without overlap. A lone year is a number and not among them. */
export function datesOf(tokens: readonly Token[]): DateMention[] {
  const dates: DateMention[] = [];
  for (let at = 0; at < tokens.length; ) {
    const date = isoDateAt(tokens, at) ?? monthDateAt(tokens, at) ?? weekdayAt(tokens, at) ?? relativeAt(tokens, at);
    if (date) dates.push(date);
    at = date?.to ?? at + 1;
  }
  return dates;
}

function isoDateAt(tokens: readonly Token[], at: number): DateMention | null {
  const [year, month, day] = [0, 1, 2].map((step) => tokens[at + step]);
  if (!year || !month || !day || month.gap !== '-' || day.gap !== '-') return null;
  if (!/^\d{4}$/.test(year.key) || !/^\d{1,2}$/.test(month.key) || !/^\d{1,2}$/.test(day.key)) return null;
  return { from: at, to: at + 3, year: Number(year.key), month: Number(month.key), day: Number(day.key) };
}

/** "25 March 2024", "the 25th of March", "March 25, 2024", "March 2024", "in March". */
function monthDateAt(tokens: readonly Token[], at: number): DateMention | null {
  const before = dayAt(tokens, at);
  const monthAt = before ? before.to + (tokens[before.to]?.key === 'of' ? 1 : 0) : at;
  const month = monthNumberAt(tokens, monthAt);
  if (month === null) return null;
  const after = before ? null : dayAt(tokens, monthAt + 1);
  const day = before?.day ?? after?.day;
  if (day === undefined && !isSurelyMonth(tokens, monthAt)) return null;
  const to = after?.to ?? monthAt + 1;
  const year = yearAt(tokens, tokens[to]?.key === 'of' ? to + 1 : to);
  return {
    from: at,
    to: year?.to ?? to,
    month,
    ...(day === undefined ? {} : { day }),
    ...(year ? { year: year.year } : {}),
  };
}

function monthNumberAt(tokens: readonly Token[], at: number): number | null {
  const token = tokens[at];
  return token?.capital ? (MONTHS.get(token.key) ?? null) : null;
}

function isSurelyMonth(tokens: readonly Token[], at: number): boolean {
  const key = tokens[at]?.key ?? '';
  if (!AMBIGUOUS.has(key)) return true;
  return yearAt(tokens, at + 1) !== null || (BEFORE_A_MONTH.has(tokens[at - 1]?.key ?? '') && !tokens[at + 1]?.capital);
}

function dayAt(tokens: readonly Token[], at: number): { day: number; to: number } | null {
  const token = tokens[at];
  if (token?.kind !== 'number' || !/^\d{1,2}$/.test(token.key)) return null;
  const day = Number(token.key);
  if (day < 1 || day > 31) return null;
  const next = tokens[at + 1];
  const isOrdinal = next?.gap === '' && /^(?:st|nd|rd|th)$/.test(next.key);
  return { day, to: at + (isOrdinal ? 2 : 1) };
}

function yearAt(tokens: readonly Token[], at: number): { year: number; to: number } | null {
  const token = tokens[at];
  if (token?.kind !== 'number' || !/^[12]\d{3}$/.test(token.key) || !/^(?:, | )$/.test(token.gap)) return null;
  return { year: Number(token.key), to: at + 1 };
}

function weekdayAt(tokens: readonly Token[], at: number): DateMention | null {
  const token = tokens[at];
  const weekday = token?.capital ? WEEKDAYS.get(token.key) : undefined;
  return weekday === undefined ? null : { from: at, to: at + 1, weekday };
}

function relativeAt(tokens: readonly Token[], at: number): DateMention | null {
  const [key, next] = [tokens[at]?.key ?? '', tokens[at + 1]?.key ?? ''];
  if (RELATIVE.has(key)) return { from: at, to: at + 1, relative: key };
  return SHIFTS.has(key) && SPANS.has(next) ? { from: at, to: at + 2, relative: `${key} ${next}` } : null;
}

/** Whether everything that `claimed` tells stands in `written` too, or is left open there: nothing in it disagrees. */
export function agree(claimed: DateMention, written: DateMention): boolean {
  return (['day', 'month', 'year', 'weekday', 'relative'] as const).every(
    (field) => claimed[field] === undefined || written[field] === undefined || claimed[field] === written[field],
  );
}

/** Whether the dates of a passage (and the lone years in it) bear out the claimed one: the day with its month, the rest each. */
export function bornOut(claimed: DateMention, written: readonly DateMention[], years: ReadonlySet<number>): boolean {
  const { day, month, year, weekday, relative } = claimed;
  if (weekday !== undefined && !written.some((date) => date.weekday === weekday)) return false;
  if (relative !== undefined && !written.some((date) => date.relative === relative)) return false;
  if (month !== undefined && !written.some((date) => date.month === month && (day === undefined || date.day === day)))
    return false;
  return year === undefined || years.has(year) || written.some((date) => date.year === year);
}
