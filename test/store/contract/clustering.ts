import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Article } from '../../../src/article/article.ts';
import type { Archive } from '../../../src/ports/archive.ts';
import { inventedArticle } from '../../eval/invented-news.ts';
import { bCubed } from '../../eval/metrics.ts';
import { StoryShelf } from '../../eval/story-shelf.ts';
import { anArrival, aSummary, ownWords } from '../../support/articles.ts';
import { writtenArticle } from '../../support/written-article.ts';
import { allReports, eventOf, ownLikeness, read, reportsOn, storiesOf, takeIn, tell } from './news.ts';
import { at, MINUTE } from './times.ts';

/** How articles come together as stories. */
export function clusteringContract(open: () => Promise<Archive>): void {
  const reports = allReports();
  const files = (event: string) => reportsOn(event).map(({ file }) => file);

  async function toldInOrder(order: readonly Article[]): Promise<Archive> {
    const archive = await open();
    for (const [minute, article] of order.entries()) await tell(archive, article, minute);
    return archive;
  }

  describe('stories of several articles', () => {
    it('bring together the reports on each event, with days, publishers and reasons', async () => {
      const archive = await toldInOrder(
        reports.map((report, n) => (n === 1 ? { ...report, date: '2026-11-12' } : report)),
      );
      expect(await storiesOf(archive)).toEqual(['gannet', 'puffin', 'budget', 'comet', 'quake'].map(files).toSorted());
      const gannet = await archive.story((await archive.storyOf(reports[0]?.id ?? '')) ?? '');
      expect(gannet).toMatchObject({ firstSeen: '2026-11-12', lastSeen: '2026-11-14', publishers: 4 });
      const trace = await archive.trace(reports[2]?.id ?? '');
      expect(trace?.storyBecause[0]).toMatch(/^title and lead both say .*“gannet”/);
      expect(trace?.storyBecause.at(-1)).toBe('the same days');
    });

    it('are named by their earliest article, whenever it comes', async () => {
      const archive = await open();
      const [first, second, third] = reportsOn('gannet');
      if (!first || !second || !third) throw new Error('there are three');
      const told: [Article, string][] = [
        [{ ...first, date: '2026-11-13' }, 'One'],
        [{ ...second, date: '2026-11-14' }, 'Two'],
        [{ ...third, date: '2026-11-12' }, 'Three'],
      ];
      const titles: string[] = [];
      for (const [article, headline] of told) {
        await takeIn(archive, article);
        await read(archive, 0, { headline });
        titles.push(...(await archive.stories({})).map(({ title }) => title));
      }
      expect(titles).toEqual(['One', 'One', 'Three']);
    });

    it('stand under the topics of all their articles', async () => {
      const archive = await open();
      for (const [n, article] of reportsOn('gannet').entries()) {
        await takeIn(archive, article);
        await read(archive, 0, { topics: n === 0 ? ['shipping'] : ['rescue'] });
      }
      expect(await archive.stories({ topic: 'shipping' })).toEqual(await archive.stories({ topic: 'rescue' }));
      expect(await archive.stories({ topic: 'shipping' })).toHaveLength(1);
    });

    it('are not joined over more days than news lasts', async () => {
      const [first, second] = reportsOn('gannet');
      if (!first || !second) throw new Error('there are two');
      const archive = await toldInOrder([first, { ...second, date: '2026-12-24' }]);
      expect(await storiesOf(archive)).toHaveLength(2);
    });

    it('are joined through the names that a reader found, and without any', async () => {
      const archive = await open();
      const bodies = ['Bread prices rise again in the hills.', 'Nobody knows how long the bridge will hold.'];
      for (const [n, body] of bodies.entries()) {
        const article = writtenArticle([{ paragraph: `${body} Ask oskar vandermolen.` }], {
          id: String(n).repeat(32),
          file: `${n}`,
          title: 'News',
        });
        await archive.takeIn(anArrival(article));
        await read(archive, 0, { actors: [{ ...anActor(article), aliases: ['Vandermolen of Osk'] }] });
      }
      expect((await archive.trace('1'.repeat(32)))?.storyBecause.join()).toContain('“Vandermolen of Osk”');
    });
  });

  describe('the order of arrival', () => {
    it('hardly matters, and every article stands in exactly one story', async () => {
      const anOrder = fc.shuffledSubarray([...reports], { minLength: reports.length });
      await fc.assert(
        fc.asyncProperty(anOrder, async (order) => {
          const archive = await toldInOrder(order);
          const stories = await archive.stories({});
          const items = stories.flatMap(({ id, articles }) =>
            articles.map(({ file }) => ({ put: id, belongs: eventOf(file) })),
          );
          expect(bCubed(items).f1).toBeGreaterThan(0.9);
          expect(stories.flatMap(({ articles }) => articles.map(({ id }) => id)).toSorted()).toEqual(
            reports.map(({ id }) => id).toSorted(),
          );
          expect((await archive.counts()).stories).toBe(stories.length);
          for (const { articles, firstSeen, lastSeen, title } of stories) {
            expect(articles.length).toBeGreaterThan(0);
            expect([firstSeen, lastSeen, title]).not.toContain('');
          }
        }),
        { numRuns: 8 },
      );
    });

    it('gives what clustering over maps gives, over hundreds of articles and many days', async () => {
      const archive = await open();
      const shelf = new StoryShelf();
      const news = Array.from({ length: 320 }, (_, n) => inventedArticle(n * 3));
      for (const { id, article, day } of news) {
        shelf.add(id, article, day);
        await tell(archive, { ...article, date: day }, 0);
      }
      const groups = Map.groupBy(news, ({ id }) => shelf.storyIdOf(id));
      const expected = [...groups.values()].map((its) => its.map(({ id }) => id).toSorted()).toSorted();
      const stories = (await archive.stories({})).map(({ articles }) => articles.map(({ id }) => id).toSorted());
      expect(stories.toSorted()).toEqual(expected);
      expect(expected.length).toBeLessThan(300);
    });
  });

  describe('reading an article again', () => {
    it('leaves it where it is, renames the story, and counts nothing twice', async () => {
      const [first, second] = reportsOn('gannet');
      if (!first || !second) throw new Error('there are two');
      const archive = await open();
      await takeIn(archive, first);
      const [claim] = await archive.claimReading(at(0), MINUTE, 1);
      if (!claim) throw new Error('nothing to read');
      await archive.failReading(claim, { reason: 'refused', raw: null, nextAt: null });
      await archive.retry({ readings: true, channel: null }, at(1));
      await read(archive, 1);
      await tell(archive, second, 2);
      const before = await archive.trace(second.id);
      expect(await archive.keepSummary(claim, aSummary(first), at(3))).toBe(false);
      expect(await archive.trace(second.id)).toEqual(before);
      expect(await storiesOf(archive)).toHaveLength(1);
    });
  });

  describe('an article without a word', () => {
    it('is a story of its own', async () => {
      const archive = await open();
      for (const id of ['a', 'b']) {
        const article = writtenArticle([{ boilerplate: `Advert ${id}` }], { id: id.repeat(32), file: id, title: '' });
        await archive.takeIn(anArrival(article, { likeness: ownLikeness(article) }));
      }
      await read(archive);
      expect(await storiesOf(archive)).toEqual([['a'], ['b']]);
    });
  });

  describe('stories in which nothing happens', () => {
    it('close, and wake when something does', async () => {
      const [first, second] = reportsOn('gannet');
      const [other] = reportsOn('quake');
      if (!first || !second || !other) throw new Error('there are three');
      const archive = await toldInOrder([first, other]);
      const open_ = async () =>
        (await archive.stories({})).flatMap(({ status, articles }) =>
          status === 'open' ? (articles[0]?.file ?? '') : [],
        );
      expect(await archive.closeQuietStories(at(1))).toBe(1);
      expect(await archive.closeQuietStories(at(1))).toBe(0);
      expect(await open_()).toEqual([other.file]);
      await tell(archive, second, 2);
      expect((await open_()).toSorted()).toEqual([first.file, other.file].toSorted());
      expect(await archive.closeQuietStories(at(9))).toBe(2);
      await archive.takeIn(anArrival({ ...first, id: 'c'.repeat(32), file: 'copy' }, { at: at(10) }));
      expect(await open_()).toHaveLength(1);
    });
  });

  function anActor(article: Article) {
    const [actor] = aSummary(article).actors;
    if (!actor) throw new Error('a summary names an actor');
    return actor;
  }

  it('keeps articles on events of their own apart, however alike they begin', async () => {
    const archive = await open();
    for (let n = 0; n < 40; n++) {
      const article = writtenArticle([{ paragraph: `Ferry number ${n} sailed. ${ownWords(n)}` }], {
        id: String(n).padEnd(32, 'f'),
        file: `${n}`,
      });
      await tell(archive, article);
    }
    expect(await storiesOf(archive)).toHaveLength(40);
  });
}
