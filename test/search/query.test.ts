import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { queryTerms } from '../../src/search/query.ts';

describe('query terms', () => {
  const cases: [string, string[]][] = [
    ['Grain harbour', ['grain', 'harbour']],
    ['Who is the minister of Velmark?', ['minister', 'velmark']],
    ["What did Velmark's minister say?", ['velmark', 'minister', 'say']],
    ['Velmark’s port', ['velmark', 'port']],
    ['"safe harbour" now', ['safe harbour']],
    ['“safe harbour” grain', ['safe harbour', 'grain']],
    ['"unclosed phrase', ['unclosed', 'phrase']],
    ['"the"', ['the']],
    ['anti-ship missiles', ['anti ship', 'missiles']],
    ['U.S. envoy', ['u s', 'envoy']],
    ['1,200 tons', ['1 200', 'tons']],
    ['news/weather title:ferry', ['news', 'weather', 'title', 'ferry']],
    ['grain AND NOT (harbour OR "x*") NEAR/2', ['x', 'grain', 'harbour', 'near', '2']],
    ['grain Grain GRAIN', ['grain']],
    ['The Who', ['the', 'who']],
    ['Ｆｅｒｒｙ', ['ferry']],
    ['Москва и 東京', ['москва', 'и', '東京']],
    ['', []],
    [' ?! ""', []],
  ];
  for (const [query, terms] of cases) {
    it(`of ${JSON.stringify(query)} are ${JSON.stringify(terms)}`, () => {
      expect(queryTerms(query).map((term) => term.join(' '))).toEqual(terms);
    });
  }

  it('are letters and digits only, few, and each once, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (query) => {
        const terms = queryTerms(query).map((term) => term.join(' '));
        for (const term of terms) expect(term).toMatch(/^[\p{L}\p{N}\p{M}]+( [\p{L}\p{N}\p{M}]+)*$/u);
        expect(new Set(terms).size).toBe(terms.length);
      }),
    );
    expect(queryTerms(Array.from({ length: 500 }, (_, n) => `word${n}`).join(' ')).length).toBeLessThan(30);
  });
});
