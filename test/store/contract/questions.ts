import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Turn } from '../../../src/answer/answer.ts';
import type { Archive } from '../../../src/ports/archive.ts';
import { ILSE, OTHER, TOMAS, WORKSPACE } from './kept.ts';
import { DESK } from './publications.ts';
import { at, MINUTE } from './times.ts';

const DAY = '2026-11-14';
const LOOSE = { perPerson: 100, perChannel: 100, perWorkspace: 100 };

export function questionContract(open: () => Promise<Archive>): void {
  const asker = { platform: 'slack', workspace: WORKSPACE, channel: DESK, person: ILSE } as const;

  describe('limits of questions', () => {
    it('are none until somebody sets them, for each workspace apart', async () => {
      const archive = await open();
      expect(await archive.questionLimits('slack', WORKSPACE)).toBeNull();
      await archive.keepQuestionLimits('slack', WORKSPACE, LOOSE);
      const limits = { perPerson: 5, perChannel: 20, perWorkspace: 50 };
      await archive.keepQuestionLimits('slack', WORKSPACE, limits);
      await archive.keepQuestionLimits('discord', null, LOOSE);
      expect(await archive.questionLimits('slack', WORKSPACE)).toEqual(limits);
      expect(await archive.questionLimits('slack', null)).toBeNull();
      expect(await archive.questionLimits('discord', null)).toEqual(LOOSE);
    });
  });

  describe('spending a question', () => {
    it('counts it for the person, the channel and the workspace, day by day', async () => {
      const archive = await open();
      expect(await archive.questionsOn(DAY, asker)).toEqual({ person: 0, channel: 0, workspace: 0 });
      expect(await archive.spendQuestion(asker, DAY, LOOSE)).toBeNull();
      await archive.spendQuestion({ ...asker, person: TOMAS }, DAY, LOOSE);
      await archive.spendQuestion({ ...asker, channel: { platform: 'slack', id: 'C0ELSE' } }, DAY, LOOSE);
      await archive.spendQuestion({ ...asker, workspace: 'T0OTHER', channel: OTHER, platform: 'discord' }, DAY, LOOSE);
      expect(await archive.questionsOn(DAY, asker)).toEqual({ person: 2, channel: 2, workspace: 3 });
      expect(await archive.questionsOn('2026-11-15', asker)).toEqual({ person: 0, channel: 0, workspace: 0 });
    });

    for (const limit of ['perPerson', 'perChannel', 'perWorkspace'] as const) {
      it(`names ${limit} when it is reached, and counts nothing then`, async () => {
        const archive = await open();
        const limits = { ...LOOSE, [limit]: 2 };
        expect(await archive.spendQuestion(asker, DAY, limits)).toBeNull();
        expect(await archive.spendQuestion(asker, DAY, limits)).toBeNull();
        expect(await archive.spendQuestion(asker, DAY, limits)).toBe(limit);
        expect(await archive.questionsOn(DAY, asker)).toEqual({ person: 2, channel: 2, workspace: 2 });
        expect(await archive.spendQuestion(asker, '2026-11-15', limits)).toBeNull();
        expect(await archive.spendQuestion(asker, '2026-11-16', { ...LOOSE, [limit]: 0 })).toBe(limit);
      });
    }

    it('never exceeds a limit, however many ask at the same time', async () => {
      const some = fc.record({ perPerson: fc.nat(4), perChannel: fc.nat(6), perWorkspace: fc.nat(8) });
      const who = fc.record({ person: fc.constantFrom(ILSE, TOMAS), channel: fc.constantFrom(DESK, OTHER) });
      await fc.assert(
        fc.asyncProperty(some, fc.array(who, { minLength: 5, maxLength: 20 }), async (limits, people) => {
          const archive = await open();
          const askers = people.map((one) => ({ ...asker, ...one }));
          const outcomes = await Promise.all(askers.map((by) => archive.spendQuestion(by, DAY, limits)));
          for (const [key, limit] of [
            ['person', limits.perPerson],
            ['channel', limits.perChannel],
            ['workspace', limits.perWorkspace],
          ] as const) {
            for (const by of askers) {
              const same = askers.filter(
                (other, n) => outcomes[n] === null && (key === 'workspace' || other[key] === by[key]),
              );
              expect(same.length).toBeLessThanOrEqual(limit);
              expect((await archive.questionsOn(DAY, by))[key]).toBe(same.length);
            }
          }
          await archive.close();
        }),
        { numRuns: 15 },
      );
    });
  });

  describe('the turns of a thread', () => {
    const turn = (n: number, minute = n): Turn => ({
      question: `Question ${n}?`,
      answer: n === 1 ? '' : `Answer ${n}.`,
      articleIds: ['a', 'b'].slice(0, n),
      at: at(minute),
    });

    it('are the last ones, oldest first, of this thread only', async () => {
      const archive = await open();
      for (let n = 0; n < 4; n++) await archive.keepTurn(DESK, 'root', ILSE, WORKSPACE, turn(n, 0));
      await archive.keepTurn(DESK, 'other root', ILSE, WORKSPACE, turn(8));
      await archive.keepTurn(OTHER, 'root', TOMAS, null, turn(9));
      expect(await archive.turns(DESK, 'root', 3)).toEqual([turn(1, 0), turn(2, 0), turn(3, 0)]);
      expect(await archive.turns(DESK, 'nowhere', 3)).toEqual([]);
    });

    it('are forgotten after thirty days', async () => {
      const archive = await open();
      const month = (30 * 24 * 60 * 60_000) / MINUTE;
      await archive.keepTurn(DESK, 'root', ILSE, WORKSPACE, turn(0, 0));
      await archive.keepTurn(DESK, 'root', ILSE, WORKSPACE, turn(1, 1));
      await archive.keepTurn(OTHER, 'root', ILSE, null, turn(2, month + 1));
      expect(await archive.turns(DESK, 'root', 5)).toEqual([turn(1, 1)]);
    });
  });
}
