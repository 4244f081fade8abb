import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findFolded, fold, foldText } from '../../src/article/fold.ts';

const quoteOf = (text: string, quote: string) =>
  findFolded(fold(text), quote).map(({ start, end }) => text.slice(start, end));

describe('folding', () => {
  it.each([
    ['curly and straight quotes', '“We won’t”, said ‹Ada›', "\"We won't\", said 'Ada'"],
    ['dashes', 'Orrin–Vale — the 3‑day −5 ------ line', 'Orrin-Vale - the 3-day -5 - line'],
    ['the ellipsis', 'and so…', 'and so...'],
    ['white space of every kind', ' a\u00a0b\r\n\t c\u2009d\u3000e ', 'a b c d e'],
    ['what is not seen', 'de\u00adle\u200bga\u2060tion\ufeff \u200fx\u202c', 'delegation x'],
    ['ligatures', 'ﬁve oﬃces ﬂew', 'five offices flew'],
    ['combining marks', 'caf\u0065\u0301', 'caf\u00e9'],
    ['variation selectors', 'we ❤\ufe0f it', 'we ❤ it'],
    ['a joiner that joins nothing', 'we 👩‍👩‍👧\u200d it', 'we 👩‍👩‍👧 it'],
    ['a joiner in a word', 'می\u200dخواهم', 'میخواهم'],
  ])('evens out %s', (_, text, even) => {
    expect(foldText(text)).toBe(foldText(even));
  });

  it.each([
    ['case', 'Wang', 'wang'],
    ['punctuation', 'no, more', 'no more'],
    ['marks', 'resume', 'résumé'],
    ['joined emoji', '👩‍👩‍👧', '👩👩👧'],
    ['words', 'well known', 'well-known'],
  ])('keeps %s apart', (_, one, other) => {
    expect(foldText(one)).not.toBe(foldText(other));
  });
});

describe('finding a quote', () => {
  it('gives the original characters back', () => {
    expect(quoteOf('She said: “It’s\r\n  o\u00adver…”', '"It\'s over..."')).toEqual(['“It’s\r\n  o\u00adver…”']);
  });

  it('gives every occurrence, in order', () => {
    expect(findFolded(fold('no, no – no'), 'no')).toEqual([
      { start: 0, end: 2 },
      { start: 4, end: 6 },
      { start: 9, end: 11 },
    ]);
  });

  it.each([
    ['a letter without its mark', 'caf\u0065\u0301', 'cafe'],
    ['half a ligature', 'ﬁve', 'ive'],
    ['half an ellipsis', 'so… on', 'so..'],
    ['one of a joined family', 'a 👩‍👩‍👧 b', '👩'],
    ['half a flag', '🇨🇭', '🇭'],
    ['nothing', 'text', ' \u200b '],
    ['a different case', 'Wang Yi', 'wang yi'],
    ['an approximate wording', 'met with Wang', 'met Wang'],
  ])('never finds %s', (_, text, quote) => {
    expect(quoteOf(text, quote)).toEqual([]);
  });
});

describe('for any text', () => {
  const unit = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('a', 'b', 'e', ' ', '.', "'", '"', '-') },
    fc.constantFrom('“', '”', '’', '—', '–', '…', 'ﬁ', '\u00a0', '\u00ad', '\r\n', '\n', '\u200b'),
    fc.constantFrom(
      'e\u0301',
      '\u00e9',
      'u\u0308\u0304',
      '\u0301',
      'שלום',
      'مَرْحَبا',
      '\u200f',
      'क्षि',
      '각',
      '\u1100\u1161',
    ),
    fc.constantFrom('👩‍👩‍👧', '❤️', '🇨🇭', '👍🏽', '😀', '\u200d', '\ufe0f'),
    fc.string({ unit: 'binary', maxLength: 2 }),
  );
  const text = fc.array(unit, { maxLength: 30 }).map((units) => units.join(''));
  const span = fc.tuple(text, fc.nat(), fc.nat()).map(([whole, one, other]) => {
    const bounds = boundariesOf(whole);
    const [from = 0, to = 0] = [one, other].map((at) => bounds[at % bounds.length] ?? 0).sort((a, b) => a - b);
    return { whole, from, to, cut: whole.slice(from, to) };
  });
  const retypings: readonly ((cut: string) => string)[] = [
    (cut) => cut,
    (cut) => cut.normalize('NFC'),
    (cut) => cut.normalize('NFD'),
    (cut) => cut.replace(/[“”]/g, '"').replace(/’/g, "'").replace(/[—–]/g, '-').replace(/…/g, '...'),
    (cut) => cut.replace(/\s+(?!\p{M})/gu, ' ').replace(/^ (?!\p{M})| $/gu, ''),
    // Between a joiner and an emoji they hold two emoji apart, as before a mark they hold it from its letter.
    (cut) => cut.replace(/(?<!\u200d)[\u00ad\u200b](?!\p{M}|\u200d\p{Extended_Pictographic})/gu, ''),
  ];

  it('finds a span again however it is typed, on grapheme boundaries, as characters that fold the same', () => {
    fc.assert(
      fc.property(span, fc.constantFrom(...retypings), ({ whole, cut }, retype) => {
        const quote = retype(cut);
        fc.pre(foldText(quote) !== '');
        const bounds = new Set(boundariesOf(whole));
        const spans = findFolded(fold(whole), quote);
        expect(spans.length).toBeGreaterThan(0);
        for (const { start, end } of spans) {
          expect(foldText(whole.slice(start, end))).toBe(foldText(quote));
          expect(bounds.has(start) && bounds.has(end)).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('maps every folded unit back inside the text', () => {
    fc.assert(
      fc.property(text, (whole) => {
        const { text: folded, starts, ends } = fold(whole);
        expect(starts.length).toBe(folded.length);
        expect(ends.length).toBe(folded.length);
        for (const end of ends) expect(end).toBeLessThanOrEqual(whole.length);
      }),
    );
  });
});

function boundariesOf(text: string): number[] {
  const segments = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)];
  return [...segments.map(({ index }) => index), text.length];
}
