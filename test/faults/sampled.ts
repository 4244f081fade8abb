/** What the everyday run tries of all there is to try; `npm run test:faults` tries the rest. */
import { expect } from 'vitest';
import { serverUrl } from '../support/postgres.ts';
import type { Fault, Hit } from './faults.ts';
import { breachesOf, oneAfterAnother, seeded } from './matrix.ts';
import { type RunOptions, run } from './run.ts';

const SEED = 20_261_124;

/** Half of them, the same each time; every fault is among them. */
export function drawn<One extends Hit>(hits: readonly One[]): readonly One[] {
  const random = seeded(SEED);
  const seen = new Set<Fault>();
  return hits.filter(({ fault }) => {
    const isDrawn = random() < 0.5 || !seen.has(fault);
    seen.add(fault);
    return isDrawn;
  });
}

/** The databases share the faults where there is a server: this one is left to it. */
export const isForServer = ({ at }: Hit) => serverUrl !== null && at % 5 === 0;

/** So many times three faults one after another, with the steps side by side. */
export async function severalFaults(stores: Pick<RunOptions, 'make'>, times: number): Promise<void> {
  const random = seeded(SEED);
  const options = { ...stores, together: true, random };
  const { points } = (await run([], options)).faults;
  let happened = 0;
  for (let left = times; left > 0; left--) {
    for await (const tried of oneAfterAnother(points, 3, random, options)) {
      expect(breachesOf(tried)).toEqual([]);
      happened += tried.ran.faults.happened.length;
    }
  }
  expect(happened).toBeGreaterThan(times);
}

/** So many of them, at even distances; each kind of fault follows on another kind of point. */
export function seldom<One>(hits: readonly One[], count: number): readonly One[] {
  return Array.from({ length: count }, (_, nth) => hits[Math.floor((nth * hits.length) / count)] as One);
}
