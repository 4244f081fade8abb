/**
 * Whether two articles are the same text, before any model reads them: found by their fingerprints' keys, confirmed by how much
 * of the shorter one is in the other, and vetoed where dates, figures or names were exchanged in an otherwise kept wording, as
 * bulletins of one template and updated versions have it.
 */

import { figuresApart } from './figures.ts';
import { type Fingerprint, fingerprintOfShingles, shinglesOf } from './fingerprint.ts';
import { passagesBeyond } from './growth.ts';
import { type Exchanged, exchangesOf } from './slots.ts';
import { type ReadArticle, type Word, wordsIn, wordsOf } from './wording.ts';

export { bandsOf, bytesOf, type Fingerprint, fingerprintFrom, fingerprintOf } from './fingerprint.ts';

/**
 * - `exact`: the same words. `reprint`: the same but for a few. `cut`: one is a part of the other. `edited`: all else.
 * - `differs-in-figures`: the same wording with other dates or figures: a bulletin of one template, or a newer version.
 * - `differs-in-names`: the same wording about somebody or something else. `other-text`: other words.
 */
export type Sameness =
  | { readonly duplicate: true; readonly kind: 'exact' | 'reprint' | 'edited' | 'cut'; readonly reason: string }
  | {
      readonly duplicate: false;
      readonly kind: 'differs-in-figures' | 'differs-in-names' | 'other-text';
      readonly reason: string;
    };

/** How much of the shorter text's shingles the other has: from here on the wording is the same. */
const SAME_WORDING = 0.45;
/** Of a text with fewer shingles than this, more is asked: a phrase in common is much of it. */
const SHORT = 24;
const SAME_WORDING_SHORT = 0.75;
/** From here on, both ways, nothing but a few words was touched. */
const NEARLY_ALL = 0.9;
/** Where both have passages that the other lacks, and those make up this share of each, they share a frame only. */
const OWN_PASSAGES = 0.2;
/** A text with less than this share of the other's words is a part of it. */
const PART = 0.75;
/** Figures are exchanged rather than reworded when so many times more of them than of the words in between are. */
const FIGURES_BEFORE_WORDS = 2;
/** Two names exchanged, and this share of all: a template, filled in anew. */
const NAMES_EXCHANGED = 0.5;
/** Identical texts no longer than this many words, of different days, may be a bulletin that says the same again. */
const MERE_BULLETIN = 40;

/** Pure; linear in the lengths. The order of the two doesn't matter but to the wording of the reason. */
export function sameText(a: ReadArticle, b: ReadArticle): Sameness {
  const [mine, its] = [wordingOf(a), wordingOf(b)];
  if (mine.print.whole === its.print.whole) return sameWords(a, b, mine.words.length);
  const [inIts, inMine] = [containment(mine, its), containment(its, mine)];
  const contained = Math.max(inIts, inMine);
  const needed = Math.min(mine.shingles.size, its.shingles.size) < SHORT ? SAME_WORDING_SHORT : SAME_WORDING;
  const share = `${percent(contained)} of the shorter text's word sequences are in the other`;
  if (contained < needed) return { duplicate: false, kind: 'other-text', reason: `only ${share}` };
  const own = Math.min(ownPassages(mine, its), ownPassages(its, mine));
  if (own >= OWN_PASSAGES)
    return {
      duplicate: false,
      kind: 'other-text',
      reason: `${share}, but each has passages of its own (${percent(own)})`,
    };
  return (
    vetoOf(a, b, mine.words, its.words) ?? {
      duplicate: true,
      kind: kindOf(Math.min(inIts, inMine), mine.words.length, its.words.length),
      reason: share,
    }
  );
}

/** An article that shares keys with a newcomer. */
export interface Sharing {
  readonly articleId: string;
  /** How many keys both have. */
  readonly shared: number;
  /** How many keys this one has. */
  readonly keys: number;
}

/**
 * Articles that the store looks at for one key, the newest first: a phrase that hundreds have tells nothing, and what was
 * reprinted so often is found by any of its copies.
 */
export const MOST_PER_KEY = 50;
/** Articles worth comparing word by word; more than these are never copies of different texts. */
const MOST_COMPARED = 8;
/** Of the fewer keys, the share that copies have in common at the least (edited, then cut); others share a phrase. */
const SHARE_OF_KEYS = 0.2;

