import { describe, expect, it } from 'vitest';
import type { Article } from '../../../src/article/article.ts';
import type { Archive } from '../../../src/ports/archive.ts';
import { anArrival } from '../../support/articles.ts';
import { aMute, aReport, ILSE } from './kept.ts';
import { read, reportsOn, storiesOf, takeIn, tell } from './news.ts';
import { DESK } from './publications.ts';
import { at } from './times.ts';

/** What managers make of stories, which later articles leave as it is. */
export function storyEditContract(open: () => Promise<Archive>): void {
  const edit = { by: { person: ILSE, at: at(30) } };

  async function withStories(articles: readonly Article[]): Promise<Archive> {
    const archive = await open();
    for (const [minute, article] of articles.entries()) await tell(archive, article, minute);
    return archive;
  }

  const storyOf = async (archive: Archive, article: Article | undefined) =>
    (await archive.storyOf(article?.id ?? '')) ?? '';
  const filesOf = (articles: readonly Article[]) => articles.map(({ file }) => file).toSorted();

  describe('merging stories', () => {
    const [budget, comet, quake] = [reportsOn('budget'), reportsOn('comet'), reportsOn('quake')];

    it('makes one of several, under the id of the first, with days, topics and articles of all', async () => {
      const archive = await open();
      await takeIn(archive, { ...quake[0], date: '2026-11-10' } as Article);
      await read(archive, 0, { topics: ['hills'] });
      await takeIn(archive, budget[0] as Article, 1);
      await read(archive, 1, { topics: ['money'] });
      const ids = [await storyOf(archive, budget[0]), await storyOf(archive, quake[0])];
      expect(await archive.mergeStories(ids, edit)).toBe(ids[0]);
      const [story, ...others] = await archive.stories({ topic: 'hills' });
      expect(others).toEqual([]);
      expect(story).toMatchObject({ id: ids[0], firstSeen: '2026-11-10', lastSeen: '2026-11-14', publishers: 2 });
      expect(await archive.counts()).toMatchObject({ stories: 1 });
      expect((await archive.trace(quake[0]?.id ?? ''))?.storyBecause).toEqual([
        'a manager made one story of 2 on 2026-11-14',
      ]);
    });

    it('does nothing without two stories', async () => {
      const archive = await withStories(budget);
      const id = await storyOf(archive, budget[0]);
      for (const ids of [[], [id], [id, id], [id, 'unknown'], ['unknown', 'unheard']])
        expect(await archive.mergeStories(ids, edit)).toBeNull();
      expect(await storiesOf(archive)).toEqual([filesOf(budget)]);
    });

    it('holds through what comes later', async () => {
      const archive = await withStories([budget[0], comet[0]] as Article[]);
      const ids = [await storyOf(archive, budget[0]), await storyOf(archive, comet[0])];
      await archive.mergeStories(ids, edit);
      for (const article of [...budget.slice(1), ...comet.slice(1)]) await tell(archive, article, 40);
      expect(await storyOf(archive, budget[0])).toBe(await storyOf(archive, comet[0]));
    });

    it('hands on what was said of the story that is no more, and its id', async () => {
      const archive = await withStories([budget[0], comet[0], quake[0]] as Article[]);
      const [first, second, third] = [
        await storyOf(archive, budget[0]),
        await storyOf(archive, comet[0]),
        await storyOf(archive, quake[0]),
      ];
      for (const subject of [first, second]) await archive.keepMute(aMute({ kind: 'story', subject, label: subject }));
      await archive.keepReport(aReport({ storyId: third }));
      await archive.keepCorrection({
        storyId: second,
        text: 'So it was.',
        origin: null,
        made: { person: ILSE, at: at(1) },
      });
      await archive.mergeStories([first, second], edit);
      await archive.mergeStories([third, second], edit);
      expect((await archive.mutes(DESK, at(2))).map(({ subject }) => subject)).toEqual([third]);
      expect((await archive.corrections([third])).map(({ text }) => text)).toEqual(['So it was.']);
      expect((await archive.reports('slack', 'T0SUND', 5)).map(({ storyId }) => storyId)).toEqual([third]);
      for (const id of [first, second]) expect((await archive.story(id))?.id).toBe(third);
    });

    it('opens what is made of an open and a closed one', async () => {
      const archive = await withStories([budget[0], comet[0]] as Article[]);
      await archive.closeQuietStories(at(1));
      await archive.mergeStories([await storyOf(archive, budget[0]), await storyOf(archive, comet[0])], edit);
      expect((await archive.stories({})).map(({ status }) => status)).toEqual(['open']);
    });
  });

  describe('splitting a story', () => {
    const gannet = reportsOn('gannet');
    const copy = { ...gannet[1], id: 'c'.repeat(32), file: 'copy of gannet-1' } as Article;

    async function split(): Promise<{ archive: Archive; from: string; to: string | null }> {
      const archive = await withStories(gannet.slice(0, 3));
      await archive.takeIn(anArrival(copy));
      const from = await storyOf(archive, gannet[0]);
      return { archive, from, to: await archive.splitStory([copy.id], edit) };
    }

    it('parts an article, with its copies, into a story of its own', async () => {
      const { archive, from, to } = await split();
      expect(to).not.toBe(from);
      expect((await archive.story(to ?? ''))?.articles.map(({ file }) => file)).toEqual(
        filesOf([copy, gannet[1] as Article]).toSorted(),
      );
      expect((await archive.story(from))?.articles.map(({ file }) => file)).toEqual(['gannet-0', 'gannet-2']);
      expect((await archive.story(to ?? ''))?.title).toBe(gannet[1]?.title);
    });

    it('holds through what comes later', async () => {
      const { archive, from, to } = await split();
      await tell(archive, gannet[3] as Article, 40);
      expect([from, to]).toContain(await storyOf(archive, gannet[3]));
      expect(await storyOf(archive, gannet[0])).toBe(from);
      expect(await storyOf(archive, gannet[1])).toBe(to);
      expect(await storiesOf(archive)).toHaveLength(2);
    });

    it('can part the article with which the story began, and never gives its id to two', async () => {
      const archive = await withStories(gannet.slice(0, 3));
      const from = await storyOf(archive, gannet[0]);
      const to = await archive.splitStory([gannet[0]?.id ?? ''], edit);
      expect(await storyOf(archive, gannet[1])).toBe(from);
      expect(await storyOf(archive, gannet[0])).toBe(to);
      expect(await archive.mergeStories([from, to ?? ''], edit)).toBe(from);
      expect(await storiesOf(archive)).toHaveLength(1);
    });

    it('does nothing when nothing would be left behind, or nothing is known of the articles', async () => {
      const archive = await withStories(gannet);
      const ids = gannet.map(({ id }) => id);
      for (const articleIds of [[], ids, ['unknown']]) expect(await archive.splitStory(articleIds, edit)).toBeNull();
      expect(await storiesOf(archive)).toHaveLength(1);
    });

    it('leaves articles of other stories where they are', async () => {
      const quake = reportsOn('quake');
      const archive = await withStories([...gannet, ...quake]);
      await archive.splitStory([gannet[0]?.id ?? '', quake[0]?.id ?? ''], edit);
      expect(await storiesOf(archive)).toEqual([['gannet-0'], filesOf(gannet.slice(1)), filesOf(quake)].toSorted());
    });
  });
}
