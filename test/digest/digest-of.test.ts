import { describe, expect, it } from 'vitest';
import { digestOf } from '../../src/digest/digest-of.ts';
import { selectStories } from '../../src/digest/select.ts';
import { aCandidate } from '../support/candidates.ts';
import { aDigest } from '../support/digests.ts';

const { stories: _stories, considered: _considered, ...FRAME } = aDigest();

describe('a digest of many stories', () => {
  it('lets others have their turn every few stories, and is the same as in one go', async () => {
    const candidates = Array.from({ length: 100 }, (_, n) => aCandidate(`a${n}`));
    let turns = 0;
    const { digest } = await digestOf(FRAME, { candidates }, async () => {
      turns += 1;
    });
    expect(turns).toBeGreaterThanOrEqual(10);
    expect(digest.stories).toEqual(selectStories({ candidates, topics: ['all'] }).stories);
  });

  it('covers what it tells and what says nothing beyond, and nothing else', async () => {
    const told = new Map([
      [
        'old',
        [
          {
            publishedAt: new Date('2026-11-22T07:00:00Z'),
            story: { ...aCandidate('x').summary, delta: null, disputes: [] },
          },
        ],
      ],
    ]);
    const candidates = [aCandidate('new'), aCandidate('old'), aCandidate('empty', { summary: { actors: [] } })];
    const { digest, covered } = await digestOf(FRAME, { candidates, told });
    expect(digest.stories.map(({ storyId }) => storyId)).toEqual(['new']);
    expect(covered).toEqual(['new', 'old']);
  });
});
