import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Archive } from '../../../src/ports/archive.ts';
import { anArrival, anArticle } from '../../support/articles.ts';
import { writtenArticle } from '../../support/written-article.ts';

export function searchContract(open: () => Promise<Archive>): void {
  async function archiveOf(...texts: { title?: string; text: string }[]) {
    const archive = await open();
    for (const [n, { title = `Report ${n}`, text }] of texts.entries()) {
      await archive.takeIn(anArrival(anArticle({ file: `${n}.txt`, title, paragraphs: [text] })));
    }
    return async (query: string, limit = 10) => (await archive.search(query, limit)).map(({ article }) => article.file);
  }

  describe('search', () => {
    it('finds an article as soon as it is taken in, by any form of its words', async () => {
      const files = await archiveOf(
        { text: 'Negotiators from Velmark met in the café.' },
        { text: 'The harvest failed on the islands.' },
      );
      expect(await files('negotiation')).toEqual(['0.txt']);
      expect(await files('CAFE')).toEqual(['0.txt']);
      expect(await files('island harvests')).toEqual(['1.txt']);
      expect(await files('submarine')).toEqual([]);
    });

    it('puts articles with every word before those with some, with falling scores', async () => {
      const archive = await open();
      const texts = [
        'Grain, grain, grain and more grain.',
        'The harbour stores grain.',
        'A harbour; the harbour; this harbour.',
        'Nothing of the kind.',
      ];
      for (const [n, text] of texts.entries()) {
        await archive.takeIn(anArrival(anArticle({ file: `${n}.txt`, paragraphs: [text] })));
      }
      const hits = await archive.search('grain harbour', 10);
      expect(hits.map(({ article }) => article.file).toSorted()).toEqual(['0.txt', '1.txt', '2.txt']);
      expect(hits[0]?.article.file).toBe('1.txt');
      expect(hits.map(({ score }) => score)).toEqual(hits.map(({ score }) => score).toSorted((a, b) => b - a));
      expect(await archive.search('grain harbour', 1)).toHaveLength(1);
      expect(await archive.search('grain harbour', 0)).toEqual([]);
    });

    it('gives a word in the title more weight', async () => {
      const files = await archiveOf(
        { title: 'Weather', text: 'Rain fell on the ferry all day long.' },
        { title: 'The ferry', text: 'It sailed in the rain all day long.' },
      );
      expect(await files('ferry')).toEqual(['1.txt', '0.txt']);
    });

    it('finds a quoted phrase as it is', async () => {
      const files = await archiveOf({ text: 'A safe harbour for all.' }, { text: 'The harbour is safe.' });
      expect(await files('"safe harbour"')).toEqual(['0.txt']);
    });

    it('answers a question in spite of words that are in no article', async () => {
      const files = await archiveOf({ text: 'Maren Osk resigned as minister.' }, { text: 'The islands vote today.' });
      expect(await files('When exactly did minister Maren Osk step down?')).toEqual(['0.txt']);
    });

    it('finds no copies and nothing by an advert', async () => {
      const archive = await open();
      const text = 'Pilots struck at Osk.';
      await archive.takeIn(anArrival(anArticle({ file: 'first.txt', paragraphs: [text] })));
      await archive.takeIn(anArrival(anArticle({ file: 'reprint.txt', paragraphs: [text] })));
      const advert = writtenArticle([{ boilerplate: 'Buy umbrellas' }, { paragraph: 'Dry weather.' }], {
        id: 'a'.repeat(32),
        file: 'advert.txt',
      });
      await archive.takeIn(anArrival(advert));
      expect((await archive.search('pilots', 10)).map(({ article }) => article.file)).toEqual(['first.txt']);
      expect(await archive.search('umbrellas', 10)).toEqual([]);
    });

    it('gives the whole article', async () => {
      const archive = await open();
      const article = anArticle();
      await archive.takeIn(anArrival(article));
      expect((await archive.search('ferry', 1))[0]?.article).toEqual(article);
    });

    it('never fails on what people type', async () => {
      const archive = await open();
      await archive.takeIn(anArrival(anArticle({ paragraphs: ['The ferry, and NOT the bridge.'] })));
      const typed = [
        '',
        '   ',
        '"',
        '""',
        '*',
        'AND',
        'ferry OR',
        'NEAR(ferry',
        'title:ferry',
        '-ferry',
        "ferry'--",
        '\0',
        '🚢',
      ];
      for (const query of typed) await expect(archive.search(query, 5)).resolves.toBeInstanceOf(Array);
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: 'binary' }), async (query) => {
          expect((await archive.search(query, 5)).length).toBeLessThanOrEqual(1);
        }),
        { numRuns: 200 },
      );
    });

    it('knows how telling a word or phrase is: nothing if each article has it, most if none has', async () => {
      const archive = await open();
      expect(await archive.weights(['ferry'])).toEqual([expect.any(Number)]);
      for (let n = 0; n < 8; n++) {
        const text =
          n === 0 ? 'The safe harbour has ferries.' : `Ferry ${n} sailed${n < 4 ? ' from the harbour' : ''}.`;
        await archive.takeIn(anArrival(anArticle({ file: `${n}.txt`, title: `Report ${n}`, paragraphs: [text] })));
      }
      const [ferry = -1, harbour = -1, phrase = -1, unknown = -1, odd = -1] = await archive.weights([
        'ferry',
        'harbours',
        'safe harbour',
        'submarine',
        '"*',
      ]);
      expect(ferry).toBeGreaterThanOrEqual(0);
      expect(ferry).toBeLessThan(0.1);
      expect(harbour).toBeGreaterThan(ferry);
      expect(phrase).toBeGreaterThan(harbour);
      expect(unknown).toBeGreaterThan(phrase);
      expect(odd).toBe(unknown);
      expect(await archive.weights([])).toEqual([]);
    });
  });
}
