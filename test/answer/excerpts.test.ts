import { describe, expect, it } from 'vitest';
import { excerptOf, verifyOn } from '../../src/answer/excerpts.ts';
import { rankPassages } from '../../src/search/rank.ts';
import { soughtIn } from '../../src/search/sought.ts';
import { anArticle } from '../support/articles.ts';
import { writtenArticle } from '../support/written-article.ts';

/** About 200,000 characters, each paragraph on a pier of its own. */
const long = anArticle({
  paragraphs: Array.from(
    { length: 1_500 },
    (_, n) =>
      `Pier number ${n} was looked at on Monday. Its planks are ${n * 7} years old. Ilse Tarn had not come to see it herself.`,
  ),
});

function passagesOn(question: string) {
  const sought = soughtIn(question);
  return rankPassages({ article: long, place: 0, favoured: false }, sought, Array(sought.terms.length).fill(1));
}

describe('what a model is given of an article', () => {
  it('is the whole of a short one, without adverts and bylines', () => {
    const article = writtenArticle([{ title: 'Port' }, { paragraph: 'It closed.' }, { boilerplate: 'Advertisment' }]);
    const { stretches, whole } = excerptOf(article, []);
    expect(stretches.map(({ start, end }) => article.text.slice(start, end))).toEqual(['It closed.']);
    expect(whole).toBe(true);
  });

  it('is of a long one the paragraphs that bear on the question, in their order', () => {
    const { stretches, whole } = excerptOf(long, passagesOn('How old are the planks of pier 1234?'));
    const given = stretches.map(({ start, end }) => long.text.slice(start, end));
    expect(given.join('\n')).toContain('Pier number 1234 was looked at');
    expect(given.join('\n').length).toBeLessThan(4_000);
    expect(stretches).toEqual(stretches.toSorted((a, b) => a.start - b.start));
    expect(whole).toBe(false);
  });

  it('is of an endless paragraph what stands around the passage', () => {
    const endless = anArticle({
      paragraphs: ['Nothing to see here. '.repeat(1_000) + 'The toll is 9 crowns. '.repeat(2)],
    });
    const sought = soughtIn('What is the toll in crowns?');
    const passages = rankPassages({ article: endless, place: 0, favoured: false }, sought, [1, 1]);
    const { stretches } = excerptOf(endless, passages);
    expect(stretches).toHaveLength(1);
    expect(endless.text.slice(stretches[0]?.start, stretches[0]?.end)).toContain('The toll is 9 crowns.');
    expect((stretches[0]?.end ?? 0) - (stretches[0]?.start ?? 0)).toBeLessThanOrEqual(2_000);
  });
});

describe('the gate on a very long article', () => {
  const excerpt = excerptOf(long, passagesOn('How old are the planks of pier 1234?'));

  it('gives evidence of the article itself', () => {
    const quote = 'Pier number 1234 was looked at on Monday.';
    const verdict = verifyOn(excerpt, { text: quote, quote });
    expect(verdict.supported).toBe(true);
    for (const { start, end, quote: found } of verdict.evidence) expect(long.text.slice(start, end)).toBe(found);
  });

  it('refuses what was not read, what is not there, and what says the opposite', () => {
    const refused = [
      { quote: 'Pier number 900 was looked at on Monday.', text: 'Pier number 900 was looked at on Monday.' },
      { quote: 'Pier number 1234 was sold on Monday.', text: 'Pier number 1234 was sold on Monday.' },
      { quote: 'Ilse Tarn had not come to see it herself.', text: 'Ilse Tarn had come to see it herself.' },
    ];
    for (const claim of refused) expect(verifyOn(excerpt, claim).supported).toBe(false);
  });
});
