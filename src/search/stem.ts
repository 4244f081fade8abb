/**
 * Porter's stemmer (M. F. Porter, "An algorithm for suffix stripping", 1980): the same form for `negotiate`,
 * `negotiated` and `negotiation`. It is what SQLite's `porter` tokenizer does, so that a passage is found for what
 * the index has found. English; any other word goes through it harmlessly.
 * @param word lower case
 */
export function stem(word: string): string {
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return word;
  return step5(step4(step3(step2(step1(word)))));
}

const C = '[^aeiou][^aeiouy]*';
const V = '[aeiouy][aeiou]*';
// How many vowel-consonant pairs a stem has: at least one, exactly one, more than one.
const SOME = new RegExp(`^(${C})?${V}${C}`);
const ONE = new RegExp(`^(${C})?${V}${C}(${V})?$`);
const MANY = new RegExp(`^(${C})?${V}${C}${V}${C}`);
const HAS_VOWEL = new RegExp(`^(${C})?${V}`);
const SHORT_END = new RegExp(`^${C}[aeiouy][^aeiouwxy]$`);

function step1(word: string): string {
  return finalY(pastAndParticiple(plural(word)));
}

function plural(word: string): string {
  if (/(ss|i)es$/.test(word)) return word.slice(0, -2);
  return /[^s]s$/.test(word) ? word.slice(0, -1) : word;
}

function pastAndParticiple(word: string): string {
  if (word.endsWith('eed')) return SOME.test(word.slice(0, -3)) ? word.slice(0, -1) : word;
  const base = /^(.+?)(?:ed|ing)$/.exec(word)?.[1];
  if (base === undefined || !HAS_VOWEL.test(base)) return word;
  if (/(at|bl|iz)$/.test(base)) return `${base}e`;
  if (/([^aeiouylsz])\1$/.test(base)) return base.slice(0, -1);
  return SHORT_END.test(base) ? `${base}e` : base;
}

function finalY(word: string): string {
  return word.endsWith('y') && HAS_VOWEL.test(word.slice(0, -1)) ? `${word.slice(0, -1)}i` : word;
}

const STEP_2: readonly (readonly [string, string])[] = [
  ['ational', 'ate'],
  ['ization', 'ize'],
  ['iveness', 'ive'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['tional', 'tion'],
  ['biliti', 'ble'],
  ['ation', 'ate'],
  ['alism', 'al'],
  ['aliti', 'al'],
  ['iviti', 'ive'],
  ['entli', 'ent'],
  ['ousli', 'ous'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['izer', 'ize'],
  ['abli', 'able'],
  ['alli', 'al'],
  ['ator', 'ate'],
  ['logi', 'log'],
  ['bli', 'ble'],
  ['eli', 'e'],
];

const STEP_3: readonly (readonly [string, string])[] = [
  ['icate', 'ic'],
  ['ative', ''],
  ['alize', 'al'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ness', ''],
  ['ful', ''],
];

function step2(word: string): string {
  return replaced(word, STEP_2);
}

function step3(word: string): string {
  return replaced(word, STEP_3);
}

function replaced(word: string, endings: readonly (readonly [string, string])[]): string {
  const ending = endings.find(([from]) => word.endsWith(from));
  if (!ending) return word;
  const base = word.slice(0, -ending[0].length);
  return SOME.test(base) ? base + ending[1] : word;
}

const STEP_4 = /^(.+?)(al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|(?<=[st])ion|ou|ism|ate|iti|ous|ive|ize)$/;

function step4(word: string): string {
  const base = STEP_4.exec(word)?.[1];
  return base !== undefined && MANY.test(base) ? base : word;
}

function step5(word: string): string {
  let base = word;
  if (base.endsWith('e')) {
    const before = base.slice(0, -1);
    if (MANY.test(before) || (ONE.test(before) && !SHORT_END.test(before))) base = before;
  }
  return base.endsWith('ll') && MANY.test(base) ? base.slice(0, -1) : base;
}
