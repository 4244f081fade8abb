import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packSections } from '../../src/message/fit.ts';
import type { Block, Bullet, Inline, Section } from '../../src/message/message.ts';
import { plainText } from '../../src/message/plain.ts';

/** A limit on the plain text, as a platform's limit on its markup would be. */
const atMost = (limit: number) => (sections: readonly Section[]) => plainText(sections).length <= limit;

const text = (words: string): Inline => ({ kind: 'text', text: words });
const bullet = (words: string, ...quotes: string[]): Bullet => ({
  inline: [text(words)],
  quotes: quotes.map((quote) => ({ quote, attribution: 'Harbour Courier, 14 Nov' })),
});
const section = (title: string, ...items: Bullet[]): Section => ({
  id: title,
  title,
  blocks: [{ kind: 'bullets', label: 'Key actors', items }],
});

describe('packing sections', () => {
  it('keeps whole sections together, in order, in as few groups as fit', () => {
    const sections = ['A', 'B', 'C', 'D'].map((title) => section(title, bullet('x'.repeat(60))));
    const groups = packSections(sections, atMost(180));
    expect(groups.map((group) => group.map(({ title }) => title))).toEqual([
      ['A', 'B'],
      ['C', 'D'],
    ]);
    expect(groups.flat()).toEqual(sections);
  });

  it('gives nothing for nothing', () => {
    expect(packSections([], atMost(10))).toEqual([]);
  });

  it('divides a section that is too long between its bullets and repeats its title', () => {
    const long = section('Ferry strike', bullet('First. '.repeat(20)), bullet('Second. '.repeat(20)));
    const groups = packSections([long], atMost(250));
    expect(groups.map((group) => group.map(({ title }) => title))).toEqual([
      ['Ferry strike'],
      ['Ferry strike (continued)'],
    ]);
    expect(groups.map(plainText).join()).not.toContain('(continues)');
  });

  it('does not leave a heading behind without its text', () => {
    const blocks: Block[] = [
      { kind: 'paragraph', inline: [text('a'.repeat(100))] },
      { kind: 'heading', text: 'Implications', level: 3 },
      { kind: 'paragraph', inline: [text('b'.repeat(150))] },
    ];
    const groups = packSections([{ id: 's', title: 'T', blocks }], atMost(200));
    expect(groups.map((group) => group.flatMap(({ blocks }) => blocks.map(({ kind }) => kind)))).toEqual([
      ['paragraph'],
      ['heading', 'paragraph'],
    ]);
  });

  it('cuts a bullet that is too long alone after a sentence, and says that it continues', () => {
    const sentences =
      'The harbour will close on Monday. Ferries go to the old quay. Fares stay as they are until spring comes.';
    const groups = packSections([section('Harbour', bullet(sentences))], atMost(120));
    expect(groups.map(plainText)).toEqual([
      'Harbour\nKey actors\n• The harbour will close on Monday. Ferries go to the old quay. (continues)',
      'Harbour (continued)\nKey actors\n• … Fares stay as they are until spring comes.',
    ]);
  });

  it('keeps a cut quote verbatim: the mark stands outside the quotation marks', () => {
    const quote = Array.from({ length: 40 }, (_, n) => `word${n}`).join(' ');
    const groups = packSections([section('Harbour', bullet('Said:', quote))], atMost(160));
    const quotes = groups
      .flat()
      .flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'bullets' ? block.items : [])));
    const slices = quotes.flatMap((item) => item.quotes);
    expect(slices.map((slice) => slice.quote).join(' ')).toBe(quote);
    expect(slices[0]?.attribution).toBe('Harbour Courier, 14 Nov (continues)');
    expect(slices.at(-1)?.attribution).toBe('Harbour Courier, 14 Nov');
  });

  it('moves the rest of a title that leaves no room into the text', () => {
    const title = Array.from({ length: 60 }, (_, n) => `title${n}`).join(' ');
    const groups = packSections([section(title, bullet('short'))], atMost(300));
    const said = groups.map(plainText).join('\n');
    for (const word of [...title.split(' '), 'short']) expect(said).toContain(word);
  });

  it('gives up an address, never a word, when no text fits beside it', () => {
    const link: Inline = { kind: 'link', text: 'the whole report', url: `https://example.org/${'a'.repeat(500)}` };
    const fits = (sections: readonly Section[]) => JSON.stringify(sections).length < 400;
    const groups = packSections([{ id: 's', title: 'T', blocks: [{ kind: 'note', inline: [link] }] }], fits);
    expect(groups.map(plainText)).toEqual(['T\nthe whole report']);
  });

  it('says so when a limit refuses even one character', () => {
    expect(() => packSections([section('T', bullet('word'))], () => false)).toThrow('refuses even a single character');
  });

  it('never divides what people see as one character while there is room for it', () => {
    const family = '👩‍👩‍👧‍👦';
    const groups = packSections([section('T', bullet(family.repeat(40)))], atMost(200));
    const pieces = groups
      .flat()
      .flatMap(({ blocks }) => blocks.map((block) => plainText([{ id: '', title: '', blocks: [block] }])));
    expect(pieces.length).toBeGreaterThan(1);
    for (const piece of pieces) expect(piece.match(/👩‍👩‍👧‍👦|👩|👧|👦/gu)?.every((seen) => seen === family)).toBe(true);
  });
});

