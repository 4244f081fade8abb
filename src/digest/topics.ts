/**
 * Under which topics an article falls, by the topics' own terms, with the reason. Words are matched whole, with their
 * plural and possessive forms; capitals matter only for short acronyms (`US` is not `us`), accents do not. Of a term
 * like `chip + export`, all parts must stand in one paragraph, in any order.
 */
import type { Article, Block } from '../article/article.ts';
import type { Topic } from './topic.ts';

/** What speaks for one topic. `chosen` is false where too little does. */
export interface TopicMatch {
  readonly topic: string;
  readonly chosen: boolean;
  readonly score: number;
  /** For people, e.g. `"Pyongyang" in the title, "North Korea" 3 times in the text`. */
  readonly reason: string;
}

/** A term in the title says most, one in the opening nearly as much, one further down little. */
const WEIGHTS = { title: 5, opening: 2, text: 1 } as const;
/** Mentions beyond this many in one place say nothing new. */
const MOST_MENTIONS = { title: 1, opening: 2, text: 6 } as const;
/** A single passing mention far down (1) is not enough. */
const ENOUGH = 2;
/** In a long text the same few mentions weigh less: one more is asked for each so many words. */
const WORDS_PER_EXTRA_MENTION = 700;
/** The opening: the first paragraphs up to about so many characters. */
const OPENING_LENGTH = 600;

type Place = keyof typeof WEIGHTS;

/** Names of the topics an article falls under, best first. */
export function topicsOf(article: Article, topics: readonly Topic[]): string[] {
  return explainTopics(article, topics)
    .filter(({ chosen }) => chosen)
    .map(({ topic }) => topic);
}

/** Every topic with at least one mention, best first, and why it was chosen or not. */
export function explainTopics(article: Article, topics: readonly Topic[]): TopicMatch[] {
  const places = placesOf(article);
  const enough = ENOUGH + Math.floor(wordCount(places.text.text) / WORDS_PER_EXTRA_MENTION);
  return topics
    .map((topic) => matchTopic(topic, places, enough))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score);
}

function matchTopic(topic: Topic, places: Record<Place, PlaceText>, enough: number): TopicMatch {
  let score = 0;
  let prominent = false;
  const found: string[] = [];
  for (const place of ['title', 'opening', 'text'] as const) {
    const { words, together } = mentionsOf(topic, places[place]);
    const count = words.length + together.length;
    if (count === 0) continue;
    score += WEIGHTS[place] * Math.min(count, MOST_MENTIONS[place]);
    prominent ||= place !== 'text';
    if (words.length > 0) found.push(`${listMentions(words)} in the ${place}`);
    found.push(...listTogether(together, place));
  }
  const chosen = prominent || score >= enough;
  const reason = found.join(', ');
  return { topic: topic.name, chosen, score, reason: chosen ? reason : `only in passing: ${reason}` };
}

function listMentions(mentions: readonly string[]): string {
  const counts = Map.groupBy(mentions, (mention) => mention);
  return [...counts]
    .map(([mention, { length }]) => (length === 1 ? `"${mention}"` : `"${mention}" ${length} times`))
    .join(', ');
}

/** `"chip" + "export" in one paragraph of the text`. */
function listTogether(together: readonly string[], place: Place): string[] {
  return [...Map.groupBy(together, (parts) => parts)].map(([parts, { length }]) => {
    if (place === 'title') return `${parts} in the title`;
    return `${parts} in ${length === 1 ? 'one paragraph' : `${length} paragraphs`} of the ${place}`;
  });
}

interface PlaceText {
  readonly text: string;
  readonly paragraphs: readonly string[];
}

function placesOf(article: Article): Record<Place, PlaceText> {
  const textOf = ({ start, end }: Block) => article.text.slice(start, end);
  const paragraphs = article.blocks.filter(({ kind }) => kind === 'paragraph').map(textOf);
  const headings = article.blocks.filter(({ kind }) => kind === 'heading').map(textOf);
  let length = 0;
  const opening = paragraphs.filter((paragraph, index) => {
    length += paragraph.length;
    return index === 0 || length <= OPENING_LENGTH;
  });
  const rest = [...paragraphs.slice(opening.length), ...headings];
  return { title: placeOf([article.title]), opening: placeOf(opening), text: placeOf(rest) };
}

function placeOf(paragraphs: readonly string[]): PlaceText {
  const even = paragraphs.map(evened);
  return { text: even.join('\n'), paragraphs: even };
}

const wordCount = (text: string) => text.match(/\s+/g)?.length ?? 0;

// ---- terms ---------------------------------------------------------------------------------------------------------

/** `words` as they stand in the text; `together` as `"chips" + "export"`, at most one for a paragraph. */
function mentionsOf(topic: Topic, { text, paragraphs }: PlaceText): { words: string[]; together: string[] } {
  const { single, joined } = patternsOf(topic);
  const words = single.flatMap((pattern) => text.match(pattern) ?? []);
  // Most texts lack one of the parts: that is found out without going through the paragraphs.
  const possible = joined.filter((parts) => parts.every((part) => text.search(part) >= 0));
  if (possible.length === 0) return { words, together: [] };
  const together = paragraphs.flatMap((paragraph) => {
    // What a single term speaks for already is not counted a second time.
    if (single.some((pattern) => paragraph.search(pattern) >= 0)) return [];
    return possible.map((parts) => allIn(paragraph, parts)).find((parts) => parts !== null) ?? [];
  });
  return { words, together };
}

