/** The real program between local servers, with an archive behind it and digests due at once. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type DiscordServer, startDiscordServer } from '../support/discord-server.ts';
import { type ModelServer, startModelServer } from '../support/model-server.ts';
import { Schemas } from '../support/postgres.ts';
import { freePort, SIGNING_SECRET } from '../support/slack/stage.ts';
import { ADMIN, NEWS_CHANNEL, type SlackServer, startSlackServer } from '../support/slack-server.ts';
import type { Hold } from './commands-bench-loop.ts';

export interface Setting {
  readonly articles: number;
  /** How Slack's events come. */
  readonly slack: 'socket' | 'http';
  /** The archive's server; null for a folder. */
  readonly database: string | null;
  /** One process, or one for each role. */
  readonly split: boolean;
  /** How long the model takes for an answer, in milliseconds; null for the offline reader. */
  readonly modelMs: number | null;
}

export interface BenchStage {
  readonly slack: SlackServer;
  readonly discord: DiscordServer;
  readonly http: { readonly port: number } | null;
  /** Resolves once both platforms are listened to. */
  start(): Promise<void>;
  /** Puts an article into the inbox. */
  drop(name: string, text: string): void;
  /** Of all processes since both platforms were listened to: how long their event loops were held by what they did, the longest first. */
  holds(): Hold[];
  published(): number;
  close(): Promise<void>;
}

/** On each platform, besides the channel in which people ask. */
const CHANNELS = 150;
const DAY_MS = 86_400_000;
const LONGEST_START_MS = 120_000;

const program = fileURLToPath(new URL('../../src/newsdesk.mjs', import.meta.url));
const watcher = fileURLToPath(new URL('./commands-bench-loop.ts', import.meta.url));

