/** The settings of what is seen from outside: health and metrics, spans, alerts. */
import { z } from 'zod';
import type { Channel } from '../digest/subscription.ts';
import { port, webAddress } from './address.ts';
import { channelSetting } from './channel.ts';

export interface WatchConfig {
  /** Where health and metrics are served; null for nowhere. */
  readonly web: { readonly host: string; readonly port: number } | null;
  /** Where the operator is told once of what begins and of what is over; null for the log only. */
  readonly alerts: Channel | null;
  /** Without an article for so long, the intake counts as silent. */
  readonly silentHours: number;
  /** Where OpenTelemetry's spans go; null for nowhere, and then none are made. */
  readonly collector: {
    readonly endpoint: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly service: string;
  } | null;
}

const HOURS = 'must be a number of hours, greater than 0';

/** As OpenTelemetry writes them: `name=value,name=value`, the values as in an address. */
const headers = z
  .string()
  .transform((text, context) => {
    const pairs = text.split(',').map((pair) => /^\s*([\w-]+)\s*=(.*)$/.exec(pair));
    try {
      return Object.fromEntries(
        pairs.map((pair) => [pair?.[1] ?? fail(), decodeURIComponent(pair?.[2]?.trim() ?? '')]),
      );
    } catch {
      // Nothing of it is repeated: it is a key.
      context.addIssue('must be written name=value, several with commas between them');
      return z.NEVER;
    }
  })
  .optional();

function fail(): never {
  throw new Error('no pair');
}

export const watchSettings = {
  NEWSDESK_HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'must be an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all of them')
    .default('127.0.0.1'),
  NEWSDESK_METRICS_PORT: port,
  NEWSDESK_ALERTS: channelSetting,
  NEWSDESK_SILENT_HOURS: z.coerce.number({ error: HOURS }).positive(HOURS).default(24),
  OTEL_EXPORTER_OTLP_ENDPOINT: webAddress,
  OTEL_EXPORTER_OTLP_HEADERS: headers,
  OTEL_SERVICE_NAME: z.string().trim().min(1).default('newsdesk'),
};

const watching = z.object(watchSettings);
type Watching = z.output<typeof watching>;

/**
 * Health and metrics have NEWSDESK_METRICS_PORT, or else NEWSDESK_PORT, unless Slack's requests arrive there: that one
 * stands open to the world.
 */
export function watchConfig(
  env: Watching & { readonly NEWSDESK_PORT?: number | undefined; readonly NEWSDESK_OPERATOR?: Channel | undefined },
  slackCallsUs: boolean,
): WatchConfig {
  const port = env.NEWSDESK_METRICS_PORT ?? (slackCallsUs ? undefined : env.NEWSDESK_PORT);
  const endpoint = env.OTEL_EXPORTER_OTLP_ENDPOINT;
  return {
    web: port === undefined ? null : { host: env.NEWSDESK_HOST, port },
    alerts: env.NEWSDESK_ALERTS ?? env.NEWSDESK_OPERATOR ?? null,
    silentHours: env.NEWSDESK_SILENT_HOURS,
    collector: endpoint
      ? { endpoint, headers: env.OTEL_EXPORTER_OTLP_HEADERS ?? {}, service: env.OTEL_SERVICE_NAME }
      : null,
  };
}
