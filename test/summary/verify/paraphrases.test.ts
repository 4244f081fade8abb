import { describe, expect, it } from 'vitest';
import { verifyClaim } from '../../../src/summary/verify.ts';
import { PARAPHRASES } from './paraphrases.ts';

/** Of the dishonest ones, how many may slip through: meaning is judged by rules here, not understood. */
const MAY_SLIP = 1;

const all = (of: 'honest' | 'dishonest') =>
  PARAPHRASES.flatMap((one) => one[of].map((text) => ({ article: one.article, quote: one.quote, text })));

describe('paraphrases', () => {
  it.each(all('honest'))('borne out: $text', ({ article, quote, text }) => {
    expect(verifyClaim({ text, quote }, article)).toMatchObject({ supported: true });
    expect(verifyClaim({ text }, article)).toMatchObject({ supported: true });
  });

  it.each([true, false])('that are dishonest are refused, with the quote: %s', (withQuote) => {
    const slipped = all('dishonest').filter(
      ({ article, quote, text }) => verifyClaim(withQuote ? { text, quote } : { text }, article).supported,
    );
    expect(slipped.length, slipped.map(({ text }) => text).join('\n')).toBeLessThanOrEqual(MAY_SLIP);
  });
});
