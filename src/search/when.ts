/**
 * The time that a question names: "last week", "since March", "on 3 November". English. What is understood is a matter of
 * words alone; no article is looked at.
 */
import { HOUR_MS } from '../spans.ts';
import { addDays, type Day, dayIn, monthOf, type Span, weekOf, yearOf } from './calendar.ts';
import { POINT, pointOf } from './date-words.ts';

/** Days, both inclusive; where one is left out there is no bound. At least one is there. */
export interface When {
  readonly from?: Day;
  readonly to?: Day;
  /** The words that say so, as they stand in the question, in its order. */
  readonly words: readonly string[];
  /** The question without them. */
  readonly rest: string;
  /**
   * The time is surely that of the articles: "last week", "since March". Otherwise ("in March", "until Monday") it may as
   * well be part of what is asked about.
   */
  readonly firm: boolean;
}

/** Understands a time within the asker's calendar. Null when the question names none. */
export function whenOf(question: string, now: Date, zone: string): When | null {
  const today = dayIn(zone, now);
  const found: Found[] = [];
  for (const { pattern, firm, spanOf } of FORMS)
    for (const match of question.matchAll(pattern)) {
      const bounds = spanOf(match, today);
      const place = { start: match.index, end: match.index + match[0].length };
      if (bounds && !found.some((other) => other.start < place.end && place.start < other.end))
        found.push({ ...place, ...bounds, firm });
    }
  const chosen = joined(found.toSorted((a, b) => a.start - b.start));
  if (chosen.length === 0) return null;
  return {
    ...bounds(chosen),
    words: chosen.map(({ start, end }) => question.slice(start, end)),
    rest: without(question, chosen),
    firm: chosen.every(({ firm }) => firm),
  };
}

/**
 * What somebody gave as the beginning: a span back from now (`24h`, `7d`, `2w`), a day (`2026-11-24`), or words (`monday`,
 * `last week`, `march`). Null when that says no time, or one that is still to come.
 */
export function sinceOf(text: string, now: Date, zone: string): Day | null {
  const given = text.trim().replace(/^since\s+/i, '');
  const short = /^(\d{1,4})\s*([hdw])(?:ours?|ays?|eeks?)?$/i.exec(given);
  if (short) return hoursBack(now, zone, Number(short[1]) * HOURS[short[2]?.toLowerCase() as keyof typeof HOURS]);
  const read = [`since ${given}`, given].map((text) => whenOf(text, now, zone));
  const from = read.find((when) => when?.from !== undefined && when.rest.trim() === '')?.from;
  return from === undefined || from > dayIn(zone, now) ? null : from;
}

type Bounds = { readonly from?: Day; readonly to?: Day };
type Found = Bounds & { readonly start: number; readonly end: number; readonly firm: boolean };

/** Those that fit together: a second one may only add the bound that the first left open, on its right side. */
function joined(found: readonly Found[]): Found[] {
  const chosen: Found[] = [];
  for (const next of found) {
    const so = bounds(chosen);
    const both = bounds([...chosen, next]);
    const adds = (next.from !== undefined && so.from === undefined) || (next.to !== undefined && so.to === undefined);
    if (chosen.length === 0 || (adds && (!both.from || !both.to || both.from <= both.to))) chosen.push(next);
  }
  return chosen;
}

function bounds(found: readonly Found[]): Bounds {
  const from = found.find((one) => one.from !== undefined)?.from;
  const to = found.find((one) => one.to !== undefined)?.to;
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

function without(question: string, places: readonly Found[]): string {
  let rest = question;
  for (const { start, end } of places.toReversed()) rest = `${rest.slice(0, start)} ${rest.slice(end)}`;
  return rest
    .replace(/\s+/g, ' ')
    .replace(/ (?=[?!.,;])/g, '')
    .trim();
}

// ---- the forms in which a time is named, the longest first -------------------------------------------------------

interface Form {
  readonly pattern: RegExp;
  readonly firm: boolean;
  readonly spanOf: (match: RegExpMatchArray, today: Day) => Bounds | null;
}

const HOURS = { h: 1, d: 24, w: 7 * 24 } as const;
const COUNTS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  'a couple of': 2,
  couple: 2,
  'couple of': 2,
  'a few': 4,
  few: 4,
  several: 7,
};
const COUNT = `\\d{1,3}|${Object.keys(COUNTS)
  .toSorted((a, b) => b.length - a.length)
  .join('|')}`;
