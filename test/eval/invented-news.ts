/**
 * An endless stream of invented articles, the same each time: events that go on for some days and are told by several
 * publishers, in a made-up language whose words are as common and as rare as those of real ones.
 */

import type { Article } from '../../src/article/article.ts';
import { plainArticle } from '../../src/article/plain.ts';

export interface Invented {
  readonly id: string;
  readonly event: number;
  readonly day: string;
  readonly article: Article;
}

const VOCABULARY = 60_000;
const ARTICLES_A_DAY = 100;
/** Articles on one event, on average. */
const TOLD = 4;
/** An article is on one of so many events that began last. */
const RECENT = 75;
const WORDS = 400;
/** The share of an article's words that are its event's own. */
const OWN = 0.15;
const EVENT_WORDS = 40;
const START = Date.UTC(2026, 0, 1);

/** The article with this number; any two with the same number are the same. */
export function inventedArticle(number: number): Invented {
  const random = dice(number + 1);
  const eventsBefore = Math.floor(number / TOLD);
  const event = eventsBefore - Math.floor(random() ** 2 * Math.min(eventsBefore, RECENT));
  const paragraphs: string[] = [];
  for (let words = 0; words < WORDS; ) {
    const length = 25 + Math.floor(random() * 40);
    paragraphs.push(paragraphOf(event, length, random));
    words += length;
  }
  const article = plainArticle(`${paragraphs.join('\n\n')}\n`);
  const day = new Date(START + Math.floor(number / ARTICLES_A_DAY) * 86_400_000).toISOString().slice(0, 10);
  return { id: article.id, event, day, article };
}

function paragraphOf(event: number, length: number, random: () => number): string {
  const words = Array.from({ length }, () =>
    random() < OWN ? eventWord(event, Math.floor(EVENT_WORDS * random() ** 2)) : wordAt(zipf(random)),
  );
  return `${capitalised(words.join(' '))}.`;
}

/** Words of an event: names first, then others, each the rarer in the language. */
function eventWord(event: number, nth: number): string {
  const random = dice(event * 101 + nth + 7);
  const word = wordAt(300 + Math.floor(random() * (VOCABULARY - 300)));
  return nth < EVENT_WORDS / 4 ? capitalised(word) : word;
}

/** Ranks as often as their inverse says. */
export function zipf(random: () => number): number {
  return Math.floor(VOCABULARY ** random()) - 1;
}

const SYLLABLES =
  'ba ce di fo gu ka le mi no pu ra se ti vo zu bra cle dri flo gru kna ple stri tvo shu han ler mon'.split(' ');

const words = new Map<number, string>();

/** The word of a rank, made once. */
export function inventedWord(rank: number): string {
  const known = words.get(rank) ?? wordAt(rank);
  words.set(rank, known);
  return known;
}

function wordAt(rank: number): string {
  let word = '';
  for (let rest = rank + SYLLABLES.length; rest > 0; rest = Math.floor(rest / SYLLABLES.length))
    word += SYLLABLES[rest % SYLLABLES.length];
  return word;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Mulberry32: numbers in [0, 1), the same for the same seed. */
export function dice(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}
