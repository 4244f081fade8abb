const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const DAY = '(\\d{1,2})(?:st|nd|rd|th)?';
const WEEKDAY = '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\\.?,?\\s+)?';

/** Each pattern names its parts: y, m (a number or a month's name) and d. What follows the date (a time, a zone) is let pass. */
const FORMS: readonly RegExp[] = [
  /^(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})(?!\d)/,
  /^(?<y>\d{4})[./](?<m>\d{1,2})[./](?<d>\d{1,2})(?!\d)/,
  /^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})(?=T|$)/,
  named(`^${WEEKDAY}${DAY}(?:\\s+of)?[\\s-]+${MONTH}[\\s,-]+(\\d{4})(?!\\d)`, ['d', 'm', 'y']),
  named(`^${WEEKDAY}${MONTH}\\s+${DAY},?\\s+(\\d{4})(?!\\d)`, ['m', 'd', 'y']),
];

/**
 * The day of a date as sources write it (ISO, `25 March 2024`, `March 25, 2024`, RFC 2822, or a full time stamp) as
 * `YYYY-MM-DD`, in the source's own zone: nothing is shifted. Null for what is no date, or a day that does not exist.
 */
export function parseDate(written: string): string | null {
  const text = written.trim().slice(0, 100);
  for (const form of FORMS) {
    const parts = form.exec(text)?.groups;
    if (parts) return existingDay(Number(parts['y']), monthNumber(parts['m'] ?? ''), Number(parts['d']));
  }
  return null;
}

const BEFORE_PROSE =
  /^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, )?(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2},? \d{4}\s+(?=\p{Lu})/u;

/** How many characters before a sentence only say which day it was written: those of "Tuesday, November 3, 2026 ". */
export function dayBefore(sentence: string): number {
  return BEFORE_PROSE.exec(sentence)?.[0].length ?? 0;
}

function named(source: string, names: readonly string[]): RegExp {
  let index = 0;
  return new RegExp(
    source.replace(/\((?!\?)/g, () => `(?<${names[index++]}>`),
    'i',
  );
}

function monthNumber(month: string): number {
  return /^\d/.test(month) ? Number(month) : MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
}

function existingDay(year: number, month: number, day: number): string | null {
  if (year < 1000 || month < 1 || month > 12 || day < 1) return null;
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day > lastDay) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
