import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { likenessOf } from '../../src/pipeline/likeness.ts';
import { type TakenIn, takeIn } from '../../src/pipeline/take-in.ts';
import type { Archive } from '../../src/ports/archive.ts';
import type { Log } from '../../src/ports.ts';
import { openSqliteArchive } from '../../src/store/sqlite/open.ts';
import { aBench, type Bench } from '../inbox/dropped.ts';
import { anArrival, anArticle } from '../support/articles.ts';

const REPORT = `The ferry Gannet ran aground on the Osk sandbank on Monday night with 212 passengers, the coastguard said.
Captain Ada Finch reported a failure of the steering gear, which had been repaired in spring.
Tugs from Tarn Bridge pulled at the Gannet until dawn, and everybody was brought ashore in Osk by 7 boats.
Its operator, Osk Crossing, promised to pay each of them 40 crowns and to look at its 5 other ferries.`;

let bench: Bench;
let archive: Archive;
let errors: string[];
let folder: string;

beforeEach(async () => {
  bench = await aBench();
  folder = mkdtempSync(join(tmpdir(), 'newsdesk-take-in-'));
  archive = await openSqliteArchive({ folder });
  errors = [];
});

afterEach(async () => {
  await archive.close();
  bench.remove();
  rmSync(folder, { recursive: true, force: true });
});

const log: Log = { debug() {}, info() {}, warn() {}, error: (message) => errors.push(message) };

function sweep(over: Partial<Archive> = {}): Promise<TakenIn> {
  const { inbox, clock } = bench;
  return takeIn({ inbox, archive: { ...archive, ...over }, shelf: async () => [], clock, log, tell() {} });
}

/** The article of a file that was taken in. */
async function article(file: string) {
  const [id] = await archive.articlesOfFile(file);
  const trace = await archive.trace(id ?? '');
  if (!trace) throw new Error(`${file} was not taken in`);
  return trace;
}

describe('taking in what is dropped', () => {
  it('reads no edited, shortened or reprinted copy, and says why', async () => {
    bench.drop('report.txt', `date 2026-11-23\n${REPORT}`, 200);
    await sweep();
    const reworded = REPORT.replace('which had been repaired in spring', 'mended only this spring');
    bench.drop('edited.txt', `date 2026-11-23\nAdvertisment\n${reworded}`);
    bench.drop('cut.txt', `date 2026-11-23\n${REPORT.split('\n').slice(0, 2).join('\n')}`);
    bench.drop('reprint.txt', `date 2026-11-24\n${REPORT.toUpperCase()}`);
    expect(await sweep()).toEqual({ taken: 0, rejected: 0, duplicates: 3 });
    expect(await archive.counts()).toMatchObject({ articles: 4, unread: 1 });
    const original = (await article('report.txt')).article.id;
    for (const file of ['edited.txt', 'cut.txt', 'reprint.txt'])
      expect(await article(file)).toMatchObject({
        duplicateOf: original,
        duplicateBecause: expect.stringMatching(/same|%/),
      });
    expect(bench.list('inbox')).toEqual([]);
  });

  it('takes the same wording with other figures for another text', async () => {
    bench.drop('monday.txt', `date 2026-11-23\n${REPORT}`, 200);
    await sweep();
    const other = REPORT.replace('212', '87')
      .replace('by 7', 'by 3')
      .replace('40 crowns', '95 crowns')
      .replace('5 other', '2 other');
    bench.drop('tuesday.txt', `date 2026-11-24\n${other}`);
    expect(await sweep()).toEqual({ taken: 1, rejected: 0, duplicates: 0 });
    expect(await article('tuesday.txt')).toMatchObject({ duplicateOf: null, newerOf: null });
  });

  it('loses no file when the archive cannot say what it is like', async () => {
    bench.drop('report.txt', REPORT);
    bench.drop('broken.xyz', new Uint8Array([0, 1, 2]));
    const sharing = () => Promise.reject(new Error('the index is broken'));
    expect(await sweep({ sharing })).toEqual({ taken: 1, rejected: 1, duplicates: 0 });
    expect(errors).toEqual(['an article could not be held against others']);
    expect(bench.list('inbox')).toEqual([]);
  });
});

describe('a report that grows', () => {
  const FLASH = REPORT.split('\n').slice(0, 2).join('\n');
  const INQUIRY = `The ministry in Sund opened an inquiry and asked all operators on the coast for their books of the last ten years.
Its inspectors want to know who signed for the repair, and why the ship sailed with a crew of nine instead of fourteen.
Lena Marsh, who speaks for the passengers, said many of them would rather have their day in court than any crowns.`;
  const [SHORT, MIDDLE, LONG] = ['short', 'middle', 'long'] as const;
  const TEXTS = { short: FLASH, middle: REPORT, long: `${REPORT}\n${INQUIRY}` };

  it.each([
    [[SHORT, MIDDLE, LONG], { short: null, middle: SHORT, long: MIDDLE }, {}],
    [[SHORT, LONG, MIDDLE], { short: null, long: SHORT }, { middle: LONG }],
    [[MIDDLE, SHORT, LONG], { middle: null, long: MIDDLE }, { short: MIDDLE }],
    [[MIDDLE, LONG, SHORT], { middle: null, long: MIDDLE }, { short: [MIDDLE, LONG] }],
    [[LONG, SHORT, MIDDLE], { long: null }, { short: LONG, middle: LONG }],
    [[LONG, MIDDLE, SHORT], { long: null }, { short: LONG, middle: LONG }],
  ])('is read whenever it says substantially more: %s', async (order, read, copies) => {
    for (const size of order) {
      bench.drop(`${size}.txt`, `date 2026-11-23\n${TEXTS[size]}`, 200);
      await sweep();
    }
    const idOf = async (size: string | null) => size && (await article(`${size}.txt`)).article.id;
    for (const [size, older] of Object.entries(read))
      expect(await article(`${size}.txt`), size).toMatchObject({ duplicateOf: null, newerOf: await idOf(older) });
    for (const [size, originals] of Object.entries(copies)) {
      const { duplicateOf, newerOf } = await article(`${size}.txt`);
      expect(await Promise.all([originals].flat().map(idOf)), size).toContain(duplicateOf);
      expect(newerOf, size).toBeNull();
    }
  });
});

