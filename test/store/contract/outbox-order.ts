import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Delivery, DeliveryState } from '../../../src/delivery/delivery.ts';
import { type Channel, channelName, PLATFORMS } from '../../../src/digest/subscription.ts';
import type { Archive } from '../../../src/ports/archive.ts';
import type { DeliveryClaim } from '../../../src/ports/outbox.ts';
import { aPublication, DESK } from './publications.ts';
import { at, MINUTE } from './times.ts';

const LEASE = MINUTE;

/** Who goes when: one sender a channel, parts and digests in order, whatever happens to each. */
export function outboxOrderContract(open: () => Promise<Archive>): void {
  const keys = (claims: readonly DeliveryClaim[]) => claims.map(({ delivery }) => delivery.key);
  const claimAll = (archive: Archive, minute: number, limit = 50) =>
    archive.claimDeliveries(at(minute), LEASE, limit, PLATFORMS);

  describe('the order of deliveries', () => {
    it('is that of parts, one at a time, and the thread knows its root, and when the part before was sent', async () => {
      const archive = await open();
      await archive.publish(aPublication('d1', { from: at(-1), to: at(0) }, { parts: 3 }));
      const seen: [string, string | null, Date | null][] = [];
      for (let turn = 0; turn < 3; turn++) {
        const claims = await claimAll(archive, 1);
        expect(await claimAll(archive, 1)).toEqual([]);
        for (const claim of claims) {
          seen.push([claim.delivery.key, claim.rootRef, claim.previousAt]);
          await archive.settleDelivery(claim, { kind: 'sent', ref: `ref of ${claim.delivery.key}`, at: at(2 + turn) });
        }
      }
      expect(seen).toEqual([
        ['d1-0', null, null],
        ['d1-1', 'ref of d1-0', at(2)],
        ['d1-2', 'ref of d1-0', at(3)],
      ]);
    });

    it('lets an earlier digest to the channel go first, even while it waits, and even if the clock went back', async () => {
      const archive = await open();
      await archive.publish(aPublication('z-first', { from: at(-1), to: at(0) }, { parts: 2 }));
      const second = aPublication('a-second', { from: at(0), to: at(1) });
      await archive.publish({ ...second, at: at(-100) });
      const [first] = await claimAll(archive, 1);
      expect(first?.delivery.key).toBe('z-first-0');
      if (first) await archive.settleDelivery(first, { kind: 'failed', reason: 'busy', nextAt: at(10) });
      expect(await claimAll(archive, 5)).toEqual([]);
      expect(await archive.unsentDigests()).toEqual(['z-first', 'a-second']);

      const order: string[] = [];
      for (let turn = 0; turn < 3; turn++) {
        for (const claim of await claimAll(archive, 10)) {
          order.push(claim.delivery.key);
          await archive.settleDelivery(claim, { kind: 'sent', ref: '1', at: at(10) });
        }
      }
      expect(order).toEqual(['z-first-0', 'z-first-1', 'a-second-0']);
    });

    it('has one sender even where an earlier part comes in behind the back of a later one', async () => {
      const archive = await open();
      const first = aPublication('d1', { from: at(-1), to: at(0) });
      await archive.publish(first);
      for (const claim of await claimAll(archive, 1)) {
        await archive.settleDelivery(claim, { kind: 'sent', ref: '1', at: at(1) });
      }
      await archive.publish(aPublication('d2', { from: at(0), to: at(1) }));
      const [underWay] = await claimAll(archive, 2);
      const longer = aPublication('d1', { from: at(-1), to: at(0) }, { parts: 2 }).deliveries;
      if (first.digest) await archive.correctDigest(first.digest, longer, at(2));
      expect(await claimAll(archive, 2)).toEqual([]);
      expect(await archive.nextDeliveryAt(PLATFORMS)).toEqual(at(3));
      if (underWay) await archive.settleDelivery(underWay, { kind: 'sent', ref: '2', at: at(2) });
      expect(keys(await claimAll(archive, 2))).toEqual(['d1-1']);
    });

    it('lets no channel wait for another, and keeps the limit', async () => {
      const archive = await open();
      for (const id of ['A', 'B', 'C']) {
        const channel: Channel = { platform: 'slack', id };
        await archive.publish(aPublication(id, { from: at(-1), to: at(0) }, { channel, parts: 2 }));
      }
      expect(keys(await claimAll(archive, 1, 2))).toEqual(['A-0', 'B-0']);
      expect(keys(await claimAll(archive, 1))).toEqual(['C-0']);
    });

    it('gives each of many senders that ask at the same time another channel', async () => {
      const archive = await open();
      const ids = ['A', 'B', 'C', 'D', 'E'];
      for (const id of ids) {
        const channel: Channel = { platform: 'slack', id };
        await archive.publish(aPublication(id, { from: at(-1), to: at(0) }, { channel, parts: 3 }));
      }
      const claims = await Promise.all(Array.from({ length: 20 }, () => claimAll(archive, 1, 1)));
      expect(keys(claims.flat()).toSorted()).toEqual(ids.map((id) => `${id}-0`));
    });

    it('never has two senders in a channel, skips nothing and posts no part of a digest without its root', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
          await play(await open(), steps);
        }),
        { numRuns: 15 },
      );
    });
  });
}