/** @param grown the folder of an archive in SQLite, which is copied */
export async function openBenchStage(setting: Setting, grown: string): Promise<BenchStage> {
  const folder = mkdtempSync(join(tmpdir(), 'newsdesk-bench-'));
  const data = join(folder, 'data');
  mkdirSync(join(folder, 'feeds', 'inbox'), { recursive: true });
  cpSync(grown, data, { recursive: true });
  const channels = [
    NEWS_CHANNEL,
    ...Array.from({ length: CHANNELS }, (_, n) => ({ id: `C0B${n}`, name: `news-${n}` })),
  ];
  const people = [ADMIN, ...Array.from({ length: 40 }, (_, n) => ({ id: `U${n}` }))];
  const [slack, discord] = await Promise.all([startSlackServer({ channels, people }), startDiscordServer()]);
  const model: ModelServer | null =
    setting.modelMs === null ? null : await startModelServer({ latencyMs: setting.modelMs });
  const onDiscord = [
    discord.channelId,
    ...Array.from({ length: CHANNELS }, (_, n) => discord.addChannel({ name: `news-${n}` })),
  ];
  writeFileSync(join(folder, 'feeds', 'topics.yaml'), topicsFile());
  subscribe(data, [...channels.map(({ id }) => `slack:${id}`), ...onDiscord.map((id) => `discord:${id}`)]);

  const schemas = setting.database === null ? null : new Schemas(setting.database);
  const url = schemas && (await schemas.take({ isNew: true }));
  const http = setting.slack === 'http' ? { port: await freePort() } : null;
  const holdsFile = process.env['BENCH_HOLDS'] ?? join(folder, 'holds.jsonl');
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    LOG_LEVEL: 'error',
    NODE_OPTIONS: `--import ${watcher} ${process.env['BENCH_NODE_OPTIONS'] ?? ''}`,
    BENCH_HOLDS: holdsFile,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_API_URL: slack.apiUrl,
    ...(http
      ? { SLACK_SIGNING_SECRET: SIGNING_SECRET, NEWSDESK_PORT: String(http.port) }
      : { SLACK_APP_TOKEN: slack.appToken }),
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    ...(model && { OPENAI_BASE_URL: model.url, OPENAI_MODEL: 'test-model' }),
    ...(url && { DATABASE_URL: url }),
  };
  const run = (args: readonly string[], more: Record<string, string> = {}) =>
    spawn(process.execPath, [program, ...args], {
      cwd: folder,
      env: { ...env, ...more },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  if (url) {
    const [code] = await once(run(['migrate', '--from', data]), 'close');
    if (code !== 0) throw new Error('the archive could not be copied to the server');
  }
  const running: ChildProcess[] = [];
  let begun = Number.POSITIVE_INFINITY;
  return {
    slack,
    discord,
    http,
    async start() {
      const roles = setting.split ? ['gateway', 'scheduler', 'worker'] : ['all'];
      for (const role of roles) running.push(run(['start', '--role', role]));
      await heard(slack, discord, http);
      begun = Date.now();
    },
    drop: (name, text) => writeFileSync(join(folder, 'feeds', 'inbox', name), text),
    holds() {
      const lines = existsSync(holdsFile) ? readFileSync(holdsFile, 'utf8').trim().split('\n').filter(Boolean) : [];
      const holds = lines.map((line) => JSON.parse(line) as Hold).filter(({ at, ms }) => at - ms > begun);
      return holds.toSorted((one, other) => other.worked - one.worked);
    },
    published: () =>
      slack.calls('chat.postMessage').length +
      discord.requests.filter(({ template }) => template === 'POST /channels/:id/messages').length,
    async close() {
      const ended = Promise.all(running.map((child) => once(child, 'close')));
      for (const child of running) child.kill('SIGTERM');
      await ended;
      await Promise.all([slack.close(), discord.close(), model?.close()]);
      await schemas?.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function heard(
  slack: SlackServer,
  discord: DiscordServer,
  http: { readonly port: number } | null,
): Promise<void> {
  const until = performance.now() + LONGEST_START_MS;
  const slackThere = async () =>
    http
      ? fetch(`http://127.0.0.1:${http.port}/`).then(
          (response) => response.status === 404,
          () => false,
        )
      : slack.socket.connections() > 0;
  while (discord.gateway.sessions() === 0 || !(await slackThere())) {
    if (performance.now() > until) throw new Error('newsdesk does not listen');
    await pause(20);
  }
}

function topicsFile(): string {
  return Array.from(
    { length: 12 },
    (_, n) => `- name: topic${n}\n  description: What number ${n} is about\n  terms: [harbour ${n}, tramway ${n}]\n`,
  ).join('');
}

/** Each channel's day ended some minutes ago. */
function subscribe(data: string, channels: readonly string[]): void {
  const db = new DatabaseSync(join(data, 'newsdesk.db'));
  const subscription = db.prepare(`insert into subscriptions
    (id, number, platform, channel, workspace, place, topics, actors, schedule, quiet, made_by, made_at)
    values (?, ?, ?, ?, ?, 'public', ?, '[]', ?, 'silent', 'U1', 0)`);
  const window = db.prepare('insert into windows (subscription_id, from_at, to_at) values (?, ?, ?)');
  const to = Math.floor(Date.now() / 60_000 - 2) * 60_000;
  const at = new Date(to).toISOString().slice(11, 16);
  const schedule = JSON.stringify({ at, zone: 'Etc/UTC', days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] });
  db.exec('begin');
  channels.forEach((channel, n) => {
    const topics = JSON.stringify([`topic${n % 12}`, `topic${(n * 5 + 3) % 12}`]);
    const [platform = ''] = channel.split(':');
    subscription.run(
      `${channel}@${at}`,
      n + 1,
      platform,
      channel,
      platform === 'slack' ? 'T0NEWS' : 'G1',
      topics,
      schedule,
    );
    window.run(`${channel}@${at}`, to - 2 * DAY_MS, to - DAY_MS);
  });
  db.exec('commit');
  db.close();
}
