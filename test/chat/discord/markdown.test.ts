import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bold, escapeMarkdown, heading, line, textLine } from '../../../src/chat/discord/markdown.ts';
import type { Inline } from '../../../src/message/message.ts';
import { safeText } from '../../../src/message/safe.ts';
import { liveIn, readInline, readLines, visible } from '../../support/discord/markdown-reader.ts';
import { hostileText } from './hostile.ts';

describe('text from outside', () => {
  it.each([
    ['**bold** _italic_ ~~gone~~ ||spoiler|| `code`'],
    ['[harmless](https://evil.example)'],
    ['see https://evil.example/x or <https://evil.example>'],
    ['discord.gg/evil and discord.com/invite/evil, discord.gift/evil, //discord.gift/evil'],
    ['@everyone, @here, <@123456789012345678>, <#123456789012345678>'],
    ['<t:1700000000:R> <:smile:123456789012345678> :skull: :piñata:'],
    ['C:\\new\\*'],
    ['The bill passed 51-49; 1. first, 2. second (so far) [sic]'],
  ])('is shown as it stands: %s', (text) => {
    expect(visible(readInline(escapeMarkdown(text)))).toBe(text);
    expect(liveIn(escapeMarkdown(text))).toEqual([]);
  });

  it.each(['# no heading', '-# no small print', '- no item', '+ no item', '> no quote', '>>> no quote'])(
    'begins nothing at the start of a line: %s',
    (text) => {
      const line = { marks: [], indent: 0, inline: [{ kind: 'text', text }] };
      expect(readLines(textLine(text))).toEqual([line]);
    },
  );

  it.each(['1. FC Velmark wins', '# no heading', '-# no small print', '- no item', '> no quote'])(
    'begins nothing in bold at the start of a line: %s',
    (text) => {
      const shown = { marks: [], indent: 0, inline: [{ kind: 'bold', inside: [{ kind: 'text', text }] }] };
      expect(readLines(bold(text))).toEqual([shown]);
      expect(readLines(line([{ kind: 'text', text, style: 'bold' }]))).toEqual([shown]);
    },
  );

  it.each(['Karsund puts a toll on the strait', '#1 in tolls', 'Written in C#', '# and ##', '- 5 °C', '1. FC Velmark'])(
    'is a heading, whatever it begins and ends with: %s',
    (text) => {
      expect(readLines(heading(text)).map(({ marks, inline }) => [marks, visible(inline).trim()])).toEqual([
        [['heading'], text],
      ]);
    },
  );

  it.each([
    [':sku', 'll:'],
    ['https:', '//evil.example'],
    ['https:/', '/evil.example'],
    ['discord.', 'gg/evil'],
    ['@', 'everyone'],
    ['[harmless]', '(https://evil.example)'],
  ])('ends nothing that the piece before began: %s%s', (first, second) => {
    const together = line([first, second].map((text) => ({ kind: 'text', text })));
    expect(visible(readInline(together))).toBe(first + second);
    expect(liveIn(together)).toEqual([]);
  });

  it('holds for any text, alone, after a mark of ours and before another', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (first, second) => {
        const [a, b] = [safeText(first), safeText(second)];
        const lines = `${textLine(first)}\n${textLine(second)}`;
        expect(readInline(lines)).toEqual([{ kind: 'text', text: `${a}\n${b}` }]);
        expect(readLines(lines).map(({ marks }) => marks)).toEqual([[], []]);
        if (a.trim() !== '') expect(readLines(heading(first)).map(({ marks }) => marks)).toEqual([['heading']]);
        const link = line([
          { kind: 'text', text: first },
          { kind: 'link', text: 'Harbour Courier', url: 'https://courier.example/a_(b)' },
          { kind: 'text', text: second },
        ]);
        expect(liveIn(link)).toEqual(['https://courier.example/a_%28b%29']);
        expect(visible(readInline(link))).toBe(`${a}Harbour Courier${b}`);
        expect(liveIn(line([first, second].map((text) => ({ kind: 'text', text }))))).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is one run of bold or italic, and no more, when we set it so', () => {
    fc.assert(
      fc.property(hostileText, fc.constantFrom('bold' as const, 'italic' as const), (text, style) => {
        const words = safeText(text).trim();
        fc.pre(words !== '');
        const nodes = readInline(line([{ kind: 'text', text, style }])).filter(({ kind }) => kind !== 'text');
        expect(nodes).toEqual([{ kind: style, inside: [{ kind: 'text', text: words }] }]);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a link', () => {
  it('keeps its words when the address is not one to be clicked', () => {
    const link = line([{ kind: 'link', text: 'Harbour Courier', url: 'javascript:alert(1)' }]);
    expect(link).toBe('Harbour Courier');
  });

  const url = 'https://courier.example/toll';

  it.each([
    'Karsund puts a toll on the Osk strait | Harbour Courier',
    "Toll: what (exactly) is new? #1 & #2, ~5 % - 'more'",
    '1. FC Velmark wins',
    '- 5 °C in Velmark',
  ])('has for its words what needs no escape, as it stands: %s', (text) => {
    expect(line([{ kind: 'link', text, url }])).toBe(`[${text}](<${url}>)`);
  });

  it.each([
    'The *real* toll',
    'Toll [updated]',
    'snake_case_toll',
    'Toll on ||all|| ships',
    'C:\\toll',
    'See https://evil.example',
    'See www.evil.example',
    'Ships 🚢 pay',
    'Ships :ship: pay',
    '@everyone pays',
    '<@123456789012345678> pays',
    '<t:1700000000:R>',
  ])('stands behind words that Discord would not show as they are in a link: %s', (text) => {
    const link = line([{ kind: 'link', text, url }]);
    expect(visible(readInline(link))).toBe(`${text} (link)`);
    expect(liveIn(link)).toEqual([url]);
  });

  it('leads where it says for any words', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const words = safeText(text).trim();
        fc.pre(words !== '');
        const link = line([{ kind: 'link', text, url: 'https://courier.example/?a=[1]&b=`x`' }]);
        expect(liveIn(link)).toEqual(['https://courier.example/?a=%5B1%5D&b=%60x%60']);
        expect([words, `${words} (link)`]).toContain(visible(readInline(link)).trim());
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('pieces side by side', () => {
  const url = 'https://courier.example/toll';
  const anyPiece = fc.oneof(
    hostileText.map((text): Inline => ({ kind: 'text', text })),
    fc
      .tuple(hostileText, fc.constantFrom('bold' as const, 'italic' as const))
      .map(([text, style]): Inline => ({ kind: 'text', text, style })),
    hostileText.map((text): Inline => ({ kind: 'link', text, url })),
  );
  const bare = (text: string) => text.replaceAll(/ \(link\)|\s/g, '');

  it('are all there, and nothing is live but the links', () => {
    fc.assert(
      fc.property(fc.array(anyPiece, { maxLength: 6 }), (pieces) => {
        const shown = line(pieces);
        const links = pieces.filter(({ kind, text }) => kind === 'link' && safeText(text).trim() !== '');
        expect(liveIn(shown)).toEqual(links.map(() => url));
        expect(bare(visible(readInline(shown)))).toBe(bare(pieces.map(({ text }) => safeText(text)).join('')));
        expect(readLines(shown).map(({ marks }) => marks)).toEqual([[]]);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('styles side by side', () => {
  it('do not run into one another', () => {
    const text = line([
      { kind: 'text', text: 'Maren Osk', style: 'bold' },
      { kind: 'text', text: ' minister ', style: 'italic' },
      { kind: 'text', text: 'spoke', style: 'bold' },
      { kind: 'text', text: 'first', style: 'bold' },
    ]);
    expect(visible(readInline(text))).toBe('Maren Osk minister spokefirst');
  });
});
