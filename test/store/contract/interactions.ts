import { describe, expect, it } from 'vitest';
import type { Archive } from '../../../src/ports/archive.ts';
import { ILSE } from './kept.ts';
import { at } from './times.ts';

const WEEK = 7 * 24 * 60;

export function interactionContract(open: () => Promise<Archive>): void {
  describe('an event', () => {
    it('is seen first once, however many see it at the same time', async () => {
      const archive = await open();
      const seen = await Promise.all(Array.from({ length: 10 }, () => archive.firstSeen('slack:Ev1', at(0))));
      expect(seen.filter((first) => first)).toHaveLength(1);
      expect(await archive.firstSeen('slack:Ev1', at(1))).toBe(false);
      expect(await archive.firstSeen('slack:Ev2', at(1))).toBe(true);
    });

    it('is remembered for seven days', async () => {
      const archive = await open();
      await archive.firstSeen('slack:Ev1', at(0));
      await archive.firstSeen('slack:Ev2', at(WEEK));
      expect(await archive.firstSeen('slack:Ev1', at(WEEK))).toBe(false);
      await archive.firstSeen('slack:Ev3', at(WEEK + 1));
      expect(await archive.firstSeen('slack:Ev1', at(WEEK + 1))).toBe(true);
    });
  });

  describe('what is not answered yet', () => {
    const asked = (event: string, minute = 0) => ({
      event,
      platform: 'slack' as const,
      workspace: 'T1',
      person: ILSE,
      command: 'news ask',
      back: '{"channel":"C1"}',
      at: at(minute),
    });
    const begin = (archive: Archive, event: string, until: number, minute = 0) =>
      archive.firstSeen(event, at(minute), { asked: asked(event, minute), until: at(until) });

    it('is taken on by one other, when nobody is at it any more', async () => {
      const archive = await open();
      await begin(archive, 'slack:Ev1', 1);
      expect(await archive.takeUnanswered(at(0), at(2))).toEqual([]);
      const taken = await Promise.all([1, 2, 3].map(() => archive.takeUnanswered(at(1), at(2))));
      expect(taken.flat()).toEqual([asked('slack:Ev1')]);
      expect(await archive.takeUnanswered(at(2), at(3))).toEqual([asked('slack:Ev1')]);
    });

    it('is left to whoever says to be at it still, and to nobody once it is answered', async () => {
      const archive = await open();
      await begin(archive, 'slack:Ev1', 1);
      await begin(archive, 'slack:Ev2', 1);
      await archive.holdUnanswered(['slack:Ev1'], at(5));
      await archive.dropUnanswered('slack:Ev2');
      expect(await archive.takeUnanswered(at(4), at(6))).toEqual([]);
      expect(await archive.takeUnanswered(at(5), at(6))).toEqual([asked('slack:Ev1')]);
    });

    it('is taken on in the order in which people began to wait', async () => {
      const archive = await open();
      for (const [event, minute] of [
        ['slack:Ev1', 2],
        ['slack:Ev2', 0],
        ['slack:Ev3', 1],
      ] as const)
        await begin(archive, event, 3, minute);
      await archive.holdUnanswered(['slack:Ev2'], at(4));
      const taken = await archive.takeUnanswered(at(4), at(6));
      expect(taken.map(({ event }) => event)).toEqual(['slack:Ev2', 'slack:Ev3', 'slack:Ev1']);
    });

    it('waits until it is answered, or whoever asked is erased', async () => {
      const archive = await open();
      expect(await archive.isUnanswered('slack:Ev1')).toBe(false);
      await begin(archive, 'slack:Ev1', 1);
      await begin(archive, 'slack:Ev2', 1);
      expect(await archive.atOnce((within) => within.isUnanswered('slack:Ev1'))).toBe(true);
      await archive.dropUnanswered('slack:Ev1');
      expect(await archive.isUnanswered('slack:Ev1')).toBe(false);
      await archive.erase({ platform: 'slack', person: ILSE, within: 'T1' });
      expect(await archive.isUnanswered('slack:Ev2')).toBe(false);
    });

    it('is not kept a second time for an event that comes again', async () => {
      const archive = await open();
      await begin(archive, 'slack:Ev1', 1);
      await archive.dropUnanswered('slack:Ev1');
      expect(await begin(archive, 'slack:Ev1', 2, 1)).toBe(false);
      expect(await archive.takeUnanswered(at(9), at(10))).toEqual([]);
    });

    it('is taken at once by whoever has the archive alone, and forgotten after a day', async () => {
      const archive = await open();
      await begin(archive, 'slack:Ev1', 60);
      await begin(archive, 'slack:Ev2', 60, 5);
      expect(await archive.takeUnanswered(at(6), at(60), { askedBefore: at(5) })).toEqual([asked('slack:Ev1')]);
      expect(await archive.takeUnanswered(at(24 * 60 + 1), at(24 * 60 + 2))).toEqual([asked('slack:Ev2', 5)]);
      expect(await archive.takeUnanswered(at(24 * 60 + 6), at(24 * 60 + 7))).toEqual([]);
    });
  });

  describe('an action that waits for its button', () => {
    it('comes back as it was kept', async () => {
      const archive = await open();
      const draft = {
        command: 'news-admin subscribe',
        args: { topic: 'chip “export”\n' },
        made: { person: ILSE, at: at(0) },
      };
      expect(await archive.draft('1')).toBeNull();
      await archive.keepDraft('1', draft);
      expect(await archive.draft('1')).toEqual(draft);
      await archive.keepDraft('1', { ...draft, args: {} });
      expect(await archive.draft('1')).toEqual({ ...draft, args: {} });
    });

    it('is forgotten when nobody can be expected to press it any more', async () => {
      const archive = await open();
      const draft = { command: 'news report', args: { reason: 'Long' }, made: { person: ILSE, at: at(0) } };
      await archive.keepDraft('1', draft);
      await archive.keepDraft('2', { ...draft, made: { person: ILSE, at: at(29 * 24 * 60) } });
      expect(await archive.draft('1')).not.toBeNull();
      await archive.keepDraft('3', { ...draft, made: { person: ILSE, at: at(31 * 24 * 60) } });
      expect([await archive.draft('1'), await archive.draft('2')].map((one) => one !== null)).toEqual([false, true]);
    });
  });
}
