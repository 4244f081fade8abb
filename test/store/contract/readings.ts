import { describe, expect, it } from 'vitest';
import type { Archive } from '../../../src/ports/archive.ts';
import { anArrival, anArticle, aSummary } from '../../support/articles.ts';
import { at, MINUTE } from './times.ts';

export function readingContract(open: () => Promise<Archive>): void {
  /** Articles `0`, `1`, … that came in a minute after one another. */
  async function withArticles(count: number) {
    const archive = await open();
    const articles = Array.from({ length: count }, (_, n) =>
      anArticle({ file: `${n}.txt`, title: `Article ${n}`, paragraphs: [`Ferry number ${n} stayed in port.`] }),
    );
    for (const [n, article] of articles.entries()) await archive.takeIn(anArrival(article, { at: at(n) }));
    return { archive, articles };
  }

  async function claimOne(archive: Archive, now: Date, leaseMs = 5 * MINUTE) {
    const [claim] = await archive.claimReading(now, leaseMs, 1);
    if (!claim) throw new Error('nothing to read');
    return claim;
  }

  describe('reading', () => {
    it('hands out unread articles, the oldest first, each once', async () => {
      const { archive, articles } = await withArticles(3);
      const claims = await archive.claimReading(at(10), MINUTE, 2);
      expect(claims.map(({ article }) => article)).toEqual(articles.slice(0, 2));
      expect(claims[0]).toMatchObject({ takenAt: at(0), attempt: 1 });
      expect((await archive.claimReading(at(10), MINUTE, 5)).map(({ article }) => article)).toEqual(articles.slice(2));
      expect(await archive.claimReading(at(10), MINUTE, 5)).toEqual([]);
    });

    it('hands each article to one of many workers that ask at the same time', async () => {
      const { archive, articles } = await withArticles(5);
      const claims = await Promise.all(Array.from({ length: 10 }, () => archive.claimReading(at(10), MINUTE, 1)));
      const ids = claims.flat().map(({ article }) => article.id);
      expect(ids.toSorted()).toEqual(articles.map(({ id }) => id).toSorted());
    });

    it('hands out no copies', async () => {
      const { archive } = await withArticles(1);
      const copy = anArticle({ file: 'copy.txt', title: 'A copy', paragraphs: ['Ferry number 0 stayed in port.'] });
      await archive.takeIn(anArrival(copy));
      expect(await archive.claimReading(at(10), MINUTE, 5)).toHaveLength(1);
    });

    it('keeps the summary and starts a story', async () => {
      const { archive, articles } = await withArticles(1);
      const claim = await claimOne(archive, at(1));
      const summary = aSummary(claim.article, { headline: 'A ferry stayed in port' });
      expect(await archive.keepSummary(claim, summary, at(2))).toBe(true);
      expect(await archive.summary(articles[0]?.id ?? '')).toEqual(summary);
      expect(await archive.counts()).toEqual({ articles: 1, unread: 0, problems: 0, stories: 1 });
      expect(await archive.claimReading(at(100), MINUTE, 5)).toEqual([]);
    });

    it('hands an article out anew when the lease ran out, and then takes nothing from whoever had it', async () => {
      const { archive } = await withArticles(1);
      const slow = await claimOne(archive, at(1), MINUTE);
      expect(await archive.claimReading(at(1.5), MINUTE, 1)).toEqual([]);
      const next = await claimOne(archive, at(2), MINUTE);
      expect(next).toMatchObject({ attempt: 2 });
      expect(next.fence).toBeGreaterThan(slow.fence);

      expect(await archive.keepSummary(slow, aSummary(slow.article), at(3))).toBe(false);
      expect(await archive.failReading(slow, { reason: 'too late', raw: null, nextAt: null })).toBe(false);
      await archive.releaseReading(slow);
      expect(await archive.counts()).toMatchObject({ unread: 1, stories: 0, problems: 0 });
      expect(await archive.keepSummary(next, aSummary(next.article), at(3))).toBe(true);
      expect(await archive.keepSummary(next, aSummary(next.article), at(3))).toBe(false);
    });

    it('tries a failed reading again at its time, not before', async () => {
      const { archive } = await withArticles(1);
      const claim = await claimOne(archive, at(1));
      const failure = { reason: 'The model timed out.', raw: null, nextAt: at(10) };
      expect(await archive.failReading(claim, failure)).toBe(true);
      expect(await archive.claimReading(at(9), MINUTE, 1)).toEqual([]);
      expect(await archive.nextReadingAt()).toEqual(at(10));
      expect(await claimOne(archive, at(10))).toMatchObject({ attempt: 2 });
    });

    it('gives up for good, and counts that as a problem', async () => {
      const { archive } = await withArticles(1);
      const claim = await claimOne(archive, at(1));
      await archive.failReading(claim, { reason: 'The model refused.', raw: 'I cannot', nextAt: null });
      expect(await archive.claimReading(at(1000), MINUTE, 1)).toEqual([]);
      expect(await archive.nextReadingAt()).toBeNull();
      expect(await archive.counts()).toEqual({ articles: 1, unread: 0, problems: 1, stories: 0 });
    });

    it('takes a released article at once, as if it had never been claimed', async () => {
      const { archive } = await withArticles(1);
      await archive.releaseReading(await claimOne(archive, at(1)));
      expect(await claimOne(archive, at(1))).toMatchObject({ attempt: 1 });
    });

    it('counts what came in before an instant and is neither read nor given up', async () => {
      const { archive } = await withArticles(4);
      const [read, given] = await archive.claimReading(at(10), MINUTE, 2);
      if (!read || !given) throw new Error('two should be unread');
      expect(await archive.countUnread(at(3))).toBe(3);
      await archive.keepSummary(read, aSummary(read.article), at(10));
      await archive.failReading(given, { reason: 'refused', raw: null, nextAt: null });
      expect(await archive.countUnread(at(3))).toBe(1);
      expect(await archive.countUnread(at(100))).toBe(2);
    });

    it('knows when there is something to read next', async () => {
      const { archive } = await withArticles(1);
      expect(await archive.nextReadingAt()).toEqual(at(0));
      const claim = await claimOne(archive, at(1), 5 * MINUTE);
      expect(await archive.nextReadingAt()).toEqual(at(6));
      await archive.keepSummary(claim, aSummary(claim.article), at(2));
      expect(await archive.nextReadingAt()).toBeNull();
    });
  });
}
