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
  });
}