/** Of the articles that share keys, those to be confirmed by `sameText`, the likeliest first; ties by id. */
export function likelyCopies(print: Fingerprint, sharing: readonly Sharing[]): Sharing[] {
  const likeness = ({ shared, keys }: Sharing) => shared / Math.max(1, Math.min(keys, print.sample.length));
  return sharing
    .filter((one) => likeness(one) >= SHARE_OF_KEYS)
    .sort((a, b) => likeness(b) - likeness(a) || b.shared - a.shared || (a.articleId < b.articleId ? -1 : 1))
    .slice(0, MOST_COMPARED);
}

interface Wording {
  readonly words: readonly Word[];
  readonly sequence: Uint32Array;
  readonly shingles: ReadonlySet<number>;
  readonly print: Fingerprint;
}

const wordings = new WeakMap<ReadArticle, Wording>();

function wordingOf(article: ReadArticle): Wording {
  const known = wordings.get(article);
  if (known) return known;
  const words = wordsOf(article);
  const sequence = shinglesOf(words);
  const made = { words, sequence, shingles: new Set(sequence), print: fingerprintOfShingles(words, sequence) };
  wordings.set(article, made);
  return made;
}

function sameWords(a: ReadArticle, b: ReadArticle, words: number): Sameness {
  if (words <= MERE_BULLETIN && a.date !== null && b.date !== null && a.date !== b.date)
    return { duplicate: false, kind: 'differs-in-figures', reason: `the same few words on ${a.date} and on ${b.date}` };
  return titleVeto(a, b) ?? { duplicate: true, kind: 'exact', reason: 'word for word the same' };
}

/** How much of the first text is in the second. */
function containment(one: Wording, other: Wording): number {
  let shared = 0;
  for (const shingle of one.shingles) if (other.shingles.has(shingle)) shared++;
  return shared / Math.max(1, one.shingles.size);
}

/** The share of the first text that is in passages of which the second has nothing. */
function ownPassages(one: Wording, other: Wording): number {
  return passagesBeyond(one.sequence, other.shingles) / Math.max(1, one.sequence.length);
}

function kindOf(contained: number, mine: number, its: number): 'reprint' | 'edited' | 'cut' {
  if (contained >= NEARLY_ALL) return 'reprint';
  return Math.min(mine, its) < PART * Math.max(mine, its) ? 'cut' : 'edited';
}

/**
 * Figures are exchanged when more of them than of the words around them are: somebody who rewords a text leaves its figures,
 * and somebody who fills a template in anew leaves its words.
 */
function vetoOf(a: ReadArticle, b: ReadArticle, mine: readonly Word[], its: readonly Word[]): Sameness | null {
  const { figures, names, words } = exchangesOf(mine, its);
  if (figures.changed.length > 0 && rateOf(figures) > FIGURES_BEFORE_WORDS * rateOf(words))
    return differs('figures', figures);
  const apart = figuresApart(mine, its);
  if (apart !== null) return { duplicate: false, kind: 'differs-in-figures', reason: apart };
  const exchanged = new Set(names.changed.map((pair) => pair.join(' ')));
  if (exchanged.size > 1 && rateOf(names) >= NAMES_EXCHANGED) return differs('names', names);
  return titleVeto(a, b);
}

/** Titles of one wording with other figures in it. */
function titleVeto(a: ReadArticle, b: ReadArticle): Sameness | null {
  const apart = figuresApart(wordsIn(a.title, a.language), wordsIn(b.title, b.language));
  return apart === null ? null : { duplicate: false, kind: 'differs-in-figures', reason: `of the titles, ${apart}` };
}

function differs(what: 'figures' | 'names', { changed, shared }: Exchanged): Sameness {
  const [here, there] = changed[0] ?? ['', ''];
  const reason = `the wording is the same, but of ${shared} ${what} in the same places ${changed.length} differ, such as “${here}” and “${there}”`;
  return { duplicate: false, kind: `differs-in-${what}`, reason };
}

function rateOf({ changed, shared }: Exchanged): number {
  return changed.length / Math.max(1, shared);
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
