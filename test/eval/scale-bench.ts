/** How the program does as it grows: what it costs beside its model, in an archive of years, and while nothing happens. */
import { rmSync } from 'node:fs';
import { growthBench } from './growth-bench.ts';
import type { HeldAgainst } from './held-against.ts';
import { intakeBench } from './intake-bench.ts';
import { processBench } from './process-bench.ts';

const SIZES = [1_000, 10_000, 100_000];

/** @param isQuick leaves the largest archive out, and waits for less */
export async function scaleBench(isQuick: boolean): Promise<HeldAgainst[]> {
  const intake = await intakeBench();
  const { figures, folder, articles } = await growthBench(isQuick ? SIZES.slice(0, 2) : SIZES);
  try {
    return [...intake, ...figures, ...(await processBench(folder, articles, isQuick))];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
