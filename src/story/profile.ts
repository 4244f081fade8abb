/**
 * What an article is about, in weighted terms: made once, when it comes in, from what the archive knew of each term then, and
 * kept. So the same articles in the same order give the same stories, with a restart between them or without.
 */
import { expectedShare } from './common-terms.ts';
import { type Corpus, rarity } from './corpus.ts';
import type { Meaning } from './meaning.ts';
import { compare } from './order.ts';
import type { CountedTerm } from './terms.ts';

export interface WeightedTerm {
  readonly text: string;
  /** What people call it. */
  readonly word: string;
  /** Of all terms of a profile together, as a vector, the length is 1. */
  readonly weight: number;
  readonly inLead: boolean;
}

export interface Profile {
  /** `YYYY-MM-DD`; null where nobody knows. */
  readonly day: string | null;
  readonly actors: readonly string[];
  /** The heaviest first; ties by text. */
  readonly terms: readonly WeightedTerm[];
  /** Null where no model was asked for it. */
  readonly meaning: Meaning | null;
}

/** Terms kept of one article: what weighs less is background. */
const MOST_TERMS = 80;
/** A rare term tells more than in proportion, */
const RARITY_POWER = 1.25;
/** one that nearly every other article has tells nothing, */
const RAREST_IGNORED = 1;
/** a name this much more than another word, */
const NAME = 2;
/** and what stands in the title or lead counts as said so many times more. */
const LEAD = 0.5;
/** Kept digits of a weight: enough, and short to store. */
const DIGITS = 4;

/** Everything a profile is made from. */
export interface Profiled {
  /** As `termsOf` finds them. */
  readonly terms: readonly CountedTerm[];
  /** The article's own day, or else the day it was taken in. */
  readonly day: string | null;
  readonly actors: { readonly names: readonly string[] };
}

/** What its words say; its meaning is added where it is known. `corpus` counts the article already, once for each of its terms. */
export function profileOf({ terms, day, actors }: Profiled, corpus: Corpus): Profile {
  const weighed = terms
    .map((term) => ({ ...term, weight: weightOf(term, corpus) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || compare(a.text, b.text))
    .slice(0, MOST_TERMS);
  const length = Math.hypot(...weighed.map(({ weight }) => weight)) || 1;
  return {
    day,
    actors: [...new Set(actors.names)],
    terms: weighed.map(({ text, word, weight, inLead }) => ({
      text,
      word,
      weight: Number((weight / length).toFixed(DIGITS)),
      inLead,
    })),
    meaning: null,
  };
}

function weightOf({ text, word, count, isName, inLead }: CountedTerm, corpus: Corpus): number {
  const rare = rarity(corpus, text, expectedShare(word, isName));
  if (rare <= RAREST_IGNORED) return 0;
  return (1 + Math.log(count + (inLead ? LEAD : 0))) * rare ** RARITY_POWER * (isName ? NAME : 1);
}

/** Terms by which other articles on the same are looked for. */
const MOST_CANDIDATE_TERMS = 12;

/** The article's heaviest terms: articles of its story share some of them. The store keeps these for each article. */
export function candidateTerms(profile: Profile): readonly string[] {
  return profile.terms.slice(0, MOST_CANDIDATE_TERMS).map(({ text }) => text);
}

/** For the store: `profileFrom(textOf(profile))` equals `profile` without its meaning, which is kept by itself. */
export function textOf({ day, actors, terms }: Profile): string {
  const rows = terms.map(({ text, word, weight, inLead }) => [text, word === text ? 0 : word, weight, inLead ? 1 : 0]);
  return JSON.stringify({ day, actors, terms: rows });
}

/** The way back from `textOf`; anything else gives nonsense or throws. */
export function profileFrom(text: string): Profile {
  const { day, actors, terms } = JSON.parse(text) as {
    day: string | null;
    actors: string[];
    terms: [string, string | 0, number, 0 | 1][];
  };
  return {
    day,
    actors,
    terms: terms.map(([term, word, weight, inLead]) => ({
      text: term,
      word: word || term,
      weight,
      inLead: inLead === 1,
    })),
    meaning: null,
  };
}
