import { describe, expect, it } from 'vitest';
import { bCubed, mean, nDcg, pairwise, precisionAt, rouge1, scoresOf, spread } from './metrics.ts';

/** Clusters as strings of letters: what is in one word was put together, capitals apart what belongs together. */
const clustered = (put: string, belongs: string) =>
  [...put].map((letter, at) => ({ put: letter, belongs: belongs[at] ?? '' }));

describe('B-cubed', () => {
  it('is 1 for the right clusters, whatever they are called', () => {
    expect(bCubed(clustered('aabbc', 'xxyyz'))).toEqual({ precision: 1, recall: 1, f1: 1 });
  });

  it('averages over the items', () => {
    // Put together: 1 2 3 | 4. Belong together: 1 2 | 3 4.
    // Precision: 2/3, 2/3, 1/3, 1 = 8/3 of 4. Recall: 1, 1, 1/2, 1/2 = 3 of 4.
    const { precision, recall, f1 } = bCubed(clustered('aaab', 'xxyy'));
    expect(precision).toBeCloseTo(2 / 3);
    expect(recall).toBeCloseTo(3 / 4);
    expect(f1).toBeCloseTo((2 * (2 / 3) * (3 / 4)) / (2 / 3 + 3 / 4));
  });

  it('has no mercy on one cluster for all', () => {
    expect(bCubed(clustered('aaaa', 'wxyz'))).toMatchObject({ precision: 1 / 4, recall: 1 });
  });
});

describe('pairs', () => {
  it('are counted together and apart', () => {
    // Put: 12 13 23. Belong: 12 34. Right: 12.
    expect(pairwise(clustered('aaab', 'xxyy'))).toEqual({ precision: 1 / 3, recall: 1 / 2, f1: 2 / 5 });
  });

  it('are nothing to measure where there are none', () => {
    expect(pairwise(clustered('ab', 'xy')).f1).toBeNaN();
  });
});

describe('ranked lists', () => {
  it('are right in their first places', () => {
    expect(precisionAt(5, [true, false, true])).toBeCloseTo(2 / 5);
    expect(precisionAt(2, [true, true, false])).toBe(1);
  });

  it('gain less further down', () => {
    // 3 + 1/log2(3), of 3 + 2/log2(3) + 1/log2(4).
    expect(nDcg(3, [3, 1, 0], [1, 2, 3])).toBeCloseTo((3 + 1 / Math.log2(3)) / (3 + 2 / Math.log2(3) + 1 / 2));
    expect(nDcg(3, [3, 2, 1], [1, 2, 3])).toBe(1);
    expect(nDcg(1, [0, 5], [5])).toBe(0);
  });
});

describe('ROUGE-1', () => {
  it('counts each word as often as both have it', () => {
    // Said: the the port closed; wanted: the port reopened. In common: the, port.
    expect(rouge1('The the port closed.', 'the port reopened')).toBeCloseTo((2 * 2) / (4 + 3));
    expect(rouge1('ferry', 'harbour')).toBe(0);
  });

  it('takes the forms of a word for one, and short words as they are', () => {
    expect(rouge1('Ferries sailed', 'the ferry sails')).toBeCloseTo((2 * 2) / (2 + 3));
    expect(rouge1('its', 'it')).toBe(0);
  });
});

describe('scores', () => {
  it('follow from counts', () => {
    expect(scoresOf(2, 4, 8)).toEqual({ precision: 1 / 2, recall: 1 / 4, f1: 1 / 3 });
    expect(scoresOf(0, 0, 3)).toMatchObject({ precision: Number.NaN, recall: 0, f1: 0 });
  });

  it('are averaged, and spread', () => {
    expect(mean([1, 2, 6])).toBe(3);
    expect(spread([0.9, 0.94, 0.91])).toBeCloseTo(0.04);
    expect(mean([])).toBeNaN();
  });
});