const UNIT = 'hour|day|week|fortnight|month|year';

function form(source: string, firm: boolean, spanOf: Form['spanOf']): Form {
  return { pattern: new RegExp(`(?<![\\p{L}\\p{N}-])(?:${source})(?:['’]s)?(?![\\p{L}\\p{N}-])`, 'giu'), firm, spanOf };
}

/** A form whose groups are the points in time `a` and, of a range, `b`. */
function pointForm(source: string, firm: boolean, boundsOf: (a: Span, b: Span) => Bounds | null): Form {
  const named = source.replace('A', `(?<a>${POINT})`).replace('B', `(?<b>${POINT})`);
  return form(named, firm, ({ groups = {} }, today) => {
    const b = groups['b'] === undefined ? null : pointOf(groups['b'], today);
    // "from Monday to Wednesday", "from November to May 2025": the first leans on the second.
    const a = pointOf(groups['a'] ?? '', today, b ?? undefined);
    return a && (b || groups['b'] === undefined) ? boundsOf(a.span, (b ?? a).span) : null;
  });
}

const FORMS: readonly Form[] = [
  form('the\\s+day\\s+before\\s+yesterday', true, (_, today) => single(addDays(today, -2))),
  pointForm('(?:between|from)\\s+A\\s+(?:and|to|until|till|through)\\s+B', false, range),
  form(
    `between\\s+(?<day>\\d{1,2})(?:st|nd|rd|th)?\\s+and\\s+(?<b>${POINT})`,
    false,
    ({ groups = {} }, today): Bounds | null => {
      const b = pointOf(groups['b'] ?? '', today);
      const a = b && pointOf(`${b.span.from.slice(0, 8)}${(groups['day'] ?? '').padStart(2, '0')}`, today);
      return a && b.precision === 'day' ? range(a.span, b.span) : null;
    },
  ),
  pointForm('(?:in|during)\\s+A\\s+(?:and|or)\\s+B', false, range),
  // "Before the election of 3 May": the election stays part of the question.
  pointForm('(?<=\\bbefore\\s+the\\s+(?:[\\p{L}-]+\\s+){1,3})(?:of|on)\\s+A', false, ({ from }) => ({
    to: addDays(from, -1),
  })),
  pointForm('(?<=\\b(?:after|since)\\s+the\\s+(?:[\\p{L}-]+\\s+){1,3})(?:of|on)\\s+A', false, ({ from }) => ({ from })),
  pointForm('(?:(?:in|during|of)\\s+)?the\\s+week\\s+of\\s+A', true, ({ from }) => weekOf(from)),
  pointForm('(?:ever\\s+)?since\\s+(?:the\\s+(?:start|beginning)\\s+of\\s+)?A', true, ({ from }) => ({ from })),
  pointForm('from\\s+A\\s+on(?:wards?)?', true, ({ from }) => ({ from })),
  pointForm('after\\s+A', false, ({ to }) => ({ from: addDays(to, 1) })),
  pointForm('(?:up\\s+to|until|till|by)\\s+(?:the\\s+end\\s+of\\s+)?A', false, ({ to }) => ({ to })),
  pointForm('before\\s+A', false, ({ from }) => ({ to: addDays(from, -1) })),
  form(
    `(?:(?:since|in|over|during|within|for)\\s+)?the\\s+(?:last|past|previous)\\s+(?<unit>${UNIT})`,
    true,
    ({ groups = {} }, today) => back(1, groups['unit'], today),
  ),
  form(
    `(?:(?:since|in|over|during|within|for)\\s+)?(?:the\\s+|these\\s+)?(?:last|past|previous)\\s+(?<count>${COUNT})\\s+(?<unit>${UNIT})s?`,
    true,
    ({ groups = {} }, today) => back(countOf(groups['count']), groups['unit'], today),
  ),
  form(`(?<count>${COUNT})\\s+(?<unit>day|week|month|year)s?\\s+ago`, true, ({ groups = {} }, today) =>
    ago(countOf(groups['count']), groups['unit'], today),
  ),
  form('(?:over\\s+)?(?:the\\s+past|past)\\s+(?<unit>week|month|year)', true, ({ groups = {} }, today) =>
    back(1, groups['unit'], today),
  ),
  form('(?:(?:earlier|so\\s+far|late|later)\\s+)?this\\s+(?<unit>week|month|year)', true, ({ groups = {} }, today) => ({
    from: calendarUnit(groups['unit'], today).from,
    to: today,
  })),
  form('(?:(?:late|early)\\s+)?last\\s+(?<unit>week|month|year)', true, ({ groups = {} }, today) =>
    calendarUnit(groups['unit'], today, -1),
  ),
  form('(?:on\\s+|over\\s+)?(?:last|this|the)\\s+weekend', true, (_, today) => weekendBefore(today)),
  form('last\\s+night', true, (_, today) => ({ from: addDays(today, -1), to: today })),
  form('yesterday(?:\\s+(?:morning|afternoon|evening|night))?', true, (_, today) => single(addDays(today, -1))),
  form('(?:so\\s+far\\s+|earlier\\s+)?today|this\\s+(?:morning|afternoon|evening)|tonight', true, (_, today) =>
    single(today),
  ),
  pointForm('(?:on|in|during|for|of)\\s+A', false, whole),
  form(`(?<bare>${POINT})`, false, ({ groups = {} }, today) => {
    const point = pointOf(groups['bare'] ?? '', today);
    return point?.standsAlone ? whole(point.span) : null;
  }),
  // "What happened Monday?"
  form(`(?<bare>${POINT})(?=[\\s?!.]*$)`, false, ({ groups = {} }, today) => {
    const point = pointOf(groups['bare'] ?? '', today);
    return point?.precision === 'weekday' && /day$/i.test(groups['bare'] ?? '') ? whole(point.span) : null;
  }),
];

