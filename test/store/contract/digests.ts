import { describe, expect, it } from 'vitest';
import type { Article } from '../../../src/article/article.ts';
import type { Channel } from '../../../src/digest/subscription.ts';
import type { Archive } from '../../../src/ports/archive.ts';
import { anArrival, anArticle, aSummary, ownWords } from '../../support/articles.ts';
import { aPublication, DESK } from './publications.ts';
import { at, MINUTE } from './times.ts';

const OTHER: Channel = { platform: 'discord', id: '42' };

export function digestContract(open: () => Promise<Archive>): void {
  async function takeInAndRead(archive: Archive, article: Article, takenAt: Date, readAt: Date) {
    await archive.takeIn(anArrival(article, { at: takenAt }));
    for (const claim of await archive.claimReading(readAt, MINUTE, 10)) {
      await archive.keepSummary(claim, aSummary(claim.article), readAt);
    }
  }

  const numbered = (n: number) =>
    anArticle({ file: `${n}.txt`, paragraphs: [`Ferry number ${n} sailed. ${ownWords(n)}`] });

  describe('candidates', () => {
    it('are read articles that came in before the end and became readable at or after the beginning', async () => {
      const archive = await open();
      await takeInAndRead(archive, numbered(0), at(0), at(9));
      await takeInAndRead(archive, numbered(1), at(1), at(10));
      await takeInAndRead(archive, numbered(2), at(19), at(30));
      await takeInAndRead(archive, numbered(3), at(20), at(30));
      await archive.takeIn(anArrival(numbered(4), { at: at(15) }));
      const found = await archive.candidates(DESK, { from: at(10), to: at(20) });
      expect(found.map(({ articleId }) => articleId)).toEqual([numbered(1).id, numbered(2).id]);
      expect(found[0]).toEqual({
        articleId: numbered(1).id,
        storyId: (await archive.stories({})).find(({ articles }) => articles[0]?.id === numbered(1).id)?.id,
        title: numbered(1).title,
        source: 'Harbour Courier',
        date: '2026-11-14',
        url: 'https://courier.example/ferry',
        duplicateOf: null,
        topics: [],
        takenAt: at(1),
        readAt: at(10),
        summary: aSummary(numbered(1)),
      });
    });

    it('are found when the clock went back between intake and reading', async () => {
      const archive = await open();
      await takeInAndRead(archive, numbered(0), at(10), at(8));
      expect(await archive.candidates(DESK, { from: at(10), to: at(20) })).toHaveLength(1);
    });

    it('are found with their copies when the clock went back in between', async () => {
      const archive = await open();
      await archive.takeIn(anArrival(numbered(0), { at: at(8) }));
      await archive.takeIn(anArrival({ ...numbered(0), id: 'c'.repeat(32), file: 'copy.txt' }, { at: at(12) }));
      for (const claim of await archive.claimReading(at(9), MINUTE, 1)) {
        await archive.keepSummary(claim, aSummary(claim.article), at(9));
      }
      const ids = (await archive.candidates(DESK, { from: at(10), to: at(20) })).map(({ articleId }) => articleId);
      expect(ids).toEqual(['c'.repeat(32)]);
    });

    it('of the next digest are those that were read too late for the last one', async () => {
      const archive = await open();
      await takeInAndRead(archive, numbered(0), at(1), at(2));
      await archive.takeIn(anArrival(numbered(1), { at: at(4) }));
      const window = { from: at(0), to: at(5) };
      const ids = async (from: number, to: number) =>
        (await archive.candidates(DESK, { from: at(from), to: at(to) })).map(({ articleId }) => articleId);
      const told = await ids(0, 5);
      expect(told).toEqual([numbered(0).id]);
      await archive.publish(aPublication('d1', window, { articleIds: told }));
      for (const claim of await archive.claimReading(at(6), MINUTE, 1)) {
        await archive.keepSummary(claim, aSummary(claim.article), at(6));
      }
      expect(await ids(5, 10)).toEqual([numbered(1).id]);
    });

    it('are not those that this channel was told of before; another channel still is', async () => {
      const archive = await open();
      await takeInAndRead(archive, numbered(0), at(0), at(1));
      await takeInAndRead(archive, numbered(1), at(0), at(1));
      await archive.publish(aPublication('d1', { from: at(0), to: at(5) }, { articleIds: [numbered(0).id] }));
      const ids = async (channel: Channel | null) =>
        (await archive.candidates(channel, { from: at(0), to: at(5) })).map(({ articleId }) => articleId);
      expect(await ids(DESK)).toEqual([numbered(1).id]);
      expect(await ids(OTHER)).toHaveLength(2);
      expect(await ids(null)).toHaveLength(2);
    });

    it('include copies, with the reading of their original', async () => {
      const archive = await open();
      const copy = { ...numbered(0), id: 'c'.repeat(32), file: 'copy.txt', source: 'Sund Post' };
      const late = { ...copy, id: 'd'.repeat(32), file: 'late.txt' };
      await archive.takeIn(anArrival(numbered(0), { at: at(1) }));
      await archive.takeIn(anArrival(copy, { at: at(1) }));
      expect(await archive.candidates(null, { from: at(0), to: at(60) })).toEqual([]);
      for (const claim of await archive.claimReading(at(2), MINUTE, 10)) {
        await archive.keepSummary(claim, aSummary(claim.article), at(2));
      }
      await archive.takeIn(anArrival(late, { at: at(30) }));

      const found = await archive.candidates(null, { from: at(0), to: at(60) });
      expect(found.map(({ articleId, duplicateOf, readAt }) => ({ articleId, duplicateOf, readAt }))).toEqual(
        [
          { articleId: numbered(0).id, duplicateOf: null, readAt: at(2) },
          { articleId: copy.id, duplicateOf: numbered(0).id, readAt: at(2) },
          { articleId: late.id, duplicateOf: numbered(0).id, readAt: at(30) },
        ].toSorted((a, b) => a.readAt.getTime() - b.readAt.getTime() || (a.articleId < b.articleId ? -1 : 1)),
      );
      expect(new Set(found.map(({ storyId }) => storyId)).size).toBe(1);
      expect(found.map(({ summary }) => summary)).toEqual(found.map(() => aSummary(numbered(0))));
    });

    it('are all there when they are more than are fetched at a time, each once', async () => {
      const archive = await open();
      const many = 405;
      for (let n = 0; n < many; n++) await archive.takeIn(anArrival(numbered(n), { at: at(n % 7) }));
      for (const claim of await archive.claimReading(at(10), MINUTE, many)) {
        await archive.keepSummary(claim, aSummary(claim.article), at(10));
      }
      const found = await archive.candidates(DESK, { from: at(0), to: at(20) });
      expect(new Set(found.map(({ articleId }) => articleId)).size).toBe(many);
      expect(found).toHaveLength(many);
      const taken = found.map(({ takenAt }) => takenAt.getTime());
      expect(taken).toEqual(taken.toSorted((a, b) => a - b));
    });
  });

  describe('candidates that are known', () => {
    const window = { from: at(0), to: at(20) };
    const known = async (archive: Archive) =>
      new Map((await archive.candidates(null, window)).map((candidate) => [candidate.articleId, candidate]));

    it('are given back as they are, beside those that came since', async () => {
      const archive = await open();
      await takeInAndRead(archive, numbered(0), at(1), at(2));
      const before = await known(archive);
      await takeInAndRead(archive, numbered(1), at(3), at(4));
      const found = await archive.candidates(DESK, window, before);
      expect(found.map(({ articleId }) => articleId)).toEqual([numbered(0).id, numbered(1).id]);
      expect(found[0]).toBe(before.get(numbered(0).id));
    });

    it('are left out for a channel that was told of them', async () => {
      const archive = await open();
      await takeInAndRead(archive, numbered(0), at(1), at(2));
      const before = await known(archive);
      await archive.publish({ ...aPublication('d1', { from: at(0), to: at(5) }), articleIds: [numbered(0).id] });
      expect(await archive.candidates(DESK, window, before)).toEqual([]);
      expect(await archive.candidates(OTHER, window, before)).toHaveLength(1);
    });

    it('stand in the story in which they stand now', async () => {
      const archive = await open();
      await takeInAndRead(archive, numbered(0), at(1), at(2));
      await takeInAndRead(archive, numbered(1), at(3), at(4));
      const before = await known(archive);
      const ids = [...new Set([...before.values()].map(({ storyId }) => storyId))];
      expect(ids).toHaveLength(2);
      const merged = await archive.mergeStories(ids, { by: { person: 'U1', at: at(5) } });
      const found = await archive.candidates(null, window, before);
      expect(found.map(({ storyId }) => storyId)).toEqual([merged, merged]);
    });
  });

  describe('publishing', () => {
    it('records window, digest and deliveries', async () => {
      const archive = await open();
      const publication = aPublication('d1', { from: at(0), to: at(5) }, { parts: 2 });
      expect(await archive.lastWindow('desk@08:00')).toBeNull();
      expect(await archive.lastDigest()).toBeNull();
      expect(await archive.publish(publication)).toBe(true);
      expect(await archive.lastWindow('desk@08:00')).toEqual({ from: at(0), to: at(5) });
      expect(await archive.lastDigest(DESK)).toEqual({ digest: publication.digest, at: at(5) });
      expect(await archive.deliveries('d1')).toEqual(
        [0, 1].map((part) => ({
          key: `d1-${part}`,
          digestId: 'd1',
          subscriptionId: 'desk@08:00',
          channel: DESK,
          part,
          content: publication.deliveries[part]?.content,
          attempt: 0,
          firstTriedAt: null,
          state: { kind: 'pending' },
        })),
      );
    });

    it('tells the last windows of many, however many each has, and leaves out those without one', async () => {
      const archive = await open();
      await archive.publish(aPublication('d1', { from: at(0), to: at(5) }));
      await archive.publish(aPublication('d2', { from: at(5), to: at(9) }));
      const other = { ...aPublication('d3', { from: at(1), to: at(2) }), subscriptionId: 'desk@18:00' };
      await archive.publish(other);
      const strangers = Array.from({ length: 1_200 }, (_, nth) => `nobody@${nth}`);
      expect(await archive.lastWindows(['desk@08:00', ...strangers, 'desk@18:00'])).toEqual(
        new Map([
          ['desk@08:00', { from: at(5), to: at(9) }],
          ['desk@18:00', { from: at(1), to: at(2) }],
        ]),
      );
      expect(await archive.lastWindows([])).toEqual(new Map());
    });

    it('records a silent quiet day', async () => {
      const archive = await open();
      const quiet = { ...aPublication('d1', { from: at(0), to: at(5) }), digest: null, deliveries: [] };
      expect(await archive.publish(quiet)).toBe(true);
      expect(await archive.lastWindow('desk@08:00')).toEqual({ from: at(0), to: at(5) });
      expect(await archive.lastDigest()).toBeNull();
    });

    it('publishes no window twice, nor one that overlaps with another, and leaves nothing behind', async () => {
      const archive = await open();
      await archive.publish(aPublication('d1', { from: at(10), to: at(20) }));
      const refused: [number, number][] = [
        [10, 20],
        [5, 11],
        [19, 30],
        [12, 15],
        [0, 30],
        [30, 30],
        [40, 30],
      ];
      for (const [from, to] of refused) {
        expect(await archive.publish(aPublication('d2', { from: at(from), to: at(to) })), `${from}-${to}`).toBe(false);
      }
      expect(await archive.deliveries('d2')).toEqual([]);
      expect((await archive.lastDigest())?.digest.id).toBe('d1');
      expect(await archive.lastWindow('desk@08:00')).toEqual({ from: at(10), to: at(20) });
    });

    it('publishes windows that only touch, and those of other subscriptions', async () => {
      const archive = await open();
      expect(await archive.publish(aPublication('d1', { from: at(10), to: at(20) }))).toBe(true);
      expect(await archive.publish(aPublication('d2', { from: at(20), to: at(30) }))).toBe(true);
      expect(await archive.publish(aPublication('d0', { from: at(5), to: at(10) }))).toBe(true);
      const other = { ...aPublication('d3', { from: at(10), to: at(20) }), subscriptionId: 'desk@18:00' };
      expect(await archive.publish(other)).toBe(true);
      expect(await archive.lastWindow('desk@08:00')).toEqual({ from: at(20), to: at(30) });
    });

    it('is whole or not at all', async () => {
      const archive = await open();
      await archive.publish(aPublication('d1', { from: at(0), to: at(5) }));
      const clash = aPublication('d2', { from: at(5), to: at(9) });
      const broken = { ...clash, deliveries: clash.deliveries.map((delivery) => ({ ...delivery, key: 'd1-0' })) };
      await expect(archive.publish(broken)).rejects.toThrow();
      expect(await archive.lastWindow('desk@08:00')).toEqual({ from: at(0), to: at(5) });
      expect(await archive.publish(clash)).toBe(true);
    });

    it('knows the newest digest of each channel and of all', async () => {
      const archive = await open();
      await archive.publish(aPublication('d1', { from: at(0), to: at(5) }));
      await archive.publish(aPublication('d2', { from: at(0), to: at(5) }, { channel: OTHER }));
      expect((await archive.lastDigest())?.digest.id).toBe('d2');
      expect((await archive.lastDigest(DESK))?.digest.id).toBe('d1');
      expect(await archive.lastDigest({ platform: 'slack', id: 'elsewhere' })).toBeNull();
    });
  });
}
