import { describe, expect, it } from 'vitest';
import type { Article } from '../../../src/article/article.ts';
import type { Archive } from '../../../src/ports/archive.ts';
import { anArrival, anArticle, aSummary, ownWords } from '../../support/articles.ts';
import { aTopic, OTHER, TOMAS } from './kept.ts';
import { DESK } from './publications.ts';
import { at, MINUTE } from './times.ts';

export function topicContract(open: () => Promise<Archive>): void {
  const numbered = (n: number) =>
    anArticle({ file: `${n}.txt`, paragraphs: [`Ferry number ${n} sailed. ${ownWords(n)}`] });

  async function readAll(archive: Archive, topics: (article: Article) => string[] = () => []) {
    for (const claim of await archive.claimReading(at(100), MINUTE, 1000)) {
      await archive.keepSummary(claim, aSummary(claim.article, { topics: topics(claim.article) }), at(100));
    }
  }

  /** Articles 0, 1, … each a minute after the one before, read. */
  async function withArticles(count: number, topics?: (article: Article) => string[]) {
    const archive = await open();
    for (let n = 0; n < count; n++) await archive.takeIn(anArrival(numbered(n), { at: at(n) }));
    await readAll(archive, topics);
    return archive;
  }

  const topicsOf = async (archive: Archive, n: number) => (await archive.trace(numbered(n).id))?.topics;
  const storiesUnder = async (archive: Archive, topic: string) =>
    (await archive.stories({ topic })).flatMap(({ articles }) => articles.map(({ file }) => file)).toSorted();

  describe('topics made in chat', () => {
    const kept = aTopic();
    const narrow = aTopic({ name: 'a-private-one', channel: DESK, channels: ['slack:C0DESK'], workspace: null });

    it('come back as they were kept, by name, and are replaced by one of the same name', async () => {
      const archive = await open();
      await archive.keepTopic(kept);
      await archive.keepTopic(narrow);
      expect(await archive.keptTopics()).toEqual([narrow, kept]);
      const changed = { ...kept, terms: ['ferry'], made: { person: TOMAS, at: at(1) } };
      await archive.keepTopic(changed);
      expect(await archive.keptTopics()).toEqual([narrow, changed]);
    });

    it('are not taken over by another workspace', async () => {
      const archive = await open();
      await archive.keepTopic(kept);
      await expect(archive.keepTopic({ ...kept, workspace: 'T0OTHER' })).rejects.toThrow('another workspace');
      await expect(archive.keepTopic({ ...kept, platform: OTHER.platform })).rejects.toThrow('another workspace');
      expect(await archive.keptTopics()).toEqual([kept]);
    });

    it('are dropped once, with everything that stood under them; a topic of the file is not', async () => {
      const archive = await withArticles(2, () => ['shipping']);
      await archive.keepTopic(kept);
      await archive.fileUnder('ferries', at(0), [numbered(0).id]);
      expect(await archive.dropTopic('ferries')).toBe(true);
      expect(await archive.dropTopic('ferries')).toBe(false);
      expect(await topicsOf(archive, 0)).toEqual(['shipping']);
      expect(await storiesUnder(archive, 'ferries')).toEqual([]);
      expect(await archive.dropTopic('shipping')).toBe(false);
      expect(await storiesUnder(archive, 'shipping')).toEqual(['0.txt', '1.txt']);
    });
  });

  describe('filing under a topic', () => {
    it('sets which of the articles since then stand under it, and touches no other', async () => {
      const archive = await withArticles(4);
      await archive.fileUnder(
        'ferries',
        at(0),
        [0, 1, 2].map((n) => numbered(n).id),
      );
      expect(await storiesUnder(archive, 'ferries')).toEqual(['0.txt', '1.txt', '2.txt']);
      // Article 0 came in before and stays; 1 is not named any more; 3 is new; what is unknown is nothing.
      await archive.fileUnder('ferries', at(1), [numbered(2).id, numbered(3).id, 'unknown']);
      expect(await storiesUnder(archive, 'ferries')).toEqual(['0.txt', '2.txt', '3.txt']);
      expect(await Promise.all([0, 1, 2, 3].map((n) => topicsOf(archive, n)))).toEqual([
        ['ferries'],
        [],
        ['ferries'],
        ['ferries'],
      ]);
      await archive.fileUnder('ferries', at(3), [numbered(0).id, numbered(1).id]);
      expect(await storiesUnder(archive, 'ferries')).toEqual(['0.txt', '2.txt']);
    });

    it('goes to the end of an article’s topics, and keeps the place of one that it was read under', async () => {
      const archive = await withArticles(1, () => ['weather', 'shipping']);
      await archive.fileUnder('a-late-one', at(0), [numbered(0).id]);
      await archive.fileUnder('weather', at(0), [numbered(0).id]);
      expect(await topicsOf(archive, 0)).toEqual(['weather', 'shipping', 'a-late-one']);
      const [candidate] = await archive.candidates(DESK, { from: at(0), to: at(10) });
      expect(candidate?.topics).toEqual(['weather', 'shipping', 'a-late-one']);
    });

    it('before an article is read, holds once it is', async () => {
      const archive = await open();
      await archive.takeIn(anArrival(numbered(0)));
      await archive.fileUnder('ferries', at(0), [numbered(0).id]);
      await readAll(archive, () => ['shipping']);
      expect(await topicsOf(archive, 0)).toEqual(['shipping', 'ferries']);
      expect(await storiesUnder(archive, 'ferries')).toEqual(['0.txt']);
    });

    it('is a copy’s through its original', async () => {
      const archive = await withArticles(1, () => ['shipping']);
      const copy = { ...numbered(0), id: 'c'.repeat(32), file: 'copy.txt' };
      await archive.takeIn(anArrival(copy, { at: at(1) }));
      await archive.fileUnder('ferries', at(0), [numbered(0).id]);
      const found = await archive.candidates(null, { from: at(0), to: at(10) });
      expect(found.map(({ topics }) => topics)).toEqual([
        ['shipping', 'ferries'],
        ['shipping', 'ferries'],
      ]);
      expect((await archive.trace(copy.id))?.topics).toEqual(['shipping', 'ferries']);
    });

    it('works for more articles than are written at a time', async () => {
      const many = 510;
      const archive = await withArticles(many);
      const ids = Array.from({ length: many }, (_, n) => numbered(n).id);
      await archive.fileUnder('ferries', at(0), ids);
      expect(await storiesUnder(archive, 'ferries')).toHaveLength(many);
      await archive.fileUnder('ferries', at(0), ids.slice(0, 3));
      expect(await storiesUnder(archive, 'ferries')).toHaveLength(3);
    });
  });

  describe('stories', () => {
    it('under a hidden topic are left out, and the latest are given when not all are asked for', async () => {
      const archive = await withArticles(3, (article) =>
        article.file === '1.txt' ? ['secret', 'shipping'] : ['shipping'],
      );
      const files = async (filter: Parameters<Archive['stories']>[0]) =>
        (await archive.stories(filter)).map(({ articles }) => articles[0]?.file).toSorted();
      expect(await files({ hiddenTopics: ['secret'] })).toEqual(['0.txt', '2.txt']);
      expect(await files({ hiddenTopics: ['secret', 'other'], topic: 'shipping' })).toEqual(['0.txt', '2.txt']);
      expect(await files({ hiddenTopics: [] })).toHaveLength(3);
      const all = await archive.stories({});
      expect(await archive.stories({ limit: 2 })).toEqual(all.slice(0, 2));
      await archive.fileUnder('late-secret', at(0), [numbered(0).id]);
      expect(await files({ hiddenTopics: ['secret', 'late-secret'] })).toEqual(['2.txt']);
    });
  });

  describe('articles since an instant', () => {
    it('come oldest first, page by page, without copies, each once', async () => {
      const archive = await open();
      for (let n = 0; n < 7; n++) await archive.takeIn(anArrival(numbered(n), { at: at(Math.floor(n / 3)) }));
      await archive.takeIn(anArrival({ ...numbered(0), id: 'c'.repeat(32), file: 'copy.txt' }, { at: at(1) }));
      const seen: string[][] = [];
      let after: string | null = null;
      for (;;) {
        const page: readonly Article[] = await archive.articlesSince(at(1), after, 2);
        if (page.length === 0) break;
        seen.push(page.map(({ file }) => file));
        after = page.at(-1)?.id ?? null;
      }
      expect(seen.map(({ length }) => length)).toEqual([2, 2]);
      expect(seen.flat().slice(0, 3).toSorted()).toEqual(['3.txt', '4.txt', '5.txt']);
      expect(seen.flat()[3]).toBe('6.txt');
      expect(await archive.articlesSince(at(0), 'unknown', 5)).toEqual([]);
      expect((await archive.articlesSince(at(2), null, 5))[0]).toEqual(numbered(6));
    });
  });
}
