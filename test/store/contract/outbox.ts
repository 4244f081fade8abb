import { describe, expect, it } from 'vitest';
import type { DeliveryState } from '../../../src/delivery/delivery.ts';
import { type Channel, PLATFORMS } from '../../../src/digest/subscription.ts';
import type { Archive } from '../../../src/ports/archive.ts';
import type { DeliveryClaim } from '../../../src/ports/outbox.ts';
import { aPublication, DESK } from './publications.ts';
import { at, MINUTE } from './times.ts';

const LEASE = MINUTE;
const DISCORD: Channel = { platform: 'discord', id: '42' };

/** The states of one delivery, and what is told of it. The order among deliveries is in `outbox-order.ts`. */
export function outboxContract(open: () => Promise<Archive>): void {
  async function withDigest(parts = 1) {
    const archive = await open();
    await archive.publish(aPublication('d1', { from: at(-1), to: at(0) }, { parts }));
    return archive;
  }

  async function claimOne(archive: Archive, now: Date): Promise<DeliveryClaim> {
    const [claim] = await archive.claimDeliveries(now, LEASE, 1, PLATFORMS);
    if (!claim) throw new Error('nothing to deliver');
    return claim;
  }

  async function stateOf(archive: Archive, part = 0): Promise<DeliveryState | undefined> {
    return (await archive.deliveries('d1'))[part]?.state;
  }

  describe('a delivery', () => {
    it('is committed as sending when it is taken', async () => {
      const archive = await withDigest();
      const claim = await claimOne(archive, at(1));
      expect(claim).toMatchObject({ rootRef: null, lookUpFirst: false });
      expect(claim.delivery).toMatchObject({ key: 'd1-0', channel: DESK, attempt: 1, firstTriedAt: at(1) });
      expect(claim.delivery.state).toEqual({ kind: 'sending', leaseUntil: at(2) });
      expect(await archive.deliveries('d1')).toEqual([claim.delivery]);
    });

    it('is done once it is sent', async () => {
      const archive = await withDigest();
      const sent = { kind: 'sent', ref: '1700.1', at: at(1) } as const;
      expect(await archive.settleDelivery(await claimOne(archive, at(1)), sent)).toBe(true);
      expect(await stateOf(archive)).toEqual(sent);
      expect(await archive.claimDeliveries(at(1000), LEASE, 5, PLATFORMS)).toEqual([]);
      expect(await archive.unsentDigests()).toEqual([]);
    });

    it('that failed is tried again at its time, without a look-up, and still knows its first try', async () => {
      const archive = await withDigest();
      const failed = { kind: 'failed', reason: 'The platform asked to wait.', nextAt: at(10) } as const;
      await archive.settleDelivery(await claimOne(archive, at(1)), failed);
      expect(await stateOf(archive)).toEqual(failed);
      expect(await archive.nextDeliveryAt(PLATFORMS)).toEqual(at(10));
      expect(await archive.claimDeliveries(at(9), LEASE, 5, PLATFORMS)).toEqual([]);
      const again = await claimOne(archive, at(10));
      expect(again).toMatchObject({ lookUpFirst: false, delivery: { attempt: 2, firstTriedAt: at(1) } });
    });

    it('with an unknown outcome is looked up first, then and ever after', async () => {
      const archive = await withDigest();
      const unknown = { kind: 'unknown', reason: 'The connection broke.', nextAt: at(5) } as const;
      await archive.settleDelivery(await claimOne(archive, at(1)), unknown);
      expect(await stateOf(archive)).toEqual(unknown);
      const second = await claimOne(archive, at(5));
      expect(second.lookUpFirst).toBe(true);
      await archive.settleDelivery(second, { kind: 'failed', reason: 'absent, and then refused', nextAt: at(6) });
      expect((await claimOne(archive, at(6))).lookUpFirst).toBe(true);
    });

    it('whose lease ran out is taken anew with a look-up, and whoever had it writes nothing any more', async () => {
      const archive = await withDigest();
      const lost = await claimOne(archive, at(1));
      expect(await archive.nextDeliveryAt(PLATFORMS)).toEqual(at(2));
      expect(await archive.claimDeliveries(at(1.9), LEASE, 5, PLATFORMS)).toEqual([]);
      const found = await claimOne(archive, at(2));
      expect(found).toMatchObject({ lookUpFirst: true, delivery: { attempt: 2, firstTriedAt: at(1) } });
      expect(found.fence).toBeGreaterThan(lost.fence);
      expect(await archive.settleDelivery(lost, { kind: 'rejected', reason: 'late' })).toBe(false);
      expect(await archive.settleDelivery(found, { kind: 'sent', ref: '1', at: at(2) })).toBe(true);
      expect(await archive.settleDelivery(found, { kind: 'sent', ref: '2', at: at(2) })).toBe(false);
      expect(await stateOf(archive)).toMatchObject({ ref: '1' });
    });

    for (const kind of ['rejected', 'ambiguous'] as const) {
      it(`that is ${kind} as the root takes its thread with it, with the reason`, async () => {
        const archive = await withDigest(3);
        await archive.settleDelivery(await claimOne(archive, at(1)), { kind, reason: 'Message too long.' });
        expect(await stateOf(archive, 0)).toEqual({ kind, reason: 'Message too long.' });
        for (const part of [1, 2]) {
          expect(await stateOf(archive, part)).toEqual({
            kind: 'rejected',
            reason: expect.stringContaining('Message too long.'),
          });
        }
        expect(await archive.nextDeliveryAt(PLATFORMS)).toBeNull();
      });

      it(`that is ${kind} in the thread holds up no later part`, async () => {
        const archive = await withDigest(3);
        await archive.settleDelivery(await claimOne(archive, at(1)), { kind: 'sent', ref: 'root', at: at(1) });
        await archive.settleDelivery(await claimOne(archive, at(1)), { kind, reason: 'Message too long.' });
        expect(await claimOne(archive, at(1))).toMatchObject({ rootRef: 'root', delivery: { part: 2 } });
      });
    }

    it('waits while its platform is not connected', async () => {
      const archive = await withDigest();
      expect(await archive.claimDeliveries(at(1), LEASE, 5, ['discord', 'console'])).toEqual([]);
      expect(await archive.claimDeliveries(at(1), LEASE, 5, [])).toEqual([]);
      expect(await archive.nextDeliveryAt(['discord'])).toBeNull();
      expect(await archive.nextDeliveryAt([])).toBeNull();
      expect(await archive.unsentDigests()).toEqual(['d1']);
      expect(await archive.claimDeliveries(at(1), LEASE, 5, ['slack'])).toHaveLength(1);
    });

    it('that waits for nothing is due at once', async () => {
      const archive = await withDigest();
      expect((await archive.nextDeliveryAt(PLATFORMS))?.getTime()).toBeLessThanOrEqual(at(0).getTime());
    });
  });

  describe('closing a channel', () => {
    it('rejects what was not posted, pauses the channel and leaves the others', async () => {
      const archive = await withDigest(2);
      await archive.publish(aPublication('d2', { from: at(-1), to: at(0) }, { channel: DISCORD }));
      await archive.closeChannel(DESK, 'The channel was deleted.', at(1));
      for (const { state } of await archive.deliveries('d1')) {
        expect(state).toEqual({ kind: 'rejected', reason: 'The channel was deleted.' });
      }
      expect(await archive.pausedChannels()).toEqual([
        { channel: DESK, reason: 'The channel was deleted.', at: at(1) },
      ]);
      expect(await archive.unsentDigests()).toEqual(['d2']);
      expect(await claimOne(archive, at(1))).toMatchObject({ delivery: { channel: DISCORD } });
    });

    it('says of what may have been posted that nobody can tell', async () => {
      const archive = await withDigest(2);
      const unknown = { kind: 'unknown', reason: 'The connection broke.', nextAt: at(5) } as const;
      await archive.settleDelivery(await claimOne(archive, at(1)), unknown);
      await archive.closeChannel(DESK, 'No permission.', at(1));
      expect(await stateOf(archive, 0)).toEqual({
        kind: 'ambiguous',
        reason: expect.stringContaining('No permission.'),
      });
      expect(await stateOf(archive, 1)).toMatchObject({ kind: 'rejected' });
    });

    it('leaves a call that is under way to whoever makes it, but not a lease that ran out', async () => {
      const archive = await withDigest();
      const claim = await claimOne(archive, at(1));
      await archive.closeChannel(DESK, 'No permission.', at(1));
      expect(await archive.settleDelivery(claim, { kind: 'sent', ref: '1', at: at(1) })).toBe(true);

      await archive.reopenChannel(DESK);
      await archive.publish(aPublication('d2', { from: at(0), to: at(1) }));
      await claimOne(archive, at(2));
      await archive.closeChannel(DESK, 'No permission.', at(3));
      expect((await archive.deliveries('d2'))[0]?.state.kind).toBe('ambiguous');
    });

    it('holds back new digests until the channel is opened again', async () => {
      const archive = await withDigest();
      await archive.closeChannel(DESK, 'No permission.', at(0));
      await archive.closeChannel(DESK, 'The channel was deleted.', at(1));
      await archive.publish(aPublication('d2', { from: at(0), to: at(1) }));
      expect(await archive.claimDeliveries(at(2), LEASE, 5, PLATFORMS)).toEqual([]);
      expect(await archive.nextDeliveryAt(PLATFORMS)).toBeNull();
      expect(await archive.pausedChannels()).toMatchObject([{ reason: 'The channel was deleted.' }]);
      await archive.reopenChannel(DESK);
      expect(await archive.pausedChannels()).toEqual([]);
      expect(await claimOne(archive, at(2))).toMatchObject({ delivery: { digestId: 'd2' } });
    });
  });
}
