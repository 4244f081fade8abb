/** Time zones as people name them: by an IANA name, a city, a country, or the letters on their clocks. */

export interface KnownZone {
  /** IANA. */
  readonly zone: string;
  /** What people call it: its city, its country, other cities, the letters of its time. */
  readonly names: readonly string[];
}

/** Where most people are, from west to east; of a country with several zones, those that are meant first. */
const LEADING_ZONES = [
  'America/Los_Angeles',
  'America/Denver',
  'America/Chicago',
  'America/New_York',
  'America/Toronto',
  'America/Mexico_City',
  'America/Sao_Paulo',
  'UTC',
  'Europe/London',
  'Europe/Berlin',
  'Europe/Paris',
  'Europe/Madrid',
  'Africa/Lagos',
  'Europe/Kyiv',
  'Africa/Johannesburg',
  'Europe/Istanbul',
  'Africa/Nairobi',
  'Asia/Dubai',
  'Asia/Kolkata',
  'Asia/Jakarta',
  'Asia/Singapore',
  'Asia/Shanghai',
  'Asia/Seoul',
  'Asia/Tokyo',
  'Australia/Sydney',
] as const;

/** Names that the list of the runtime gives in an older spelling. */
const RENAMED: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Godthab': 'America/Nuuk',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
};

/** Cities and countries that have no zone of their own name, and the letters on clocks. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  'America/Los_Angeles': 'San Francisco, Seattle, San Diego, Las Vegas, Portland, PST, PDT, PT',
  'America/Denver': 'Salt Lake City, MST, MDT, MT',
  'America/Chicago': 'Houston, Dallas, Austin, Minneapolis, CST, CDT, CT',
  'America/New_York': 'NYC, Washington, Washington DC, Boston, Philadelphia, Atlanta, Miami, EST, EDT, ET',
  'America/Toronto': 'Montreal, Ottawa, Quebec',
  'America/Sao_Paulo': 'Rio, Rio de Janeiro, Brasilia, BRT',
  'Europe/London': 'UK, England, Scotland, Wales, Edinburgh, Manchester, BST',
  'Europe/Berlin': 'Munich, Hamburg, Frankfurt, Cologne, CET, CEST, MEZ, MESZ',
  'Europe/Paris': 'Lyon, Marseille, CET, CEST',
  'Europe/Madrid': 'Barcelona, CET, CEST',
  'Europe/Rome': 'Milan, Naples, CET, CEST',
  'Europe/Zurich': 'Geneva, Bern, Basel, CET, CEST',
  'Europe/Amsterdam': 'Holland, Rotterdam, The Hague, CET, CEST',
  'Europe/Brussels': 'CET, CEST',
  'Europe/Moscow': 'Saint Petersburg, MSK',
  'Europe/Kyiv': 'EET, EEST',
  'Europe/Athens': 'EET, EEST',
  'Europe/Istanbul': 'Turkey, Ankara, TRT',
  'Africa/Johannesburg': 'Cape Town, Pretoria, SAST',
  'Africa/Nairobi': 'EAT',
  'Asia/Jerusalem': 'Tel Aviv, IST',
  'Asia/Dubai': 'Abu Dhabi, UAE, Emirates, GST',
  'Asia/Karachi': 'Islamabad, Lahore, PKT',
  'Asia/Kolkata': 'Delhi, New Delhi, Mumbai, Bangalore, Chennai, IST',
  'Asia/Ho_Chi_Minh': 'Hanoi, Saigon',
  'Asia/Shanghai': 'Beijing, Shenzhen, Guangzhou',
  'Asia/Hong_Kong': 'HKT',
  'Asia/Singapore': 'SGT',
  'Asia/Seoul': 'KST',
  'Asia/Tokyo': 'Osaka, Kyoto, JST',
  'Australia/Sydney': 'Canberra, AEST, AEDT',
  'Pacific/Auckland': 'Wellington, NZST, NZDT',
  UTC: 'GMT, Zulu, Coordinated Universal Time',
};
const OTHER_COUNTRIES: Readonly<Record<string, readonly string[]>> = { US: ['USA', 'US', 'America'] };

let known: readonly KnownZone[] | null = null;

/** Every zone, the leading ones first. Worked out once: it takes some milliseconds. */
export function knownZones(): readonly KnownZone[] {
  known ??= listZones();
  return known;
}

