/** OpenTelemetry's spans, where a collector is configured. Attributes are ids, names and counts, never anybody's words. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Context, Span, Tracer } from '@opentelemetry/api';
import type { Clock, Log } from '../ports.ts';

export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** One piece of work under a span. What it throws goes on, and the span is marked as failed. */
export type InSpan = <T>(
  name: string,
  attributes: Attributes,
  act: (note: (more: Attributes) => void) => Promise<T>,
) => Promise<T>;

export interface Spans {
  readonly inSpan: InSpan;
  /** Sends what is left. Takes two seconds at most, and never throws. */
  close(): Promise<void>;
}

export interface CollectorOptions {
  /** As OTEL_EXPORTER_OTLP_ENDPOINT has it: the root, below which `/v1/traces` is. */
  readonly endpoint: string;
  /** Sent along, such as a key. */
  readonly headers: Readonly<Record<string, string>>;
  readonly service: string;
}

/** A collector that does not answer must not hold up the end. Milliseconds. */
const LAST_WORDS_MS = 2_000;
const EXPORT_TIMEOUT_MS = 5_000;

/** Without a collector nothing of OpenTelemetry is loaded. */
export async function openSpans(
  collector: CollectorOptions | null,
  { clock, log }: { clock: Clock; log: Log },
): Promise<Spans> {
  if (collector === null) return { inSpan: (_name, _attributes, act) => act(() => {}), async close() {} };
  const [api, { TracerProvider, BatchSpanProcessor }, { OTLPTraceExporter }, { resourceFromAttributes }] =
    await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ]);
  const exporter = new OTLPTraceExporter({
    url: `${collector.endpoint.replace(/\/+$/, '')}/v1/traces`,
    headers: { ...collector.headers },
    timeoutMillis: EXPORT_TIMEOUT_MS,
  });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': collector.service }),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  });
  const tracer = provider.getTracer('newsdesk');
  return {
    inSpan: spanning(api, tracer),
    close: () => within(LAST_WORDS_MS, provider.shutdown(), { clock, log }),
  };
}

/** Spans that begin within another become its children. */
function spanning(api: typeof import('@opentelemetry/api'), tracer: Tracer): InSpan {
  const around = new AsyncLocalStorage<Context>();
  return (name, attributes, act) => {
    const parent = around.getStore() ?? api.ROOT_CONTEXT;
    const span: Span = tracer.startSpan(name, { attributes }, parent);
    return around.run(api.trace.setSpan(parent, span), async () => {
      try {
        return await act((more) => void span.setAttributes(more));
      } catch (error) {
        // Its message may hold anything.
        span.setStatus({ code: api.SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'error' });
        throw error;
      } finally {
        span.end();
      }
    });
  };
}

async function within(ms: number, work: Promise<void>, { clock, log }: { clock: Clock; log: Log }): Promise<void> {
  const ended = new AbortController();
  const late = clock.sleep(ms, ended.signal).then(() => 'late' as const);
  const sent = work.then(
    () => 'sent' as const,
    () => 'failed' as const,
  );
  const outcome = await Promise.race([sent, late]);
  ended.abort();
  if (outcome !== 'sent') log.warn('the last spans did not reach the collector', { outcome });
}
