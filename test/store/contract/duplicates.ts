import { describe, expect, it } from 'vitest';
import type { Article } from '../../../src/article/article.ts';
import { likenessOf } from '../../../src/pipeline/likeness.ts';
import type { Archive } from '../../../src/ports/archive.ts';
import { BULLETINS } from '../../story/bulletins.ts';
import { anArrival, anArticle, aSummary } from '../../support/articles.ts';
import { balanced } from './balanced-news.ts';
import { ILSE } from './kept.ts';
import { ownLikeness, read, reportsOn, storiesOf, takeIn, tell } from './news.ts';
import { at, MINUTE } from './times.ts';

/** Copies, which cost no reading and are further sources of their original's story. */
export function duplicateContract(open: () => Promise<Archive>): void {
  const [gannet] = reportsOn('gannet');
  const [puffin] = reportsOn('puffin');
  if (!gannet || !puffin) throw new Error('there are reports');

  const aCopy = (id: string, text: string, over: Partial<Article> = {}): Article => ({
    ...anArticle({ paragraphs: [text] }),
    id: id.padEnd(32, '0'),
    file: id,
    title: gannet.title,
    source: 'Sund Post',
    date: gannet.date,
    ...over,
  });
  const edited = aCopy(
    'edited',
    gannet.text.replace('until dawn', 'the whole night').replace('the coastguard', 'its officers'),
  );
  const cut = aCopy('cut', gannet.text.slice(0, gannet.text.indexOf('Tugs')));

  async function arrive(archive: Archive, article: Article, minute = 0) {
    const likeness = await likenessOf(article, archive);
    return archive.takeIn(anArrival(article, { at: at(minute), likeness }));
  }

  describe('a newer version', () => {
    it('stands in the place of the older one once it is read, and is to be put right until it is', async () => {
      const archive = await open();
      await tell(archive, gannet);
      const newer = aCopy('newer', puffin.text);
      const newerOf = { articleId: gannet.id, reason: 'other figures' };
      const likeness = { ...(await likenessOf(newer, archive)), copyOf: null, newerOf };
      await archive.takeIn(anArrival(newer, { at: at(1), likeness }));
      expect(await archive.newerVersions()).toEqual([]);
      await read(archive, 2);
      expect(await archive.newerVersions()).toEqual([newer.id]);
      await archive.versionSettled(newer.id);
      const told = await archive.candidates(null, { from: at(0), to: at(9) });
      expect(told.map(({ articleId }) => articleId)).toEqual([newer.id]);
      expect(await archive.newerVersions()).toEqual([]);
    });
  });

  describe('articles that share keys', () => {
    it('are found, those that share most first, with how many keys they have', async () => {
      const archive = await open();
      for (const article of [puffin, gannet]) await tell(archive, article);
      const keys = ownLikeness(gannet).keys;
      const puffins = ownLikeness(puffin).keys;
      const ofPuffinOnly = puffins.filter((key) => !keys.includes(key)).slice(0, 2);
      expect(keys.length).toBeGreaterThan(5);
      const found = await archive.sharing([...keys, ...ofPuffinOnly, ...keys]);
      expect(found).toEqual([
        { articleId: gannet.id, shared: keys.length, keys: keys.length },
        {
          articleId: puffin.id,
          shared: expect.toSatisfy((shared) => shared >= 2 && shared < keys.length),
          keys: puffins.length,
        },
      ]);
      expect(await archive.sharing([])).toEqual([]);
      expect(await archive.sharing([123_456_789])).toEqual([]);
    });

    it('are no copies: the original stands for them', async () => {
      const archive = await open();
      await tell(archive, gannet);
      expect((await arrive(archive, edited)).kind).toBe('duplicate');
      const found = await archive.sharing(ownLikeness(edited).keys);
      expect(found.map(({ articleId }) => articleId)).toEqual([gannet.id]);
    });

    it('are the newest where hundreds have the same phrase, and at most 32', async () => {
      const archive = await open();
      const likeness = { print: new Uint8Array(16), keys: [7], copyOf: null, newerOf: null };
      const numbered = (n: number) => anArticle({ file: `${n}.txt`, paragraphs: [`Number ${n}.`] });
      for (let n = 0; n < 90; n++) await archive.takeIn(anArrival(numbered(n), { likeness }));
      const ids = (await archive.sharing([7])).map(({ articleId }) => articleId);
      expect(ids).toEqual(Array.from({ length: 32 }, (_, n) => numbered(40 + n).id));
    });
  });

  describe('a copy', () => {
    for (const [kind, copy] of Object.entries({ edited, cut })) {
      it(`that is ${kind} is not read, and is another source of the story, whenever it comes`, async () => {
        const archive = await open();
        await arrive(archive, gannet);
        expect(await arrive(archive, copy, 1)).toEqual({ kind: 'duplicate', articleId: copy.id });
        expect(await archive.counts()).toMatchObject({ articles: 2, unread: 1 });
        await read(archive, 2);
        const late = { ...copy, id: `late${copy.id}`.slice(0, 32), file: 'late', date: '2026-11-16' };
        expect((await arrive(archive, { ...late, text: `${late.text} ` }, 3)).kind).toBe('duplicate');
        const [story] = await archive.stories({});
        expect(await storiesOf(archive)).toEqual([[copy.file, gannet.file, 'late'].toSorted()]);
        expect(story).toMatchObject({ publishers: 2, lastSeen: '2026-11-16' });
        expect(await archive.trace(copy.id)).toMatchObject({
          duplicateOf: gannet.id,
          duplicateBecause: expect.stringMatching(/^\d+ % of the shorter text’?'?s word sequences/),
          storyBecause: ['it repeats an article of this story'],
          reading: { state: 'copy' },
        });
      });
    }

    it('of a copy is one of the original', async () => {
      const archive = await open();
      await tell(archive, gannet);
      await arrive(archive, edited);
      const likeness = { ...ownLikeness(cut), copyOf: { articleId: edited.id, reason: 'so it is' } };
      await archive.takeIn(anArrival(cut, { likeness }));
      expect(await archive.trace(cut.id)).toMatchObject({ duplicateOf: gannet.id, duplicateBecause: 'so it is' });
    });

    it('of an article that is not there is a text of its own', async () => {
      const archive = await open();
      const likeness = { ...ownLikeness(cut), copyOf: { articleId: 'gone', reason: 'so it was' } };
      expect((await archive.takeIn(anArrival(cut, { likeness }))).kind).toBe('taken');
      expect(await archive.trace(cut.id)).toMatchObject({ duplicateOf: null, duplicateBecause: null });
    });

    it('is none where the same few words are said of another day', async () => {
      const archive = await open();
      const [monday, tuesday] = ['2026-11-16', '2026-11-17'].map((date) =>
        anArticle({ id: date.padEnd(32, '0'), file: date, date, paragraphs: ['No ferry sails from Osk today.'] }),
      );
      if (!monday || !tuesday) throw new Error('there are two');
      expect((await arrive(archive, monday)).kind).toBe('taken');
      expect((await arrive(archive, tuesday)).kind).toBe('taken');
      const again = { ...monday, id: 'a'.repeat(32), file: 'again' };
      expect((await arrive(archive, again)).kind).toBe('duplicate');
      expect((await archive.trace(again.id))?.duplicateOf).toBe(monday.id);
    });
  });

  describe('bulletins of one template', () => {
    it('are never copies of each other, and a reprint of any is one of that one', async () => {
      const archive = await open();
      const issues = BULLETINS.flatMap(({ name, issues }) =>
        issues.map((issue, n) => ({ ...issue, id: `${name}${n}`.padEnd(32, '0'), file: `${name}-${n}` })),
      );
      for (const issue of issues)
        expect([issue.file, (await arrive(archive, issue)).kind]).toEqual([issue.file, 'taken']);
      for (const issue of issues) {
        const reprint = { ...issue, id: `r${issue.id}`.slice(0, 32), file: `reprint of ${issue.file}` };
        expect((await arrive(archive, reprint)).kind).toBe('duplicate');
        expect((await archive.trace(reprint.id))?.duplicateOf).toBe(issue.id);
      }
    });
  });

  describe('a newer version', () => {
    const [comet] = reportsOn('comet') as [Article];
    const grown = aCopy('grown', comet.text, { title: comet.title });
    const both = [gannet.file, grown.file].toSorted();
    const edit = { by: { person: ILSE, at: at(30) } };
    const because = { because: 'Two ships.', model: 'test-model', promptHash: 'p1' };

    async function grows(archive: Archive, over: Partial<Article> = {}): Promise<void> {
      const newerOf = { articleId: gannet?.id ?? '', reason: 'it contains the shorter text' };
      const likeness = { ...ownLikeness(grown), newerOf };
      await archive.takeIn(anArrival({ ...grown, ...over }, { at: at(1), likeness }));
    }

    const storyWith = async (archive: Archive, { id }: Article) =>
      (await archive.story((await archive.storyOf(id)) ?? ''))?.articles.map(({ file }) => file).toSorted();

    it('stands in the older one’s story, however little else they share, and says why', async () => {
      const archive = await open();
      await tell(archive, gannet);
      await grows(archive);
      await read(archive, 2);
      expect(await storiesOf(archive)).toEqual([both]);
      expect((await archive.trace(grown.id))?.storyBecause[0]).toBe('it is a version of an article of this story');
      expect(await archive.claimJudgement(at(3), at(0), MINUTE)).toBeNull();
    });

    it('stands there too where it is read first, where the story has closed, and where a manager holds it', async () => {
      const first = await open();
      await takeIn(first, gannet);
      await grows(first);
      for (const claim of (await first.claimReading(at(2), MINUTE, 2)).toReversed())
        await first.keepSummary(claim, aSummary(claim.article, { actors: [] }), at(2));
      expect(await storiesOf(first)).toEqual([both]);

      const closed = await open();
      await tell(closed, gannet);
      await closed.closeQuietStories(at(1));
      await grows(closed, { date: '2026-12-24' });
      await read(closed, 2);
      expect(await closed.stories({})).toMatchObject([{ status: 'open', articles: [{}, {}] }]);

      const held = await open();
      const [quake] = reportsOn('quake') as [Article];
      for (const article of [gannet, quake]) await tell(held, article);
      const ids = await Promise.all([gannet, quake].map(async ({ id }) => (await held.storyOf(id)) ?? ''));
      await held.mergeStories(ids, edit);
      await grows(held);
      await read(held, 2);
      expect(await storiesOf(held)).toEqual([[...both, quake.file].toSorted()]);
    });

    it('stays there whatever comes later', async () => {
      const archive = await open();
      await tell(archive, gannet);
      await grows(archive);
      await read(archive, 2);
      const others = [...reportsOn('gannet').slice(1), ...reportsOn('comet')];
      for (const [minute, other] of others.entries()) {
        await tell(archive, other, 3 + minute);
        expect(await storyWith(archive, grown)).toEqual(expect.arrayContaining(both));
      }
    });

    it('goes with the older one where a manager or a model parts that from its story', async () => {
      const byManager = await open();
      const [, second] = reportsOn('gannet') as [Article, Article];
      for (const article of [gannet, second]) await tell(byManager, article);
      await grows(byManager);
      await read(byManager, 2);
      for (const article of [grown, gannet]) {
        await byManager.splitStory([article.id], edit);
        expect(await storiesOf(byManager)).toEqual([[second.file], both].toSorted());
      }

      const byModel = await open();
      const [stranding, shares] = (['stranding', 'shares'] as const).map((file) => balanced(file)) as [
        Article,
        Article,
      ];
      for (const article of [stranding, shares]) await tell(byModel, article);
      const more = aCopy('more', `${shares.text} ${stranding.text}`, { title: shares.title });
      const newerOf = { articleId: shares.id, reason: 'it contains the shorter text' };
      await byModel.takeIn(anArrival(more, { at: at(2), likeness: { ...ownLikeness(more), newerOf } }));
      await read(byModel, 2);
      const claim = await byModel.claimJudgement(at(3), at(0), MINUTE);
      expect(claim).toMatchObject({ article: shares, other: stranding });
      if (claim) await byModel.keepJudgement(claim, { ...because, same: false }, at(4));
      expect(await storiesOf(byModel)).toEqual([[more.file, shares.file], [stranding.file]]);
    });

    it('is read, and names the older one; a copy names none', async () => {
      const archive = await open();
      await tell(archive, gannet);
      const newer = { articleId: gannet.id, reason: 'another figure' };
      await archive.takeIn(anArrival(cut, { likeness: { ...ownLikeness(cut), newerOf: newer } }));
      expect(await archive.trace(cut.id)).toMatchObject({ newerOf: gannet.id, duplicateOf: null });
      expect(await archive.counts()).toMatchObject({ unread: 1 });
      expect(await archive.trace(gannet.id)).toMatchObject({ newerOf: null });
    });
  });
}
