import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { BULLETINS } from '../story/bulletins.ts';
import { REPORTS } from '../story/reports.ts';
import { measureDuplicates } from './duplicates-eval.ts';
import { type Figure, table } from './figure.ts';
import { historyEntry } from './history.ts';
import { readSets } from './sets.ts';
import { measureStories } from './stories-eval.ts';

const folder = mkdtempSync(join(tmpdir(), 'newsdesk-eval-'));
afterAll(() => rmSync(folder, { recursive: true }));
const keep = (name: string, rows: readonly unknown[]) =>
  writeFileSync(join(folder, name), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));

const FIGURE: Figure = {
  id: 'harbour.found',
  name: 'Harbours found',
  meaning: 'those that are there',
  value: 0.9649,
  unit: '%',
  of: '57 harbours',
  prototype: 0.9,
};

describe('measuring', () => {
  keep('stories.jsonl', [
    ...REPORTS.map(({ id, event, article }) => ({ id, story: event, text: article.text })),
    ...REPORTS.map(({ id, event, article }) => ({ id, story: event, text: article.text, date: '2026-11-24' })),
  ]);
  keep(
    'duplicates-base.jsonl',
    REPORTS.map(({ id, article }) => ({ id, text: article.text })),
  );
  keep(
    'duplicates-edited.jsonl',
    REPORTS.map(({ id, article }) => ({ base: id, edit: 'spaced', text: `  ${article.text}\n` })),
  );
  keep(
    'bulletins.jsonl',
    BULLETINS.flatMap(({ name, issues }) => issues.map(({ id, text }) => ({ id, series: name, text }))),
  );
  const sets = readSets(folder);
  const valued = (id: string, figures: readonly Figure[]) => figures.find((figure) => figure.id === id)?.value;

  it('finds copies, and nothing else among stories and bulletins', () => {
    const { figures, skipped } = measureDuplicates(sets);
    expect(skipped).toEqual([]);
    expect(valued('duplicates.recall', figures)).toBe(1);
    expect(valued('duplicates.anyOrder', figures)).toBe(1);
    expect(valued('duplicates.falseAmongStories', figures)).toBe(0);
    expect(valued('duplicates.falseAmongBulletins', figures)).toBe(0);
  });

  it('tells the dated rows of stories from the undated', () => {
    const { figures, skipped } = measureStories(sets);
    expect(skipped).toEqual([]);
    for (const sort of ['dated', 'undated']) {
      expect(valued(`stories.${sort}.bcubed`, figures)).toBeGreaterThan(0.9);
      expect(valued(`stories.${sort}.bcubedSpread`, figures)).toBeLessThan(0.1);
    }
  });

  it('says what is missing, and names the line that has another shape', () => {
    const empty = mkdtempSync(join(folder, 'empty-'));
    expect(measureStories(readSets(empty)).skipped).toEqual([{ area: 'story clusters', reason: 'no stories*.jsonl' }]);
    writeFileSync(join(empty, 'passages.jsonl'), '{"id":"1","title":"A","text":"B"}\n{"id":2}\n');
    expect(() => readSets(empty)).toThrow(/passages\.jsonl, line 2/);
  });
});

describe('a figure', () => {
  it('is shown with what it means and what it is held against', () => {
    const lines = table({ figures: [FIGURE], skipped: [{ area: 'ports', reason: 'no ports.jsonl' }] }).split('\n');
    expect(lines[1]).toMatch(/^Harbours found +96\.5 % +90\.0 {2}57 harbours$/);
    expect(lines[2]?.trim()).toBe('those that are there');
    expect(lines[3]).toBe('not measured: ports (no ports.jsonl)');
  });

  it('is kept in the history with the day, the note and the commit', () => {
    const at = new Date('2026-11-24T23:59:00Z');
    const entry = historyEntry({ at, note: 'a new\npier', commit: 'abc1234', figures: [FIGURE] });
    expect(entry).toContain('## 2026-11-24: a new pier\nOf commit abc1234.');
    expect(entry).toContain('| Harbours found | 96.5 | 90.0 | 57 harbours |');
    expect(historyEntry({ at, note: 'x', commit: null, figures: [] })).toContain('no known commit');
  });
});
