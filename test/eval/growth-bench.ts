/** What a digest and a search cost as the archive grows. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderSlack } from '../../src/chat/slack/render.ts';
import { materialFor } from '../../src/command/everyone/material.ts';
import { digestId } from '../../src/digest/compose.ts';
import { digestOf } from '../../src/digest/digest-of.ts';
import { messageOf } from '../../src/digest/lookback-message.ts';
import type { Archive } from '../../src/ports/archive.ts';
import { openSqliteArchive } from '../../src/store/sqlite/open.ts';
import { ARTICLES_A_DAY, growArchive, TOPICS, takenAt } from './grown-archive.ts';
import type { HeldAgainst } from './held-against.ts';
import { dice, inventedWord, zipf } from './invented-news.ts';

const COMPOSE_MS = 100;
const SEARCH_MS = 50;
const SEARCHES = 300;
const DAY_MS = 86_400_000;

interface Grown {
  readonly figures: HeldAgainst[];
  /** With the largest archive, whose newest article came in just now; whoever is done with it removes it. */
  readonly folder: string;
  readonly articles: number;
}

export async function growthBench(sizes: readonly number[]): Promise<Grown> {
  const folder = mkdtempSync(join(tmpdir(), 'newsdesk-bench-'));
  const articles = sizes.at(-1) ?? 0;
  const start = new Date(Date.now() - (articles * DAY_MS) / ARTICLES_A_DAY);
  const found: { size: number; compose: number; search: number }[] = [];
  let there = 0;
  for (const size of sizes) {
    await growArchive(folder, start, there, size);
    there = size;
    const archive = await openSqliteArchive({ folder });
    // The first one of all pays for what is compiled once.
    if (found.length === 0) await composing(archive, new Date(takenAt(start, size - ARTICLES_A_DAY)));
    const compose = await composing(archive, new Date(takenAt(start, size)));
    found.push({ size, compose, search: await searching(archive) });
    await archive.close();
  }
  const kinds = [
    { kind: 'compose', what: 'composing a digest', ms: COMPOSE_MS, of: COMPOSED } as const,
    { kind: 'search', what: 'a search', ms: SEARCH_MS, of: SEARCHED } as const,
  ];
  const figures = kinds.flatMap(({ kind, what, ms, of }) => [
    ...found.map((one) => ({
      id: `${kind}.${one.size}`,
      name: `${what}, ${one.size} articles`,
      value: one[kind] / ms,
      unit: 'x' as const,
      bar: 1,
      peer: `the limit of ${ms} ms: ${one[kind].toFixed(1)} ms ${of}`,
    })),
    growth(
      kind,
      what,
      found.map((one) => ({ size: one.size, ms: one[kind] })),
    ),
  ]);
  return { figures, folder, articles };
}

const COMPOSED = `in the middle of digests of a day's ${ARTICLES_A_DAY} articles for channels of two topics each, from the archive to Slack's blocks`;
const SEARCHED = `at the 95th percentile of ${SEARCHES} queries of one to four words, common and rare`;

function growth(kind: string, what: string, found: readonly { size: number; ms: number }[]): HeldAgainst {
  const [first, last] = [found[0], found.at(-1)];
  const factor = (last?.ms ?? 0) / (first?.ms ?? 1);
  const grown = (last?.size ?? 0) / (first?.size ?? 1);
  return {
    id: `${kind}.growth`,
    name: `${what}, growth`,
    value: factor,
    unit: 'x',
    bar: null,
    peer: `the archive, which grew ${grown.toFixed(0)}-fold: from ${first?.ms.toFixed(1)} ms to ${last?.ms.toFixed(1)} ms`,
  };
}

/** As `publish` makes them, for one channel after another; the first ones warm up. */
async function composing(archive: Archive, to: Date): Promise<number> {
  const window = { from: new Date(to.getTime() - DAY_MS), to };
  const took: number[] = [];
  for (let n = 0; n < 2 * TOPICS.length; n++) {
    const topics = [TOPICS[n % TOPICS.length] ?? '', TOPICS[(5 * n + 3) % TOPICS.length] ?? ''];
    const channel = { platform: 'slack', id: `C${n}` } as const;
    const begun = performance.now();
    const candidates = await archive.candidates(channel, window);
    const material = await materialFor(candidates, { channel, workspace: 'T1' }, archive);
    const subscriptionId = `slack:C${n}@08:00`;
    const frame = { id: digestId(subscriptionId, to), subscriptionId, channel, topics, actors: [], window };
    const wishes = { mutes: await archive.mutes(channel, to), hiddenTopics: [], knownTopics: topics };
    const { digest } = await digestOf({ ...frame, zone: 'Europe/Berlin', trouble: null }, { ...material, ...wishes });
    if (digest.stories.length === 0) throw new Error('the digest is empty');
    renderSlack(messageOf(digest));
    if (n >= 4) took.push(performance.now() - begun);
  }
  return percentile(took, 0.5);
}

async function searching(archive: Archive): Promise<number> {
  const random = dice(7);
  const took: number[] = [];
  for (let n = 0; n < SEARCHES; n++) {
    const words = Array.from({ length: 1 + (n % 4) }, () => inventedWord((n % 3) * 50 + zipf(random)));
    const begun = performance.now();
    await archive.search(words.join(' '), 10, n % 2 === 0 ? {} : { hiddenTopics: [TOPICS[0] ?? ''] });
    took.push(performance.now() - begun);
  }
  return percentile(took, 0.95);
}

function percentile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? 0;
}