function allIn(paragraph: string, parts: readonly RegExp[]): string | null {
  const found = parts.map((part) => paragraph.match(part)?.[0]);
  return found.every((words) => words !== undefined) ? found.map((words) => `"${words}"`).join(' + ') : null;
}

interface Patterns {
  readonly single: readonly RegExp[];
  /** For each term with ` + `, one pattern a part. */
  readonly joined: readonly (readonly RegExp[])[];
}

/** Compiled once for each topic; a topic that is edited is a new object. */
const compiled = new WeakMap<Topic, Patterns>();

function patternsOf(topic: Topic): Patterns {
  const known = compiled.get(topic);
  if (known) return known;
  const terms = topic.terms.map(partsOf);
  const patterns = {
    single: patternsOfTerms(terms.filter(({ length }) => length === 1).flat(), 'g'),
    joined: terms
      .filter(({ length }) => length > 1)
      .map((parts) => parts.flatMap((part) => patternsOfTerms([part], ''))),
  };
  compiled.set(topic, patterns);
  return patterns;
}

/** What parts a term like `chip + export`; the signs of `C++` do not. */
export const PLUS = /(?<=\s|^)\+(?=\s|$)/;

/** `chip + export` in its parts; any other term is one part, and an empty one none. */
function partsOf(term: string): string[] {
  const parts = evened(term).split(PLUS);
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** One pattern for the acronyms and one for the words, of each as far as there are any. */
function patternsOfTerms(terms: readonly string[], flags: string): RegExp[] {
  const acronyms = terms.filter(isAcronym);
  const words = terms.filter((term) => !isAcronym(term));
  const patterns = [
    patternOf(acronyms.map(acronymSource), `${flags}u`),
    patternOf(words.map(wordsSource), `${flags}iu`),
  ];
  return patterns.filter((pattern) => pattern !== null);
}

/** `US`, `WTO`, `G20`: as words they would be something else or nothing. */
const isAcronym = (term: string) => /^[A-Z][A-Z0-9&]{1,4}$/.test(term);

/** The longest term first, so that `North Korea` is not counted as `Korea`. */
function patternOf(sources: readonly string[], flags: string): RegExp | null {
  if (sources.length === 0) return null;
  const longestFirst = [...sources].sort((one, other) => other.length - one.length);
  return new RegExp(longestFirst.join('|'), flags);
}

const POSSESSIVE = "(?:'s?)?";

/** With or without full stops, plural and possessive too: `US`, `U.S.`, `NGOs`, `WTO's`. */
function acronymSource(term: string): string {
  const letters = [...term].map(escaped).join('\\.?');
  return whole(`${letters}(?:\\.|s)?${POSSESSIVE}`, term);
}

/** The last word of a term may be singular or plural, whichever way it was written; words may be parted by a hyphen. */
function wordsSource(term: string): string {
  const words = term.split(/[\s\p{Pd}]+/u).filter((word) => word !== '');
  const last = words.pop() ?? '';
  return whole([...words.map(escaped), singularOrPlural(last)].join('[\\s\\p{Pd}]+') + POSSESSIVE, term);
}

function singularOrPlural(word: string): string {
  if (!/^[a-z]{3,}$/i.test(word)) return escaped(word);
  if (/ies$/i.test(word)) return `${word.slice(0, -3)}(?:y|ies)`;
  if (/[^aeiou]y$/i.test(word)) return `${word.slice(0, -1)}(?:y|ies)`;
  if (/(?:s|x|z|ch|sh)es$/i.test(word)) return `${word.slice(0, -2)}(?:es)?`;
  if (/(?:ss|x|z|ch|sh|us|is)$/i.test(word)) return `${word}(?:es)?`;
  if (/s$/i.test(word)) return `${word.slice(0, -1)}s?`;
  return `${word}s?`;
}

/** Scripts written without spaces have no edges of words to hold a term to; Korean puts particles behind its words. */
const SPACELESS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

function whole(source: string, term: string): string {
  const first = [...term][0] ?? '';
  const last = [...term].at(-1) ?? '';
  const before = SPACELESS.test(first) ? '' : '(?<![\\p{L}\\p{N}_])';
  const after = SPACELESS.test(last) || /\p{Script=Hangul}/u.test(last) ? '' : '(?![\\p{L}\\p{N}_])';
  return `${before}${source}${after}`;
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

const LETTERS_WITHOUT_ACCENT: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  Ø: 'O',
  đ: 'd',
  Đ: 'D',
  ł: 'l',
  Ł: 'L',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ı: 'i',
  '’': "'",
  '‘': "'",
  ʼ: "'",
};

/** Accents off the Latin, Greek and Cyrillic letters, one kind of apostrophe. Case stays. */
function evened(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f\u00ad\u200b]/g, '')
    .normalize('NFC')
    .replace(/[ßøØđĐłŁæÆœŒı’‘ʼ]/g, (letter) => LETTERS_WITHOUT_ACCENT[letter] ?? letter);
}
