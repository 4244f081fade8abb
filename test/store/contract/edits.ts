import { describe, expect, it } from 'vitest';
import type { Part } from '../../../src/delivery/delivery.ts';
import { PLATFORMS } from '../../../src/digest/subscription.ts';
import type { Archive } from '../../../src/ports/archive.ts';
import type { DeliveryClaim, EditClaim } from '../../../src/ports/outbox.ts';
import { aDigest } from '../../support/digests.ts';
import { aPublication, DESK } from './publications.ts';
import { at, MINUTE } from './times.ts';

const LEASE = MINUTE;
const WINDOW = { from: at(-1), to: at(0) };
const CORRECTED = aDigest({ id: 'd1', subscriptionId: 'desk@08:00', channel: DESK, window: WINDOW, considered: 99 });

/** Corrections of what was posted: each in the place of its part, once that is sent. */
export function editContract(open: () => Promise<Archive>): void {
  async function withDigest(parts: number, sent: number): Promise<Archive> {
    const archive = await open();
    await archive.publish(aPublication('d1', WINDOW, { parts }));
    for (let part = 0; part < sent; part++) await send(archive, await nextDelivery(archive));
    return archive;
  }

  async function nextDelivery(archive: Archive): Promise<DeliveryClaim> {
    const [claim] = await archive.claimDeliveries(at(1), LEASE, 1, PLATFORMS);
    if (!claim) throw new Error('nothing to deliver');
    return claim;
  }

  function send(archive: Archive, claim: DeliveryClaim) {
    return archive.settleDelivery(claim, { kind: 'sent', ref: `ref-${claim.delivery.part}`, at: at(1) });
  }

  async function nextEdit(archive: Archive, now = at(3)): Promise<EditClaim> {
    const [claim] = await archive.claimEdits(now, LEASE, 1, PLATFORMS);
    if (!claim) throw new Error('nothing to edit');
    return claim;
  }

  const done = { nextAt: null, reason: null };
  const contentOf = (part: number, text = `Part ${part}`): Part => ({
    place: part === 0 ? 'root' : 'thread',
    payload: { text },
  });
  const correct = (archive: Archive, texts: readonly string[], minute = 2) =>
    archive.correctDigest(
      CORRECTED,
      texts.map((text, part) => ({ key: `d1-${part}`, part, content: contentOf(part, text) })),
      at(minute),
    );
  const textsToSend = async (archive: Archive) =>
    (await archive.deliveries('d1')).map(({ content }) => (content.payload as { text: string }).text);

  describe('correcting a digest', () => {
    it('keeps it, and edits the sent parts that read otherwise, each under its root', async () => {
      const archive = await withDigest(3, 3);
      expect(await correct(archive, ['Part 0', 'Part 1, corrected', 'Part 2, corrected'])).toBe(true);
      expect((await archive.digest('d1'))?.digest).toEqual(CORRECTED);
      expect(await archive.nextEditAt(PLATFORMS)).toEqual(at(2));
      const first = await nextEdit(archive);
      expect(first).toEqual({
        key: 'd1-1',
        channel: DESK,
        ref: 'ref-1',
        rootRef: 'ref-0',
        content: contentOf(1, 'Part 1, corrected'),
        attempt: 1,
        fence: 1,
      });
      expect(await archive.claimEdits(at(3), LEASE, 5, PLATFORMS)).toEqual([]);
      expect(await archive.settleEdit(first, done)).toBe(true);
      expect(await archive.settleEdit(first, done)).toBe(false);
      expect(await archive.settleEdit(await nextEdit(archive), done)).toBe(true);
      expect(await archive.nextEditAt(PLATFORMS)).toBeNull();
      expect(await textsToSend(archive)).toEqual(['Part 0', 'Part 1, corrected', 'Part 2, corrected']);
    });

    it('changes nothing that reads the same, however often', async () => {
      const archive = await withDigest(1, 1);
      await correct(archive, ['Corrected']);
      await archive.settleEdit(await nextEdit(archive), done);
      await correct(archive, ['Corrected']);
      expect(await archive.nextEditAt(PLATFORMS)).toBeNull();
    });

    it('sends as corrected what is not sent yet, and further parts after it', async () => {
      const archive = await withDigest(2, 0);
      await correct(archive, ['Root, corrected', 'Part 1, corrected', 'Part 2, new']);
      expect(await textsToSend(archive)).toEqual(['Root, corrected', 'Part 1, corrected', 'Part 2, new']);
      expect(await archive.nextEditAt(PLATFORMS)).toBeNull();
      for (let part = 0; part < 3; part++) await send(archive, await nextDelivery(archive));
      expect(await archive.unsentDigests()).toEqual([]);
    });

    it('never sends a part that fell away before it was seen', async () => {
      const archive = await withDigest(2, 1);
      await correct(archive, ['All in one']);
      expect(await archive.unsentDigests()).toEqual([]);
      expect(await nextEdit(archive)).toMatchObject({ key: 'd1-0', content: contentOf(0, 'All in one') });
    });

    it('lets an edit follow what is just being sent, or may have been', async () => {
      const archive = await withDigest(1, 0);
      const sending = await nextDelivery(archive);
      await correct(archive, ['Corrected']);
      expect(await archive.claimEdits(at(3), LEASE, 1, PLATFORMS)).toEqual([]);
      await archive.settleDelivery(sending, { kind: 'unknown', reason: 'The connection broke.', nextAt: at(1) });
      expect(await archive.nextEditAt(PLATFORMS)).toBeNull();
      const again = await nextDelivery(archive);
      expect(again.delivery.content).toEqual(contentOf(0));
      await send(archive, again);
      expect(await nextEdit(archive)).toMatchObject({ ref: 'ref-0', content: contentOf(0, 'Corrected') });
    });

    it('says so when there is no such digest', async () => {
      const archive = await open();
      expect(await archive.correctDigest(CORRECTED, [], at(1))).toBe(false);
    });
  });

  describe('an edit', () => {
    it('whose lease ran out is taken again, and whoever had it writes nothing any more', async () => {
      const archive = await withDigest(1, 1);
      await correct(archive, ['Corrected']);
      const lost = await nextEdit(archive, at(3));
      expect(await archive.nextEditAt(PLATFORMS)).toEqual(at(4));
      expect(await archive.claimEdits(at(3.9), LEASE, 1, PLATFORMS)).toEqual([]);
      const found = await nextEdit(archive, at(4));
      expect(found).toMatchObject({ attempt: 2, content: contentOf(0, 'Corrected') });
      expect(await archive.settleEdit(lost, done)).toBe(false);
      expect(await archive.settleEdit(found, done)).toBe(true);
    });

    it('that failed waits for its time; one that is given up never comes again', async () => {
      const archive = await withDigest(1, 1);
      await correct(archive, ['Corrected']);
      await archive.settleEdit(await nextEdit(archive), { nextAt: at(10), reason: 'Busy.' });
      expect(await archive.claimEdits(at(9), LEASE, 1, PLATFORMS)).toEqual([]);
      const again = await nextEdit(archive, at(10));
      expect(again.attempt).toBe(2);
      await archive.settleEdit(again, { nextAt: null, reason: 'The message is gone.' });
      expect(await archive.nextEditAt(PLATFORMS)).toBeNull();
      expect(await textsToSend(archive)).toEqual(['Part 0']);
    });

    it('gives way to a later one that comes while it waits', async () => {
      const archive = await withDigest(1, 1);
      await correct(archive, ['First']);
      await correct(archive, ['Second'], 3);
      const only = await nextEdit(archive);
      expect(only.content).toEqual(contentOf(0, 'Second'));
      await archive.settleEdit(only, done);
      expect(await archive.nextEditAt(PLATFORMS)).toBeNull();
    });

    it('is followed by a later one that comes while it is being sent', async () => {
      const archive = await withDigest(1, 1);
      await correct(archive, ['First']);
      const first = await nextEdit(archive);
      await correct(archive, ['Second'], 3);
      expect(await archive.claimEdits(at(3), LEASE, 1, PLATFORMS)).toEqual([]);
      expect(await archive.settleEdit(first, done)).toBe(true);
      const second = await nextEdit(archive);
      expect(second.content).toEqual(contentOf(0, 'Second'));
      await archive.settleEdit(second, done);
      expect(await textsToSend(archive)).toEqual(['Second']);
    });

    it('waits while its platform is not connected or its channel is closed', async () => {
      const archive = await withDigest(1, 1);
      await correct(archive, ['Corrected']);
      expect(await archive.claimEdits(at(3), LEASE, 1, ['discord'])).toEqual([]);
      await archive.closeChannel(DESK, 'No permission.', at(3));
      expect(await archive.claimEdits(at(3), LEASE, 1, PLATFORMS)).toEqual([]);
      expect(await archive.nextEditAt(PLATFORMS)).toBeNull();
      await archive.reopenChannel(DESK);
      expect(await nextEdit(archive)).toMatchObject({ key: 'd1-0' });
    });
  });
}
