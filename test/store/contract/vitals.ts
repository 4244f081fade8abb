import { describe, expect, it } from 'vitest';
import { PLATFORMS } from '../../../src/digest/subscription.ts';
import type { Archive } from '../../../src/ports/archive.ts';
import { anArrival, anArticle, ownWords } from '../../support/articles.ts';
import { aPublication, DESK } from './publications.ts';
import { at, MINUTE } from './times.ts';

export function vitalsContract(open: () => Promise<Archive>): void {
  describe('how the archive is doing', () => {
    it('is nothing to speak of while it is empty', async () => {
      const archive = await open();
      await archive.checkReadable();
      await archive.checkWritable(at(0));
      expect(await archive.alerts()).toEqual([]);
      expect(await archive.newestArrival()).toBeNull();
      expect(await archive.vitals(at(0))).toEqual({
        stories: 0,
        readings: { pending: 0, oldestAt: null },
        outbox: [],
        oldestDueAt: null,
        edits: 0,
      });
    });

    it('tells what waits, since when, and what came in last', async () => {
      const archive = await open();
      for (const [index, hour] of [1, 2].entries()) {
        await archive.takeIn(
          anArrival(anArticle({ file: `${index}.txt`, paragraphs: [ownWords(index)] }), { at: at(hour) }),
        );
      }
      const { readings } = await archive.vitals(at(3));
      expect(readings).toEqual({ pending: 2, oldestAt: at(1) });
      expect(await archive.newestArrival()).toEqual(at(2));
    });

    it('tells what of the outbox waits, since when it has been due, and for whom a digest is late', async () => {
      const archive = await open();
      await archive.publish(aPublication('d1', { from: at(0), to: at(1) }, { parts: 2 }));
      expect((await archive.vitals(at(2))).outbox).toEqual([{ platform: 'slack', state: 'pending', count: 2 }]);
      expect((await archive.vitals(at(2))).oldestDueAt).toEqual(at(1));
      expect(await archive.undelivered(at(0.5))).toEqual([]);
      expect(await archive.undelivered(at(1))).toEqual([{ channel: 'slack:C0DESK', dueAt: at(1), reason: null }]);

      const [claim] = await archive.claimDeliveries(at(2), MINUTE, 1, PLATFORMS);
      if (!claim) throw new Error('nothing to claim');
      await archive.settleDelivery(claim, { kind: 'failed', reason: 'It was slow.', nextAt: at(5) });
      expect(await archive.undelivered(at(1))).toEqual([
        { channel: 'slack:C0DESK', dueAt: at(1), reason: 'It was slow.' },
      ]);
      expect((await archive.vitals(at(4))).oldestDueAt).toEqual(at(1));

      await archive.closeChannel(DESK, 'gone', at(6));
      expect(await archive.undelivered(at(1))).toEqual([]);
      expect((await archive.vitals(at(6))).outbox).toEqual([]);
    });
  });

  describe('alerts', () => {
    const silent = { kind: 'intake-silent', subject: '' } as const;
    const lease = (hour: number) => ({ from: at(hour), until: at(hour + 0.1) });

    it('are raised by one, lifted by one, and raised again only by what came after', async () => {
      const archive = await open();
      const raised = await Promise.all(
        [1, 1, 1].map((hour) => archive.raiseAlert({ ...silent, since: at(hour) }, lease(hour))),
      );
      expect(raised.filter(Boolean)).toHaveLength(1);
      expect(await archive.alerts()).toEqual([{ ...silent, since: at(1), overAt: null, untoldUntil: at(1.1) }]);

      const lifted = await Promise.all(
        [2, 2].map((hour) => archive.liftAlert({ ...silent, overAt: at(hour) }, lease(hour))),
      );
      expect(lifted.filter(Boolean)).toHaveLength(1);
      expect(await archive.raiseAlert({ ...silent, since: at(1.5) }, lease(1.5))).toBe(false);
      expect(await archive.raiseAlert({ ...silent, since: at(3) }, lease(3))).toBe(true);
      expect(await archive.alerts()).toEqual([{ ...silent, since: at(3), overAt: null, untoldUntil: at(3.1) }]);
    });

    it('are raised, and lifted, again by one when whoever did so never said that it was told', async () => {
      const archive = await open();
      await archive.raiseAlert({ ...silent, since: at(1) }, lease(1));
      expect(await archive.raiseAlert({ ...silent, since: at(1) }, lease(1.05))).toBe(false);
      const again = await Promise.all(
        [2, 2].map((hour) => archive.raiseAlert({ ...silent, since: at(1) }, lease(hour))),
      );
      expect(again.filter(Boolean)).toHaveLength(1);
      // The one that came too late has nothing to say any more.
      await archive.alertTold(silent, lease(1));
      expect(await archive.alerts()).toEqual([{ ...silent, since: at(1), overAt: null, untoldUntil: at(2.1) }]);
      await archive.alertTold(silent, lease(2));
      expect(await archive.raiseAlert({ ...silent, since: at(1) }, lease(9))).toBe(false);

      expect(await archive.liftAlert({ ...silent, overAt: at(10) }, lease(10))).toBe(true);
      expect(await archive.liftAlert({ ...silent, overAt: at(10) }, lease(11))).toBe(true);
      await archive.alertTold(silent, lease(11));
      expect(await archive.liftAlert({ ...silent, overAt: at(10) }, lease(20))).toBe(false);
      expect(await archive.alerts()).toEqual([{ ...silent, since: at(1), overAt: at(10), untoldUntil: null }]);
    });

    it('are as before when nobody could be told', async () => {
      const archive = await open();
      await archive.raiseAlert({ ...silent, since: at(1) }, lease(1));
      await archive.liftAlert({ ...silent, overAt: at(2) }, lease(2));
      await archive.unliftAlert(silent);
      expect(await archive.alerts()).toEqual([{ ...silent, since: at(1), overAt: null, untoldUntil: null }]);
      await archive.unraiseAlert(silent);
      expect(await archive.alerts()).toEqual([]);
    });
  });
}
