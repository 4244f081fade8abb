import { describe, expect, it } from 'vitest';
import type { Article } from '../../../src/article/article.ts';
import type { Digest, DigestStory } from '../../../src/digest/digest.ts';
import type { Channel } from '../../../src/digest/subscription.ts';
import type { Archive } from '../../../src/ports/archive.ts';
import { aDigest } from '../../support/digests.ts';
import { ILSE, OTHER } from './kept.ts';
import { reportsOn, tell } from './news.ts';
import { aPublication, DESK } from './publications.ts';
import { at } from './times.ts';

/** What was said before. */
export function toldContract(open: () => Promise<Archive>): void {
  const edit = { by: { person: ILSE, at: at(30) } };

  function aStory(storyId: string, articles: readonly Article[], over: Partial<DigestStory> = {}): DigestStory {
    const [first, ...others] = articles.map(({ id, title, source, date, url }) => ({
      articleId: id,
      title,
      source,
      date,
      url,
    }));
    if (!first) throw new Error('a story has an article');
    return {
      storyId,
      status: 'new',
      headline: `Told of ${articles.length}`,
      delta: null,
      toldBefore: null,
      disputes: [],
      corrections: [],
      actors: [],
      implications: [],
      topics: [],
      sources: [first, ...others],
      reader: 'offline',
      note: null,
      reasons: [],
      ...over,
    };
  }

  async function publish(
    archive: Archive,
    id: string,
    minute: number,
    stories: DigestStory[],
    channel: Channel = DESK,
  ) {
    const window = { from: at(minute), to: at(minute + 1) };
    const articleIds = stories.flatMap(({ sources }) => sources.map(({ articleId }) => articleId));
    const publication = aPublication(id, window, { channel, articleIds });
    const digest: Digest = aDigest({ ...publication.digest, id, channel, window, stories });
    await archive.publish({ ...publication, digest });
    return digest;
  }

  const [one, two, three, four] = reportsOn('gannet') as [Article, Article, Article, Article];
  const [quake, later] = reportsOn('quake') as [Article, Article];

  async function withDigests() {
    const archive = await open();
    for (const article of [one, two, quake]) await tell(archive, article);
    const [gannet, tower] = [await archive.storyOf(one.id), await archive.storyOf(quake.id)] as [string, string];
    await publish(archive, 'd1', 0, [aStory(gannet, [one]), aStory(tower, [quake])]);
    const updated = aStory(gannet, [two], {
      status: 'updated',
      toldBefore: at(1),
      corrections: [{ text: 'So it was.', at: at(2) }],
    });
    await publish(archive, 'd2', 2, [updated]);
    await publish(archive, 'd3', 3, [aStory(gannet, [one, two])], OTHER);
    return { archive, gannet, tower, updated };
  }

  describe('a look back', () => {
    const lookback = {
      counts: { new: 1, grew: 0, woke: 0, quiet: 0 },
      moved: [],
      still: [],
      hasWeekBefore: false,
      rose: [],
      fell: [],
    };

    async function withLookback() {
      const { archive, gannet } = await withDigests();
      const window = { from: at(0), to: at(5) };
      const publication = { ...aPublication('back', window), subscriptionId: 'desk@08:00#lookback' };
      const stories = [aStory(gannet, [one, two])];
      const digest: Digest = aDigest({ ...publication.digest, id: 'back', channel: DESK, window, stories, lookback });
      expect(await archive.publish({ ...publication, digest })).toBe(true);
      return { archive, gannet, digest };
    }

    it('is found by its articles, as it was told, and is no digest that told them', async () => {
      const { archive, gannet, digest } = await withLookback();
      expect((await archive.digest('back'))?.digest).toEqual(digest);
      const found = await archive.digestsWith([two.id], at(0));
      expect(found.map((one) => one.digest.id)).toEqual(['d2', 'd3', 'back']);
      const told = (await archive.told(DESK, [gannet])).get(gannet);
      expect(told?.map(({ digestId }) => digestId)).toEqual(['d1', 'd2']);
    });

    it('is passed over by the last digest of a channel, and has windows of its own', async () => {
      const { archive } = await withLookback();
      expect((await archive.lastDigest(DESK))?.digest.id).toBe('d2');
      expect((await archive.lastWindow('desk@08:00'))?.to).toEqual(at(3));
      expect((await archive.lastWindow('desk@08:00#lookback'))?.to).toEqual(at(5));
    });
  });

  describe('what a channel was told', () => {
    it('is found by the story as it is now, oldest first, as it was told', async () => {
      const { archive, gannet, tower, updated } = await withDigests();
      const told = await archive.told(DESK, [gannet, tower, 'unknown']);
      expect([...told.keys()].toSorted()).toEqual([gannet, tower].toSorted());
      expect(told.get(gannet)).toEqual([
        { digestId: 'd1', publishedAt: at(1), story: aStory(gannet, [one]) },
        { digestId: 'd2', publishedAt: at(3), story: updated },
      ]);
      expect(told.get(tower)?.map(({ digestId }) => digestId)).toEqual(['d1']);
      expect((await archive.told(OTHER, [gannet])).get(gannet)?.map(({ digestId }) => digestId)).toEqual(['d3']);
      expect(await archive.told(DESK, [])).toEqual(new Map());
      expect(await archive.told({ platform: 'console', id: 'terminal' }, [gannet])).toEqual(new Map());
    });

    it('goes with the articles when stories are merged and split', async () => {
      const { archive, gannet, tower } = await withDigests();
      await archive.mergeStories([tower, gannet], edit);
      const digests = (told: ReadonlyMap<string, readonly { digestId: string }[]>, id: string) =>
        told.get(id)?.map(({ digestId }) => digestId);
      expect(digests(await archive.told(DESK, [tower]), tower)).toEqual(['d1', 'd1', 'd2']);
      const parted = (await archive.splitStory([two.id], edit)) ?? '';
      const told = await archive.told(DESK, [tower, parted]);
      expect(digests(told, tower)).toEqual(['d1', 'd1']);
      expect(digests(told, parted)).toEqual(['d2']);
    });

    it('is nothing for a story of which only other articles were told', async () => {
      const { archive } = await withDigests();
      const told = (await archive.splitStory([two.id], edit)) ?? '';
      await tell(archive, three, 5);
      await tell(archive, four, 6);
      expect((await archive.told(DESK, [told])).get(told)?.length).toBe(1);
    });
  });

  describe('the digests with an article', () => {
    it('are those of every channel that told it, since an instant, oldest first', async () => {
      const { archive } = await withDigests();
      const ids = async (articles: readonly Article[], minute: number) =>
        (
          await archive.digestsWith(
            articles.map(({ id }) => id),
            at(minute),
          )
        ).map(({ digest, at: when }) => [digest.id, when.getTime()]);
      expect(await ids([one], 0)).toEqual([
        ['d1', at(1).getTime()],
        ['d3', at(4).getTime()],
      ]);
      expect(await ids([one, two, quake], 3)).toEqual([
        ['d2', at(3).getTime()],
        ['d3', at(4).getTime()],
      ]);
      expect(await ids([later], 0)).toEqual([]);
      expect(await ids([], 0)).toEqual([]);
    });
  });
}
