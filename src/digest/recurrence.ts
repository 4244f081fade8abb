/** When a digest comes, as people write and read it: times of day and days of the week. */
import { type Schedule, type Subscription, WEEKDAYS, type Weekday, type WeeklyTime } from './subscription.ts';

const NAMES: Readonly<Record<Weekday, string>> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};
const WORKDAYS = WEEKDAYS.slice(0, 5);
const WEEKEND = WEEKDAYS.slice(5);

/** `every weekday at 08:00 (Europe/Berlin)`. */
export function scheduleInWords({ at, zone, days }: Schedule): string {
  return `${daysInWords(days)} at ${at} (${zone})`;
}

/** `every day at 08:00 (Europe/Berlin), and a look back every Friday at 17:00`. */
export function comingInWords({ schedule, lookback = null }: Pick<Subscription, 'schedule' | 'lookback'>): string {
  return `${scheduleInWords(schedule)}${lookback === null ? '' : `, and ${lookbackInWords(lookback)}`}`;
}

/** `a look back every Friday at 17:00`. */
export function lookbackInWords({ day, at }: WeeklyTime): string {
  return `a look back ${daysInWords([day])} at ${at}`;
}

/** As an option takes it: `fri 17:00`. */
export function writeWeekly({ day, at }: WeeklyTime): string {
  return `${day} ${at}`;
}

/** The one day and time of `fri 17:00`, `Friday at 5 pm` or `fri,17:00`; null for anything else. */
export function readWeekly(words: string): WeeklyTime | null {
  const [, dayWords = '', time = ''] = /^(\p{L}+)(?:\s*[,@]\s*|\s+(?:at\s+)?)(.+)$/iu.exec(words.trim()) ?? [];
  const [day, ...others] = readDays(dayWords) ?? [];
  const at = readTime(time);
  return day === undefined || others.length > 0 || at === null ? null : { day, at };
}

// ---- times -----------------------------------------------------------------------------------------------------------

const NAMED_TIMES: Readonly<Record<string, string>> = { noon: '12:00', midday: '12:00', midnight: '00:00' };

/** `08:00` of `08:00`, `8`, `8.00`, `0800`, `8h`, `at 8 am` or `8 o’clock`, `12:00` of `noon`; null for what is no time of day. */
export function readTime(words: string): string | null {
  const said = words
    .trim()
    .toLowerCase()
    .replace(/^at\s+/, '');
  const named = NAMED_TIMES[said];
  if (named !== undefined) return named;
  const [, hours = '', minutes = '00', half] =
    /^(\d{1,2})(?:[:.h]?([0-5]\d))?\s*(?:([ap])\.?m\.?|h|hrs|uhr|o['’]?clock)?$/.exec(said) ?? [];
  if (hours === '') return null;
  const hour = half === undefined ? Number(hours) : hourOf(Number(hours), half);
  return hour !== null && hour < 24 ? `${String(hour).padStart(2, '0')}:${minutes}` : null;
}

/** 12 am is midnight, 12 pm noon. */
function hourOf(hour: number, half: string): number | null {
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half === 'p' ? 12 : 0);
}

// ---- days ------------------------------------------------------------------------------------------------------------

/**
 * The days of `every`, `daily`, `weekdays`, `weekend`, `mon, wed`, `Tuesdays and Fridays`, `mon-thu` or `fri to mon`, from
 * Monday on; null when anything in it is no day. `daysInWords` and `writeDays` are understood.
 */
export function readDays(words: string): readonly Weekday[] | null {
  const parts = words
    .toLowerCase()
    .replace(/\s*(?:\p{Pd}|\bto\b)\s*/gu, '-')
    .split(/[\s,;/&+]+|\band\b/u)
    .filter((part) => part !== '' && part !== 'on' && part !== 'the');
  const named = parts.filter((part) => part !== 'every' && part !== 'each');
  if (parts.length === 0) return null;
  if (named.length === 0) return WEEKDAYS;
  const spans = named.map(spanOf);
  const days = new Set(spans.flatMap((span) => span ?? []));
  return spans.includes(null) ? null : WEEKDAYS.filter((day) => days.has(day));
}

function spanOf(word: string): readonly Weekday[] | null {
  if (/^(?:day|days|daily|everyday|all)$/.test(word)) return WEEKDAYS;
  if (/^(?:weekdays?|workdays?)$/.test(word)) return WORKDAYS;
  if (/^weekends?$/.test(word)) return WEEKEND;
  const ends = word.split('-').map(dayOf);
  const [first, last = first] = ends;
  if (ends.length > 2 || !first || !last) return null;
  const from = WEEKDAYS.indexOf(first);
  const length = (WEEKDAYS.indexOf(last) - from + 7) % 7;
  return Array.from({ length: length + 1 }, (_, step) => WEEKDAYS[(from + step) % 7] as Weekday);
}

/** `mon`, `tues`, `Thursday`, `Fridays`. */
function dayOf(word: string): Weekday | null {
  if (word.length < 3) return null;
  return WEEKDAYS.find((day) => `${NAMES[day].toLowerCase()}s`.startsWith(word)) ?? null;
}

/** As an option takes it: `every`, `weekdays`, `weekend`, or `mon, wed`. */
export function writeDays(days: readonly Weekday[]): string {
  if (sameDays(days, WEEKDAYS)) return 'every';
  if (sameDays(days, WORKDAYS)) return 'weekdays';
  return sameDays(days, WEEKEND) ? 'weekend' : inOrder(days).join(', ');
}

/** As it reads in a sentence: `every day`, `every weekday`, `every Monday and Thursday`. */
export function daysInWords(days: readonly Weekday[]): string {
  if (sameDays(days, WEEKDAYS)) return 'every day';
  if (sameDays(days, WORKDAYS)) return 'every weekday';
  const names = inOrder(days).map((day) => NAMES[day]);
  return `every ${[names.slice(0, -1).join(', '), ...names.slice(-1)].filter((part) => part !== '').join(' and ')}`;
}

const inOrder = (days: readonly Weekday[]) => WEEKDAYS.filter((day) => days.includes(day));

export function sameDays(days: readonly Weekday[], others: readonly Weekday[]): boolean {
  return WEEKDAYS.every((day) => days.includes(day) === others.includes(day));
}
