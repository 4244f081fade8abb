import { describe, expect, it } from 'vitest';
import type { Article } from '../../../src/article/article.ts';
import type { Archive } from '../../../src/ports/archive.ts';
import type { JudgementClaim } from '../../../src/ports/judgement.ts';
import { anArrival } from '../../support/articles.ts';
import { balanced } from './balanced-news.ts';
import { ILSE } from './kept.ts';
import { ownLikeness, read, storiesOf, tell } from './news.ts';
import { at, MINUTE } from './times.ts';

/** Where the evidence is balanced: what is asked, and what a verdict does. */
export function judgementContract(open: () => Promise<Archive>): void {
  const [stranding, towed, shares, divers] = (['stranding', 'towed', 'shares', 'divers'] as const).map((file) =>
    balanced(file),
  ) as [Article, Article, Article, Article];
  const saying = { because: 'Both tell of the Gannet at Osk', model: 'test-model', promptHash: 'p1' };

  async function told(...articles: readonly Article[]): Promise<Archive> {
    const archive = await open();
    for (const [minute, article] of articles.entries()) await tell(archive, article, minute);
    return archive;
  }

  const claimOf = (archive: Archive, minute = 10) => archive.claimJudgement(at(minute), at(0), MINUTE);
  async function claimed(archive: Archive, minute = 10): Promise<JudgementClaim> {
    const claim = await claimOf(archive, minute);
    if (!claim) throw new Error('nothing to judge');
    return claim;
  }
  const judge = async (archive: Archive, same: boolean) =>
    expect(await archive.keepJudgement(await claimed(archive), { ...saying, same }, at(11))).toBe(true);
  const edit = { by: { person: ILSE, at: at(30) } };
  const storyOf = async (archive: Archive, { id }: Article) => (await archive.storyOf(id)) ?? '';

  /** One story of two on balanced evidence, parted by the model. */
  async function parted(): Promise<Archive> {
    const archive = await told(stranding, shares);
    expect(await storiesOf(archive)).toEqual([['shares', 'stranding']]);
    await judge(archive, false);
    return archive;
  }

  /** Two stories on balanced evidence, made one by the model. */
  async function joined(): Promise<Archive> {
    const archive = await told(stranding, towed, divers);
    expect(await storiesOf(archive)).toEqual([['divers'], ['stranding', 'towed']]);
    await judge(archive, true);
    return archive;
  }

  describe('a question for the model', () => {
    it('is asked once of an article that was put where it is on balanced evidence, with the nearest of the story', async () => {
      const archive = await told(stranding, towed, divers);
      const claim = await claimed(archive);
      expect(claim).toMatchObject({ attempt: 1, before: null, article: divers });
      expect(['stranding', 'towed']).toContain(claim.other.file);
      expect(await claimOf(archive)).toBeNull();
      expect(await archive.keepJudgement(claim, { ...saying, same: false }, at(10))).toBe(true);
      expect(await claimOf(archive, 500)).toBeNull();
      expect(await archive.nextJudgementAt()).toBeNull();
    });

    it('is not asked where the evidence is clear, nor of what was read long ago', async () => {
      expect(await claimOf(await told(stranding, towed, balanced('quake')))).toBeNull();
      const archive = await told(stranding, shares);
      expect(await archive.claimJudgement(at(10), at(5), MINUTE)).toBeNull();
      expect(await claimOf(archive)).not.toBeNull();
    });

    it('comes back when its lease has run out, and whoever lost it writes nothing', async () => {
      const archive = await told(stranding, shares);
      const lost = await claimed(archive, 10);
      expect(await archive.nextJudgementAt()).toEqual(at(11));
      const found = await claimed(archive, 11);
      expect(found.attempt).toBe(2);
      expect(await archive.keepJudgement(lost, { ...saying, same: false }, at(11))).toBe(false);
      expect(await archive.failJudgement(lost, { reason: 'late', nextAt: null })).toBe(false);
      expect(await archive.postponeJudgement(lost, at(90))).toBe(false);
      expect(await storiesOf(archive)).toHaveLength(1);
      expect(await archive.keepJudgement(found, { ...saying, same: false }, at(12))).toBe(true);
      expect(await storiesOf(archive)).toHaveLength(2);
    });

    it('is asked again when its time comes, with why it failed, and not once it is given up', async () => {
      const archive = await told(stranding, shares);
      await archive.failJudgement(await claimed(archive), { reason: 'too busy', nextAt: at(15) });
      expect(await claimOf(archive, 14)).toBeNull();
      expect(await archive.nextJudgementAt()).toEqual(at(15));
      const again = await claimed(archive, 15);
      expect(again).toMatchObject({ attempt: 2, before: 'too busy' });
      await archive.failJudgement(again, { reason: 'too busy', nextAt: null });
      expect(await claimOf(archive, 500)).toBeNull();
      expect(await archive.nextJudgementAt()).toBeNull();
      expect(await storiesOf(archive)).toEqual([['shares', 'stranding']]);
    });

    it('that was given back counts as not tried', async () => {
      const archive = await told(stranding, shares);
      expect(await archive.postponeJudgement(await claimed(archive), at(60))).toBe(true);
      expect(await claimOf(archive, 59)).toBeNull();
      expect(await claimed(archive, 60)).toMatchObject({ attempt: 1, before: null });
    });

    it('falls away when a manager has settled it, also while the model is being asked', async () => {
      const archive = await told(stranding, towed, divers);
      const [first, second] = [await storyOf(archive, stranding), await storyOf(archive, divers)];
      const claim = await claimed(archive);
      await archive.mergeStories([first, second], edit);
      expect(await archive.keepJudgement(claim, { ...saying, same: false }, at(31))).toBe(true);
      expect(await storiesOf(archive)).toHaveLength(1);
      const other = await told(stranding, shares);
      await archive.failJudgement(await claimed(other), { reason: 'busy', nextAt: at(20) });
      await other.splitStory([shares.id], edit);
      expect(await claimOf(other, 40)).toBeNull();
      expect(await other.nextJudgementAt()).toBeNull();
    });
  });

  describe('a verdict', () => {
    it('brings together what began apart, under the story that was there', async () => {
      const archive = await told(stranding, towed, divers);
      const [first, second] = [await storyOf(archive, stranding), await storyOf(archive, divers)];
      await judge(archive, true);
      expect(await storiesOf(archive)).toEqual([['divers', 'stranding', 'towed']]);
      expect(await storyOf(archive, divers)).toBe(first);
      expect((await archive.story(second))?.id).toBe(first);
    });

    it('parts what began as one, copies with their originals', async () => {
      const archive = await told(stranding, shares);
      const copy = { ...shares, id: 'c'.repeat(32), file: 'shares again' };
      await archive.takeIn(
        anArrival(copy, { likeness: { ...ownLikeness(copy), copyOf: { articleId: shares.id, reason: 'the same' } } }),
      );
      await judge(archive, false);
      expect(await storiesOf(archive)).toEqual([['shares', 'shares again'], ['stranding']]);
    });

    it('leaves what stands as it says, and is told either way', async () => {
      const archive = await told(stranding, shares);
      await judge(archive, true);
      expect(await storiesOf(archive)).toEqual([['shares', 'stranding']]);
      for (const { id } of [stranding, shares])
        expect((await archive.trace(id))?.storyBecause.at(-1)).toMatch(
          /^the model took it and “.*” for the same event: Both tell of the Gannet at Osk$/,
        );
      const reasons = (await (await parted()).trace(shares.id))?.storyBecause;
      expect(reasons).toEqual([
        'the evidence was balanced, so a model was asked',
        expect.stringMatching(/^the model took it and “.*” for two events: Both tell of the Gannet at Osk$/),
      ]);
    });

    it('says nothing of an article that stands under a topic of its own', async () => {
      const archive = await told(stranding);
      await archive.takeIn(anArrival(shares, { at: at(1), likeness: ownLikeness(shares) }));
      await read(archive, 1, { topics: ['money'] });
      await judge(archive, false);
      expect((await archive.trace(stranding.id))?.storyBecause.at(-1)).toBe(
        'the model took it and another article for two events',
      );
      expect((await archive.trace(shares.id))?.storyBecause.at(-1)).toContain('Both tell of the Gannet');
    });

    it('holds through whatever comes later', async () => {
      const later = (['towed', 'insurers', 'heard', 'school'] as const).map((file) => balanced(file));
      const apart = await parted();
      for (const article of [...later, divers]) await tell(apart, article, 20);
      expect(await storyOf(apart, shares)).not.toBe(await storyOf(apart, stranding));
      const together = await joined();
      for (const article of [shares, ...later.slice(1)]) await tell(together, article, 20);
      const claim = await claimed(await told(stranding, towed, divers));
      expect(await storyOf(together, divers)).toBe(await storyOf(together, claim.other));
    });

    it('does not hold what it moved: a manager can merge and split, and it is not undone', async () => {
      const apart = await parted();
      await apart.mergeStories([await storyOf(apart, stranding), await storyOf(apart, shares)], edit);
      const together = await joined();
      await together.splitStory([divers.id], edit);
      for (const archive of [apart, together])
        for (const file of ['insurers', 'heard', 'school'] as const) await tell(archive, balanced(file), 40);
      expect(await storyOf(apart, shares)).toBe(await storyOf(apart, stranding));
      expect(await storyOf(together, divers)).not.toBe(await storyOf(together, stranding));
    });
  });

  describe('an embedding', () => {
    const east = Float32Array.of(1, 0);
    const north = Float32Array.of(0, 1);

    async function embedded(vectors: readonly [Article, string, Float32Array][]): Promise<Archive> {
      const archive = await open();
      for (const [minute, [article, model, vector]] of vectors.entries()) {
        await archive.takeIn(anArrival(article, { at: at(minute), likeness: ownLikeness(article) }));
        await archive.keepEmbedding(article.id, { model, vector });
        await read(archive, minute);
      }
      return archive;
    }

    it('adds to what the words say, and says so', async () => {
      const archive = await embedded([
        [stranding, 'm', east],
        [shares, 'm', east],
      ]);
      expect(await archive.embeddedBy(shares.id)).toBe('m');
      expect((await archive.trace(shares.id))?.storyBecause).toContain('they are close in meaning (1.00)');
      expect(await claimOf(archive)).toBeNull();
    });

    it('is as none where it is far off, of another model or of other dimensions', async () => {
      for (const second of [
        ['m', north],
        ['n', east],
        ['m', Float32Array.of(1, 0, 0)],
      ] as const) {
        const archive = await embedded([
          [stranding, 'm', east],
          [shares, ...second],
        ]);
        expect((await archive.trace(shares.id))?.storyBecause.join()).not.toContain('meaning');
        expect(await claimed(archive)).toMatchObject({ article: shares });
      }
    });

    it('is kept of a story whole: what joins it, leaves it or has none changes nothing else', async () => {
      const archive = await embedded([
        [stranding, 'm', east],
        [towed, 'm', east],
      ]);
      await tell(archive, balanced('heard'), 3);
      const from = await storyOf(archive, stranding);
      const to = await archive.splitStory([towed.id], edit);
      await archive.mergeStories([to ?? '', from], edit);
      await archive.takeIn(anArrival(divers, { at: at(4), likeness: ownLikeness(divers) }));
      await archive.keepEmbedding(divers.id, { model: 'm', vector: east });
      await read(archive, 4);
      expect((await archive.trace(divers.id))?.storyBecause).toContain('they are close in meaning (1.00)');
    });

    it('finds no story by itself', async () => {
      const archive = await embedded([
        [stranding, 'm', east],
        [balanced('quake'), 'm', east],
      ]);
      expect(await storiesOf(archive)).toHaveLength(2);
    });
  });
}
