/** The real program, while its disk is full, its model fails and its database goes away. (Kills are in `e2e/crash.test.ts`.) */
import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type DiscordServer, startDiscordServer } from '../support/discord-server.ts';
import { content, error, honestSummary, type ModelReply } from '../support/model-answers.ts';
import { type ModelServer, startModelServer } from '../support/model-server.ts';
import { aDesk, type Desk, type Run } from '../support/newsdesk.ts';
import { type OwnServer, ownServer, serverPrograms } from '../support/own-postgres.ts';
import { serverUrl, WITHOUT_SERVER } from '../support/postgres.ts';
import { NEWS_CHANNEL, type SlackServer, startSlackServer } from '../support/slack-server.ts';

// Each test runs the real program several times over.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

const NEWS = {
  Tasmere: 'Mayor Nadia Corvin of Tasmere closed the harbour after a storm damaged three piers.',
  Halden: 'Union leader Tomas Reveny called 400 nurses of Halden out of the wards over unpaid nights.',
  Ferrow: 'Chairman Ivo Stenmark stopped all payments of the savings bank of Ferrow.',
  Brackwater: 'Farmer Hanne Sollis found the first locusts in the barley fields near Brackwater.',
  Velmar: 'Minister Maren Osk stopped the sale of memory chips from Velmar to other countries.',
  Dornholm: 'Physician Piet Arnesen counted 60 cases of marsh fever in Dornholm.',
} as const;
const PLACES = Object.keys(NEWS);

let desk: Desk;
let slack: SlackServer;
let discord: DiscordServer;
let model: ModelServer;
beforeEach(async () => {
  desk = aDesk();
  [slack, discord, model] = await Promise.all([startSlackServer(), startDiscordServer(), startModelServer()]);
  desk.write(
    'feeds/subscriptions.yaml',
    [`slack:${NEWS_CHANNEL.id}`, `discord:${discord.channelId}`]
      .map((channel) => `- { channel: "${channel}", topics: [all], at: "08:00", zone: UTC, quiet: silent }`)
      .join('\n'),
  );
});
afterEach(async () => {
  desk.remove();
  await Promise.all([slack.close(), discord.close(), model.close()]);
});

const platforms = () => ({
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_API_URL: slack.apiUrl,
  DISCORD_TOKEN: discord.token,
  DISCORD_API_URL: discord.apiUrl,
});
const withModel = () => ({ ...platforms(), OPENAI_BASE_URL: model.url, OPENAI_MODEL: 'test-model' });

const once = (env: Record<string, string>) => desk.spawn(['once', '--now', '--json'], { env });

function dropArticles(): void {
  for (const [place, sentence] of Object.entries(NEWS))
    desk.drop(
      `${place}.txt`,
      `date 2026-11-23 News from ${place}\n\n${sentence}\n\nIt may cost ${place} a great deal.\n`,
    );
}

/** Every file is put away, every place is told in both channels, and no part stands twice. */
function expectAllOnce(): void {
  expect(desk.list('inbox')).toEqual([]);
  expect(desk.list('done')).toEqual(PLACES.map((place) => `${place}.txt`).sort());
  const threads = discord.threadsOf(discord.channelId).flatMap(({ id }) => discord.posted(id));
  const onDiscord = [...discord.posted(discord.channelId), ...threads];
  for (const messages of [slack.posted(NEWS_CHANNEL.id), onDiscord]) {
    const texts = messages.map((message) => {
      const { blocks, content: words, embeds, components } = message as unknown as Record<string, unknown>;
      return JSON.stringify({ blocks, words, embeds, components });
    });
    expect(new Set(texts).size).toBe(texts.length);
    for (const place of PLACES) expect(texts.join('\n')).toContain(place);
  }
}

/** Runs the program until it ends well, as somebody would who starts it again. */
async function untilDone(env: Record<string, string>): Promise<Run[]> {
  const runs: Run[] = [];
  do runs.push(await once(env).ended);
  while (runs.at(-1)?.code !== 0 && runs.length < 5);
  expect(runs.at(-1)).toMatchObject({ code: 0 });
  return runs;
}

