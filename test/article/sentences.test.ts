import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentencesOf, splitSentences } from '../../src/article/sentences.ts';

const split = (text: string) => splitSentences(text, 0, text.length).map(({ start, end }) => text.slice(start, end));

describe('sentences', () => {
  // Each line is one text, ¦ stands where it is to be split.
  it.each([
    'The ferry is gone. ¦Nobody knows why.',
    'Dr. Ann Roe met Mr. Lind on Monday. ¦They spoke for an hour.',
    'The U.S. Coast Guard searched until 5 p.m. Tuesday. ¦Nothing was found.',
    'He moved to the U.S. in 2019. ¦She stayed.',
    'They came from the U.S. ¦The others came from Vik.',
    'It left at 5 p.m. ¦Police came later.',
    'J. R. Poe and George W. Roe signed it. ¦Bo Lind did not.',
    'No. 5 was the worst. ¦It sank in Nov. 2026 with 1,200 crates worth $3.5 million.',
    'Vik Ferries Inc. ran the line. ¦Roe & Sons Ltd. built the pier.',
    'Sen. Roe (D-Ore.) and Gov. Lind spoke. ¦The rest listened.',
    'Fish, crabs, etc. were sold. ¦The price fell.',
    'See Fig. 3 and pp. 12-14 of the report. ¦It is long.',
    'Some fees, e.g. for bikes, i.e. all of them, rise. ¦Others fall.',
    '"We were not asked," said Lind. ¦"Nobody was."',
    '“The line is dead.” ¦The council disagreed.',
    '"The line is dead." said Mr. Lind, "and so is the town." ¦He left.',
    '"Who pays?" Lind asked. ¦Nobody answered.',
    '"Stop!" he cried. ¦They did not.',
    'Who pays? ¦The town does! ¦So it is.',
    'Democracy Today! reported it first. ¦Others followed.',
    'The ferry ... was late. ¦It came at ten.',
    'He paused… ¦Then he went on.',
    'The rules [...] are clear. ¦They are old.',
    'It cost 3.5 million. ¦2026 was worse.',
    'The line (opened in 1931.) ¦It ran daily.',
    'They agreed.[3] ¦The pier was rebuilt. [4] [5] ¦It stands.',
    'He used an iPhone. ¦iPhone sales fell.',
    'Am 5. März schloss die Fähre. ¦Der Rat tagte.',
    'Das gilt z. B. für Boote. ¦Mehr nicht.',
    'Le conseil a voté. ¦« Non », a dit M. Lind.',
    'フェリーは廃止された。¦議会が決めた。',
    'हाँ, नाव बंद है। ¦परिषद ने कहा।',
    'Закрыт ли паром? ¦Совет молчит.',
    'The man from St. Olaf lives on Main St. ¦The pier is near.',
    'Roe, Ph.D., of Sordal College spoke. ¦She was calm.',
    'He paid $5. 3 million of it was lost.', // tokenised decimals are joined again
  ])('%s', (marked) => {
    const expected = marked.split('¦').map((sentence) => sentence.trim());
    expect(split(marked.replaceAll('¦', ''))).toEqual(expected);
  });

  it('go on over a wrapped line, and end at a blank one, a bullet and an intended line end', () => {
    expect(split('The council of Sordal voted\non Tuesday to close the\nline to Vik.')).toHaveLength(1);
    expect(split('The council voted\n\nIt was late')).toEqual(['The council voted', 'It was late']);
    expect(split('The demands:\n- a new pier\n- lower fares\n• a night boat')).toEqual([
      'The demands:',
      'a new pier',
      'lower fares',
      'a night boat',
    ]);
    expect(split('1. A new pier.\n2. Lower fares.')).toEqual(['A new pier.', 'Lower fares.']);
    expect(split('Ann Roe\nThe mayor of the town of Sordal spoke first.')).toHaveLength(2);
    expect(split('The council of Sordal voted\r\non Tuesday.\r\n\r\nIt was late.')).toHaveLength(2);
  });

  it('come from paragraphs only, with the block they stand in', () => {
    const text = 'Ferry closes\n\nIt closed. Nobody knew.\n\nShare this\n\nIt was late.';
    const at = (part: string) => ({ start: text.indexOf(part), end: text.indexOf(part) + part.length });
    const sentences = sentencesOf({
      text,
      blocks: [
        { kind: 'title', ...at('Ferry closes') },
        { kind: 'paragraph', ...at('It closed. Nobody knew.') },
        { kind: 'boilerplate', ...at('Share this') },
        { kind: 'paragraph', ...at('It was late.') },
      ],
    });
    expect(sentences.map(({ text: words, block }) => [block, words])).toEqual([
      [1, 'It closed.'],
      [1, 'Nobody knew.'],
      [3, 'It was late.'],
    ]);
  });

  it('are trimmed slices of the text, in order, and lose no word', () => {
    const bits = fc.constantFrom(
      ...[
        'Roe',
        'said',
        'Dr.',
        'U.S.',
        '5',
        '3.5',
        '.',
        '?',
        '…',
        '"',
        '”',
        '(',
        ')',
        '\n',
        '\r\n',
        '\n\n',
        ' ',
        '- ',
        '\t',
      ],
      ...['👩‍🚒', 'ﬁ', 'é', '\u00ad', '\u200f', 'שלום', '水', '。', '\u00a0', '[1]', 'p.m.'],
    );
    const texts = fc.oneof(
      fc.array(bits, { maxLength: 60 }).map((all) => all.join(' ')),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(texts, fc.nat(20), (text, offset) => {
        const start = Math.min(offset, text.length);
        let reached = start;
        let between = '';
        for (const sentence of splitSentences(text, start, text.length)) {
          expect(sentence.start).toBeGreaterThanOrEqual(reached);
          expect(sentence.end).toBeGreaterThan(sentence.start);
          expect(sentence.end).toBeLessThanOrEqual(text.length);
          const words = text.slice(sentence.start, sentence.end);
          expect(words.trim()).toBe(words);
          between += text.slice(reached, sentence.start);
          reached = sentence.end;
        }
        between += text.slice(reached);
        // Only bullets, which may be numbers, stand outside sentences.
        expect(between.replace(/(?:^|\s)\(?\d{1,3}[.)](?=\s)/g, '')).not.toMatch(/\p{L}/u);
      }),
      { numRuns: 300 },
    );
  });
});
