import { describe, expect, it } from 'vitest';
import type { Archive } from '../../../src/ports/archive.ts';
import type { Correction } from '../../../src/ports/conversation.ts';
import { aMute, anEntry, aReport, ILSE, OTHER, TOMAS, WORKSPACE } from './kept.ts';
import { DESK } from './publications.ts';
import { at } from './times.ts';

export function moderationContract(open: () => Promise<Archive>): void {
  describe('mutes', () => {
    it('are in force in their channel until their end', async () => {
      const archive = await open();
      const forGood = aMute();
      const forAWhile = aMute({
        kind: 'story',
        subject: 's1',
        label: 'Strike',
        until: at(10),
        made: { person: ILSE, at: at(1) },
      });
      const elsewhere = aMute({ channel: OTHER });
      for (const mute of [forGood, forAWhile, elsewhere]) await archive.keepMute(mute);
      expect(await archive.mutes(DESK, at(9))).toEqual([forGood, forAWhile]);
      expect(await archive.mutes(DESK, at(10))).toEqual([forGood]);
      expect(await archive.mutes(OTHER, at(9))).toEqual([elsewhere]);
    });

    it('are replaced by one of the same thing, and dropped once', async () => {
      const archive = await open();
      await archive.keepMute(aMute({ until: at(1) }));
      await archive.keepMute(aMute({ until: at(50) }));
      expect(await archive.mutes(DESK, at(2))).toEqual([aMute({ until: at(50) })]);
      expect(await archive.dropMute(DESK, 'actor', 'Harbour Courier')).toBe(false);
      expect(await archive.dropMute(DESK, 'source', 'Harbour Courier')).toBe(true);
      expect(await archive.dropMute(DESK, 'source', 'Harbour Courier')).toBe(false);
      expect(await archive.mutes(DESK, at(2))).toEqual([]);
    });
  });

  describe('reports', () => {
    it('come newest first, to their workspace only', async () => {
      const archive = await open();
      const reports = [1, 2, 3].map((n) => aReport({ id: `r${n}`, reason: `Reason ${n}` }));
      for (const report of reports) await archive.keepReport(report);
      await archive.keepReport(aReport({ id: 'other', workspace: 'T0OTHER' }));
      await archive.keepReport(aReport({ id: 'direct', workspace: null }));
      await archive.keepReport(aReport({ id: 'r1', reason: 'Said again' }));
      expect(await archive.reports('slack', WORKSPACE, 2)).toEqual([reports[2], reports[1]]);
      expect(await archive.reports('slack', WORKSPACE, 9)).toEqual(reports.toReversed());
      expect(await archive.reports('slack', null, 9)).toEqual([aReport({ id: 'direct', workspace: null })]);
      expect(await archive.reports('discord', WORKSPACE, 9)).toEqual([]);
    });
  });

  describe('corrections', () => {
    it('come oldest first, of the stories asked for', async () => {
      const archive = await open();
      const made = { person: TOMAS, at: at(0) };
      const corrections: Correction[] = [
        { storyId: 's1', text: 'It was on Sunday.', origin: null, made },
        { storyId: 's2', text: 'It was Osk.', origin: { platform: 'slack', workspace: WORKSPACE }, made },
        { storyId: 's1', text: 'It was on Monday after all.', origin: { platform: 'discord', workspace: null }, made },
      ];
      for (const correction of corrections) await archive.keepCorrection(correction);
      expect(await archive.corrections(['s1'])).toEqual([corrections[0], corrections[2]]);
      expect(await archive.corrections(['s2', 's1'])).toEqual(corrections);
      expect(await archive.corrections(['s3'])).toEqual([]);
      expect(await archive.corrections([])).toEqual([]);
    });
  });

  describe('the audit', () => {
    it('comes newest first, whatever the clock did, to its workspace only', async () => {
      const archive = await open();
      const entries = [at(0), at(0), at(-60)].map((when, n) => anEntry({ at: when, subject: `topic ${n}` }));
      for (const entry of entries) await archive.recordAudit(entry);
      await archive.recordAudit(anEntry({ workspace: null }));
      await archive.recordAudit(anEntry({ platform: 'discord', channel: OTHER }));
      expect(await archive.audit('slack', WORKSPACE, 2)).toEqual([entries[2], entries[1]]);
      expect(await archive.audit('slack', WORKSPACE, 9)).toEqual(entries.toReversed());
      expect(await archive.audit('slack', null, 9)).toEqual([anEntry({ workspace: null })]);
    });
  });
}