describe('a full disk', () => {
  /** As on a full disk, no file of this process grows beyond so many kilobytes. */
  function onceOnFullDisk(kilobytes: number): Promise<{ code: number | null; err: string }> {
    const program = fileURLToPath(new URL('../../src/newsdesk.mjs', import.meta.url));
    const script = `trap '' XFSZ; ulimit -f ${kilobytes}; exec "$@"`;
    const child = spawn('bash', ['-c', script, 'bash', process.execPath, program, 'once', '--now', '--json'], {
      cwd: desk.folder,
      env: { PATH: process.env['PATH'] ?? '', HOME: desk.folder, LOG_LEVEL: 'warn', ...platforms() },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    return new Promise((resolve) => child.on('close', (code) => resolve({ code, err })));
  }

  it.skipIf(process.platform === 'win32')('is said, loses no file, and once there is room all goes on', async () => {
    await desk.run(['once', '--json'], { env: platforms() });
    const kilobytes = Math.ceil(statSync(join(desk.folder, 'data', 'newsdesk.db')).size / 1024);
    dropArticles();
    let failed = 0;
    for (const room of [0, 200]) {
      const { code, err } = await onceOnFullDisk(Math.ceil(kilobytes / 4) + room);
      expect([...desk.list('inbox'), ...desk.list('done')].sort()).toEqual(
        PLACES.map((place) => `${place}.txt`).sort(),
      );
      if (code === 0) continue;
      failed += 1;
      expect(err).toMatch(/newsdesk(\.db)?.* cannot |stays in the inbox/);
    }
    expect(failed).toBeGreaterThan(0);
    await untilDone(platforms());
    expectAllOnce();
  });
});

describe('a model', () => {
  const troubles: Record<string, readonly ModelReply[]> = {
    'that is busy, breaks, hangs up in the middle, or talks of something else': [
      error(429, 'Slow down.', { headers: { 'retry-after': '1' } }),
      error(500, 'Something broke.'),
      { kind: 'hang-up' },
      content('Certainly! The weather is fine.'),
      content({ weather: 'fine' }),
    ],
    'behind a gateway that calls all well (200) and gives no answer': [
      { kind: 'body', body: '<html>Please stand by</html>', contentType: 'text/html' },
      { kind: 'body', body: '', contentType: 'text/html' },
      { kind: 'body', body: '{"choices":[{"mess', contentType: 'text/plain' },
      { kind: 'body', body: '{"status":"starting"}' },
    ],
  };
  it.each(Object.entries(troubles))('%s has every article read in the end, and told once', async (_, troubles) => {
    const asked = new Set<string | null>();
    model.answerWith(({ article }) => {
      const trouble = asked.has(article) ? undefined : troubles[asked.size % troubles.length];
      asked.add(article);
      return trouble ?? content(honestSummary(article ?? ''));
    });
    dropArticles();
    await untilDone(withModel());
    expectAllOnce();
    expect((await desk.run(['stories', '--json'], { env: withModel() })).json()).toHaveLength(PLACES.length);
  });
});

// They take their time: left out of the everyday run.
const UNWANTED = 'a database that goes away: with TEST_FAULTS=1';
const noServer = !process.env['TEST_FAULTS']
  ? UNWANTED
  : serverUrl === null
    ? WITHOUT_SERVER
    : typeof serverPrograms === 'string'
      ? serverPrograms
      : null;

describe.skipIf(noServer !== null)(noServer ?? 'a database', () => {
  let server: OwnServer;
  beforeEach(async () => {
    server = await ownServer();
  });
  afterEach(() => server.remove());

  /** Whoever held them is gone, so that their ends need not be waited for. */
  async function leasesRunOut(): Promise<void> {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query(`update readings set next_at = 0 where state = 'reading';
      update deliveries set next_at = 0 where state = 'sending'`);
    await client.end();
  }

  /** At every third request of the model, and at the first call of each platform, something happens. */
  async function troubled(happens: () => Promise<void>): Promise<void> {
    const env = { ...withModel(), DATABASE_URL: server.url };
    model.answerWith(async ({ number, article }) => {
      if (number === 2 || number === 5) await happens();
      return content(honestSummary(article ?? ''));
    });
    dropArticles();
    const before = slack.calls('chat.postMessage').length;
    const running = once(env);
    const posted = vi.waitFor(() => expect(slack.calls('chat.postMessage').length).toBeGreaterThan(before), {
      timeout: 60_000,
      interval: 2,
    });
    await Promise.race([posted.catch(() => {}), running.ended]);
    await happens();
    await running.ended;
    // A run that lost its database in the middle ends well, and leaves what it held under its leases.
    for (let again = 0; again < 3; again++) {
      await leasesRunOut();
      await once(env).ended;
    }
    await leasesRunOut();
    await untilDone(env);
    expectAllOnce();
  }

  it('that drops every connection loses nothing and doubles nothing', async () => {
    const client = new pg.Client({ connectionString: server.url });
    client.on('error', () => {});
    await client.connect();
    await troubled(async () => {
      await client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
      );
    });
    await client.end();
  });

  it('that crashes and is started again loses nothing and doubles nothing', async () => {
    await troubled(async () => {
      await server.crash();
      await server.start();
    });
  });
});
