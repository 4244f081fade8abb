/**
 * Under which topics an article falls, by the topics' own terms, with the reason. Words are matched whole, with their
 * plural and possessive forms; capitals matter only for short acronyms (`US` is not `us`), accents do not.
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
  const enough = ENOUGH + Math.floor(wordCount(places.text) / WORDS_PER_EXTRA_MENTION);
  return topics
    .map((topic) => matchTopic(topic, places, enough))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score);
}

function matchTopic(topic: Topic, places: Record<Place, string>, enough: number): TopicMatch {
  let score = 0;
  let prominent = false;
  const found: string[] = [];
  for (const place of ['title', 'opening', 'text'] as const) {
    const mentions = mentionsOf(topic, places[place]);
    if (mentions.length === 0) continue;
    score += WEIGHTS[place] * Math.min(mentions.length, MOST_MENTIONS[place]);
    prominent ||= place !== 'text';
    found.push(`${listMentions(mentions)} in the ${place}`);
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

function placesOf(article: Article): Record<Place, string> {
  const textOf = ({ start, end }: Block) => article.text.slice(start, end);
  const paragraphs = article.blocks.filter(({ kind }) => kind === 'paragraph').map(textOf);
  const headings = article.blocks.filter(({ kind }) => kind === 'heading').map(textOf);
  let length = 0;
  const opening = paragraphs.filter((paragraph, index) => {
    length += paragraph.length;
    return index === 0 || length <= OPENING_LENGTH;
  });
  const rest = [...paragraphs.slice(opening.length), ...headings];
  return { title: evened(article.title), opening: evened(opening.join('\n')), text: evened(rest.join('\n')) };
}

const wordCount = (text: string) => text.match(/\s+/g)?.length ?? 0;

// ---- terms ---------------------------------------------------------------------------------------------------------

function mentionsOf(topic: Topic, text: string): string[] {
  return patternsOf(topic).flatMap((pattern) => text.match(pattern) ?? []);
}

/** Compiled once for each topic; a topic that is edited is a new object. */
const compiled = new WeakMap<Topic, readonly RegExp[]>();

function patternsOf(topic: Topic): readonly RegExp[] {
  const known = compiled.get(topic);
  if (known) return known;
  const terms = topic.terms.map((term) => evened(term).trim()).filter((term) => term !== '');
  const acronyms = terms.filter(isAcronym);
  const words = terms.filter((term) => !isAcronym(term));
  const patterns = [patternOf(acronyms.map(acronymSource), 'gu'), patternOf(words.map(wordsSource), 'giu')];
  const usable = patterns.filter((pattern) => pattern !== null);
  compiled.set(topic, usable);
  return usable;
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