describe('what an article is like', () => {
  const paragraphs = REPORT.split('\n');
  const older = anArticle({ file: 'older.txt', paragraphs, url: 'https://courier.example/gannet', date: '2026-11-14' });
  /** The report with one figure of many corrected, under another address. */
  const newer = (over: Parameters<typeof anArticle>[0] = {}) =>
    anArticle({
      file: 'newer.txt',
      id: 'b'.repeat(32),
      url: 'https://courier.example/gannet-2',
      paragraphs: paragraphs.map((text) => text.replace('212', '221')),
      ...over,
    });

  async function likeness(of: typeof older) {
    return likenessOf(of, archive);
  }

  beforeEach(async () => {
    await archive.takeIn(anArrival(older, { likeness: await likeness(older) }));
  });

  it('is a text of its own, of which nothing is known yet', async () => {
    const { copyOf, newerOf, keys } = await likeness(
      anArticle({ paragraphs: ['The assembly of Velmark passed a budget.'] }),
    );
    expect({ copyOf, newerOf }).toEqual({ copyOf: null, newerOf: null });
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('is a newer version of what the same publisher said under the same title some days before', async () => {
    const found = await likeness(newer({ date: '2026-11-16' }));
    expect(found).toMatchObject({ copyOf: null, newerOf: { articleId: older.id } });
    expect(found.newerOf?.reason).toMatch(/“212” and “221”|“221” and “212”/);
  });

  it.each([
    ['of another publisher', { source: 'Sund Post' }],
    ['of nobody known', { source: null }],
    ['of later days', { date: '2026-11-18' }],
    ['that is older', { date: '2026-11-13' }],
    ['under another title', { title: 'Sandbank holds a ship' }],
  ])('is no newer version of one %s', async (_, over) => {
    expect((await likeness(newer(over))).newerOf).toBeNull();
  });

  it('is a newer version of what stood under the same address, whatever its title', async () => {
    const found = await likeness(
      newer({ url: older.url, title: 'Sandbank holds a ship', source: null, date: '2026-11-20' }),
    );
    expect(found.newerOf?.articleId).toBe(older.id);
    expect((await likeness(newer({ url: older.url, date: '2026-11-13' }))).newerOf).toBeNull();
  });

  it('is no newer version of yesterday’s bulletin, which has other figures throughout', async () => {
    const bulletin = newer({
      date: '2026-11-15',
      paragraphs: paragraphs.map((text) => text.replace(/\d+/g, (figure) => String(Number(figure) * 3))),
    });
    expect(await likeness(bulletin)).toMatchObject({ copyOf: null, newerOf: null });
  });

  it('is a copy of the nearest of several, and of the oldest that are as near', async () => {
    const cut = anArticle({ id: 'c'.repeat(32), paragraphs: paragraphs.slice(0, 2), date: '2026-11-10' });
    await archive.takeIn(anArrival(cut, { likeness: { ...(await likeness(cut)), copyOf: null } }));
    const again = anArticle({ id: 'd'.repeat(32), paragraphs: [...paragraphs, 'By Una Brook.'], date: '2026-11-12' });
    await archive.takeIn(anArrival(again, { likeness: { ...(await likeness(again)), copyOf: null } }));
    const found = await likeness(newer({ paragraphs: [...paragraphs, 'Picture by Ivo.'] }));
    expect(found).toMatchObject({ copyOf: { articleId: again.id }, newerOf: null });
  });

  it('is read where it is a fuller report, and takes the place of the same publisher’s only', async () => {
    const more = [
      'The ministry opened an inquiry and asked all operators on the coast for the books that they kept of late.',
      'Its inspectors want to know who signed for the repair, and why the ship sailed with a crew that was too small.',
    ];
    const fuller = (over: Parameters<typeof anArticle>[0] = {}) =>
      likeness(newer({ paragraphs: [...paragraphs, ...more], title: 'Ministry looks into ferries', ...over }));
    const date = older.date;
    expect(await fuller({ date })).toMatchObject({
      copyOf: null,
      newerOf: { articleId: older.id, reason: expect.stringMatching(/contains the shorter text/) },
    });
    for (const other of [{ source: 'Sund Post' }, { source: null }, { date: '2026-11-13' }, { date: '2026-11-20' }])
      expect(await fuller({ date, ...other }), JSON.stringify(other)).toMatchObject({ copyOf: null, newerOf: null });
  });

  it('is the same when it comes again', async () => {
    expect(await likeness(older)).toMatchObject({ copyOf: null, newerOf: null });
  });
});
