import { stemOf } from '../verify/stem.ts';
import { gazetteer } from './gazetteer.ts';
import type { Statement } from './statements.ts';
import type { Token } from './tokens.ts';

/** How much of an article each statement carries, and how alike two of them are. */
export interface Weights {
  /** From 0 to 1. */
  weightOf(statement: Statement): number;
  /** From 0 to 1: how much of the shorter one's words the other has too. */
  likeness(one: Statement, other: Statement): number;
}

/** A word of the title counts this many times. */
const IN_TITLE = 2;
/** What everybody writes about ("year", "people") counts this much of a word that is this article's own. */
const EVERYDAY = 0.5;
/** Share of a statement's weight that its place gives; the beginning has all of it, and this many statements on, half. */
const POSITION = 0.4;
const HALF_AFTER = 3;
/** Longer sentences hold more words whatever they say: what they hold is divided by this power of how many there are. */
const LENGTH = 0.5;
/** Added to the number of words, so that a stub isn't weighty for having few. */
const SOME_WORDS = 8;

/**
 * Weighs statements by the words that the article comes back to, and by where they stand. With no other articles to count
 * words in, the word lists tell which are this article's own.
 */
export function weightsOf(statements: readonly Statement[], title: string): Weights {
  const words = new Map(statements.map((statement) => [statement, termsOf(statement.tokens)]));
  const counts = new Map<string, number>();
  for (const terms of words.values()) for (const term of terms.keys()) counts.set(term, (counts.get(term) ?? 0) + 1);
  const titled = new Set(title.split(/[^\p{L}\p{N}'’-]+/u).flatMap(termIn));
  const carried = statements.map((statement) => {
    const terms = words.get(statement) ?? new Map<string, number>();
    let sum = 0;
    for (const [term, own] of terms) {
      sum += own * Math.log2(1 + (counts.get(term) ?? 0)) * (titled.has(term) ? IN_TITLE : 1);
    }
    return sum / (SOME_WORDS + terms.size) ** LENGTH;
  });
  const most = carried.reduce((a, b) => Math.max(a, b), Number.EPSILON);
  const weights = new Map(
    statements.map((statement, at) => [
      statement,
      ((1 - POSITION) * (carried[at] ?? 0)) / most + POSITION / (1 + at / HALF_AFTER),
    ]),
  );
  return {
    weightOf: (statement) => weights.get(statement) ?? 0,
    likeness: (one, other) => shared(words.get(one), words.get(other)),
  };
}

function shared(one: Terms = new Map(), other: Terms = new Map()): number {
  let both = 0;
  for (const term of one.keys()) if (other.has(term)) both++;
  return both / Math.max(1, Math.min(one.size, other.size));
}

/** Stems of a statement's words, each with how much it counts. */
type Terms = ReadonlyMap<string, number>;

function termsOf(tokens: readonly Token[]): Terms {
  const { commonWords } = gazetteer();
  return new Map(
    tokens.flatMap(({ kind, lower }) =>
      kind === 'word' ? termIn(lower).map((term) => [term, commonWords.has(lower) ? EVERYDAY : 1] as const) : [],
    ),
  );
}

/** None for a word that only holds a sentence together. */
function termIn(word: string): string[] {
  const lower = word.toLowerCase();
  return lower.length < 3 || gazetteer().functionWords.has(lower) ? [] : [stemOf(lower)];
}
