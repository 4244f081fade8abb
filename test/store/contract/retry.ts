import { describe, expect, it } from 'vitest';
import { PLATFORMS } from '../../../src/digest/subscription.ts';
import type { Archive } from '../../../src/ports/archive.ts';
import { anArrival, anArticle } from '../../support/articles.ts';
import { OTHER } from './kept.ts';
import { aPublication, DESK } from './publications.ts';
import { at, MINUTE } from './times.ts';

const WEEK = 7 * 24 * 60;

export function retryContract(open: () => Promise<Archive>): void {
  async function settleNext(archive: Archive, kind: 'rejected' | 'ambiguous' | 'sent', minute: number) {
    const [claim] = await archive.claimDeliveries(at(minute), MINUTE, 1, PLATFORMS);
    if (!claim) throw new Error('nothing to deliver');
    const state = kind === 'sent' ? { kind, ref: '1', at: at(minute) } : { kind, reason: 'So it goes.' };
    await archive.settleDelivery(claim, state);
  }

  const states = async (archive: Archive, id: string) => (await archive.deliveries(id)).map(({ state }) => state.kind);

  describe('retrying', () => {
    it('makes articles that were given up unread again, with all their tries', async () => {
      const archive = await open();
      await archive.takeIn(anArrival(anArticle()));
      const [claim] = await archive.claimReading(at(1), MINUTE, 1);
      if (!claim) throw new Error('nothing to read');
      await archive.failReading(claim, { reason: 'The model refused.', raw: 'No', nextAt: null });
      expect(await archive.retry({ readings: false, channel: null }, at(2))).toEqual({ readings: 0, deliveries: 0 });
      expect(await archive.claimReading(at(2), MINUTE, 1)).toEqual([]);

      expect(await archive.retry({ readings: true, channel: null }, at(2))).toEqual({ readings: 1, deliveries: 0 });
      expect(await archive.counts()).toMatchObject({ unread: 1, problems: 0 });
      expect((await archive.trace(anArticle().id))?.reading).toMatchObject({
        state: 'unread',
        attempt: 0,
        reason: null,
      });
      const [again] = await archive.claimReading(at(2), MINUTE, 1);
      expect(again).toMatchObject({ attempt: 1 });
      expect(again?.fence).toBeGreaterThan(claim.fence);
    });

    it('makes what a channel refused due again, the root first, and opens the channel', async () => {
      const archive = await open();
      await archive.publish(aPublication('d1', { from: at(0), to: at(5) }, { parts: 2 }));
      await archive.publish(aPublication('other', { from: at(0), to: at(5) }, { channel: OTHER }));
      await archive.closeChannel(DESK, 'No permission.', at(6));
      await archive.closeChannel(OTHER, 'No permission.', at(6));
      expect(await archive.retry({ readings: true, channel: DESK }, at(7))).toEqual({ readings: 0, deliveries: 2 });
      expect((await archive.pausedChannels()).map(({ channel }) => channel)).toEqual([OTHER]);
      expect(await states(archive, 'd1')).toEqual(['pending', 'pending']);
      expect(await states(archive, 'other')).toEqual(['rejected']);
      const [claim] = await archive.claimDeliveries(at(7), MINUTE, 9, PLATFORMS);
      expect(claim).toMatchObject({ lookUpFirst: false, delivery: { key: 'd1-0', attempt: 1 } });
    });

    it('has the platform asked first for what may have been posted, its first try known', async () => {
      const archive = await open();
      await archive.publish(aPublication('d1', { from: at(0), to: at(5) }, { parts: 2 }));
      await settleNext(archive, 'ambiguous', 6);
      expect(await states(archive, 'd1')).toEqual(['ambiguous', 'rejected']);
      expect(await archive.retry({ readings: false, channel: DESK }, at(9))).toEqual({ readings: 0, deliveries: 2 });
      expect((await archive.deliveries('d1'))[0]?.state).toMatchObject({ kind: 'unknown', nextAt: at(9) });
      const [claim] = await archive.claimDeliveries(at(9), MINUTE, 9, PLATFORMS);
      expect(claim).toMatchObject({ lookUpFirst: true, delivery: { key: 'd1-0', firstTriedAt: at(6) } });
    });

    it('leaves alone what was sent, what still waits, and digests older than seven days', async () => {
      const archive = await open();
      await archive.publish(aPublication('old', { from: at(0), to: at(5) }));
      await settleNext(archive, 'rejected', 6);
      await archive.publish(aPublication('new', { from: at(5), to: at(10) }, { parts: 3 }));
      await settleNext(archive, 'sent', 11);
      await settleNext(archive, 'rejected', 11);
      const now = at(WEEK + 6);
      expect(await archive.retry({ readings: false, channel: DESK }, now)).toEqual({ readings: 0, deliveries: 1 });
      expect(await states(archive, 'old')).toEqual(['rejected']);
      expect(await states(archive, 'new')).toEqual(['sent', 'pending', 'pending']);
      expect(await archive.retry({ readings: false, channel: DESK }, now)).toEqual({ readings: 0, deliveries: 0 });
    });
  });
}
