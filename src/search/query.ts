/**
 * One thing to look for. More than one word stand for a phrase: the user's `"safe harbour"`, or what an index splits
 * (`anti-ship`, `U.S.`, `1,200`). Words are lower case, letters and digits only.
 */
export type Term = readonly [string, ...string[]];

/** More terms than this say nothing more about what is meant. */
const MOST_TERMS = 24;
const MOST_WORDS_IN_PHRASE = 12;
const LONGEST_QUERY = 2_000;

// Words that are in nearly every text or only ask. Without any other word in the query they are looked for all the same.
const STOP_WORDS = new Set(
  `a about above after again against all also am an and any are as at be because been before being below between both
  but by can could did do does doing down during each few for from further had has have having he her here hers herself
  him himself his how i if in into is it its itself just me more most my myself no nor not now of off on once only or
  other our ours ourselves out over own please same she should so some such tell than that the their theirs them
  themselves then there these they this those through to too under until up upon us very was we were what when where
  which while who whom whose why will with would you your yours yourself yourselves`.split(/\s+/),
);

const QUOTED = /["“”„«»]([^"“”„«»]*)["“”„«»]/gu;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
// Words joined by one of these belong together; anything else parts them.
const CHUNK = /[\p{L}\p{N}\p{M}]+(?:[-‐‑'’.,&@_][\p{L}\p{N}\p{M}]+)*/gu;
const POSSESSIVE = /['’]s$/u;

/**
 * What a person's words ask for, in their order and without repetition. Any text is fine: operators, punctuation and
 * markup are words or nothing.
 */
export function queryTerms(query: string): readonly Term[] {
  const text = query.slice(0, LONGEST_QUERY).normalize('NFKC').toLowerCase();
  const phrases = [...text.matchAll(QUOTED)].map(([, inside = '']) => wordsOf(inside).slice(0, MOST_WORDS_IN_PHRASE));
  const rest = [...text.replace(QUOTED, ' ').matchAll(CHUNK)].map(([chunk]) => wordsOf(chunk.replace(POSSESSIVE, '')));
  const telling = rest.filter((words) => words.some((word) => !STOP_WORDS.has(word)));
  const chosen = [...phrases, ...telling].some(isTerm) ? [...phrases, ...telling] : rest;
  return distinct(chosen.filter(isTerm)).slice(0, MOST_TERMS);
}

/** Whether a lower-case word is in nearly every text, or only asks. */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}

function wordsOf(text: string): string[] {
  return text.match(WORD) ?? [];
}

function isTerm(words: string[]): words is [string, ...string[]] {
  return words.length > 0;
}

function distinct(terms: readonly Term[]): Term[] {
  return [...new Map(terms.map((term) => [term.join(' '), term])).values()];
}
