import { describe, expect, it } from 'vitest';
import type { Archive } from '../../../src/ports/archive.ts';
import { anArrival, anArticle, aRefusal, aSummary, ownWords } from '../../support/articles.ts';
import { OTHER } from './kept.ts';
import { aPublication, DESK } from './publications.ts';
import { at, MINUTE } from './times.ts';

export function historyContract(open: () => Promise<Archive>): void {
  const numbered = (n: number, over = {}) =>
    anArticle({
      file: `${n}.txt`,
      title: `Ferry ${n}`,
      paragraphs: [`Ferry number ${n} sailed. ${ownWords(n)}`],
      ...over,
    });

  async function read(archive: Archive, topics: string[] = []): Promise<void> {
    for (const claim of await archive.claimReading(at(9), MINUTE, 100)) {
      await archive.keepSummary(claim, aSummary(claim.article, { topics }), at(9));
    }
  }

  describe('a story', () => {
    it('is found by its id and by any of its articles', async () => {
      const archive = await open();
      const copy = { ...numbered(0), id: 'c'.repeat(32), file: 'copy.txt' };
      await archive.takeIn(anArrival(numbered(0)));
      await archive.takeIn(anArrival(copy));
      await archive.takeIn(anArrival(numbered(1)));
      expect(await archive.storyOf(numbered(0).id)).toBeNull();
      await read(archive);
      const id = await archive.storyOf(copy.id);
      expect(id).toBe(await archive.storyOf(numbered(0).id));
      const story = await archive.story(id ?? '');
      expect(story).toEqual((await archive.stories({})).find((one) => one.id === id));
      expect(story?.articles).toHaveLength(2);
      expect(await archive.story('unknown')).toBeNull();
    });
  });

  describe('the trace of an article', () => {
    it('tells what became of it, and where it was posted', async () => {
      const archive = await open();
      await archive.takeIn(anArrival(numbered(0), { at: at(1) }));
      await archive.takeIn(anArrival(numbered(0), { at: at(2), file: 'again.txt' }));
      await read(archive, ['shipping', 'trade']);
      const { id } = numbered(0);
      await archive.publish(aPublication('d1', { from: at(0), to: at(10) }, { articleIds: [id], parts: 2 }));
      await archive.publish(aPublication('d2', { from: at(0), to: at(11) }, { articleIds: [id], channel: OTHER }));
      await archive.publish(aPublication('d3', { from: at(10), to: at(12) }, { parts: 1 }));
      const posting = async (digestId: string, channel: typeof DESK, to: Date) => ({
        digestId,
        channel,
        window: { from: at(0), to },
        publishedAt: to,
        deliveries: await archive.deliveries(digestId),
      });
      expect(await archive.trace(id)).toEqual({
        article: numbered(0),
        takenAt: at(1),
        files: ['0.txt', 'again.txt'],
        duplicateOf: null,
        duplicateBecause: null,
        newerOf: null,
        storyId: await archive.storyOf(id),
        storyBecause: ['no story of the days around is near'],
        standing: { began: true, score: null, balancedWith: null, held: false },
        topics: ['shipping', 'trade'],
        reading: { state: 'read', attempt: 1, readAt: at(9), reason: null },
        postings: [await posting('d1', DESK, at(10)), await posting('d2', OTHER, at(11))],
      });
      expect(await archive.trace('unknown')).toBeNull();
    });

    it('tells of one that is unread, failed, given up, or a copy', async () => {
      const archive = await open();
      for (const n of [0, 1, 2]) await archive.takeIn(anArrival(numbered(n), { at: at(n) }));
      const copy = { ...numbered(0), id: 'c'.repeat(32), file: 'copy.txt' };
      await archive.takeIn(anArrival(copy, { at: at(4) }));
      const [failed, given] = await archive.claimReading(at(5), MINUTE, 2);
      if (!failed || !given) throw new Error('two should be unread');
      await archive.failReading(failed, { reason: 'The model timed out.', raw: null, nextAt: at(9) });
      await archive.failReading(given, { reason: 'The model refused.', raw: 'No', nextAt: null });
      const reading = async (id: string) => (await archive.trace(id))?.reading;
      expect(await reading(numbered(0).id)).toEqual({
        state: 'failed',
        attempt: 1,
        readAt: null,
        reason: 'The model timed out.',
      });
      expect(await reading(numbered(1).id)).toMatchObject({ state: 'given-up', reason: 'The model refused.' });
      expect(await reading(numbered(2).id)).toEqual({ state: 'unread', attempt: 0, readAt: null, reason: null });
      expect(await reading(copy.id)).toMatchObject({ state: 'copy' });
      expect(await archive.trace(copy.id)).toMatchObject({
        duplicateOf: numbered(0).id,
        duplicateBecause: 'word for word the same',
        storyId: null,
        storyBecause: [],
        standing: null,
        postings: [],
      });
    });
  });

  describe('a digest', () => {
    it('is found by its id, and by its root message once that is sent', async () => {
      const archive = await open();
      const publication = aPublication('d1', { from: at(0), to: at(5) }, { parts: 2 });
      await archive.publish(publication);
      await archive.publish(aPublication('d2', { from: at(0), to: at(5) }, { channel: OTHER }));
      expect(await archive.digest('d1')).toEqual({ digest: publication.digest, at: at(5) });
      expect(await archive.digest('unknown')).toBeNull();
      expect(await archive.rootRefOf('d1')).toBeNull();
      for (const ref of ['1700.1', '1700.2']) {
        for (const claim of await archive.claimDeliveries(at(6), MINUTE, 1, ['slack'])) {
          await archive.settleDelivery(claim, { kind: 'sent', ref, at: at(6) });
        }
      }
      expect(await archive.rootRefOf('d1')).toBe('1700.1');
      expect(await archive.digestAt(DESK, '1700.1')).toEqual(publication.digest);
      expect(await archive.digestAt(DESK, '1700.2')).toBeNull();
      expect(await archive.digestAt(OTHER, '1700.1')).toBeNull();
    });
  });

  describe('problems', () => {
    async function withProblems() {
      const archive = await open();
      await archive.takeIn(aRefusal({ file: 'ÄRGER.pdf', hash: 'h1', at: at(1), reason: 'It has no text.' }));
      await archive.takeIn(anArrival(numbered(0, { title: 'Sturm über Osk' }), { at: at(2) }));
      await archive.takeIn(anArrival(numbered(1), { at: at(3) }));
      await archive.takeIn(aRefusal({ file: 'late.txt', hash: 'h2', at: at(4), reason: 'It is empty.' }));
      const [given] = await archive.claimReading(at(5), MINUTE, 1);
      if (!given) throw new Error('nothing to read');
      await archive.failReading(given, { reason: 'The model refused.', raw: null, nextAt: null });
      return archive;
    }

    it('are refused files and articles that were given up, newest first', async () => {
      const archive = await withProblems();
      const all = await archive.problems({ limit: 10 });
      expect(all).toEqual([
        { file: 'late.txt', articleId: null, title: null, reason: 'It is empty.', at: at(4) },
        {
          file: '0.txt',
          articleId: numbered(0, { title: 'Sturm über Osk' }).id,
          title: 'Sturm über Osk',
          reason: 'The model refused.',
          at: at(2),
        },
        { file: 'ÄRGER.pdf', articleId: null, title: null, reason: 'It has no text.', at: at(1) },
      ]);
      expect(await archive.problems({ limit: 2 })).toEqual(all.slice(0, 2));
    });

    it('are found by part of the file’s name or the title, whatever its case', async () => {
      const archive = await withProblems();
      const files = async (match: string) => (await archive.problems({ match, limit: 9 })).map(({ file }) => file);
      expect(await files('ärger')).toEqual(['ÄRGER.pdf']);
      expect(await files('STURM ÜBER')).toEqual(['0.txt']);
      expect(await files('%')).toEqual([]);
      expect(await files('')).toHaveLength(3);
    });

    it('are found among more than are looked through at a time', async () => {
      const archive = await open();
      for (let n = 0; n < 510; n++) {
        await archive.takeIn(aRefusal({ file: `${n}.bin`, hash: `h${n}`, at: at(n) }));
      }
      expect((await archive.problems({ match: '0.bin', limit: 60 })).map(({ file }) => file).slice(-2)).toEqual([
        '10.bin',
        '0.bin',
      ]);
    });
  });

  describe('the files of a name', () => {
    it('name their articles, newest first', async () => {
      const archive = await open();
      const [first, second] = [numbered(1), numbered(2)];
      await archive.takeIn(anArrival(first, { file: 'daily.txt', at: at(0) }));
      await archive.takeIn(anArrival(second, { file: 'daily.txt', at: at(1) }));
      expect(await archive.articlesOfFile('daily.txt')).toEqual([second.id, first.id]);
      expect(await archive.articlesOfFile('weekly.txt')).toEqual([]);
    });
  });

  describe('an article that nobody has read yet', () => {
    it('stands under its topics from the moment it came in', async () => {
      const archive = await open();
      const article = numbered(1);
      await archive.takeIn(anArrival(article, { at: at(0), topics: ['secret'] }));
      expect((await archive.trace(article.id))?.topics).toEqual(['secret']);
      expect((await archive.extent({ hiddenTopics: ['secret'] })).articles).toBe(0);
      expect(await archive.search(article.title, 5, { hiddenTopics: ['secret'] })).toEqual([]);
      expect(await archive.search(article.title, 5)).toHaveLength(1);
    });
  });

  describe('the extent', () => {
    it('counts what may be seen and is no copy, by day and topic, and tells the newest day', async () => {
      const archive = await open();
      expect(await archive.extent({ hiddenTopics: [] })).toEqual({ articles: 0, newest: null });
      const dated = [
        numbered(0, { date: '2026-11-01' }),
        numbered(1, { date: '2026-11-10' }),
        numbered(2, { date: '2026-11-20' }),
        numbered(3, { date: null }),
      ];
      for (const article of dated) await archive.takeIn(anArrival(article, { at: at(0) }));
      await archive.takeIn(anArrival({ ...numbered(0, { date: '2026-12-01' }), id: 'c'.repeat(32), file: 'copy.txt' }));
      await read(archive, ['shipping']);
      await archive.fileUnder('secret', at(0), [dated[2]?.id ?? '']);
      await archive.fileUnder('weather', at(0), [dated[1]?.id ?? '', dated[2]?.id ?? '', dated[3]?.id ?? '']);

      const hiddenTopics = ['secret'];
      expect(await archive.extent({ hiddenTopics: [] })).toEqual({ articles: 4, newest: '2026-11-20' });
      expect(await archive.extent({ hiddenTopics })).toEqual({ articles: 3, newest: '2026-11-14' });
      expect(await archive.extent({ topic: 'all', hiddenTopics })).toEqual({ articles: 3, newest: '2026-11-14' });
      expect(await archive.extent({ topic: 'weather', hiddenTopics })).toEqual({ articles: 2, newest: '2026-11-14' });
      expect(await archive.extent({ topic: 'weather', to: '2026-11-13', hiddenTopics })).toEqual({
        articles: 1,
        newest: '2026-11-10',
      });
      expect(await archive.extent({ from: '2026-11-14', to: '2026-11-14', hiddenTopics: [] })).toEqual({
        articles: 1,
        newest: '2026-11-14',
      });
      expect(await archive.extent({ from: '2026-11-02', to: '2026-11-13', hiddenTopics: [] })).toEqual({
        articles: 1,
        newest: '2026-11-10',
      });
      expect(await archive.extent({ topic: 'unknown', hiddenTopics: [] })).toEqual({ articles: 0, newest: null });
    });
  });
}
