/** How much an article has to do with a story, and why, in words. */
import { closeness, daysApart } from './days.ts';
import { cosineOf, joinedMeaning, type MeaningSum, meaningSum, nearnessOf } from './meaning.ts';
import type { Profile, WeightedTerm } from './profile.ts';

/** What a story is about: the profiles of its articles, added up. */
export interface StoryProfile {
  readonly articles: number;
  /** Days `YYYY-MM-DD` of its earliest and latest article; null where no article has one. */
  readonly first: string | null;
  readonly last: string | null;
  /** Sums of the articles' weights, the heaviest first; ties by text. */
  readonly terms: readonly WeightedTerm[];
  /** In order of first mention. */
  readonly actors: readonly string[];
  /** Null where no article has been embedded. */
  readonly meaning: MeaningSum | null;
  /** The mean link between two of its articles; 1 where there is but one. */
  readonly cohesion: number;
}

export interface Similarity {
  /** The mean link between the article and the story's articles: 0 for nothing in common, 1 for the same. */
  readonly score: number;
  readonly reasons: readonly string[];
}

/** Terms kept of a story. */
const MOST_TERMS = 200;
const MOST_ACTORS = 40;
/** What an embedding adds at most: less than the threshold, so that it never makes a story by itself. */
const EMBEDDING = 0.15;
/** Terms and actors that a reason names. */
const NAMED = 4;

/** A story of one article. */
export function storyOf(profile: Profile): StoryProfile {
  return {
    articles: 1,
    first: profile.day,
    last: profile.day,
    terms: profile.terms,
    actors: profile.actors.slice(0, MOST_ACTORS),
    meaning: profile.meaning && meaningSum(profile.meaning),
    cohesion: 1,
  };
}

/** The story with one more article. */
export function withArticle(story: StoryProfile, profile: Profile): StoryProfile {
  return joinedStory(story, storyOf(profile));
}

/** Two stories as one. */
export function joinedStory(a: StoryProfile, b: StoryProfile): StoryProfile {
  const articles = a.articles + b.articles;
  const pairs = pairsOf(a) + pairsOf(b) + a.articles * b.articles;
  return {
    articles,
    first: earlier(a.first, b.first),
    last: later(a.last, b.last),
    terms: addedTerms(a.terms, b.terms),
    actors: [...new Set([...a.actors, ...b.actors])].slice(0, MOST_ACTORS),
    meaning: joinedMeaning(a.meaning, b.meaning),
    cohesion: (a.cohesion * pairsOf(a) + b.cohesion * pairsOf(b) + linkOf(a, b) * a.articles * b.articles) / pairs,
  };
}

/** The mean link between an article of the one and an article of the other. */
export function linkOf(a: StoryProfile, b: StoryProfile): number {
  const [few, many] = a.terms.length < b.terms.length ? [a, b] : [b, a];
  const weights = weightsOf(many);
  let dot = 0;
  for (const { text, weight } of few.terms) dot += weight * (weights.get(text) ?? 0);
  return linkFrom(dot / (a.articles * b.articles), a, b);
}

const looked = new WeakMap<StoryProfile, ReadonlyMap<string, number>>();

/** A story is held against many articles before it changes. */
function weightsOf(story: StoryProfile): ReadonlyMap<string, number> {
  const known = looked.get(story) ?? new Map(story.terms.map(({ text, weight }) => [text, weight]));
  looked.set(story, known);
  return known;
}

/** The link, where the mean product of the terms is known. */
export function linkFrom(terms: number, a: StoryProfile, b: StoryProfile): number {
  return Math.min(1, terms + EMBEDDING * nearnessOf(a.meaning, b.meaning)) * closeness(a, b);
}

export function similarity(article: Profile, story: StoryProfile): Similarity {
  const own = storyOf(article);
  return { score: linkOf(own, story), reasons: reasonsOf(article, story) };
}

/** Why the two belong together, or how little they share: each reason ends a sentence that begins "because of". */
function reasonsOf(article: Profile, story: StoryProfile): string[] {
  const shared = sharedTerms(article, story);
  const inLeads = shared.filter(({ inBoth }) => inBoth);
  const others = shared.filter(({ inBoth }) => !inBoth);
  const actors = sharedActors(article, story);
  const own = storyOf(article);
  const days = daysApart(own, story);
  const isClose = nearnessOf(own.meaning, story.meaning) > 0;
  return [
    ...(inLeads.length > 0 ? [`title and lead both say ${named(inLeads.map(({ word }) => word))}`] : []),
    ...(others.length > 0 ? [`both say ${named(others.map(({ word }) => word))}`] : []),
    ...(actors.length > 0 ? [`${named(actors)} ${actors.length > 1 ? 'are' : 'is'} in both`] : []),
    ...(isClose ? [`they are close in meaning (${cosineOf(own.meaning, story.meaning)?.toFixed(2)})`] : []),
    ...(shared.length + actors.length === 0 ? ['they share no telling word'] : []),
    ...(days === null ? [] : [distance(days)]),
  ];
}

/** What the two share, what counts most first. */
function sharedTerms(article: Profile, story: StoryProfile): { word: string; inBoth: boolean }[] {
  const its = new Map(story.terms.map((term) => [term.text, term]));
  return article.terms
    .flatMap(({ text, word, weight, inLead }) => {
      const other = its.get(text);
      if (!other || text.startsWith('month-')) return [];
      return [{ word, inBoth: inLead && other.inLead, product: weight * other.weight }];
    })
    .sort((a, b) => b.product - a.product)
    .slice(0, 2 * NAMED);
}

function sharedActors(article: Profile, story: StoryProfile): string[] {
  const its = new Set(story.actors.map((name) => name.toLowerCase()));
  return article.actors.filter((name) => its.has(name.toLowerCase()));
}

function named(names: readonly string[]): string {
  const shown = names.slice(0, NAMED).map((name) => `“${name}”`);
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

function distance(days: number): string {
  if (days === 0) return 'the same days';
  return days === 1 ? 'one day apart' : `${days} days apart`;
}

function addedTerms(a: readonly WeightedTerm[], b: readonly WeightedTerm[]): WeightedTerm[] {
  const sums = new Map(a.map((term) => [term.text, term]));
  for (const term of b) {
    const known = sums.get(term.text);
    const sum = known ? { ...known, weight: known.weight + term.weight, inLead: known.inLead || term.inLead } : term;
    sums.set(term.text, sum);
  }
  return [...sums.values()].sort((x, y) => y.weight - x.weight || (x.text < y.text ? -1 : 1)).slice(0, MOST_TERMS);
}

function pairsOf({ articles }: StoryProfile): number {
  return (articles * (articles - 1)) / 2;
}

function earlier(a: string | null, b: string | null): string | null {
  return a === null || b === null ? (a ?? b) : a < b ? a : b;
}

function later(a: string | null, b: string | null): string | null {
  return a === null || b === null ? (a ?? b) : a > b ? a : b;
}
