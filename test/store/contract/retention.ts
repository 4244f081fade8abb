import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Article } from '../../../src/article/article.ts';
import type { Channel } from '../../../src/digest/subscription.ts';
import type { Archive } from '../../../src/ports/archive.ts';
import type { RetentionMark } from '../../../src/ports/retention.ts';
import { anArrival, anArticle, aRefusal, aSummary, ownWords } from '../../support/articles.ts';
import { aDigest, anActor, aSource, aStory } from '../../support/digests.ts';
import { aReport, ILSE, WORKSPACE } from './kept.ts';
import { ownLikeness, tell } from './news.ts';
import { aPublication, DESK } from './publications.ts';
import { at, MINUTE } from './times.ts';

const OTHER: Channel = { platform: 'discord', id: '42' };

const numbered = (n: number) =>
  anArticle({ file: `${n}.txt`, paragraphs: [`Ferry number ${n} sailed. ${ownWords(n)}`] });

/** Goes on until there is nothing more. */
async function letGo(archive: Archive, before: Date) {
  const sum = { removed: 0, quoted: 0 };
  let after: RetentionMark | null = null;
  do {
    const step: Awaited<ReturnType<Archive['letGo']>> = await archive.letGo(before, after);
    sum.removed += step.removed;
    sum.quoted += step.quoted;
    after = step.after;
  } while (after);
  return sum;
}

/** A digest that quotes some articles, and names others among its sources without quoting them. */
async function publish(archive: Archive, id: string, quoted: readonly Article[], named: readonly Article[], over = {}) {
  const told = [...quoted, ...named];
  const publication = aPublication(id, { from: at(0), to: at(50) }, { articleIds: told.map((one) => one.id), ...over });
  const stories = quoted.map((article) => {
    const [evidence] = aSummary(article).actors[0]?.evidence ?? [];
    if (!evidence) throw new Error('no evidence');
    return aStory({ actors: [anActor({ evidence: [evidence] })], implications: [], disputes: [], delta: null });
  });
  const sources = named.map((article) => aSource({ articleId: article.id }));
  const [first, ...others] = sources;
  const more = first ? [aStory({ actors: [], implications: [], sources: [first, ...others] })] : [];
  const { subscriptionId, channel, window } = publication;
  const digest = aDigest({ id, subscriptionId, channel, window, stories: [...stories, ...more] });
  await archive.publish({ ...publication, digest });
}