function listZones(): KnownZone[] {
  const listed = Intl.supportedValuesOf('timeZone').map((zone) => RENAMED[zone] ?? zone);
  const countries = countryNames();
  return [...new Set<string>([...LEADING_ZONES, ...listed])].map((zone) => ({
    zone,
    names: [
      (zone.split('/').at(-1) ?? zone).replaceAll('_', ' '),
      ...(countries.get(zone) ?? []),
      ...(OTHER_NAMES[zone]?.split(', ') ?? []),
    ],
  }));
}

/** The names of the country that each zone is in. */
function countryNames(): Map<string, readonly string[]> {
  const nameOf = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const names = new Map<string, readonly string[]>();
  for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
    const name = nameOf.of(code);
    if (name === undefined) continue;
    for (const zone of zonesOfCountry(code)) {
      names.set(RENAMED[zone] ?? zone, [name, ...(OTHER_COUNTRIES[code] ?? [])]);
    }
  }
  return names;
}

function zonesOfCountry(code: string): readonly string[] {
  const locale: Intl.Locale & { getTimeZones?(): string[] | undefined } = new Intl.Locale(`und-${code}`);
  return locale.getTimeZones?.() ?? [];
}

// ---- which is meant --------------------------------------------------------------------------------------------------

/** Those that go by these words, whole, in any case: none, one, or several. */
export function zonesMeant(words: string): readonly string[] {
  index ??= indexed(knownZones());
  return words.length > LONGEST_NAME ? [] : (index.get(folded(words)) ?? []);
}

/** Longer than any name of a zone or a country. UTF-16 code units. */
const LONGEST_NAME = 60;

let index: ReadonlyMap<string, readonly string[]> | null = null;

/** Zones by everything that they are called. A zone's own name goes before what others are called. */
function indexed(zones: readonly KnownZone[]): Map<string, readonly string[]> {
  const called = new Map<string, string[]>();
  for (const { zone, names } of zones) {
    for (const name of new Set(names.map(folded))) called.set(name, [...(called.get(name) ?? []), zone]);
  }
  const byName = new Map<string, readonly string[]>([...called].map(([name, all]) => [name, mostLivedIn(all)]));
  for (const [before, now] of Object.entries(RENAMED)) byName.set(folded(before), [now]);
  for (const { zone } of zones) byName.set(folded(zone), [zone]);
  return byName;
}

/** Of a country, the zone in which most of it lives; the small ones have names of their own. */
function mostLivedIn(zones: readonly string[]): readonly string[] {
  const leading = zones.filter((zone) => LEADING_ZONES.some((one) => one === zone));
  return leading.length > 0 ? leading : zones;
}

/**
 * The IANA zone that is meant by its name in any case (`europe/berlin`), its city (`new york`), its country (`Germany`) or the
 * letters of its time (`EST`, of which the zone has summer time all the same). Null for none, for several, and for an offset
 * such as `+02:00`, which knows no summer time.
 */
export function readZone(words: string): string | null {
  // These have summer time, and are names of zones.
  if (/^(?:gmt|cet|eet|wet|met)$/i.test(words.trim())) return words.trim().toUpperCase();
  const [zone, ...others] = zonesMeant(words);
  if (zone !== undefined) return others.length === 0 ? zone : null;
  return otherName(words.trim().replace(/\s+/g, '_'));
}

/** Zones go by more names than are listed: `Asia/Calcutta`, `Etc/UTC`. */
function otherName(name: string): string | null {
  if (!name.includes('/') || !/^[A-Za-z]/.test(name)) return null;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
  } catch {
    return null;
  }
  return name.toLowerCase().replace(/(?<![a-z])[a-z]/g, (letter) => letter.toUpperCase());
}

/** Minutes ahead of UTC, of `+2`, `UTC+2`, `GMT-05:30`; null for what is no offset. */
export function readOffset(words: string): number | null {
  const [, sign, hours, minutes = '0'] =
    /^(?:utc|gmt)?\s*([+\-−–])\s*(\d{1,2})(?::?([0-5]\d))?$/iu.exec(words.trim()) ?? [];
  if (hours === undefined || Number(hours) > 14) return null;
  return (sign === '+' ? 1 : -1) * (Number(hours) * 60 + Number(minutes));
}

/** The zones whose clocks are so many minutes ahead of UTC at an instant, the leading ones first. */
export function zonesAhead(minutes: number, at: Date): readonly string[] {
  return knownZones()
    .map(({ zone }) => zone)
    .filter((zone) => minutesAhead(zone, at) === minutes);
}

function minutesAhead(zone: string, at: Date): number {
  const name = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value;
  return name === 'GMT' ? 0 : (readOffset(name ?? '') ?? Number.NaN);
}

function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}/+-]+/gu, '');
}
