/** Says so when an answer comes from an article that is not of the time asked about. */

import type { DigestSource } from '../digest/digest.ts';
import { longDay } from '../digest/times.ts';
import { addDays } from '../search/calendar.ts';
import { whenOf } from '../search/when.ts';
import { stemsOf } from '../search/words.ts';
import type { Question } from './answer.ts';

/** News of a day is still told on the days after it. */
const DAYS_AFTER = 2;
const WEEKDAY = /\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b/i;

/**
 * A sentence for the one who asked, or null: the first source is of the time, has no day, or the told words name that time
 * themselves. A weekday names none, since there is one in each week.
 * @param told what is told first
 */
export function noteOutside(
  { text, now, zone }: Pick<Question, 'text' | 'now' | 'zone'>,
  told: string,
  { date }: Pick<DigestSource, 'date'>,
): string | null {
  const when = whenOf(text, now, zone);
  if (!when || date === null) return null;
  const isAfter = when.to !== undefined && date > addDays(when.to, DAYS_AFTER);
  if (!isAfter && !(when.from !== undefined && date < when.from)) return null;
  const words = when.words.join(' ');
  const stems = new Set(stemsOf(told));
  const names = stemsOf(words).filter((stem) => /^\p{N}/u.test(stem) || MONTHS.has(stem));
  if (names.length > 0 && !WEEKDAY.test(words) && names.every((stem) => stems.has(stem))) return null;
  return `No article of that time (${words}) says it; this is of ${longDay(new Date(`${date}T12:00:00Z`), 'UTC')}.`;
}

const MONTHS = new Set(
  stemsOf('january february march april may june july august september october november december'),
);
