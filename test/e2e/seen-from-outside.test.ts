/** The real program, looked at from outside while it works: its log at the lowest level, health, metrics, spans, alerts. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Collector, startCollector } from '../support/collector.ts';
import { type DiscordServer, startDiscordServer } from '../support/discord-server.ts';
import { error, MODES } from '../support/model-answers.ts';
import { type ModelServer, startModelServer } from '../support/model-server.ts';
import { aDesk, type Desk, type Running } from '../support/newsdesk.ts';
import { modelSettings } from '../support/settings.ts';
import { types } from '../support/slack/deeds.ts';
import { NEWS_CHANNEL, type SlackServer, startSlackServer } from '../support/slack-server.ts';

vi.setConfig({ testTimeout: 120_000 });

const SECRETS = {
  OPENAI_API_KEY: 'sk-quiet-harbour-4711-abcdef',
  SLACK_BOT_TOKEN: 'xoxb-4711-quiet-harbour-token',
  DISCORD_TOKEN: 'NDcxMQ.quiet.harbour-token-of-the-bot',
  OTEL_EXPORTER_OTLP_HEADERS: 'x-key=quiet-harbour-of-spans',
};

/** None of these may be read anywhere in the log. */
const WORDS = [
  'Nadia Corvin',
  'storm damaged',
  'port authority',
  'price of grain',
  'closes the harbour',
  'How many piers',
];

function articleOf(place: string, piers: number): string {
  return `date 2026-11-23 The mayor of ${place} closes the harbour

Mayor Nadia Corvin of ${place} closed the harbour of ${place} on Tuesday after a storm damaged ${piers} piers.

The port authority of ${place} expects that ships will return within ${piers} weeks. The closure could raise the price of grain in ${place}.
`;
}

let desk: Desk;
let slack: SlackServer;
let discord: DiscordServer;
let model: ModelServer;
let collector: Collector;
let port: number;
let running: Running | undefined;

