import { describe, expect, it } from 'vitest';
import { openingOf } from '../../src/digest/opening.ts';
import { saidIn, storyDays } from '../../src/digest/timeline.ts';
import { anArticle } from '../support/articles.ts';
import { aCandidate, acts } from '../support/candidates.ts';

const onDay = (id: string, date: string, sentence: string, over = {}) =>
  aCandidate(id, { storyId: 's', date, summary: { actors: [acts(id, 'Maren Osk', sentence)] }, ...over });

describe('a story, day by day', () => {
  it('is told oldest first, each day with what the days before had not said', () => {
    const days = storyDays([
      onDay('a3', '2026-11-25', 'Maren Osk reopened the harbour.'),
      onDay('a1', '2026-11-23', 'Maren Osk closed the harbour.'),
      onDay('a2', '2026-11-24', 'The harbour was shut by Maren Osk.'),
    ]);
    expect(days.map(({ day, isFirst, added }) => [day, isFirst, added?.delta.text ?? null])).toEqual([
      ['2026-11-23', true, null],
      ['2026-11-24', false, null],
      ['2026-11-25', false, 'Maren Osk reopened the harbour.'],
    ]);
  });

  it('has copies among its articles, which say nothing of their own', () => {
    const copy = onDay('a2', '2026-11-24', 'Maren Osk flew to Orsen.', { duplicateOf: 'a1' });
    expect(saidIn([copy])).toBeNull();
    const [, second] = storyDays([onDay('a1', '2026-11-23', 'Maren Osk closed the harbour.'), copy]);
    expect(second).toMatchObject({ added: null, isFirst: false });
    expect(second?.articles).toHaveLength(1);
  });
});

describe('an article’s opening', () => {
  it('is its first sentences, each at its place', () => {
    const article = anArticle({
      paragraphs: ['One ship sank. Two ships waited.', 'Three ships left.', 'x. '.repeat(40)],
    });
    const opening = openingOf(article);
    expect(opening.slice(0, 3).map(({ quote }) => quote)).toEqual([
      'One ship sank.',
      'Two ships waited.',
      'Three ships left.',
    ]);
    expect(opening.length).toBeLessThanOrEqual(8);
    for (const { quote, start, end } of opening) expect(article.text.slice(start, end)).toBe(quote);
  });
});
