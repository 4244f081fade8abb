/**
 * Every metric, once: what it is made from, and what `docs/METRICS.md` says of it. Labels have few values each: no channel,
 * no person, no text. Names follow https://prometheus.io/docs/practices/naming/.
 */

export interface MetricDefinition {
  readonly kind: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly labels: readonly string[];
  /** Upper ends; of a histogram only. */
  readonly buckets?: readonly number[];
}

const counter = (help: string, ...labels: string[]): MetricDefinition => ({ kind: 'counter', help, labels });
const gauge = (help: string, ...labels: string[]): MetricDefinition => ({ kind: 'gauge', help, labels });

/** Seconds: a digest may be late by moments, or by a day's downtime. */
const LATENESS = [5, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 14_400, 86_400];
/** Seconds: both platforms wait three for an acknowledgement. */
const ACKNOWLEDGEMENT = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3];
/** Seconds. */
const ANSWER = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** What happened in this process since it started. Add up all processes. */
export const EVENTS = {
  newsdesk_articles_total: counter('Files taken from the inbox: taken, duplicate, rejected, known.', 'outcome'),
  newsdesk_problems_total: counter('What came to nothing: refused files, readings given up.', 'kind'),
  newsdesk_readings_total: counter('Readings: read, failed (tried again), given-up.', 'outcome'),
  newsdesk_model_calls_total: counter(
    'Calls to a model, by what they were for and what came of it.',
    'model',
    'purpose',
    'outcome',
  ),
  newsdesk_model_tokens_total: counter(
    'Tokens of model calls: input, cached (part of input), output.',
    'model',
    'kind',
  ),
  newsdesk_model_cost_dollars_total: counter('What model calls cost, where prices are set.', 'model'),
  newsdesk_model_call_duration_seconds: {
    kind: 'histogram',
    help: 'How long a call to a model took.',
    labels: ['model'],
    buckets: [0.25, 0.5, 1, 2.5, 5, 10, 20, 45, 90],
  },
  newsdesk_digests_total: counter('Windows published: digest, or silent on a quiet day.', 'outcome'),
  newsdesk_digest_published_lateness_seconds: {
    kind: 'histogram',
    help: "From a window's end until its digest was published.",
    labels: [],
    buckets: LATENESS,
  },
  newsdesk_digest_delivered_lateness_seconds: {
    kind: 'histogram',
    help: "From a window's end until the digest stood in its channel.",
    labels: ['platform'],
    buckets: LATENESS,
  },
  newsdesk_deliveries_total: counter('What calls made of deliveries, by the state after them.', 'platform', 'state'),
  newsdesk_edits_total: counter(
    'Corrections of posted messages: done, failed (tried again), given-up.',
    'platform',
    'outcome',
  ),
  newsdesk_commands_total: counter('What people asked for, and what came of it.', 'command', 'outcome'),
  newsdesk_command_duration_seconds: {
    kind: 'histogram',
    help: 'From an invocation until its answer.',
    labels: ['command'],
    buckets: ANSWER,
  },
  newsdesk_acknowledgement_seconds: {
    kind: 'histogram',
    help: 'From an event of a platform until it was acknowledged.',
    labels: ['platform'],
    buckets: ACKNOWLEDGEMENT,
  },
} as const satisfies Record<string, MetricDefinition>;

/** What the archive holds at the time of the scrape: the same from every process. */
export const DEPTHS = {
  newsdesk_archive_up: gauge(
    '1 when the archive could be read for this scrape, else 0, and the others here are left out.',
  ),
  newsdesk_stories: gauge('Stories in the archive.'),
  newsdesk_readings_pending: gauge('Articles still to be read.'),
  newsdesk_readings_oldest_pending_age_seconds: gauge('Age of the oldest article still to be read; 0 when none is.'),
  newsdesk_outbox_deliveries: gauge('Deliveries that are not settled.', 'platform', 'state'),
  newsdesk_outbox_oldest_due_age_seconds: gauge('For how long the oldest due delivery has been due; 0 when none is.'),
  newsdesk_edits_pending: gauge('Corrections of posted messages still to be made.'),
} as const satisfies Record<string, MetricDefinition>;