function single(day: Day): Span {
  return { from: day, to: day };
}

function whole({ from, to }: Span): Bounds {
  return { from, to };
}

function range(a: Span, b: Span): Bounds | null {
  return a.from <= b.to ? { from: a.from, to: b.to } : null;
}

function countOf(words: string | undefined): number {
  const text = (words ?? '').toLowerCase().replace(/\s+/g, ' ');
  return COUNTS[text] ?? Number(text);
}

/** A span that ends today. Hours are given in days, since articles have no finer date: the last 24 began yesterday. */
function back(count: number, unit: string | undefined, today: Day): Span | null {
  if (!(count > 0)) return null;
  return { from: daysBack(count, unit?.toLowerCase(), today), to: today };
}

function daysBack(count: number, unit: string | undefined, today: Day): Day {
  if (unit === 'hour') return addDays(today, -Math.ceil(count / 24));
  if (unit === 'fortnight') return addDays(today, -14 * count);
  if (unit === 'month' || unit === 'year') return sameDay(today, unit === 'month' ? -count : -12 * count);
  return addDays(today, -count * (unit === 'week' ? 7 : 1));
}

/** The day of the month with the same number, or the last that the month has. */
function sameDay(today: Day, months: number): Day {
  const { from, to } = monthOf(today, months);
  const wanted = `${from.slice(0, 8)}${today.slice(8)}`;
  return wanted < to ? wanted : to;
}

function ago(count: number, unit: string | undefined, today: Day): Span | null {
  if (!(count > 0)) return null;
  if (unit?.toLowerCase() === 'day') return single(addDays(today, -count));
  return calendarUnit(unit, today, -count);
}

function calendarUnit(unit: string | undefined, today: Day, away = 0): Span {
  if (unit?.toLowerCase() === 'week') return weekOf(today, away);
  return unit?.toLowerCase() === 'month' ? monthOf(today, away) : yearOf(today, away);
}

/** The last Saturday that has come, and its Sunday. */
function weekendBefore(today: Day): Span {
  const { from } = weekOf(today);
  const saturday = addDays(from, 5) <= today ? addDays(from, 5) : addDays(from, -2);
  return { from: saturday, to: addDays(saturday, 1) };
}

function hoursBack(now: Date, zone: string, hours: number): Day {
  return dayIn(zone, new Date(now.getTime() - hours * HOUR_MS));
}
