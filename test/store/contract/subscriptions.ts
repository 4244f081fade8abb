import { describe, expect, it } from 'vitest';
import type { Archive } from '../../../src/ports/archive.ts';
import { aSubscription, ILSE, OTHER, TOMAS } from './kept.ts';
import { aPublication } from './publications.ts';
import { at } from './times.ts';

export function subscriptionContract(open: () => Promise<Archive>): void {
  describe('subscriptions made in chat', () => {
    const first = aSubscription();
    const own = aSubscription({
      id: 'discord:42@07:30',
      channel: OTHER,
      topics: [],
      workspace: null,
      follower: TOMAS,
      quiet: 'silent',
    });

    it('come back as they were kept, in the order in which they were made', async () => {
      const archive = await open();
      expect(await archive.keptSubscriptions()).toEqual([]);
      await archive.keepSubscription(first);
      await archive.keepSubscription(own);
      expect(await archive.keptSubscriptions()).toEqual([first, own]);
    });

    it('are replaced by one with the same id, which keeps the place', async () => {
      const archive = await open();
      await archive.keepSubscription(first);
      await archive.keepSubscription(own);
      const changed = { ...first, topics: ['all'], made: { person: TOMAS, at: at(9) } };
      await archive.keepSubscription(changed);
      expect(await archive.keptSubscriptions()).toEqual([changed, own]);
    });

    it('keep their look back until it is taken away', async () => {
      const archive = await open();
      const weekly = { ...first, lookback: { day: 'fri', at: '17:00' } } as const;
      await archive.keepSubscription(weekly);
      expect(await archive.keptSubscriptions()).toEqual([weekly]);
      await archive.keepSubscription({ ...weekly, lookback: null });
      expect(await archive.keptSubscriptions()).toEqual([first]);
    });

    it('are dropped once, and leave their windows', async () => {
      const archive = await open();
      await archive.keepSubscription(first);
      await archive.publish({ ...aPublication('d1', { from: at(0), to: at(5) }), subscriptionId: first.id });
      expect(await archive.dropSubscription(first.id)).toBe(true);
      expect(await archive.dropSubscription(first.id)).toBe(false);
      expect(await archive.keptSubscriptions()).toEqual([]);
      expect(await archive.lastWindow(first.id)).toEqual({ from: at(0), to: at(5) });
    });
  });

  describe('pausing a subscription', () => {
    it('holds until it is resumed, also for one of the file', async () => {
      const archive = await open();
      await archive.pauseSubscription('console:terminal@08:00', { person: ILSE, at: at(1) });
      await archive.pauseSubscription('slack:C0DESK@08:00', { person: ILSE, at: at(2) });
      await archive.pauseSubscription('slack:C0DESK@08:00', { person: TOMAS, at: at(3) });
      expect(await archive.pausedSubscriptions()).toEqual([
        { id: 'console:terminal@08:00', by: { person: ILSE, at: at(1) } },
        { id: 'slack:C0DESK@08:00', by: { person: TOMAS, at: at(3) } },
      ]);
      expect(await archive.resumeSubscription('slack:C0DESK@08:00')).toBe(true);
      expect(await archive.resumeSubscription('slack:C0DESK@08:00')).toBe(false);
      expect((await archive.pausedSubscriptions()).map(({ id }) => id)).toEqual(['console:terminal@08:00']);
    });

    it('ends when it is dropped, so that subscribing again begins at once', async () => {
      const archive = await open();
      await archive.keepSubscription(aSubscription());
      for (const id of [aSubscription().id, 'console:terminal@08:00']) {
        await archive.pauseSubscription(id, { person: ILSE, at: at(1) });
        await archive.dropSubscription(id);
      }
      expect((await archive.pausedSubscriptions()).map(({ id }) => id)).toEqual(['console:terminal@08:00']);
    });
  });
}
