import { describe, expect, it } from 'vitest';
import type { Article } from '../../../src/article/article.ts';
import type { Archive } from '../../../src/ports/archive.ts';
import type { Summary } from '../../../src/summary/summary.ts';
import { anArrival, anArticle, aSummary, ownWords } from '../../support/articles.ts';
import { at, MINUTE } from './times.ts';

export function storyContract(open: () => Promise<Archive>): void {
  async function takeInAndRead(archive: Archive, article: Article, minute: number, over: Partial<Summary> = {}) {
    await archive.takeIn(anArrival(article, { at: at(minute) }));
    for (const claim of await archive.claimReading(at(minute), MINUTE, 10)) {
      await archive.keepSummary(claim, aSummary(claim.article, over), at(minute));
    }
  }

  const strike = anArticle({
    file: 'strike.txt',
    title: 'Strike',
    date: '2026-11-10',
    paragraphs: [`Pilots struck. ${ownWords(1)}`],
  });
  const flood = anArticle({ file: 'flood.txt', title: 'Flood', date: '2026-11-12', paragraphs: ['The Sund rose.'] });
  const reprint = anArticle({
    ...strike,
    id: 'e'.repeat(32),
    file: 'reprint.txt',
    source: 'Sund Post',
    date: '2026-11-13',
  });

  describe('stories', () => {
    it('makes each article on something else a story of its own, latest first', async () => {
      const archive = await open();
      await takeInAndRead(archive, strike, 0, { headline: 'Pilots struck' });
      await takeInAndRead(archive, flood, 1, { headline: 'The Sund rose' });
      const stories = await archive.stories({});
      expect(stories.map(({ title }) => title)).toEqual(['The Sund rose', 'Pilots struck']);
      expect(stories[1]).toEqual({
        id: expect.stringMatching(/^\S+$/),
        title: 'Pilots struck',
        status: 'open',
        firstSeen: '2026-11-10',
        lastSeen: '2026-11-10',
        publishers: 1,
        articles: [{ id: strike.id, file: 'strike.txt', title: 'Strike', date: '2026-11-10', duplicateOf: null }],
      });
    });

    for (const order of ['before', 'after']) {
      it(`joins a reprint that came ${order} the original was read, as another publisher`, async () => {
        const archive = await open();
        await archive.takeIn(anArrival(strike));
        if (order === 'before') await archive.takeIn(anArrival(reprint));
        const [claim] = await archive.claimReading(at(1), MINUTE, 1);
        if (!claim) throw new Error('nothing to read');
        await archive.keepSummary(claim, aSummary(claim.article), at(1));
        if (order === 'after') await archive.takeIn(anArrival(reprint, { at: at(2) }));

        const [story, ...others] = await archive.stories({});
        expect(others).toEqual([]);
        expect(story).toMatchObject({ publishers: 2, firstSeen: '2026-11-10', lastSeen: '2026-11-13' });
        expect(story?.articles.map(({ id, duplicateOf }) => [id, duplicateOf])).toEqual([
          [strike.id, null],
          [reprint.id, strike.id],
        ]);
      });
    }

    it('lists a file with the same bytes under its own name, and counts no publisher for it', async () => {
      const archive = await open();
      await takeInAndRead(archive, strike, 0);
      await archive.takeIn(anArrival({ ...strike, file: 'strike (1).txt' }));
      const [story] = await archive.stories({});
      expect(story?.publishers).toBe(1);
      expect(story?.articles).toEqual([
        { id: strike.id, file: 'strike.txt', title: 'Strike', date: '2026-11-10', duplicateOf: null },
        { id: strike.id, file: 'strike (1).txt', title: 'Strike', date: '2026-11-10', duplicateOf: strike.id },
      ]);
    });

    it('dates an article without a date by the day it came in, in UTC', async () => {
      const archive = await open();
      await takeInAndRead(archive, { ...strike, date: null }, 16 * 60 - 1);
      expect((await archive.stories({}))[0]).toMatchObject({ firstSeen: '2026-11-14', lastSeen: '2026-11-14' });
    });

    it('finds stories by day and by topic', async () => {
      const archive = await open();
      await takeInAndRead(archive, strike, 0, { topics: ['labour', 'aviation'] });
      await takeInAndRead(archive, flood, 1, { topics: ['weather'] });
      const titles = async (filter: { since?: string; topic?: string }) =>
        (await archive.stories(filter)).map(({ title }) => title);
      expect(await titles({ since: '2026-11-11' })).toEqual(['Flood']);
      expect(await titles({ since: '2026-11-10' })).toEqual(['Flood', 'Strike']);
      expect(await titles({ topic: 'aviation' })).toEqual(['Strike']);
      expect(await titles({ topic: 'all' })).toEqual(['Flood', 'Strike']);
      expect(await titles({ topic: 'weather', since: '2026-11-13' })).toEqual([]);
    });

    it('lists more stories than it fetches at a time', async () => {
      const archive = await open();
      const many = 205;
      for (let n = 0; n < many; n++) {
        await archive.takeIn(anArrival(anArticle({ file: `${n}.txt`, paragraphs: [`Ferry number ${n} sailed.`] })));
      }
      for (const claim of await archive.claimReading(at(1), MINUTE, many)) {
        await archive.keepSummary(claim, aSummary(claim.article), at(2));
      }
      const stories = await archive.stories({});
      expect(new Set(stories.flatMap(({ articles }) => articles.map(({ id }) => id))).size).toBe(many);
    });
  });
}
