/**
 * Options whose values people write in words of a known kind, several of them and without quotation marks: `8 am`,
 * `new york`, `Mon, Wed and Fri`, `last week`. Where such a value ends is seen by reading it.
 */
import { readDays, readTime, readWeekly } from '../digest/recurrence.ts';
import { readOffset, readZone, zonesMeant } from '../digest/zones.ts';
import { readSince } from './everyone/since.ts';

export type Kind = 'time' | 'zone' | 'days' | 'lookback' | 'since' | 'hours';

/** More words are no value of any kind. */
const MOST_WORDS = 8;

/** When somebody asks is not known here, and makes no difference to whether it is a time at all. */
const LATE = new Date('2900-12-30T12:00:00Z');

const READS: Readonly<Record<Kind, (words: string) => boolean>> = {
  time: (words) => readTime(words) !== null,
  zone: (words) => readZone(words) !== null || zonesMeant(words).length > 0 || readOffset(words) !== null,
  days: (words) => readDays(words) !== null,
  lookback: (words) => readLookback(words) !== null,
  since: (words) => readSince(words, LATE, 'UTC') !== null,
  hours: (words) => readHours(words) !== null,
};

/** The most words at the beginning of the text that are a value of this kind; empty for none. */
export function leadingValue(kind: Kind, text: string): string {
  const ends = [...text.slice(0, LONGEST_VALUE).matchAll(/\S+/g)]
    .slice(0, MOST_WORDS)
    .map((word) => word.index + word[0].length);
  const values = ends.map((end) => text.slice(0, end)).filter((words) => READS[kind](words.replace(/\s+/g, ' ')));
  return values.at(-1) ?? '';
}

/** UTF-16 code units. */
const LONGEST_VALUE = 200;
/** A time, a zone and days, which end the text. */
const LONGEST_TIMING = 3 * LONGEST_VALUE;

/** Whole hours of `48`, `48h`, `2d`, `3 days` or `a week`; null for anything else. */
export function readHours(words: string): number | null {
  const [, count = '', unit = 'h'] =
    /^(\d{1,4}|an?|one)\s*(h|d|w|hours?|hrs?|days?|weeks?)?$/i.exec(words.trim()) ?? [];
  if (count === '' || (/^\D/.test(count) && unit === 'h')) return null;
  const hours = { h: 1, d: 24, w: 168 }[unit.charAt(0).toLowerCase()] ?? 1;
  return (/^\d/.test(count) ? Number(count) : 1) * hours;
}

/** `fri 17:00`, or `off`. */
export function readLookback(words: string): ReturnType<typeof readWeekly> | 'off' {
  return /^(?:off|none|no|never)$/i.test(words.trim()) ? 'off' : readWeekly(words);
}

// ---- what was said without its name ----------------------------------------------------------------------------------

const CLOCK_TIME =
  /^(?:at\s+)?(?:\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?|noon|midnight)(?!\S)|^at\s+\d{1,2}(?!\S)/i;

/**
 * Of `korea 08:00 Europe/Berlin weekdays` what stands before the time, and the time, zone and days; null where there is none,
 * or where something else stands behind it: then all of it is one text.
 */
export function splitAtTime(text: string): { before: string; timing: Partial<Record<Kind, string>> } | null {
  for (const { index } of text.matchAll(/(?<=\S\s+)(?=\S)/g)) {
    if (text.length - index > LONGEST_TIMING || !CLOCK_TIME.test(text.slice(index))) continue;
    const timing = timingIn(text.slice(index));
    if (timing) return { before: text.slice(0, index).replace(/[\s,;]+$/, ''), timing };
  }
  return null;
}

function timingIn(text: string): Partial<Record<Kind, string>> | null {
  const timing: Partial<Record<Kind, string>> = {};
  let left = text;
  while (left !== '') {
    const words = left.replace(/^(?:in|on|,)\s+/i, '');
    const kinds = (['time', 'zone', 'days'] as const).filter((kind) => timing[kind] === undefined);
    const [kind, value] =
      kinds.map((one) => [one, leadingValue(one, words)] as const).find(([, found]) => found !== '') ?? [];
    if (kind === undefined || value === undefined) return null;
    timing[kind] = value;
    left = words.slice(value.length).trim();
  }
  return timing;
}
