import { describe, expect, it } from 'vitest';
import { abbreviates, acronymsIn, spellsOut } from '../../src/search/acronyms.ts';
import { rankPassages } from '../../src/search/rank.ts';
import { soughtIn } from '../../src/search/sought.ts';
import { anArticle } from '../support/articles.ts';

describe('names by their first letters', () => {
  it('are found in a text, unless it is all in capitals', () => {
    expect([...acronymsIn('What did the WHO and the US say?')]).toEqual(['who', 'us']);
    expect([...acronymsIn('WHO CLOSED THE PORT?')]).toEqual([]);
  });

  it.each([
    ['The World Health Organization warned.', 'who', true],
    ['The Bank of the North of Osk spoke.', 'bno', true],
    ['The world health organization warned.', 'who', false],
    ['Who warned of it?', 'who', false],
  ])('are spelt out in %j for %s: %j', (text, acronym, is) => expect(spellsOut(text, acronym)).toBe(is));

  it.each([
    ['The WHO warned.', true],
    ['The W.H.O. warned.', true],
    ['Who warned?', false],
  ])('stand for the words in %j: %j', (text, is) => {
    expect(abbreviates(text, ['world', 'health', 'organization'])).toBe(is);
  });

  it.each([
    ['What did the WHO warn of in Osk?', 'The World Health Organization warned of cholera in Osk.'],
    ['What did the World Health Organization warn of in Osk?', 'The WHO warned of cholera in Osk.'],
  ])('don’t hide what answers %j', (question, text) => {
    const sought = soughtIn(question);
    const candidate = { article: anArticle({ title: 'Cholera', paragraphs: [text] }), place: 0, favoured: false };
    const [best] = rankPassages(candidate, sought, Array(sought.terms.length).fill(0.6));
    const [other] = rankPassages(
      { ...candidate, article: anArticle({ title: 'Cholera', paragraphs: [text.replace(/WHO|World/, 'Quarne')] }) },
      sought,
      Array(sought.terms.length).fill(0.6),
    );
    expect(best?.bearing).toBeGreaterThan((other?.bearing ?? 1) * 5);
  });
});
