/**
 * Makes false claims of true sentences, by program and the same each time: a name that is foreign to the article, a changed
 * number, a changed date, a name swapped for another of the same article, a negation put in or taken out. It shares no code with
 * the gate that is to catch them.
 */
export type CorruptionKind = 'foreign name' | 'changed number' | 'changed date' | 'swapped name' | 'negation';

export interface Corruption {
  readonly kind: CorruptionKind;
  /** Which of the ways of the kind, for telling where a gate is weak. */
  readonly way: string;
  readonly original: string;
  readonly text: string;
}

/** Every corruption of a sentence: at most one of each way. `names` are the article's, as `namesIn` finds them. */
export function corruptionsOf(sentence: string, names: readonly string[], seed: number): Corruption[] {
  const random = randomFrom(`${seed} ${sentence}`);
  const made: Corruption[] = [];
  for (const [kind, ways] of WAYS)
    for (const [way, corrupt] of ways) {
      const text = corrupt(sentence, names, random);
      if (text !== null && text !== sentence) made.push({ kind, way, original: sentence, text });
    }
  return made;
}

/** The names of an article: runs of capitalised words that stand inside its sentences, at least once not at the head. */
export function namesIn(sentences: readonly string[]): string[] {
  const names = new Set<string>();
  for (const sentence of sentences)
    for (const { name, at } of runsOf(sentence))
      if (INSIDE.test(sentence.slice(0, at)) && !NO_NAMES.has(name.split(' ')[0] ?? '')) names.add(name);
  return [...names];
}

type Random = (below: number) => number;
type Corrupt = (sentence: string, names: readonly string[], random: Random) => string | null;

const RUN = /\p{Lu}[\p{L}'’]*\p{L}(?:[ -]\p{Lu}[\p{L}'’]*\p{L})*/gu;
const CALENDAR =
  /^(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)s?\b/;
