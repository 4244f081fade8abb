import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRetention } from '../../src/pipeline/retain.ts';
import type { Archive } from '../../src/ports/archive.ts';
import type { Log } from '../../src/ports.ts';
import { openSqliteArchive } from '../../src/store/sqlite/open.ts';
import { anArrival, anArticle, aSummary, ownWords } from '../support/articles.ts';
import { handClock } from '../support/clock.ts';

const DAY = 24 * 3_600_000;
const START = '2026-11-24T08:00:00Z';
const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };

let folder: string;
let archive: Archive;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'newsdesk-retain-'));
  archive = await openSqliteArchive({ folder });
});
afterEach(async () => {
  await archive.close();
  rmSync(folder, { recursive: true, force: true });
});

const daysAgo = (days: number) => new Date(Date.parse(START) - days * DAY);

async function tell(n: number, at: Date, length = 1) {
  const text = `Ferry number ${n} sailed. ${ownWords(n)} ${'Nothing else was heard of it. '.repeat(length)}`;
  await archive.takeIn(anArrival(anArticle({ file: `${n}.txt`, paragraphs: [text] }), { at }));
  for (const claim of await archive.claimReading(at, 1, 9))
    await archive.keepSummary(claim, aSummary(claim.article), at);
}

async function toTheEnd(retain: () => Promise<Date | null>) {
  let calls = 1;
  while (await retain()) calls++;
  return calls;
}

const articles = async () => (await archive.counts()).articles;

describe('keeping articles for a number of days', () => {
  it('lets go of what is older, and of what grows older, once a day', async () => {
    const clock = handClock(START);
    const retain = createRetention({ archive, keepDays: 30, clock, log: silent });
    await tell(0, daysAgo(31));
    await tell(1, daysAgo(29.5));
    await tell(2, daysAgo(1));
    await toTheEnd(retain);
    expect(await articles()).toBe(2);
    await clock.advance(DAY - 1);
    await toTheEnd(retain);
    expect(await articles()).toBe(2);
    await clock.advance(1);
    await toTheEnd(retain);
    expect(await articles()).toBe(1);
  });

  it('keeps everything where nothing is set', async () => {
    await tell(0, daysAgo(10_000));
    const retain = createRetention({ archive, keepDays: null, clock: handClock(START), log: silent });
    expect(await retain()).toBeNull();
    expect(await articles()).toBe(1);
  });

  it('asks to be called again while there is more, so that digests have their turn, and goes on after a crash', async () => {
    for (let n = 0; n < 600; n++) await tell(n, daysAgo(40));
    const clock = handClock(START);
    const first = createRetention({ archive, keepDays: 30, clock, log: silent });
    expect(await first()).toEqual(clock.now());
    const half = await articles();
    expect(half).toBeGreaterThan(0);
    expect(half).toBeLessThan(600);
    await archive.close();
    archive = await openSqliteArchive({ folder });
    await toTheEnd(createRetention({ archive, keepDays: 30, clock, log: silent }));
    expect(await archive.counts()).toEqual({ articles: 0, stories: 0, unread: 0, problems: 0 });
  });

  it('gives the room back to the disk', async () => {
    for (let n = 0; n < 40; n++) await tell(n, daysAgo(40), 5_000);
    await archive.close();
    const file = join(folder, 'newsdesk.db');
    const before = statSync(file).size;
    archive = await openSqliteArchive({ folder });
    await toTheEnd(createRetention({ archive, keepDays: 30, clock: handClock(START), log: silent }));
    await archive.close();
    expect(statSync(file).size).toBeLessThan(before / 2);
    archive = await openSqliteArchive({ folder });
  });
});
