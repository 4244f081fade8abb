import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainArticle } from '../../src/article/plain.ts';
import type { Corpus } from '../../src/story/corpus.ts';
import { closeness, daysApart } from '../../src/story/days.ts';
import { candidateTerms, profileFrom, profileOf, textOf } from '../../src/story/profile.ts';
import { joinedStory, linkOf, similarity, storyOf, withArticle } from '../../src/story/similarity.ts';
import { termsOf } from '../../src/story/terms.ts';
import { REPORTS } from './reports.ts';

const EMPTY: Corpus = { articles: 1, articlesWith: () => 1 };
const profiled = (text: string, names: readonly string[] = [], corpus = EMPTY) =>
  profileOf({ terms: termsOf(plainArticle(text), names), day: '2026-11-24', actors: { names } }, corpus);

describe('a profile', () => {
  it('comes back from its text as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 500 }), fc.array(fc.string()), (text, names) => {
        const profile = profiled(`${text}\n\n${REPORTS[0]?.article.text}`, names);
        expect(profileFrom(textOf(profile))).toEqual(profile);
      }),
    );
  });

  it('is of length 1, the heaviest terms first, and names weigh most', () => {
    const { terms } = profiled(REPORTS[0]?.article.text ?? '');
    expect(Math.hypot(...terms.map(({ weight }) => weight))).toBeCloseTo(1, 2);
    expect(terms.map(({ weight }) => weight)).toEqual(terms.map(({ weight }) => weight).toSorted((a, b) => b - a));
    expect(terms.slice(0, 4).map(({ text }) => text)).toContain('gannet');
    for (const grammar of ['the', 'with', 'and', 'was', 'everybody'])
      expect(terms.map(({ text }) => text)).not.toContain(grammar);
  });

  it('weighs a word less the more articles have it', () => {
    const weightIn = (having: number) =>
      profiled('The zeppelin landed in a meadow of clover.', [], {
        articles: 5_000,
        articlesWith: (term) => (term === 'zeppelin' ? having : 5),
      }).terms.find(({ text }) => text === 'zeppelin')?.weight ?? 0;
    const weights = [1, 10, 100, 1_000, 5_000].map(weightIn);
    expect(weights).toEqual(weights.toSorted((a, b) => b - a));
    expect(weights.at(-1)).toBe(0);
  });

  it('takes the words of actors for names where capitals tell nothing', () => {
    const text = 'Der Minister Albers eröffnete die Brücke. Albers lobte die Arbeiter und ihre Ausdauer.';
    const weightOf = (names: readonly string[]) =>
      profiled(text, names).terms.find(({ text: term }) => term === 'albers')?.weight ?? 0;
    expect(weightOf(['Albers'])).toBeGreaterThan(weightOf([]));
  });

  it('is looked for by its heaviest terms, a bounded number of them', () => {
    const profile = profiled(REPORTS.map(({ article }) => article.text).join('\n\n'));
    expect(profile.terms).toHaveLength(80);
    expect(candidateTerms(profile)).toEqual(profile.terms.slice(0, 12).map(({ text }) => text));
  });
});

describe('a story', () => {
  const profiles = REPORTS.slice(0, 4).map(({ article }) => profiled(article.text));

  it('is the sum of its articles, one by one or together', () => {
    const [first, ...rest] = profiles;
    if (!first) throw new Error('there are reports');
    const oneByOne = rest.reduce(withArticle, storyOf(first));
    const halves = [profiles.slice(0, 2), profiles.slice(2)].map((half) => half.map(storyOf).reduce(joinedStory));
    const together = halves.reduce(joinedStory);
    expect(oneByOne.articles).toBe(4);
    expect(together.cohesion).toBeCloseTo(oneByOne.cohesion, 5);
    expect(
      together.terms
        .map(({ text }) => text)
        .slice(0, 20)
        .toSorted(),
    ).toEqual(
      oneByOne.terms
        .map(({ text }) => text)
        .slice(0, 20)
        .toSorted(),
    );
  });

  it('links to an article as the mean of its articles does', () => {
    const [own, ...rest] = profiles.map(storyOf);
    if (!own) throw new Error('there are reports');
    const mean = rest.reduce((sum, other) => sum + linkOf(own, other), 0) / rest.length;
    expect(linkOf(own, rest.reduce(joinedStory))).toBeCloseTo(mean, 5);
    const links = profiles.flatMap((a, i) => profiles.slice(0, i).map((b) => linkOf(storyOf(a), storyOf(b))));
    expect([own, ...rest].reduce(joinedStory).cohesion).toBeCloseTo(links.reduce((sum, link) => sum + link, 0) / 6, 5);
  });

  it('survives being kept as JSON', () => {
    const story = profiles.map(storyOf).reduce(joinedStory);
    expect(JSON.parse(JSON.stringify(story))).toEqual(story);
  });

  it('shares nothing with a report on something else, and it is said', () => {
    const [ferry] = profiles;
    const found = ferry && similarity(ferry, storyOf(profiled('Zinnias bloom. Orchids wither.')));
    expect(found).toEqual({ score: 0, reasons: ['they share no telling word', 'the same days'] });
  });
});

describe('days', () => {
  const on = (first: string | null, last = first) => ({ first, last });

  it('lie apart from the end of one to the beginning of the other', () => {
    expect(daysApart(on('2026-02-26', '2026-02-28'), on('2026-03-03'))).toBe(3);
    expect(daysApart(on('2026-03-03'), on('2026-02-26', '2026-02-28'))).toBe(3);
    expect(daysApart(on('2026-03-01', '2026-03-09'), on('2026-03-05'))).toBe(0);
    expect(daysApart(on(null), on('2026-03-05'))).toBeNull();
  });

  it('count less the farther apart, and nothing after two weeks', () => {
    const after = [0, 1, 2, 5, 8, 14, 15].map((days) =>
      closeness(on('2026-03-01'), on(new Date(Date.UTC(2026, 2, 1 + days)).toISOString().slice(0, 10))),
    );
    expect(after.slice(0, 2)).toEqual([1, 1]);
    expect(after).toEqual(after.toSorted((a, b) => b - a));
    expect(after.at(-2)).toBeGreaterThan(0);
    expect(after.at(-1)).toBe(0);
    expect(closeness(on(null), on('2026-03-01'))).toBe(1);
  });
});
