import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestPassage } from '../../src/search/passages.ts';
import { anArticle } from '../support/articles.ts';
import { writtenArticle } from '../support/written-article.ts';

const talks = writtenArticle(
  [
    { title: 'Harbour talks resume' },
    { meta: 'date 2026-11-14' },
    { paragraph: 'Talks resumed on Monday. Maren Osk, who leads the dockers’ union, asked for a shorter night shift.' },
    { heading: 'What comes next' },
    { paragraph: 'The company offered nine percent. Negotiators meet again in the café at Halden on Thursday.' },
    { boilerplate: 'Subscribe to the union newsletter: night shift edition.' },
  ],
  { title: 'Harbour talks resume' },
);

describe('the best passage', () => {
  const cases: [string, string | null][] = [
    ['Who leads the union?', 'Maren Osk, who leads the dockers’ union, asked for a shorter night shift.'],
    ['What percent did the company offer', 'The company offered nine percent.'],
    ['negotiation in Halden', 'Negotiators meet again in the café at Halden on Thursday.'],
    ['CAFE', 'Negotiators meet again in the café at Halden on Thursday.'],
    ['"night shift"', 'Maren Osk, who leads the dockers’ union, asked for a shorter night shift.'],
    ['harbour', 'Talks resumed on Monday.'],
    ['newsletter', null],
    ['submarine', null],
    ['', null],
  ];
  for (const [query, quote] of cases) {
    it(`for ${JSON.stringify(query)} is ${JSON.stringify(quote)}`, () => {
      expect(bestPassage(talks, query)?.quote ?? null).toBe(quote);
    });
  }

  it('is none in an article without a sentence', () => {
    expect(bestPassage(writtenArticle([{ boilerplate: 'The ferry' }], { title: 'Ferry' }), 'ferry')).toBeNull();
  });

  it('is always exact characters of the article', () => {
    const words = fc.constantFrom(
      'Die Fähre',
      'e\u0301te\u0301',
      'ferry 🚢',
      'co\u00adoperate',
      '“No,”',
      'U.S.',
      'סירה',
      '1,200',
      '.\r\n',
      '. ',
    );
    fc.assert(
      fc.property(
        fc.array(words, { minLength: 1, maxLength: 40 }),
        fc.array(words, { maxLength: 5 }),
        (text, query) => {
          const article = anArticle({ paragraphs: [text.join(' ')] });
          const passage = bestPassage(article, query.join(' '));
          if (passage) expect(article.text.slice(passage.start, passage.end)).toBe(passage.quote);
        },
      ),
    );
  });
});
