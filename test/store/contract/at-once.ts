import { describe, expect, it } from 'vitest';
import type { Archive } from '../../../src/ports/archive.ts';
import { anEntry, aSubscription, WORKSPACE } from './kept.ts';

/** Reads what there is and writes it anew, as handlers do. */
async function addTopic(archive: Archive, name: string): Promise<void> {
  const [before = aSubscription({ topics: [] })] = await archive.keptSubscriptions();
  await archive.keepSubscription({ ...before, topics: [...before.topics, name] });
}

export function atOnceContract(open: () => Promise<Archive>): void {
  describe('a change', () => {
    it('is made whole, and gives back what it came to', async () => {
      const archive = await open();
      const made = await archive.atOnce(async (within) => {
        await addTopic(within, 'trade');
        await within.recordAudit(anEntry());
        return within.keptSubscriptions();
      });
      expect(made.map(({ topics }) => topics)).toEqual([['trade']]);
      expect(await archive.keptSubscriptions()).toEqual(made);
      expect(await archive.audit('slack', WORKSPACE, 9)).toEqual([anEntry()]);
    });

    it('that breaks off leaves nothing behind', async () => {
      const archive = await open();
      const broken = archive.atOnce(async (within) => {
        await addTopic(within, 'trade');
        await within.firstSeen('slack:E1', new Date());
        await within.recordAudit(anEntry());
        throw new Error('out of words');
      });
      await expect(broken).rejects.toThrow('out of words');
      expect(await archive.keptSubscriptions()).toEqual([]);
      expect(await archive.audit('slack', WORKSPACE, 9)).toEqual([]);
      expect(await archive.firstSeen('slack:E1', new Date())).toBe(true);
    });

    it('builds on the one before, however many are made at the same time', async () => {
      const archive = await open();
      const names = ['trade', 'energy', 'shipping', 'korea', 'tea'];
      await Promise.all(names.map((name) => archive.atOnce((within) => addTopic(within, name))));
      const [kept] = await archive.keptSubscriptions();
      expect(kept?.topics.toSorted()).toEqual(names.toSorted());
    });
  });
}
