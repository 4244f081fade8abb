import { describe, expect, it } from 'vitest';
import { searchWords, soughtIn, tellingTerms } from '../../src/search/sought.ts';

const told = (question: string) => tellingTerms(soughtIn(question)).map(({ text }) => text);

describe('what a question tells', () => {
  const cases: [string, string[]][] = [
    ['Who closed the ferry port of Osk?', ['closed', 'ferry', 'port', 'osk']],
    ['How many people were told about it?', []],
    ['What is the latest news?', []],
    ['Why?', []],
    ['', []],
    ['What did the U.S. envoy say about "safe harbour" rules?', ['safe harbour', 'u s', 'envoy', 'rules']],
  ];
  for (const [question, terms] of cases) {
    it(`of ${JSON.stringify(question)} is ${JSON.stringify(terms)}`, () => expect(told(question)).toEqual(terms));
  }

  it('counts words that only ask, that say how or which, or that everybody puts differently, for less', () => {
    const { terms } = soughtIn('Which town said how deep the harbour became?');
    const shares = Object.fromEntries(terms.map(({ text, share }) => [text, share]));
    expect(shares['harbour']).toBe(1);
    for (const word of ['town', 'said', 'deep', 'became']) expect(shares[word]).toBeLessThan(1);
  });

  it('knows names by their capitals, but not where everything has one', () => {
    const names = (question: string) => soughtIn(question).terms.flatMap(({ name, text }) => (name ? [text] : []));
    expect(names('Did Maren Osk close the port?')).toEqual(['maren', 'osk']);
    expect(names('Talks in Halden? Who led them?')).toEqual(['halden']);
    expect(names('WHO CLOSED THE PORT OF OSK?')).toEqual([]);
  });

  it('adds what was said before at a lower weight, together less than the question itself', () => {
    const { terms } = soughtIn('And when do repairs end?', 'Who closed the ferry port of Eskerry? Lune Lorne');
    const weight = (own: boolean) =>
      terms.filter((term) => term.own === own).reduce((sum, { share }) => sum + share, 0);
    expect(terms.filter(({ own }) => !own).map(({ text }) => text)).toContain('eskerry');
    expect(weight(false)).toBeLessThan(weight(true));
    expect(soughtIn('And why?', 'Who closed the port?').terms.map(({ text }) => text)).toEqual(['closed', 'port']);
  });

  it('is asked of the archive in words and phrases', () => {
    expect(searchWords(soughtIn('What did the U.S. envoy say?'))).toBe('"u s" envoy');
    expect(searchWords(soughtIn(''))).toBe('');
  });
});
