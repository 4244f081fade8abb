/** Numbers and days, however they are written: "12th", "twelve", "1,200", "1.200", "Nov", "November". */

const SMALL =
  'zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty';
const TENS = 'thirty forty fifty sixty seventy eighty ninety';
const LARGE = 'hundred thousand million billion trillion dozen';
/** English spelled-out numbers. "One" is left out: it is mostly no number. */
const SPELLED: ReadonlyMap<string, string> = new Map([
  ...SMALL.split(' ').map((word, at) => [word, String(at === 0 ? 0 : at + 1)] as const),
  ...TENS.split(' ').map((word, at) => [word, String(30 + 10 * at)] as const),
  ...LARGE.split(' ').map((word) => [word, word] as const),
  ...LARGE.split(' ').map((word) => [`${word}s`, word] as const),
]);

/** A comma, a dot or a space before exactly three digits parts thousands. */
const THOUSANDS = /(?<=\p{N})[.,\u00a0\u202f’' ](?=\p{N}{3}(?:\P{N}|$))/gu;

/**
 * A number or the name of a day or month in one form for all ways to write it; null for any other word. `isName` says that
 * it begins with a capital where no sentence does: "May" is a month then, and "may" is none.
 */
export function figureOf(word: string, language: string, isName: boolean): string | null {
  if (/^\p{N}/u.test(word))
    return word
      .replace(THOUSANDS, '')
      .replaceAll(',', '.')
      .replace(/^0+(?=\d)/u, '');
  const lower = word.toLowerCase();
  const spelled = language === 'en' || language === 'und' ? SPELLED.get(lower) : undefined;
  if (spelled !== undefined) return spelled;
  return AMBIGUOUS.has(lower) && !isName ? null : (calendarOf(language).get(lower) ?? null);
}

const calendars = new Map<string, ReadonlyMap<string, string>>();
/** Names of days and months that are words besides. */
const AMBIGUOUS = new Set('may march mar sat sun wed mars mai set out mon don so do di mi mo fr sa ene ago'.split(' '));

/** Names of months and weekdays in a language, each to `month-3` or `weekday-5`. */
function calendarOf(language: string): ReadonlyMap<string, string> {
  const known = calendars.get(language);
  if (known) return known;
  const made = new Map<string, string>();
  for (const width of ['long', 'short'] as const) {
    const month = format(language, { month: width });
    const dayAndMonth = format(language, { month: width, day: 'numeric' });
    const weekday = format(language, { weekday: width });
    for (let at = 0; at < 12; at++) {
      const day = new Date(Date.UTC(2023, at, 1 + at));
      add(made, month.format(day), `month-${at + 1}`);
      // Slavic languages put the month of a day in the genitive.
      const part = dayAndMonth.formatToParts(day).find(({ type }) => type === 'month');
      add(made, part?.value ?? '', `month-${at + 1}`);
    }
    for (let at = 0; at < 7; at++) add(made, weekday.format(new Date(Date.UTC(2023, 0, 1 + at))), `weekday-${at}`);
  }
  calendars.set(language, made);
  return made;
}

function add(names: Map<string, string>, name: string, canonical: string): void {
  const word = name.toLowerCase().replace(/\.$/u, '');
  if (/^\p{L}{2,}$/u.test(word)) names.set(word, canonical);
}

function format(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const known = /^[a-z]{2}$/u.test(language) && language !== 'un' ? language : 'en';
  return new Intl.DateTimeFormat(known, { ...options, timeZone: 'UTC' });
}
