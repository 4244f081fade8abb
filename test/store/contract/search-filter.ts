import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Article } from '../../../src/article/article.ts';
import type { Archive, SearchFilter } from '../../../src/ports/archive.ts';
import { anArrival, anArticle, aSummary } from '../../support/articles.ts';
import { at, MINUTE } from './times.ts';

const TOPICS = ['shipping', 'weather', 'secret'];
const DAYS = ['2026-11-01', '2026-11-05', '2026-11-14', '2026-11-20'];

export function searchFilterContract(open: () => Promise<Archive>): void {
  const ferry = (n: number, date: string | null, text = `Ferry number ${n} sailed to the harbour.`) =>
    anArticle({ file: `${n}.txt`, title: `Report ${n}`, date, paragraphs: [text] });

  /** Each article with its topics, taken in on 14 November and read. */
  async function archiveOf(articles: readonly { article: Article; topics: readonly string[] }[]) {
    const archive = await open();
    for (const { article } of articles) await archive.takeIn(anArrival(article, { at: at(0) }));
    const topics = new Map(articles.map((one) => [one.article.id, one.topics]));
    for (const claim of await archive.claimReading(at(1), MINUTE, articles.length)) {
      const summary = aSummary(claim.article, { topics: topics.get(claim.article.id) ?? [] });
      await archive.keepSummary(claim, summary, at(1));
    }
    return archive;
  }

  const files = async (archive: Archive, filter: SearchFilter, query = 'ferry') =>
    (await archive.search(query, 50, filter)).map(({ article }) => article.file).toSorted();

  describe('a search held to a filter', () => {
    it('finds what lies within its days, both inclusive, an undated article on the day it came in', async () => {
      const archive = await archiveOf([...DAYS, null].map((date, n) => ({ article: ferry(n, date), topics: [] })));
      expect(await files(archive, {})).toHaveLength(5);
      expect(await files(archive, { from: '2026-11-05' })).toEqual(['1.txt', '2.txt', '3.txt', '4.txt']);
      expect(await files(archive, { to: '2026-11-05' })).toEqual(['0.txt', '1.txt']);
      expect(await files(archive, { from: '2026-11-14', to: '2026-11-14' })).toEqual(['2.txt', '4.txt']);
      expect(await files(archive, { from: '2026-11-20', to: '2026-11-01' })).toEqual([]);
    });

    it('finds what stands under its topic, those filed later too, and nothing under a hidden one', async () => {
      const archive = await archiveOf([
        { article: ferry(0, null), topics: ['shipping'] },
        { article: ferry(1, null), topics: ['shipping', 'secret'] },
        { article: ferry(2, null), topics: [] },
      ]);
      await archive.fileUnder('made', at(0), [ferry(1, null).id, ferry(2, null).id]);
      expect(await files(archive, { topic: 'shipping' })).toEqual(['0.txt', '1.txt']);
      expect(await files(archive, { topic: 'made' })).toEqual(['1.txt', '2.txt']);
      expect(await files(archive, { topic: 'all' })).toHaveLength(3);
      expect(await files(archive, { topic: 'unknown' })).toEqual([]);
      expect(await files(archive, { hiddenTopics: ['secret'] })).toEqual(['0.txt', '2.txt']);
      expect(await files(archive, { topic: 'made', hiddenTopics: ['secret', 'weather'] })).toEqual(['2.txt']);
      expect(await files(archive, { hiddenTopics: [] })).toHaveLength(3);
    });

    it('looks behind any number of better hits that the filter forbids', async () => {
      const many = 120;
      const articles = Array.from({ length: many }, (_, n) => ({
        article: ferry(n, '2026-11-20', 'Ferry, ferry and ferry again.'),
        topics: ['secret'],
      }));
      const wanted = ferry(many, '2026-11-01', 'A report on everything but one thing, in which a ferry is named once.');
      const archive = await archiveOf([{ article: wanted, topics: [] }, ...articles]);
      for (const filter of [{ to: '2026-11-19' }, { hiddenTopics: ['secret'] }]) {
        const hits = await archive.search('ferry', 1, filter);
        expect(hits.map(({ article }) => article.file)).toEqual([`${many}.txt`]);
      }
    });

    it('answers some of the words too, and still the best first', async () => {
      const archive = await archiveOf([
        { article: ferry(0, null, 'The harbour is closed.'), topics: ['shipping'] },
        { article: ferry(1, null, 'The ferry lies in the harbour.'), topics: ['shipping'] },
        { article: ferry(2, null, 'The ferry lies in the harbour.\nToo.'), topics: ['secret'] },
      ]);
      const hits = await archive.search('ferry harbour', 5, { topic: 'shipping' });
      expect(hits.map(({ article }) => article.file)).toEqual(['1.txt', '0.txt']);
    });

    it('finds exactly what a look at each article would', async () => {
      const kept = fc.record({
        date: fc.constantFrom(null, ...DAYS),
        topics: fc.uniqueArray(fc.constantFrom(...TOPICS), { maxLength: 3 }),
      });
      const filter = fc.record(
        {
          from: fc.constantFrom(...DAYS),
          to: fc.constantFrom(...DAYS),
          topic: fc.constantFrom(...TOPICS, 'all'),
          hiddenTopics: fc.uniqueArray(fc.constantFrom(...TOPICS), { maxLength: 2 }),
        },
        { requiredKeys: [] },
      );
      const seeds = fc.array(kept, { minLength: 1, maxLength: 8 });
      await fc.assert(
        fc.asyncProperty(seeds, fc.array(filter, { minLength: 5, maxLength: 15 }), async (seeds, filters) => {
          const articles = seeds.map(({ date, topics }, n) => ({ article: ferry(n, date), topics }));
          const archive = await archiveOf(articles);
          for (const asked of filters) {
            const expected = articles.filter((one) => fits(one, asked)).map(({ article }) => article.file);
            expect(await files(archive, asked), JSON.stringify(asked)).toEqual(expected.toSorted());
          }
        }),
        { numRuns: 15 },
      );
    });
  });
}

function fits(
  { article, topics }: { article: Article; topics: readonly string[] },
  { from = '', to = '9', topic = 'all', hiddenTopics = [] }: SearchFilter,
): boolean {
  const day = article.date ?? '2026-11-14';
  const wanted = topic === 'all' || topics.includes(topic);
  return wanted && from <= day && day <= to && !topics.some((one) => hiddenTopics.includes(one));
}
