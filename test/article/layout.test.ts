import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isHeadingLike, layOut } from '../../src/article/layout.ts';

/** Each block as `kind: its text`. */
const laidOut = (text: string) => layOut(text).map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`);

const LEAD = 'The harbour council of Sordal voted on Tuesday to close the ferry line to Vik, its chair said.';
const SECOND = 'Fishermen fear that the closure will cost them their market.';

describe('a plain text laid out', () => {
  it('has the day, the lead, headings and adverts of a text whose first line is `date …` and a sentence', () => {
    const text = ` date 2026-11-03 ${LEAD}\n\nAdvertisment\n\n${SECOND}\n\nWhy the Line Matters\n\n${SECOND}`;
    expect(laidOut(text)).toEqual([
      'meta: date 2026-11-03',
      `paragraph: ${LEAD}`,
      'boilerplate: Advertisment',
      `paragraph: ${SECOND}`,
      'heading: Why the Line Matters',
      `paragraph: ${SECOND}`,
    ]);
  });

  it.each([
    ['Ferry line to Vik closes', 'title'],
    ['Is this the end of the ferry?', 'title'],
    ['Council of the U.S.', 'title'],
    ['Sales rise at Vik Ferries Inc.', 'title'],
    ['More from flooded Sordal rescued at night', 'title'],
    ['The ferry line closed.', 'paragraph'],
    [LEAD, 'paragraph'],
  ])('takes "%s" after the date for a %s', (line, kind) => {
    expect(laidOut(`date 2026-11-03 ${line}\n\n${SECOND}`)[1]).toBe(`${kind}: ${line}`);
  });

  it('takes a first line without a date for the title, and a day behind a title for no part of it', () => {
    expect(laidOut(`Ferry line closes\n\n${LEAD}`)[0]).toBe('title: Ferry line closes');
    expect(laidOut(`date 2026-11-03 Ferry line closes Tuesday, November 3, 2026\n\n${LEAD}`).slice(1, 3)).toEqual([
      'title: Ferry line closes',
      'meta: Tuesday, November 3, 2026',
    ]);
  });

  it('looks for the title behind boilerplate', () => {
    expect(laidOut(`Advertisement\n\nFerry line closes\n\n${LEAD}`)[1]).toBe('title: Ferry line closes');
  });

  it('sets boilerplate lines apart that no blank line sets apart', () => {
    expect(
      laidOut(`Mayor resigns\nBy Jane Roe\nTuesday, November 3, 2026\n${LEAD}\nShare this article\n${SECOND}`),
    ).toEqual([
      'title: Mayor resigns',
      'boilerplate: By Jane Roe',
      'boilerplate: Tuesday, November 3, 2026',
      `paragraph: ${LEAD}`,
      'boilerplate: Share this article',
      `paragraph: ${SECOND}`,
    ]);
  });

  it('keeps a wrapped paragraph whole, with either line end', () => {
    const wrapped = 'The harbour council of Sordal voted on\nTuesday to close the ferry line to Vik,\nits chair said.';
    for (const text of [wrapped, wrapped.replaceAll('\n', '\r\n')]) {
      expect(laidOut(`${text}`)).toEqual([`paragraph: ${text}`]);
    }
  });

  it('takes each line for a paragraph where lines are long, with headings between', () => {
    const long = `${LEAD} ${SECOND}`;
    expect(laidOut(`${long}\nBackground\n${long}\n${SECOND}`)).toEqual([
      `paragraph: ${long}`,
      'heading: Background',
      `paragraph: ${long}`,
      `paragraph: ${SECOND}`,
    ]);
  });

  it('keeps a dateline in its paragraph', () => {
    const dated = `SORDAL, Nov. 3 — ${LEAD}`;
    expect(laidOut(`Ferry closes\n\n${dated}`)[1]).toBe(`paragraph: ${dated}`);
  });

  it('reads a text of nothing but short lines as paragraphs', () => {
    expect(laidOut('Ann Roe resigned on Monday')).toEqual(['paragraph: Ann Roe resigned on Monday']);
    expect(laidOut('Ann Roe resigned\n\nBo Lind follows her')).toEqual([
      'paragraph: Ann Roe resigned',
      'paragraph: Bo Lind follows her',
    ]);
  });

  it.each(['', ' ', '\n\n', 'date 2026-11-03', '\u2028'])('survives %j', (text) => {
    expect(layOut(text).filter(({ kind }) => kind === 'paragraph')).toEqual([]);
  });

  it('has blocks in order, inside the text, that leave nothing out but white space', () => {
    const bits = fc.constantFrom(
      ...[
        'date 2026-11-03 ',
        'Ferry closes',
        'By Jane Roe',
        'Advertisment',
        LEAD,
        'Why It Matters',
        'who?',
        '- one',
        '3 Nov 2026',
      ],
      ...[
        '\n',
        '\r\n',
        '\r',
        '\n\n',
        ' ',
        '\t',
        '\u00a0',
        '\u2028',
        '👩‍🚒',
        '\u202e',
        '“',
        '1. ',
        'Tuesday, November 3, 2026',
      ],
    );
    const texts = fc.oneof(
      fc.array(bits, { maxLength: 40 }).map((all) => all.join('')),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        let reached = 0;
        let between = '';
        for (const { start, end } of layOut(text)) {
          if (start < reached || end <= start || end > text.length)
            throw new Error(`block ${start}-${end} after ${reached}`);
          between += text.slice(reached, start);
          reached = end;
        }
        expect((between + text.slice(reached)).trim()).toBe('');
      }),
      { numRuns: 500 },
    );
  });
});

describe('a line that stands alone', () => {
  it.each([
    'Historical Context and Strategic Significance',
    'Looking ahead: what may follow',
    'Interview',
    'What Happens Next?',
    'The Road to Vik:',
    'Video games, films and more',
    '“We were not asked”',
  ])('is a heading: %s', (line) => {
    expect(isHeadingLike(line)).toBe(true);
  });

  it.each([
    'It closed.',
    'Why did you leave?',
    'Really?',
    'The minister said:',
    '- a new pier',
    'and so it went',
    'I hired them, and I --',
    'The council of the town of Sordal voted on Tuesday to close the ferry line to Vik and beyond',
    '***',
  ])('is none: %s', (line) => {
    expect(isHeadingLike(line)).toBe(false);
  });
});
