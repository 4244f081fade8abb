import { describe, expect, it } from 'vitest';
import { plainArticle } from '../../../src/article/plain.ts';
import { readOffline } from '../../../src/summary/offline/reader.ts';

const isImplication = (sentence: string): boolean =>
  readOffline(
    plainArticle(`date 2031-03-04 Levy\n\nThe council of Orlem met on Monday to talk about the levy.\n\n${sentence}`),
  ).draft.implications.some(({ text }) => text === sentence);

describe('a sentence that looks forward but says little of what follows', () => {
  it.each([
    'France and Spain opened talks on Monday, and both delegations said that they would meet again before Friday.',
    'Ilsa Vantaar, minister of transport of France, said that the levy would pay for the dredging of the channel.',
    'The commission, which has three members, has 30 days to decide whether it will hear the case of France.',
    'The Orlem Harbour Commission, chaired by Berta Quill, will administer the fund for the new bridge.',
    'The next bulletin will be published on 17 December, the Bank of Orlem said in its statement.',
    'Company spokeswoman Ida Renner said that the company would not pay the ransom to anybody.',
  ])('is no implication: %s', (sentence) => {
    expect(isImplication(sentence)).toBe(false);
  });

  it.each([
    'If the commission rules against the levy, France would have to repay every ship within 90 days.',
    'Hanne Dreyer, leader of the opposition, said that her party would raise the tax on grain if it wins.',
    'A further rise of the interest rate is likely if the dispute makes imports dearer.',
    'Governor Matti Raud said that the bank expects inflation to peak in January.',
    'An agreement on the fund would end the dispute before the levy takes effect in December.',
    'Its director, Samuel Brask, warned that the price of a dose threatens to exhaust the fund within two years.',
  ])('is one when it names a consequence: %s', (sentence) => {
    expect(isImplication(sentence)).toBe(true);
  });
});
