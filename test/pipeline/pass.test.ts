import { describe, expect, it } from 'vitest';
import type { Candidate } from '../../src/digest/candidate.ts';
import { createPass } from '../../src/pipeline/pass.ts';
import { handClock } from '../support/clock.ts';

const WINDOW = { from: new Date('2026-11-23T08:00:00Z'), to: new Date('2026-11-24T08:00:00Z') };
const CHANNEL = { platform: 'slack', id: 'C1' } as const;

/** An archive that notes which articles it was told to be known, and how many it was asked to count. */
function aPass({ articles = ['a', 'b'], unread = [0] } = {}) {
  const clock = handClock('2026-11-24T08:01:00Z');
  const known: string[][] = [];
  const counts = [...unread];
  let counted = 0;
  const pass = createPass(
    {
      async candidates(_channel, _window, before = new Map()) {
        known.push([...before.keys()]);
        return articles.map((articleId) => ({ articleId }) as Candidate);
      },
      async countUnread() {
        counted++;
        return counts.shift() ?? 0;
      },
    },
    clock,
  );
  return { clock, known, pass, counted: () => counted };
}

describe('what is read in a pass', () => {
  it('is known to the next channel, and no longer after some seconds', async () => {
    const { clock, known, pass } = aPass();
    for (const ms of [0, 1_000, 10_000, 0]) {
      await clock.advance(ms);
      await pass.candidates(CHANNEL, WINDOW);
    }
    expect(known).toEqual([[], ['a', 'b'], [], ['a', 'b']]);
  });

  it('is never more than some thousand articles', async () => {
    const { known, pass } = aPass({ articles: Array.from({ length: 9_000 }, (_, nth) => `${nth}`) });
    for (let channel = 0; channel < 3; channel++) await pass.candidates(CHANNEL, WINDOW);
    expect(known.every((ids) => ids.length <= 2_000)).toBe(true);
  });
});

describe('articles that are not read yet', () => {
  it('are counted until there are none, and then no more', async () => {
    const { pass, counted } = aPass({ unread: [2, 1, 0] });
    const found: number[] = [];
    for (let channel = 0; channel < 5; channel++) found.push(await pass.countUnread(WINDOW.to));
    expect(found).toEqual([2, 1, 0, 0, 0]);
    expect(counted()).toBe(3);
  });
});
