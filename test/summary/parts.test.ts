import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BlockKind } from '../../src/article/article.ts';
import { MOST_PART_BYTES, partsOf } from '../../src/summary/parts.ts';
import { writtenArticle } from '../support/written-article.ts';

/** `count` different sentences of 60 bytes or so. */
const sentences = (count: number, about = 'pier') =>
  Array.from(
    { length: count },
    (_, index) => `The council of Eskerry looked at ${about} number ${index + 1} on that day.`,
  );

describe('the parts of an article', () => {
  it('are one for a short article, with its headings marked and its boilerplate left out', () => {
    const article = writtenArticle([
      { meta: 'date 2026-11-14' },
      { title: 'Ferry port closed' },
      { paragraph: 'The port was closed.' },
      { boilerplate: 'Advertisment' },
      { heading: 'What comes next' },
      { paragraph: 'It will open in March.' },
    ]);
    expect(partsOf(article)).toEqual({
      parts: [{ number: 1, of: 1, text: 'The port was closed.\n\n## What comes next\n\nIt will open in March.' }],
      leftOut: 0,
    });
  });

  it('are none for an article without text', () => {
    expect(partsOf(writtenArticle([{ title: 'Nothing' }, { boilerplate: 'Share this' }])).parts).toEqual([]);
  });

  it('end between paragraphs, are of similar size, and each begins with the last sentence of the one before', () => {
    const paragraphs = Array.from({ length: 30 }, (_, index) => sentences(10, `gate ${index}, pier`).join(' '));
    const { parts } = partsOf(writtenArticle(paragraphs.map((paragraph) => ({ paragraph }))));
    expect(parts).toHaveLength(2);
    const [first, second] = parts.map((part) => part.text.split('\n\n'));
    expect(first?.every((paragraph) => paragraphs.includes(paragraph))).toBe(true);
    expect(second?.[0]).toBe(sentences(10, `gate ${(first?.length ?? 0) - 1}, pier`).at(-1));
    expect(second?.slice(1)).toEqual(paragraphs.slice(first?.length));
    expect(Math.abs((first?.length ?? 0) - (second?.length ?? 0))).toBeLessThanOrEqual(2);
  });

  it('divide a paragraph that is too long at the end of a sentence', () => {
    const all = sentences(400);
    const { parts } = partsOf(writtenArticle([{ paragraph: all.join(' ') }]));
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) expect(part.text).toMatch(/^The council.*on that day\.$/s);
  });

  it('never end in a heading', () => {
    const blocks = Array.from({ length: 20 }, (_, index) => [
      { heading: `Pier ${index}` },
      { paragraph: sentences(15).join(' ') },
    ]);
    const { parts } = partsOf(writtenArticle(blocks.flat()));
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) expect(part.text.split('\n\n').at(-1)).not.toMatch(/^## /);
  });

  it('are shorter, in characters, for scripts that take more bytes', () => {
    const latin = partsOf(writtenArticle([{ paragraph: 'a b. '.repeat(4_000) }]));
    const chinese = partsOf(writtenArticle([{ paragraph: '港口已关闭。'.repeat(3_334) }]));
    expect(chinese.parts.length).toBeGreaterThan(latin.parts.length);
  });

  it('stop after a dozen, and say how much is left out', () => {
    const { parts, leftOut } = partsOf(writtenArticle([{ paragraph: sentences(5_000).join(' ') }]));
    expect(parts).toHaveLength(12);
    expect(leftOut).toBeGreaterThan(100_000);
  });

  it('hold every word to be read, in order, and repeat only at their beginnings', () => {
    const word = fc.constantFrom('pier', 'Eskerry', 'мост', '港口', '🚢', 'شاطئ');
    const stop = fc.constantFrom('', '', '', '.', '?', '。', '\n');
    const kind = fc.constantFrom<BlockKind>('paragraph', 'paragraph', 'heading', 'boilerplate');
    const block = fc.tuple(
      kind,
      fc.array(fc.tuple(word, stop), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 400 }),
    );
    fc.assert(
      fc.property(fc.array(block, { maxLength: 8 }), (blocks) => {
        let count = 0;
        const wanted: number[] = [];
        const written = blocks.map(([kind, pattern, times]) => {
          const words = Array.from({ length: times }, () => pattern)
            .flat()
            .map(([text, mark]) => {
              count += 1;
              if (kind !== 'boilerplate') wanted.push(count);
              return `${text}${count}${mark}`;
            });
          return { [kind]: words.join(' ').trim() };
        });
        const { parts, leftOut } = partsOf(writtenArticle(written));
        fc.pre(leftOut === 0);
        const read: number[] = [];
        for (const { text } of parts) {
          const numbers = text.match(/\d+/g)?.map(Number) ?? [];
          const fresh = numbers.filter((number) => number > (read.at(-1) ?? 0));
          expect(numbers.slice(numbers.length - fresh.length)).toEqual(fresh);
          read.push(...fresh);
        }
        expect(read).toEqual(wanted);
      }),
      { numRuns: 60 },
    );
  });

  it('keep the limit and cut no character in two, whatever the text', () => {
    const text = fc
      .tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), fc.integer({ min: 1, max: 3_000 }))
      .map(([unit, times]) => unit.repeat(times));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (paragraphs) => {
        for (const part of partsOf(writtenArticle(paragraphs.map((paragraph) => ({ paragraph })))).parts) {
          expect(Buffer.byteLength(part.text)).toBeLessThanOrEqual(MOST_PART_BYTES);
          expect(part.text.isWellFormed()).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});
