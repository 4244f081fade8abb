import { describe, expect, it } from 'vitest';
import { rankPassages } from '../../src/search/rank.ts';
import { soughtIn } from '../../src/search/sought.ts';
import { anArticle } from '../support/articles.ts';

/** The best passage for a question, and what it is told with. */
function best(question: string, paragraphs: readonly string[], title = 'Report') {
  const sought = soughtIn(question);
  const candidate = { article: anArticle({ title, paragraphs }), place: 0, favoured: false };
  const [first] = rankPassages(candidate, sought, Array(sought.terms.length).fill(0.6));
  return [first?.quote, first?.completedBy];
}

describe('the sentence that another is told with', () => {
  it('is none where it answers by itself', () => {
    expect(best('Who shut the port of Osk?', ['Lune Lorne shut the port of Osk. Buses run.'])).toEqual([
      'Lune Lorne shut the port of Osk.',
      null,
    ]);
  });

  it('is the next where the first only says again what was asked', () => {
    expect(best('What paper was found on the desk?', ['A paper was found on the desk. It held one word.'])).toEqual([
      'A paper was found on the desk.',
      'after',
    ]);
  });

  it('is one that has the number where this one has none', () => {
    const text = 'The council of Osk will build a tram line to the hospital. It will cost 40 million crowns.';
    expect(best('How many crowns will the tram line of Osk to the hospital cost?', [text])[1]).not.toBeNull();
  });

  it('is none from another paragraph', () => {
    expect(best('What paper was found on the desk?', ['A paper was found on the desk.', 'It held one word.'])).toEqual([
      'A paper was found on the desk.',
      null,
    ]);
  });
});
