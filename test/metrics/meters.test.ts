import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { PLATFORMS } from '../../src/digest/subscription.ts';
import { DEPTHS, EVENTS, type MetricDefinition } from '../../src/metrics/catalogue.ts';
import { commandLabel, measuredArchive, measuredDesk } from '../../src/metrics/measured.ts';
import { createMeters, type Meters } from '../../src/metrics/meters.ts';
import type { Archive } from '../../src/ports/archive.ts';
import type { Desk } from '../../src/ports.ts';
import { openSqliteArchive } from '../../src/store/sqlite/open.ts';
import { aPublication } from '../store/contract/publications.ts';
import { anArrival, anArticle, aRefusal, aSummary } from '../support/articles.ts';
import { type HandClock, handClock } from '../support/clock.ts';
import { aCall } from '../support/room.ts';

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 24, 8) + seconds * 1000);

let clock: HandClock;
let archive: Archive;
let meters: Meters;
beforeEach(async () => {
  clock = handClock(at(0).toISOString());
  const folder = mkdtempSync(join(tmpdir(), 'newsdesk-meters-'));
  const opened = await openSqliteArchive({ folder });
  meters = createMeters((now) => opened.vitals(now), clock, { ofProcess: false });
  archive = measuredArchive(opened, meters);
  onTestFinished(async () => {
    await opened.close();
    rmSync(folder, { recursive: true });
  });
});

/** The lines of a scrape that have a value and begin so. */
async function lines(...beginnings: string[]): Promise<string[]> {
  const text = await meters.scrape();
  return text.split('\n').filter((line) => beginnings.some((beginning) => line.startsWith(beginning)));
}