const words = fc
  .array(
    fc.oneof(
      fc.stringMatching(/^[a-z]{1,12}$/),
      fc.constantFrom('Fin.', 'सरकार', '汉字汉字', '👩‍🚀', 'e\u0301te\u0301'),
    ),
    {
      minLength: 1,
      maxLength: 120,
    },
  )
  .map((list) => list.join(' '));
const inline: fc.Arbitrary<Inline> = fc.oneof(
  words.map(text),
  words.map((said): Inline => ({ kind: 'text', text: said, style: 'bold' })),
  fc.record({ kind: fc.constant('link' as const), text: words, url: fc.webUrl() }),
);
const quoted = fc.record({ quote: words, attribution: fc.option(words) });
const bullets = fc.record({ inline: fc.array(inline, { maxLength: 3 }), quotes: fc.array(quoted, { maxLength: 3 }) });
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({
    kind: fc.constant('heading' as const),
    text: words,
    level: fc.constantFrom(1 as const, 2 as const, 3 as const),
  }),
  fc.record({
    kind: fc.constantFrom('paragraph' as const, 'note' as const),
    inline: fc.array(inline, { maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('bullets' as const),
    label: fc.constant('Key actors'),
    items: fc.array(bullets, { maxLength: 4 }),
  }),
);
const sections = fc.array(
  fc.record({
    id: fc.uuid(),
    title: words.map((title) => title.slice(0, 90)),
    blocks: fc.array(block, { maxLength: 4 }),
  }),
  { maxLength: 4 },
);

/** Everything a reader must find again, letters only, since a cut may fall inside a long word. */
function lettersOf(packed: readonly Section[], kind: 'quotes' | 'own words'): string {
  const said = packed.flatMap(({ blocks }) =>
    blocks.flatMap((block) => {
      if (block.kind === 'heading') return kind === 'quotes' ? [] : [block.text];
      if (block.kind !== 'bullets') return kind === 'quotes' ? [] : block.inline.map((piece) => piece.text);
      return block.items.flatMap((item) =>
        kind === 'quotes' ? item.quotes.map(({ quote }) => quote) : item.inline.map((piece) => piece.text),
      );
    }),
  );
  return said.join(' ').replaceAll(/ ?\((continues|continued)\)|…|\s/g, '');
}

describe('for any sections and any limit', () => {
  it('every group fits, and every word of every block, bullet and quote is there in order', () => {
    fc.assert(
      fc.property(sections, fc.integer({ min: 260, max: 2_000 }), (input, limit) => {
        const groups = packSections(input, atMost(limit));
        for (const group of groups) expect(plainText(group).length).toBeLessThanOrEqual(limit);
        const output = groups.flat();
        expect(lettersOf(output, 'quotes')).toBe(lettersOf(input, 'quotes'));
        expect(output.map(({ id }) => id).filter((id, n, all) => id !== all[n - 1])).toEqual(input.map(({ id }) => id));
        const longAttributions = input.some(({ blocks }) => JSON.stringify(blocks).match(/"attribution":"[^"]{150,}/));
        if (!longAttributions) expect(lettersOf(output, 'own words')).toBe(lettersOf(input, 'own words'));
      }),
      { numRuns: 150 },
    );
  });
});
