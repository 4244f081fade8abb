import type { Article, BlockKind } from '../../article/article.ts';
import { type Folded, fold } from '../../article/fold.ts';
import { splitSentences } from '../../article/sentences.ts';
import { type Common, type Reading, readTokens } from './reading.ts';
import { stemOf } from './stem.ts';
import { type Token, tokensOf } from './tokens.ts';

/** A sentence of a paragraph, a title or a heading: a place where a quote may stand. Offsets are into the article's text. */
export interface Passage {
  readonly index: number;
  readonly start: number;
  readonly end: number;
  readonly kind: Extract<BlockKind, 'title' | 'heading' | 'paragraph'>;
  readonly reading: Reading;
  /** What the passage holds, for quick look-ups. */
  readonly keys: ReadonlySet<string>;
  readonly stems: ReadonlySet<string>;
  readonly known: ReadonlySet<string>;
}

/** An article taken apart for checking claims against it. */
export interface Prepared {
  readonly article: Article;
  readonly folded: Folded;
  readonly passages: readonly Passage[];
  /** The title as the article gives it, which need not stand in the text. */
  readonly title: Reading;
  readonly common: Common;
  /** How many passages hold a stem. */
  readonly frequency: ReadonlyMap<string, number>;
  /** Pairs of words that stand side by side somewhere, as "one other". */
  readonly pairs: ReadonlySet<string>;
}

const prepared = new WeakMap<Article, Prepared>();

/** Takes an article apart, once for as long as the same value is in use. */
export function prepare(article: Article): Prepared {
  const known = prepared.get(article);
  if (known) return known;
  const fresh = takeApart(article);
  prepared.set(article, fresh);
  return fresh;
}

function takeApart(article: Article): Prepared {
  const places = placesOf(article).map((place) => ({
    ...place,
    tokens: tokensOf(article.text.slice(place.start, place.end)),
  }));
  const lower = new Set<string>();
  const lowerStems = new Set<string>();
  const pairs = new Set<string>();
  for (const { tokens } of places)
    for (const [at, { key, kind, capital }] of tokens.entries()) {
      pairs.add(`${tokens[at - 1]?.key ?? ''} ${key}`);
      if (kind !== 'word' || capital) continue;
      lower.add(key);
      lowerStems.add(stemOf(key));
    }
  const common: Common = (key) => lower.has(key) || lowerStems.has(stemOf(key));
  const passages = places.map((place, index) => passageOf(place, index, common));
  const frequency = new Map<string, number>();
  for (const { stems } of passages) for (const stem of stems) frequency.set(stem, (frequency.get(stem) ?? 0) + 1);
  const title = readTokens(tokensOf(article.title), common);
  return { article, folded: fold(article.text), passages, title, common, frequency, pairs };
}

type Place = Pick<Passage, 'start' | 'end' | 'kind'>;

function placesOf({ text, blocks }: Article): Place[] {
  return blocks.flatMap(({ kind, start, end }): Place[] => {
    if (kind === 'paragraph') return splitSentences(text, start, end).map((span) => ({ ...span, kind }));
    if (kind === 'title' || kind === 'heading') return [{ start, end, kind }];
    return [];
  });
}

function passageOf({ tokens, ...place }: Place & { tokens: Token[] }, index: number, common: Common): Passage {
  const reading = readTokens(tokens, common);
  const keys = new Set<string>();
  const stems = new Set<string>();
  const known = new Set<string>();
  for (const word of reading.words) {
    keys.add(word.key);
    stems.add(word.stem);
    if (word.known !== null) known.add(word.known);
  }
  return { ...place, index, reading, keys, stems, known };
}

/** The sentences next to some passages: the nearest before and after, headings passed over, and the passages themselves, in order. */
export function withNeighbours({ passages }: Prepared, own: readonly Passage[]): Passage[] {
  const first = own[0]?.index ?? 0;
  const last = own.at(-1)?.index ?? -1;
  const before = passages.slice(0, first).findLast(({ kind }) => kind === 'paragraph');
  const after = passages.slice(last + 1).find(({ kind }) => kind === 'paragraph');
  return [...(before ? [before] : []), ...own, ...(after ? [after] : [])];
}

/** Several passages as one stretch of words. */
export function joined(passages: readonly Passage[]): Reading {
  const words = passages.flatMap(({ reading }, index) =>
    index === 0 ? reading.words : reading.words.map((word, at) => (at === 0 ? { ...word, gap: '. ' } : word)),
  );
  const quantities: Reading['quantities'][number][] = [];
  const dates: Reading['dates'][number][] = [];
  let offset = 0;
  for (const { reading } of passages) {
    for (const one of reading.quantities) quantities.push({ ...one, from: one.from + offset, to: one.to + offset });
    for (const one of reading.dates) dates.push({ ...one, from: one.from + offset, to: one.to + offset });
    offset += reading.words.length;
  }
  return { words, quantities, dates };
}