describe('the metrics', () => {
  it('count articles, readings and problems by what came of them', async () => {
    const article = anArticle();
    await archive.takeIn(anArrival(article));
    await archive.takeIn(aRefusal({ file: 'empty.txt' }));
    for (const claim of await archive.claimReading(at(1), 60_000, 5)) {
      await archive.keepSummary(claim, aSummary(article), at(2));
      // Too late: another process has done it.
      await archive.keepSummary(claim, aSummary(article), at(3));
    }
    expect(await lines('newsdesk_articles_total', 'newsdesk_problems_total', 'newsdesk_readings_total')).toEqual([
      'newsdesk_articles_total{outcome="taken"} 1',
      'newsdesk_articles_total{outcome="rejected"} 1',
      'newsdesk_problems_total{kind="refused-file"} 1',
      'newsdesk_readings_total{outcome="read"} 1',
    ]);
  });

  it('tell how late digests were published and delivered, and what waits meanwhile', async () => {
    const publication = aPublication('d1', { from: at(-60), to: at(0) }, { parts: 2 });
    await archive.publish({ ...publication, at: at(20) });
    await clock.advance(100_000);
    expect(await lines('newsdesk_outbox')).toEqual([
      'newsdesk_outbox_deliveries{platform="slack",state="pending"} 2',
      'newsdesk_outbox_oldest_due_age_seconds 80',
    ]);
    for (let part = 0; part < 2; part++) {
      for (const claim of await archive.claimDeliveries(at(100), 60_000, 5, PLATFORMS)) {
        await archive.settleDelivery(claim, { kind: 'sent', ref: '1', at: at(130) });
      }
    }
    await clock.advance(6_000);
    await clock.settle();
    expect(await lines('newsdesk_digest_', 'newsdesk_deliveries').then(sumsOnly)).toEqual([
      'newsdesk_digest_published_lateness_seconds_sum 20',
      'newsdesk_digest_published_lateness_seconds_count 1',
      'newsdesk_digest_delivered_lateness_seconds_sum{platform="slack"} 130',
      'newsdesk_digest_delivered_lateness_seconds_count{platform="slack"} 1',
      'newsdesk_deliveries_total{platform="slack",state="sent"} 2',
    ]);
    expect(await lines('newsdesk_outbox')).toEqual(['newsdesk_outbox_oldest_due_age_seconds 0']);
  });

  it('count what models were asked, and what it cost', async () => {
    const call = { at: at(0), purpose: 'summarize', articleId: null, model: 'small-1', outcome: 'answered' } as const;
    const tokens = { inputTokens: 900, cachedTokens: 300, outputTokens: 100, milliseconds: 1500 };
    await archive.recordCall({ ...call, ...tokens, costUsd: 0.25 });
    await archive.recordCall({ ...call, ...tokens, outcome: 'failed', costUsd: null });
    expect(await lines('newsdesk_model').then(sumsOnly)).toEqual([
      'newsdesk_model_calls_total{model="small-1",purpose="summarize",outcome="answered"} 1',
      'newsdesk_model_calls_total{model="small-1",purpose="summarize",outcome="failed"} 1',
      'newsdesk_model_tokens_total{model="small-1",kind="input"} 1800',
      'newsdesk_model_tokens_total{model="small-1",kind="cached"} 600',
      'newsdesk_model_tokens_total{model="small-1",kind="output"} 200',
      'newsdesk_model_cost_dollars_total{model="small-1"} 0.25',
      'newsdesk_model_call_duration_seconds_sum{model="small-1"} 3',
      'newsdesk_model_call_duration_seconds_count{model="small-1"} 2',
    ]);
  });

  it('tell how long people waited, and nothing of what they typed', async () => {
    const told: number[] = [];
    const answers = { answer: async () => null, acknowledged: (_: string, ms: number) => void told.push(ms) };
    const desk = measuredDesk(answers as unknown as Desk, meters, clock);
    await clock.advance(2_000);
    await desk.answer({ ...aCall('news ask', {}).invocation, at: at(0) }, () => {});
    await desk.answer({ ...aCall('what is the mayor up to', {}).invocation, at: at(1) }, () => {});
    desk.acknowledged?.('slack', 40);
    expect(told).toEqual([40]);
    expect(commandLabel('what is the mayor up to')).toBe('unknown');
    expect(await lines('newsdesk_command_duration', 'newsdesk_ack').then(sumsOnly)).toEqual([
      'newsdesk_command_duration_seconds_sum{command="news ask"} 2',
      'newsdesk_command_duration_seconds_count{command="news ask"} 1',
      'newsdesk_command_duration_seconds_sum{command="unknown"} 1',
      'newsdesk_command_duration_seconds_count{command="unknown"} 1',
      'newsdesk_acknowledgement_seconds_sum{platform="slack"} 0.04',
      'newsdesk_acknowledgement_seconds_count{platform="slack"} 1',
    ]);
  });

  it('share one look into the archive, and say when it could not be read instead of zeros', async () => {
    let looks = 0;
    let works = true;
    const vitals = await archive.vitals(at(0));
    meters = createMeters(
      async () => {
        looks++;
        if (!works) throw new Error('gone');
        return vitals;
      },
      clock,
      { ofProcess: false },
    );
    expect(await lines('newsdesk_archive_up', 'newsdesk_stories')).toEqual([
      'newsdesk_archive_up 1',
      'newsdesk_stories 0',
    ]);
    await meters.scrape();
    expect(looks).toBe(1);
    works = false;
    await clock.advance(6_000);
    expect(await lines('newsdesk_archive_up', 'newsdesk_stories')).toEqual(['newsdesk_archive_up 0']);
    works = true;
    await clock.advance(6_000);
    expect(await lines('newsdesk_archive_up', 'newsdesk_stories')).toEqual([
      'newsdesk_archive_up 1',
      'newsdesk_stories 0',
    ]);
  });

  it('have names and units as Prometheus wants them, and few labels', () => {
    for (const [name, { kind, labels }] of Object.entries<MetricDefinition>({ ...EVENTS, ...DEPTHS })) {
      expect(name).toMatch(/^newsdesk_[a-z]+(_[a-z]+)*$/);
      expect(name.endsWith('_total'), name).toBe(kind === 'counter');
      if (kind === 'histogram') expect(name).toMatch(/_seconds$/);
      for (const label of labels) {
        expect(['outcome', 'kind', 'platform', 'state', 'model', 'purpose', 'command']).toContain(label);
      }
    }
  });
});

const sumsOnly = (found: readonly string[]) => found.filter((line) => !line.includes('_bucket{'));

describe('docs/METRICS.md', () => {
  // `vitest -u` writes the tables anew.
  it('tells each metric as the catalogue has it', async () => {
    const page = [
      '# Metrics',
      '',
      'At `/metrics` of the port for health and metrics (README, "Keeping an eye on it"), in the text format of Prometheus.',
      'Beside these there are the usual ones of process and Node (`process_…`, `nodejs_…`, the lag of the event loop among',
      'them). No label holds a channel, a person or a text. They are those of `newsdesk start`: `newsdesk once` ends before anybody',
      'could ask.',
      '',
      '## What happened in this process since it started',
      '',
      'Add up all processes, and ask for the rate.',
      '',
      tableOf(EVENTS),
      '',
      '## What the archive holds now',
      '',
      'The same from every process; looked up at most every five seconds.',
      '',
      tableOf(DEPTHS),
      '',
    ];
    await expect(page.join('\n')).toMatchFileSnapshot('../../docs/METRICS.md');
  });
});

function tableOf(metrics: Readonly<Record<string, MetricDefinition>>): string {
  const rows = Object.entries(metrics).map(([name, { kind, labels, help }]) => [
    `\`${name}\``,
    kind,
    labels.map((label) => `\`${label}\``).join(', '),
    help,
  ]);
  const head = ['metric', 'kind', 'labels', 'tells'];
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, n) => cell.padEnd(widths[n] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
