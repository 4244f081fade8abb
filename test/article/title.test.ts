import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLabel, deriveTitle } from '../../src/article/title.ts';

describe('a title made of the lead', () => {
  it.each([
    ['The ferry line closed on Tuesday.', 'The ferry line closed on Tuesday'],
    [
      'The harbour council of Sordal voted on Tuesday to close the ferry line to Vik, local radio reported, ending a service of ninety years.',
      'The harbour council of Sordal voted on Tuesday to close the ferry line to Vik, local radio reported',
    ],
    [
      'The council closed the ferry line to Vik; fishermen, who had hoped to the end that it would be kept, said they would take the town to court over it.',
      'The council closed the ferry line to Vik',
    ],
    [
      'The harbour council of the town of Sordal voted on Tuesday to close the ferry line to Vik because its two remaining boats had become too old.',
      'The harbour council of the town of Sordal voted on Tuesday to close the ferry line to Vik',
    ],
    ['SORDAL, Nov. 3 (Wire) — The ferry line closed on Tuesday.', 'The ferry line closed on Tuesday'],
    ['OSLO — The ferry line closed.', 'The ferry line closed'],
    ['Tuesday, November 3, 2026 The ferry line closed.', 'The ferry line closed'],
    ['November 3, 2026 SORDAL (Wire) — The ferry line closed.', 'The ferry line closed'],
    ['November 3, 2026, was a quiet day.', 'November 3, 2026, was a quiet day'],
    ['Sordal, Vik - The ferry line closed.', 'The ferry line closed'],
    ['Ann Roe – The mayor – resigned.', 'Ann Roe – The mayor – resigned'],
    ['', ''],
  ])('%s', (lead, title) => {
    expect(deriveTitle(lead)).toBe(title);
  });

  it('is the article’s own words, no longer than 120 characters, and never ends inside one', () => {
    const word = fc.constantFrom(
      'Roe',
      'the',
      'harbour',
      'council,',
      '“ferry',
      'line”',
      '(closed)',
      'and',
      'after',
      '1,200',
      '—',
      'who',
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 80 }), (lead) => {
        const sentence = lead.join(' ');
        const title = deriveTitle(sentence);
        const own = title.replace(/…$/, '');
        expect(title.length).toBeLessThanOrEqual(120);
        const at = sentence.indexOf(own);
        expect(at).toBeGreaterThanOrEqual(0);
        expect(`${sentence} `.charAt(at + own.length)).toMatch(/[\s,;:—]/);
      }),
    );
  });
});

describe('a label', () => {
  it.each([
    ['  Harbour \n\t Courier ', 'Harbour Courier'],
    ['Harbour\u0000\u001b[31m Courier', 'Harbour [31m Courier'],
    ['\u202eevil\u2066 title\u200b', 'evil title'],
    ['\ufeff', null],
    ['', null],
    [null, null],
    [undefined, null],
  ])('%j is shown as %j', (written, shown) => {
    expect(cleanLabel(written)).toBe(shown);
  });

  it('is cut between words at 300 characters', () => {
    const label = cleanLabel('harbour '.repeat(100)) ?? '';
    expect(label.length).toBeLessThanOrEqual(300);
    expect(label).toMatch(/^(?:harbour )+harbour$/);
    expect(cleanLabel('水'.repeat(400))).toHaveLength(300);
  });

  it('holds nothing that moves, hides or breaks text, whatever was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (written) => {
        expect(cleanLabel(written) ?? '').not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]|^\s|\s$/u);
      }),
    );
  });
});