/** What stands before a word that a sentence, a saying or a line does not begin with. */
const INSIDE = /[\p{L}\p{N},)] \(?$/u;
const NO_NAMES = new Set(
  (
    'The A An This That These Those It Its He She They We You In On At By For From With Without But And Or So If When While As After Before ' +
    'His Her Their Our My Your There Here What Who Which Why How Where Not No Nor Yes Also All Some Many Most More Both Each Every Two Three ' +
    'Four Five Six Seven Eight Nine Ten Dozens Hundreds Half One Mr Mrs Ms Dr President Minister Prime'
  ).split(' '),
);

function runsOf(sentence: string): { name: string; at: number }[] {
  return [...sentence.matchAll(RUN)]
    .map(({ 0: run, index }) => ({ name: run.replace(/['’]s?$/u, ''), at: index }))
    .filter(({ name }) => name.length > 2 && !CALENDAR.test(name) && !/^I['’]|['’](?:ve|re|ll|t)$/u.test(name));
}

/** The runs that are names of the article. */
function namesOf(sentence: string, names: readonly string[]): { name: string; at: number }[] {
  return runsOf(sentence).filter(({ name }) => names.includes(name));
}

const FOREIGN = [
  'Zubrowka',
  'Halvard Brekke',
  'Ottoline Marsh',
  'Quillfeather',
  'Tamsin Oyelaran',
  'Brask',
  'Velden',
  'Nkemelu',
  'Port Selkirk',
  'Yarrowby',
  'Council of Drumlin',
  'Ives Pendry',
  'Kestrel Holdings',
  'Mirador',
  'Astrid Vane',
  'Lundgren',
  'Sable Coast',
  'Osei Darko',
  'Thornquist',
  'Balaclava Bank',
] as const;

const NUMBER_WORDS = [
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'twenty',
  'thirty',
  'forty',
  'fifty',
];
const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MAGNITUDES = ['hundred', 'thousand', 'million', 'billion', 'dozen'];
const AUXILIARIES = 'is|are|was|were|has|have|had|will|would|can|could|should|must|may|might|did|does|do';

const WAYS: readonly [CorruptionKind, readonly [string, Corrupt][]][] = [
  [
    'foreign name',
    [
      ['whole name', (sentence, names, random) => replaceName(sentence, names, random, () => pick(FOREIGN, random))],
      [
        'last word',
        (sentence, names, random) =>
          replaceName(sentence, names, random, (name) => withLastWord(name, lastWord(pick(FOREIGN, random)))),
      ],
      [
        'first word',
        (sentence, names, random) =>
          replaceName(sentence, names, random, (name) => withFirstWord(name, lastWord(pick(FOREIGN, random)))),
      ],
    ],
  ],
  [
    'changed number',
    [
      [
        'digits',
        (sentence, _, random) =>
          replaceOne(sentence, /\d+(?:[.,]\d+)*/g, random, (digits) => otherDigits(digits, random)),
      ],
      [
        'number word',
        (sentence, _, random) =>
          replaceOne(sentence, wordsPattern(NUMBER_WORDS), random, (word) => otherOf(NUMBER_WORDS, word, random)),
      ],
      [
        'ordinal',
        (sentence, _, random) =>
          replaceOne(sentence, wordsPattern(ORDINALS), random, (word) => otherOf(ORDINALS, word, random)),
      ],
      [
        'magnitude',
        (sentence, _, random) =>
          replaceOne(sentence, wordsPattern(MAGNITUDES), random, (word) => otherOf(MAGNITUDES, word, random)),
      ],
      [
        'percent',
        (sentence, _, random) =>
          replaceOne(sentence, /\d+(?:\.\d+)?(?=\s?(?:%|per ?cent))/g, random, (digits) => otherDigits(digits, random)),
      ],
    ],
  ],
  [
    'changed date',
    [
      [
        'year',
        (sentence, _, random) =>
          replaceOne(sentence, /\b(?:1[5-9]|20)\d\d\b/g, random, (year) => String(Number(year) + 1 + random(9))),
      ],
      [
        'day',
        (sentence, _, random) =>
          replaceOne(
            sentence,
            new RegExp(`\\b\\d{1,2}(?= (?:${MONTHS.join('|')}))|(?<=(?:${MONTHS.join('|')}) )\\d{1,2}\\b`, 'g'),
            random,
            (day) => String((Number(day) % 28) + 1),
          ),
      ],
      [
        'month',
        (sentence, _, random) =>
          replaceOne(sentence, wordsPattern(MONTHS, 'g'), random, (word) => otherOf(MONTHS, word, random)),
      ],
      [
        'weekday',
        (sentence, _, random) =>
          replaceOne(sentence, wordsPattern(WEEKDAYS, 'g'), random, (word) => otherOf(WEEKDAYS, word, random)),
      ],
    ],
  ],
  [
    'swapped name',
    [
      [
        'whole name',
        (sentence, names, random) => replaceName(sentence, names, random, (name) => otherName(name, names, random)),
      ],
      [
        'one word',
        (sentence, names, random) =>
          replaceName(sentence, names, random, (name) => lastWordOrNull(otherName(name, names, random))),
      ],
      ['first and last name', swapEnds],
    ],
  ],
  [
    'negation',
    [
      [
        'not put in',
        (sentence, _, random) =>
          replaceOne(
            sentence,
            new RegExp(`\\b(?:${AUXILIARIES})\\b(?!n['’]t)(?! not)`, 'g'),
            random,
            (word) => `${word} not`,
          ),
      ],
      [
        "n't put in",
        (sentence, _, random) =>
          replaceOne(
            sentence,
            /\b(?:is|are|was|were|has|have|had|would|could|should|did|does)\b(?! not)/g,
            random,
            (word) => `${word}n't`,
          ),
      ],
      [
        'never put in',
        (sentence, _, random) =>
          replaceOne(
            sentence,
            /(?<= )(?!(?:need|speed|hundred|indeed)\b)\p{Ll}{3,}ed\b(?= (?:the|a|an|that|to|in|on|his|her|its|their|by)\b)/gu,
            random,
            (verb) => `never ${verb}`,
          ),
      ],
      [
        'did not put in',
        (sentence, _, random) =>
          replaceOne(
            sentence,
            /(?<=\p{Lu}\p{L}+ )\p{Ll}{3,}ed\b(?= (?:the|a|an|that|to|in|on|his|her|its|their)\b)/gu,
            random,
            (verb) => `did not ${verb.replace(/ed$/, '')}`,
          ),
      ],
      [
        'no put in',
        (sentence, _, random) =>
          replaceOne(sentence, /(?<=\b(?:has|have|had|is|was|found|made) )an?(?= )/g, random, () => 'no'),
      ],
      ['not taken out', (sentence, _, random) => replaceOne(sentence, / not\b/g, random, () => '')],
      ["n't taken out", (sentence, _, random) => replaceOne(sentence, /n['’]t\b/g, random, () => '')],
      ['never taken out', (sentence, _, random) => replaceOne(sentence, / never\b/g, random, () => '')],
      ['no taken out', (sentence, _, random) => replaceOne(sentence, / no(?= \p{Ll})/gu, random, () => '')],
      ['without turned', (sentence, _, random) => replaceOne(sentence, /\bwithout\b/g, random, () => 'with')],
    ],
  ],
];

function replaceName(
  sentence: string,
  names: readonly string[],
  random: Random,
  replacement: (name: string) => string | null,
): string | null {
  const found = namesOf(sentence, names);
  if (found.length === 0) return null;
  const { name, at } = pick(found, random);
  const other = replacement(name);
  return other === null ? null : sentence.slice(0, at) + other + sentence.slice(at + name.length);
}

/** Another name of the article that shares no word with this one. */
function otherName(name: string, names: readonly string[], random: Random): string | null {
  const words = new Set(name.toLowerCase().split(/[ -]/));
  const others = names.filter(
    (other) =>
      !other
        .toLowerCase()
        .split(/[ -]/)
        .some((word) => words.has(word) || sharesStem(word, name)),
  );
  return others.length === 0 ? null : pick(others, random);
}

/** "German" and "Germany" are no swap. */
function sharesStem(word: string, name: string): boolean {
  return name
    .toLowerCase()
    .split(/[ -]/)
    .some((own) => own.slice(0, 4) === word.slice(0, 4));
}

function swapEnds(sentence: string, names: readonly string[]): string | null {
  const found = namesOf(sentence, names);
  const [first, last] = [found[0], found.at(-1)];
  if (!first || !last || first.at === last.at || otherName(first.name, [last.name], () => 0) === null) return null;
  return (
    sentence.slice(0, first.at) +
    last.name +
    sentence.slice(first.at + first.name.length, last.at) +
    first.name +
    sentence.slice(last.at + last.name.length)
  );
}

function replaceOne(
  sentence: string,
  pattern: RegExp,
  random: Random,
  replacement: (found: string) => string,
): string | null {
  const found = [...sentence.matchAll(pattern)];
  if (found.length === 0) return null;
  const { 0: match, index } = pick(found, random);
  return sentence.slice(0, index) + replacement(match) + sentence.slice(index + match.length);
}

function wordsPattern(words: readonly string[], flags = 'g'): RegExp {
  return new RegExp(`\\b(?:${words.join('|')})\\b`, flags);
}

function otherOf(words: readonly string[], word: string, random: Random): string {
  return pick(
    words.filter((other) => other !== word),
    random,
  );
}

/** As many digits, the first never 0, the whole never the same. */
function otherDigits(digits: string, random: Random): string {
  const changed = [...digits]
    .map((digit, at) => (/\d/.test(digit) ? String(at === 0 ? 1 + random(9) : random(10)) : digit))
    .join('');
  return changed === digits ? digits.replace(/\d/, (digit) => String((Number(digit) % 9) + 1)) : changed;
}

function lastWord(name: string): string {
  return name.split(' ').at(-1) ?? name;
}

function lastWordOrNull(name: string | null): string | null {
  return name === null ? null : lastWord(name);
}

function withLastWord(name: string, word: string): string {
  return [...name.split(' ').slice(0, -1), word].join(' ');
}

function withFirstWord(name: string, word: string): string {
  return [word, ...name.split(' ').slice(1)].join(' ');
}

function pick<T>(items: readonly T[], random: Random): T {
  return items[random(items.length)] as T;
}

/** Mulberry32, seeded by the FNV-1a hash of a text. */
function randomFrom(text: string): Random {
  let state = 0x811c9dc5;
  for (const character of text) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
