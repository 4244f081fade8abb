import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMarkdown, line, textLine } from '../../../src/chat/discord/markdown.ts';
import { safeText } from '../../../src/message/safe.ts';
import { liveIn, readInline, readLines, visible } from '../../support/discord/markdown-reader.ts';
import { hostileText } from './hostile.ts';

describe('text from outside', () => {
  it.each([
    ['**bold** _italic_ ~~gone~~ ||spoiler|| `code`'],
    ['[harmless](https://evil.example)'],
    ['see https://evil.example/x or <https://evil.example>'],
    ['discord.gg/evil and discord.com/invite/evil'],
    ['@everyone, @here, <@123456789012345678>, <#123456789012345678>'],
    ['<t:1700000000:R> <:smile:123456789012345678> :skull:'],
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

  it.each([
    [':sku', 'll:'],
    ['https:', '//evil.example'],
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

  it('leads where it says for any words', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        fc.pre(safeText(text).trim() !== '');
        const link = line([{ kind: 'link', text, url: 'https://courier.example/?a=[1]&b=`x`' }]);
        expect(liveIn(link)).toEqual(['https://courier.example/?a=%5B1%5D&b=%60x%60']);
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
