import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Vitals } from '../ports/vitals.ts';
import type { Clock } from '../ports.ts';
import { DEPTHS, EVENTS, type MetricDefinition } from './catalogue.ts';

type EventName = keyof typeof EVENTS;
type Labels = Readonly<Record<string, string>>;

export interface Meters {
  /** Counts up, or observes a value, whichever the metric is for. */
  note(name: EventName, labels?: Labels, value?: number): void;
  /** All metrics as Prometheus reads them. Never throws: an archive that can't be read is a metric too. */
  scrape(): Promise<string>;
  readonly contentType: string;
}

/** Scrapes that come within this, in milliseconds, share one look into the archive. */
const FRESH_MS = 5_000;

/**
 * @param look counts what is in the archive
 * @param ofProcess with Node's own metrics of process and event loop
 */
export function createMeters(
  look: (now: Date) => Promise<Vitals>,
  clock: Clock,
  { ofProcess = true }: { ofProcess?: boolean } = {},
): Meters {
  const registry = new Registry();
  if (ofProcess) collectDefaultMetrics({ register: registry });
  const events = new Map(
    Object.entries(EVENTS).map(([name, definition]) => [name, eventMetric(name, definition, registry)]),
  );
  const depths = new Map(
    Object.entries(DEPTHS).map(([name, { help, labels }]) => [
      name as keyof typeof DEPTHS,
      new Gauge({ name, help, labelNames: labels, registers: [registry] }),
    ]),
  );
  let last: { at: number; vitals: Promise<Vitals> } | null = null;

  function fresh(now: Date): Promise<Vitals> {
    if (last && Math.abs(now.getTime() - last.at) < FRESH_MS) return last.vitals;
    last = { at: now.getTime(), vitals: look(now) };
    return last.vitals;
  }

  async function measure(): Promise<void> {
    const now = clock.now();
    const vitals = await fresh(now).catch(() => null);
    for (const gauge of depths.values()) gauge.reset();
    const set = (name: keyof typeof DEPTHS, value: number, labels: Labels = {}) => depths.get(name)?.set(labels, value);
    if (vitals === null) {
      // Without a value they would be 0, as if all were done.
      for (const [name, gauge] of depths) if (DEPTHS[name].labels.length === 0) gauge.remove();
      set('newsdesk_archive_up', 0);
      return;
    }
    const age = (since: Date | null) => (since ? Math.max(0, now.getTime() - since.getTime()) / 1000 : 0);
    set('newsdesk_archive_up', 1);
    set('newsdesk_stories', vitals.stories);
    set('newsdesk_readings_pending', vitals.readings.pending);
    set('newsdesk_readings_oldest_pending_age_seconds', age(vitals.readings.oldestAt));
    for (const { platform, state, count } of vitals.outbox)
      set('newsdesk_outbox_deliveries', count, { platform, state });
    set('newsdesk_outbox_oldest_due_age_seconds', age(vitals.oldestDueAt));
    set('newsdesk_edits_pending', vitals.edits);
  }

  return {
    note: (name, labels = {}, value = 1) => events.get(name)?.(labels, value),
    contentType: registry.contentType,
    async scrape() {
      await measure();
      return registry.metrics();
    },
  };
}

type Note = (labels: Labels, value: number) => void;

function eventMetric(name: string, { kind, help, labels, buckets = [] }: MetricDefinition, registry: Registry): Note {
  const options = { name, help, labelNames: labels, registers: [registry] };
  if (kind === 'histogram') {
    const histogram = new Histogram({ ...options, buckets: [...buckets] });
    return (labels, value) => histogram.observe(labels, value);
  }
  const counter = new Counter(options);
  return (labels, value) => counter.inc(labels, value);
}
