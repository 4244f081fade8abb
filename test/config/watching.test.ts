import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadConfig } from '../../src/config.ts';

function load(variables: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'newsdesk-config-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return loadConfig(variables, folder);
}
function loaded(variables: Record<string, string>) {
  const read = load(variables);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.config;
}
function problems(variables: Record<string, string>): string[] {
  const read = load(variables);
  return read.ok ? [] : read.problems.map(({ place, what }) => `${place}: ${what}`);
}

const slack = { SLACK_BOT_TOKEN: 'xoxb-1-quiet', SLACK_SIGNING_SECRET: '0a1b2c3d', NEWSDESK_PORT: '3000' };

describe('the settings of what is seen from outside', () => {
  it('serve nothing, tell the log and make no spans unless they are set', () => {
    expect(loaded({})).toMatchObject({ web: null, alerts: null, silentHours: 24, collector: null });
  });

  it('serve on the loopback address unless another is named', () => {
    expect(loaded({ NEWSDESK_PORT: '9000' }).web).toEqual({ host: '127.0.0.1', port: 9000 });
    expect(loaded({ NEWSDESK_PORT: '9000', NEWSDESK_HOST: '0.0.0.0' }).web).toEqual({ host: '0.0.0.0', port: 9000 });
  });

  it('never serve on the port on which Slack’s requests arrive', () => {
    expect(loaded(slack).web).toBeNull();
    expect(loaded({ ...slack, NEWSDESK_METRICS_PORT: '9000' }).web).toEqual({ host: '127.0.0.1', port: 9000 });
    // With an app-level token Slack does not call.
    expect(loaded({ ...slack, SLACK_APP_TOKEN: 'xapp-1-quiet' }).web).toEqual({ host: '127.0.0.1', port: 3000 });
  });

  it('tell alerts where the operator is told of reports, unless another channel is named', () => {
    expect(loaded({ NEWSDESK_OPERATOR: 'console:terminal' }).alerts).toEqual({ platform: 'console', id: 'terminal' });
    const both = { NEWSDESK_OPERATOR: 'console:terminal', NEWSDESK_ALERTS: 'discord:100' };
    expect(loaded(both).alerts).toEqual({ platform: 'discord', id: '100' });
  });

  it('read the collector as OpenTelemetry writes it, and know its headers for secrets', () => {
    const config = loaded({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318',
      OTEL_EXPORTER_OTLP_HEADERS: 'x-key=quiet%20harbour,x-team=desk',
    });
    expect(config.collector).toEqual({
      endpoint: 'http://127.0.0.1:4318',
      headers: { 'x-key': 'quiet harbour', 'x-team': 'desk' },
      service: 'newsdesk',
    });
    expect(config.secrets).toEqual(expect.arrayContaining(['quiet%20harbour', 'quiet harbour']));
  });

  it('get one clear line each where they are wrong, and no secret is repeated', () => {
    expect(
      problems({
        NEWSDESK_ALERTS: '#ops',
        NEWSDESK_SILENT_HOURS: 'a day',
        NEWSDESK_METRICS_PORT: '0',
        NEWSDESK_HOST: 'not an address',
        OTEL_EXPORTER_OTLP_ENDPOINT: 'localhost:4318',
        OTEL_EXPORTER_OTLP_HEADERS: 'quiet harbour',
      }),
    ).toMatchInlineSnapshot(`
      [
        "NEWSDESK_HOST: must be an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all of them",
        "NEWSDESK_METRICS_PORT: must be a whole number from 1 to 65535",
        "NEWSDESK_ALERTS: "#ops" is no channel; write slack:C0123ABCD, discord:1234567890 or console:terminal",
        "NEWSDESK_SILENT_HOURS: must be a number of hours, greater than 0",
        "OTEL_EXPORTER_OTLP_ENDPOINT: must be an address that begins with http:// or https://",
        "OTEL_EXPORTER_OTLP_HEADERS: must be written name=value, several with commas between them",
      ]
    `);
  });
});
