import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { relation } from '../../src/search/relatives.ts';
import { foldedStem } from '../../src/search/words.ts';

const between = (one: string, other: string) => relation(foldedStem(one), foldedStem(other));

describe('words that say nearly the same', () => {
  it.each([
    ['beat', 'defeated'],
    ['bought', 'acquisition'],
    ['invade', 'invasion'],
    ['absorb', 'absorption'],
    ['die', 'death'],
    ['founded', 'established'],
    ['born', 'birth'],
    ['Germany', 'German'],
    ['France', 'French'],
  ])('are %s and %s', (one, other) => {
    expect(between(one.toLowerCase(), other.toLowerCase())).toBeGreaterThanOrEqual(0.7);
    expect(between(one.toLowerCase(), other.toLowerCase())).toBeLessThan(1);
  });

  it.each([
    ['resign', 'left'],
    ['kill', 'die'],
    ['north', 'south'],
    ['port', 'porter'],
    ['osk', 'osker'],
    ['ostend', 'westend'],
  ])('are not %s and %s', (one, other) => expect(between(one, other)).toBe(0));

  it.each([
    ['die', 'died'],
    ['dying', 'dies'],
    ['lie', 'lied'],
    ['sue', 'sued'],
    ['free', 'freed'],
    ['overthrow', 'overthrown'],
  ])('are the same, as %s and %s', (one, other) => expect(between(one, other)).toBe(1));

  it('are of a name only what is listed', () => {
    expect(relation('austria', 'australia', true)).toBe(0);
    expect(relation('niger', 'nigeria', true)).toBe(0);
    expect(relation(foldedStem('france'), foldedStem('french'), true)).toBe(0.7);
  });

  it('are a number and its word, wholly', () => {
    expect(between('five', '5')).toBe(1);
    expect(between('five', '6')).toBe(0);
  });

  it('are so both ways, and a word is itself', () => {
    const word = fc.constantFrom('beat', 'defeat', 'german', 'germani', 'five', '5', 'harbour', 'x', '');
    fc.assert(
      fc.property(word, word, (one, other) => {
        expect(relation(one, other)).toBe(relation(other, one));
      }),
    );
    fc.assert(
      fc.property(word, (one) => {
        expect(relation(one, one)).toBe(1);
      }),
    );
  });
});