beforeEach(async () => {
  desk = aDesk({ samples: true });
  [slack, discord, model, collector, port] = await Promise.all([
    startSlackServer({ botToken: SECRETS.SLACK_BOT_TOKEN }),
    startDiscordServer({ token: SECRETS.DISCORD_TOKEN }),
    startModelServer({ apiKey: SECRETS.OPENAI_API_KEY }),
    startCollector(),
    freePort(),
  ]);
  desk.write(
    'feeds/subscriptions.yaml',
    [`slack:${NEWS_CHANNEL.id}`, `discord:${discord.channelId}`]
      .map((channel) => `- { channel: "${channel}", topics: [all], at: "08:00", zone: UTC, quiet: silent }`)
      .join('\n'),
  );
  desk.drop('tasmere.txt', articleOf('Tasmere', 3));
  desk.drop('halden.txt', articleOf('Halden', 5));
});
afterEach(async () => {
  running?.kill('SIGKILL');
  await running?.ended;
  running = undefined;
  desk.remove();
  await Promise.all([slack.close(), discord.close(), model.close(), collector.close()]);
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const env = () => ({
  ...SECRETS,
  ...modelSettings(model),
  SLACK_APP_TOKEN: slack.appToken,
  SLACK_API_URL: slack.apiUrl,
  DISCORD_API_URL: discord.apiUrl,
  OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
  NEWSDESK_PORT: String(port),
  LOG_LEVEL: 'trace',
});

const page = async (path: string) => {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`);
  return { status: answer.status, text: await answer.text() };
};
const soon = <T>(look: () => T | Promise<T>) => vi.waitFor(look, { timeout: 30_000, interval: 100 });

describe('seen from outside', () => {
  it('tells what it does in figures and spans, and in no line of its log a secret or anybody’s words', async () => {
    const posted = await desk.run(['once', '--now'], { env: env() });
    expect(JSON.stringify(slack.posted(NEWS_CHANNEL.id))).toContain('Nadia Corvin');

    running = desk.spawn(['start'], { env: env() });
    await soon(async () => expect((await page('/readyz')).status).toBe(200));
    expect(await page('/healthz')).toEqual({ status: 200, text: '{"status":"alive"}\n' });

    // A server that sends back what it was asked, and a key with it.
    let failures = 0;
    model.answerWith((request) =>
      failures++ < 2 ? error(500, `${SECRETS.OPENAI_API_KEY} ${request.user.slice(0, 200)}`) : MODES.honest(request),
    );
    desk.drop('ferrow.txt', articleOf('Ferrow', 7));
    await slack.socket.sendEvent(types(slack, 'ask How many piers did the storm damage in Tasmere?'));
    await soon(async () => {
      const { text } = await page('/metrics');
      expect(text).toMatch(/^newsdesk_articles_total\{outcome="taken"\} [1-9]/m);
      expect(text).toMatch(/^newsdesk_readings_total\{outcome="read"\} [1-9]/m);
      expect(text).toMatch(
        /^newsdesk_model_calls_total\{model="test-model",purpose="summarize",outcome="answered"\} [1-9]/m,
      );
      expect(text).toMatch(/^newsdesk_commands_total\{command="news ask",outcome="answered"\} 1/m);
      expect(text).toMatch(/^newsdesk_acknowledgement_seconds_count\{platform="slack"\} [1-9]/m);
      expect(text).toMatch(/^newsdesk_archive_up 1/m);
      expect(text).toMatch(/^nodejs_eventloop_lag_seconds \d/m);
      expect(text).toMatch(/^process_resident_memory_bytes \d/m);
    });
    running.kill('SIGTERM');
    const { err, code } = await running.ended;
    expect(code).toBe(0);

    const names = new Set(collector.spans.map(({ name }) => name));
    for (const name of ['take-in', 'read', 'model call', 'command']) expect(names).toContain(name);
    expect(collector.headers[0]?.['x-key']).toBe('quiet-harbour-of-spans');

    const log = posted.err + err;
    expect(log).toContain('"level":20');
    for (const secret of [...Object.values(SECRETS), slack.appToken, 'quiet-harbour-of-spans']) {
      expect(log.includes(secret), secret).toBe(false);
    }
    for (const words of WORDS) {
      expect(log.includes(words), words).toBe(false);
      expect(collector.bodies.join().includes(words), words).toBe(false);
    }
  });

  it('is not ready while a connection is broken, in words, and ready again when it stands', async () => {
    running = desk.spawn(['start'], { env: env() });
    const ready = () => soon(async () => expect((await page('/readyz')).status).toBe(200));
    const notReady = (causes: unknown) =>
      soon(async () => {
        const { status, text } = await page('/readyz');
        expect([status, JSON.parse(text)]).toEqual([503, { status: 'not ready', causes }]);
      });
    await ready();
    discord.gateway.keepSilent();
    discord.gateway.drop(4000);
    await notReady({ discord: 'The connection to Discord broke off; it is being made anew.' });
    discord.gateway.greet();
    await ready();
    slack.fail({ method: 'apps.connections.open', times: 2, kind: '500' });
    slack.socket.askToReconnect();
    await notReady({ slack: expect.stringMatching(/^Slack .*\.$/) });
    await ready();
  });

  it('tells the operator once, also by runs that end by themselves', async () => {
    const spent = { ...env(), NEWSDESK_ALERTS: `slack:${NEWS_CHANNEL.id}`, NEWSDESK_DAILY_TOKENS: '1' };
    desk.write('feeds/subscriptions.yaml', '[]');
    await desk.run(['once'], { env: spent });
    desk.drop('ferrow.txt', articleOf('Ferrow', 7));
    await desk.run(['once'], { env: spent });
    expect(slack.posted(NEWS_CHANNEL.id).map(({ text }) => text)).toEqual([
      expect.stringMatching(/^The day's model budget of 1 tokens is spent: new articles wait until /),
    ]);
  });

  it('says in one go what keeps it from being ready', async () => {
    slack.revokeToken();
    running = desk.spawn(['start'], { env: env() });
    await soon(async () => {
      const { status, text } = await page('/readyz');
      expect(status).toBe(503);
      expect(JSON.parse(text)).toMatchObject({
        status: 'not ready',
        causes: { slack: expect.stringMatching(/token/i) },
      });
      expect(Object.keys(JSON.parse(text).causes)).toEqual(['slack']);
    });
    expect((await page('/healthz')).status).toBe(200);
  });
});