const CHANNELS: readonly Channel[] = [DESK, { platform: 'discord', id: '7' }];

type Step =
  | { readonly kind: 'publish'; readonly channel: number; readonly parts: number }
  | { readonly kind: 'claim'; readonly limit: number }
  | { readonly kind: 'settle'; readonly which: number; readonly as: DeliveryState['kind'] }
  | { readonly kind: 'wait'; readonly minutes: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('publish' as const), channel: fc.nat(1), parts: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant('claim' as const), limit: fc.integer({ min: 1, max: 3 }) }),
  fc.record({
    kind: fc.constant('settle' as const),
    which: fc.nat(3),
    as: fc.constantFrom('sent', 'sent', 'sent', 'failed', 'unknown', 'rejected', 'ambiguous' as const),
  }),
  fc.record({ kind: fc.constant('wait' as const), minutes: fc.constantFrom(0.5, 2) }),
);

/** Plays the steps and checks, at each claim, everything that must hold of it. */
async function play(archive: Archive, steps: readonly Step[]): Promise<void> {
  let minute = 0;
  let digests = 0;
  let held: DeliveryClaim[] = [];
  const line = new Map<string, string[]>();
  const doubted = new Set<string>();
  for (const step of steps) {
    if (step.kind === 'wait') minute += step.minutes;
    if (step.kind === 'publish') {
      const channel = CHANNELS[step.channel] ?? DESK;
      const id = `d${digests++}`;
      await archive.publish(
        aPublication(id, { from: at(digests), to: at(digests + 1) }, { channel, parts: step.parts }),
      );
      line.set(channelName(channel), [...(line.get(channelName(channel)) ?? []), id]);
    }
    if (step.kind === 'settle') {
      const claim = held[step.which];
      if (!claim) continue;
      if (step.as === 'unknown') doubted.add(claim.delivery.key);
      held = held.filter((other) => other !== claim);
      await archive.settleDelivery(claim, stateAt(step.as, minute));
    }
    if (step.kind === 'claim') {
      const before = new Map(
        await Promise.all([...line].map(async ([channel, ids]) => [channel, await partsOf(archive, ids)] as const)),
      );
      for (const claim of await archive.claimDeliveries(at(minute), LEASE, step.limit, PLATFORMS)) {
        check(claim, before.get(channelName(claim.delivery.channel)) ?? [], doubted, minute);
        held.push(claim);
      }
    }
  }
}

async function partsOf(archive: Archive, ids: readonly string[]): Promise<Delivery[]> {
  return (await Promise.all(ids.map((id) => archive.deliveries(id)))).flat();
}

const OPEN: readonly DeliveryState['kind'][] = ['pending', 'sending', 'failed', 'unknown'];

function check(claim: DeliveryClaim, before: readonly Delivery[], doubted: Set<string>, minute: number): void {
  const { delivery } = claim;
  const first = before.find(({ state }) => OPEN.includes(state.kind));
  expect(delivery.key).toBe(first?.key);
  const live = before.filter(({ state }) => state.kind === 'sending' && state.leaseUntil > at(minute));
  expect(live).toEqual([]);
  if (delivery.part > 0) {
    const root = before.find(({ digestId, part }) => digestId === delivery.digestId && part === 0);
    expect(root?.state).toMatchObject({ kind: 'sent', ref: claim.rootRef });
  }
  if (first?.state.kind === 'sending') doubted.add(delivery.key);
  expect(claim.lookUpFirst).toBe(doubted.has(delivery.key));
}

function stateAt(kind: DeliveryState['kind'], minute: number): DeliveryState {
  switch (kind) {
    case 'pending':
      return { kind };
    case 'sending':
      return { kind, leaseUntil: at(minute + 1) };
    case 'sent':
      return { kind, ref: `ref at ${minute}`, at: at(minute) };
    case 'failed':
    case 'unknown':
      return { kind, reason: 'so it goes', nextAt: at(minute + 1) };
    case 'rejected':
    case 'ambiguous':
      return { kind, reason: 'so it goes' };
  }
}
