import { describe, expect, it } from 'vitest';
import type { Archive } from '../../../src/ports/archive.ts';
import { anArrival, anArticle, aRefusal } from '../../support/articles.ts';
import { writtenArticle } from '../../support/written-article.ts';

export function intakeContract(open: () => Promise<Archive>): void {
  describe('taking in', () => {
    it('gives the article back as it came', async () => {
      const archive = await open();
      const article = writtenArticle(
        [
          { title: 'Fähre “Ann” – 渡し船 🚢' },
          { meta: 'date 2026-11-14' },
          { paragraph: 'Über den Sund.\r\nZwei\u00adte Zeile, e\u0301.' },
          { boilerplate: 'Advert' },
        ],
        { author: 'Ilse Varn', url: null, source: null, date: null, language: 'de' },
      );
      expect(await archive.takeIn(anArrival(article))).toEqual({ kind: 'taken', articleId: article.id });
      expect(await archive.article(article.id)).toEqual(article);
      expect(await archive.article('unknown')).toBeNull();
      expect(await archive.summary(article.id)).toBeNull();
    });

    it('knows a file that was recorded and not moved yet', async () => {
      const archive = await open();
      const article = anArticle();
      await archive.takeIn(anArrival(article));
      expect(await archive.takeIn(anArrival(article))).toEqual({ kind: 'known', articleId: article.id });
      expect(await archive.counts()).toMatchObject({ articles: 1, unread: 1 });
    });

    it('counts the same file as a duplicate once it was moved and is dropped again, also over a crash', async () => {
      const archive = await open();
      const arrival = anArrival(anArticle());
      await archive.takeIn(arrival);
      await archive.settled(arrival.file, arrival.hash);
      expect((await archive.takeIn(arrival)).kind).toBe('duplicate');
      expect((await archive.takeIn(arrival)).kind).toBe('known');
      await archive.settled(arrival.file, arrival.hash);
      expect((await archive.takeIn(arrival)).kind).toBe('duplicate');
      expect(await archive.counts()).toMatchObject({ articles: 1 });
    });

    it('takes the same bytes under another name for a copy of the same article', async () => {
      const archive = await open();
      const article = anArticle({ file: 'ferry.txt' });
      await archive.takeIn(anArrival(article));
      const copy = anArrival({ ...article, file: 'ferry-copy.txt' });
      expect(await archive.takeIn(copy)).toEqual({ kind: 'duplicate', articleId: article.id });
      expect((await archive.article(article.id))?.file).toBe('ferry.txt');
      expect(await archive.counts()).toMatchObject({ articles: 1, unread: 1 });
    });

    it('takes the same text in other bytes for a copy that costs no reading', async () => {
      const archive = await open();
      const original = anArticle({ paragraphs: ['The port closed.', 'Grain waits.'] });
      const reprint = writtenArticle(
        [{ boilerplate: 'ADVERTISEMENT' }, { paragraph: 'THE PORT\n closed.' }, { paragraph: 'Grain  waits.' }],
        { id: 'f'.repeat(32), file: 'reprint.txt', source: 'Sund Post' },
      );
      await archive.takeIn(anArrival(original));
      expect(await archive.takeIn(anArrival(reprint))).toEqual({ kind: 'duplicate', articleId: reprint.id });
      expect(await archive.article(reprint.id)).toEqual(reprint);
      expect(await archive.counts()).toMatchObject({ articles: 2, unread: 1 });
    });

    it('does not take articles without any text for copies of each other', async () => {
      const archive = await open();
      for (const file of ['one.txt', 'two.txt']) {
        const article = writtenArticle([{ boilerplate: `Advert ${file}` }], { id: file.padEnd(32, '0'), file });
        expect((await archive.takeIn(anArrival(article))).kind).toBe('taken');
      }
    });

    it('does not take a changed figure for the same text', async () => {
      const archive = await open();
      await archive.takeIn(anArrival(anArticle({ paragraphs: ['The river stood at 310 cm.'] })));
      const next = anArticle({ paragraphs: ['The river stood at 301 cm.'] });
      expect((await archive.takeIn(anArrival(next))).kind).toBe('taken');
    });

    it('takes an article once, of files that come in at the same time', async () => {
      const archive = await open();
      const names = ['ferry.txt', 'ferry (1).txt', 'ferry (2).txt'];
      const intakes = await Promise.all(
        names.map((file) => archive.takeIn(anArrival({ ...anArticle(), id: 'f'.repeat(32), file }))),
      );
      expect(intakes.map(({ kind }) => kind).toSorted()).toEqual(['duplicate', 'duplicate', 'taken']);
      expect(await archive.counts()).toMatchObject({ articles: 1, unread: 1 });
    });

    it('records what was refused as a problem, once for each file', async () => {
      const archive = await open();
      expect(await archive.takeIn(aRefusal())).toEqual({ kind: 'rejected', articleId: null });
      expect(await archive.takeIn(aRefusal())).toEqual({ kind: 'known', articleId: null });
      await archive.settled('empty.txt', aRefusal().hash);
      expect((await archive.takeIn(aRefusal())).kind).toBe('rejected');
      expect(await archive.counts()).toEqual({ articles: 0, unread: 0, problems: 1, stories: 0 });
      await archive.takeIn(aRefusal({ file: 'also-empty.txt' }));
      expect((await archive.counts()).problems).toBe(2);
    });

    it('takes in what it refused before, once it can be parsed', async () => {
      const archive = await open();
      const arrival = anArrival(anArticle());
      await archive.takeIn(aRefusal({ file: arrival.file, hash: arrival.hash }));
      expect((await archive.takeIn(arrival)).kind).toBe('taken');
      expect(await archive.counts()).toMatchObject({ articles: 1, problems: 0 });
    });
  });
}