export function retentionContract(open: () => Promise<Archive>, dump: (archive: Archive) => Promise<string>): void {
  describe('what is old', () => {
    it('goes with all that was made of it; what is newer stays', async () => {
      const archive = await open();
      const [old, young] = [numbered(0), numbered(1)];
      await tell(archive, old, 0);
      await tell(archive, young, 10);
      expect(await letGo(archive, at(10))).toEqual({ removed: 1, quoted: 0 });
      expect(await archive.article(old.id)).toBeNull();
      expect(await archive.search('ferry', 5)).toMatchObject([{ article: { id: young.id } }]);
      expect(await archive.sharing(ownLikeness(old).keys)).toEqual([]);
      expect((await archive.stories({})).map(({ articles }) => articles.map(({ id }) => id))).toEqual([[young.id]]);
      expect(await archive.counts()).toMatchObject({ articles: 1, stories: 1, unread: 0 });
      // Its id alone is kept, so that its file is known again; the terms of the other words are counted for good.
      const rows = (await dump(archive)).split('\n').filter((row) => row.includes(old.id));
      expect(rows.map((row) => JSON.parse(row))).toEqual([{ article_id: old.id }]);
    });

    it('stays with its text, reading and story where a posted digest quotes it, and is no longer found', async () => {
      const archive = await open();
      const [quoted, named] = [numbered(0), numbered(1)];
      await tell(archive, quoted);
      await tell(archive, named);
      await publish(archive, 'd1', [quoted], [named]);
      const story = await archive.storyOf(quoted.id);
      expect(await letGo(archive, at(60))).toEqual({ removed: 1, quoted: 1 });
      const kept = await archive.article(quoted.id);
      expect(kept).toEqual(quoted);
      const told = (await archive.digest('d1'))?.digest.stories[0]?.actors[0]?.evidence[0];
      expect(told?.articleId).toBe(quoted.id);
      expect(kept?.text.slice(told?.start, told?.end)).toBe(told?.quote);
      expect(await archive.storyOf(quoted.id)).toBe(story);
      expect((await archive.trace(quoted.id))?.postings.map(({ digestId }) => digestId)).toEqual(['d1']);
      expect(await archive.search('ferry', 5)).toEqual([]);
      for (const topic of [undefined, 'all', 'shipping'])
        expect((await archive.extent({ ...(topic && { topic }), hiddenTopics: [] })).articles, topic).toBe(0);
      expect(await archive.sharing(ownLikeness(quoted).keys)).toEqual([]);
      expect(await archive.article(named.id)).toBeNull();
      expect((await archive.digest('d1'))?.digest.stories[1]?.sources[0]).toMatchObject({ articleId: named.id });
      // It was looked at once and for all.
      expect(await letGo(archive, at(60))).toEqual({ removed: 0, quoted: 0 });
    });

    it('goes where the only digest that quotes it was refused for good', async () => {
      const archive = await open();
      await tell(archive, numbered(0));
      await publish(archive, 'd1', [numbered(0)], [], { channel: OTHER });
      await archive.closeChannel(OTHER, 'gone', at(51));
      expect(await letGo(archive, at(60))).toEqual({ removed: 1, quoted: 0 });
    });

    it('is still to be read, or to be put right: stays', async () => {
      const archive = await open();
      await archive.takeIn(anArrival(numbered(0), { at: at(0), likeness: ownLikeness(numbered(0)) }));
      expect(await letGo(archive, at(60))).toEqual({ removed: 0, quoted: 0 });
      const newer = numbered(1);
      await tell(archive, numbered(0));
      const newerOf = { articleId: numbered(0).id, reason: 'a later edition' };
      await archive.takeIn(anArrival(newer, { at: at(1), likeness: { ...ownLikeness(newer), newerOf } }));
      for (const claim of await archive.claimReading(at(2), MINUTE, 9))
        await archive.keepSummary(claim, aSummary(claim.article), at(2));
      expect(await letGo(archive, at(60))).toEqual({ removed: 1, quoted: 0 });
      await archive.versionSettled(newer.id);
      expect(await letGo(archive, at(60))).toEqual({ removed: 1, quoted: 0 });
    });

    it('stays as long as a newer article repeats it, and then goes with its copies', async () => {
      const archive = await open();
      const copy = { ...numbered(0), id: 'c'.repeat(32), file: 'copy.txt' };
      await tell(archive, numbered(0), 0);
      await archive.takeIn(anArrival(copy, { at: at(20), likeness: ownLikeness(copy) }));
      expect(await letGo(archive, at(10))).toEqual({ removed: 0, quoted: 0 });
      expect(await letGo(archive, at(30))).toEqual({ removed: 2, quoted: 0 });
      expect(await archive.counts()).toMatchObject({ articles: 0, stories: 0 });
    });

    it('leaves behind a quoted original without its copies', async () => {
      const archive = await open();
      const copy = { ...numbered(0), id: 'c'.repeat(32), file: 'copy.txt' };
      await tell(archive, numbered(0), 0);
      await archive.takeIn(anArrival(copy, { at: at(5), likeness: ownLikeness(copy) }));
      await publish(archive, 'd1', [numbered(0)], [copy]);
      expect(await letGo(archive, at(60))).toEqual({ removed: 1, quoted: 1 });
      expect((await archive.stories({})).flatMap(({ articles }) => articles.map(({ id }) => id))).toEqual([
        numbered(0).id,
      ]);
    });

    it('comes in again as a duplicate, and is not read anew', async () => {
      const archive = await open();
      await tell(archive, numbered(0));
      await letGo(archive, at(60));
      const again = await archive.takeIn(anArrival(numbered(0), { file: 'again.txt', at: at(70) }));
      expect(again).toEqual({ kind: 'duplicate', articleId: null });
      // A crash before the file was moved: the next sweep finds it once more.
      const after = await archive.takeIn(anArrival(numbered(0), { file: 'again.txt', at: at(71) }));
      expect(after).toEqual({ kind: 'known', articleId: null });
      expect(await archive.counts()).toMatchObject({ articles: 0, unread: 0, problems: 0 });
    });

    it('ends stories: nothing is said of them any more, and their names are not given again', async () => {
      const archive = await open();
      await tell(archive, numbered(0));
      const story = (await archive.storyOf(numbered(0).id)) ?? '';
      await archive.keepReport(aReport({ storyId: story }));
      await archive.keepCorrection({
        storyId: story,
        text: 'It was on Sunday.',
        origin: null,
        made: { person: ILSE, at: at(1) },
      });
      await letGo(archive, at(60));
      expect(await archive.story(story)).toBeNull();
      expect(await archive.reports('slack', WORKSPACE, 9)).toEqual([]);
      expect(await archive.corrections([story])).toEqual([]);
      expect(await archive.mergeStories([story, 's2'], { by: { person: ILSE, at: at(70) } })).toBeNull();
    });

    it('counts in no weight of a word any more', async () => {
      const archive = await open();
      for (let n = 0; n < 4; n++) await tell(archive, numbered(n), n);
      await letGo(archive, at(3));
      const [common, none] = await archive.weights(['ferry', 'submarine']);
      expect(common).toBe((await archive.weights(['sailed']))[0]);
      expect(common).toBeLessThan(none ?? 0);
    });

    it('is let go whatever the order, as long as one goes on', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 25 }), async (quoted) => {
          const archive = await open();
          for (const [n] of quoted.entries()) await tell(archive, numbered(n), n);
          const kept = quoted.flatMap((is, n) => (is ? [numbered(n)] : []));
          if (kept.length > 0) await publish(archive, 'd1', kept, []);
          const gone = await letGo(archive, at(60));
          expect(gone).toEqual({ removed: quoted.length - kept.length, quoted: kept.length });
          expect((await archive.counts()).articles).toBe(kept.length);
          await archive.close();
        }),
        { numRuns: 5 },
      );
    });
  });

  describe('old words', () => {
    it('go: questions with their answers, model answers, refused files', async () => {
      const archive = await open();
      const turn = { question: 'Which ferry?', answer: 'The first.', articleIds: [] };
      await archive.keepTurn(DESK, 'root', ILSE, WORKSPACE, { ...turn, at: at(0) });
      await archive.keepTurn(DESK, 'root', ILSE, WORKSPACE, { ...turn, at: at(20) });
      await archive.keepAnswer('old', '{}', at(0));
      await archive.keepAnswer('young', '{}', at(20));
      await archive.takeIn(aRefusal({ at: at(0) }));
      expect(await archive.letGoOfWords(at(10))).toBe(3);
      expect(await archive.letGoOfWords(at(10))).toBe(0);
      expect(await archive.turns(DESK, 'root', 9)).toHaveLength(1);
      expect(await archive.cachedAnswer('old')).toBeNull();
      expect(await archive.cachedAnswer('young')).toBe('{}');
      expect(await archive.problems({ limit: 9 })).toEqual([]);
    });
  });
}
