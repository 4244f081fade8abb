/**
 * Schedulers of the real program that are stopped (SIGSTOP) in the middle of publishing, on a PostgreSQL server, and woken
 * (SIGCONT) after another process has published the same windows: they change nothing.
 */
import pg from 'pg';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aDesk, type Desk, type Running } from '../support/newsdesk.ts';
import { Schemas, serverUrl, WITHOUT_SERVER } from '../support/postgres.ts';
import { type SlackServer, startSlackServer } from '../support/slack-server.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

/** For what processes on a busy machine come to; no measure. */
const soon = { timeout: 60_000, interval: 25 };

const CHANNELS = ['C0ONE', 'C0TWO'];
const DAY_MS = 24 * 3_600_000;
const HOUR_MS = 3_600_000;

/** Whoever wants it waits while somebody else has it. */
interface Lock {
  readonly take: string;
  /** What `pg_locks` has of it, for those who have it and those who wait. */
  readonly where: string;
}

/** Read when all of a digest is composed, before anything of it is written. */
const CORRECTIONS: Lock = {
  take: 'lock table corrections in access exclusive mode',
  where: `locktype = 'relation' and relation = 'corrections'::regclass`,
};

/** Taken first in the transaction that writes the window, the digest and its deliveries. */
const PUBLISHING: Lock = {
  take: `select pg_advisory_xact_lock(hashtextextended(current_schema() || '/publish', 0))`,
  where: `locktype = 'advisory'
    and (classid::bigint << 32 | objid::bigint) = hashtextextended(current_schema() || '/publish', 0)`,
};

describe.skipIf(serverUrl === null)(serverUrl === null ? WITHOUT_SERVER : 'a scheduler that sleeps', () => {
  const schemas = new Schemas(serverUrl ?? 'postgres://localhost/none');
  let url: string;
  let client: pg.Client;
  let desk: Desk;
  let slack: SlackServer;
  let running: Running[] = [];

  beforeEach(async () => {
    desk = aDesk();
    slack = await startSlackServer({ channels: CHANNELS.map((id) => ({ id, name: id.toLowerCase() })) });
    url = await schemas.take({ isNew: true });
    client = new pg.Client({ connectionString: url });
    await client.connect();
  });
  afterEach(async () => {
    for (const one of running) one.kill('SIGKILL');
    await Promise.all(running.map(({ ended }) => ended));
    running = [];
    const [schema] = await rows('current_schema() as name');
    await client.query(`drop schema if exists ${schema?.['name']}_jobs cascade`);
    await client.end();
    desk.remove();
    await slack.close();
  });
  afterAll(() => schemas.drop());

  const rows = async (what: string): Promise<Record<string, unknown>[]> => (await client.query(`select ${what}`)).rows;
  const count = async (what: string) => Number((await rows(`count(*) as n from ${what}`))[0]?.['n']);
  const until = (what: string, n: number) => vi.waitFor(async () => expect(await count(what), what).toBe(n), soon);

  function env(level = 'warn'): Record<string, string> {
    return {
      DATABASE_URL: url,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
      LOG_LEVEL: level,
    };
  }

  async function startAs(role: string, printed: RegExp, level?: string): Promise<Running> {
    const one = desk.spawn(['start', '--role', role], { env: env(level) });
    running.push(one);
    await one.printed(printed);
    return one;
  }

  /** An article is read, a day goes by, and the digests of all channels are due. */
  async function digestsFallDue(): Promise<void> {
    const at = new Date(Date.now() - HOUR_MS / 2).toISOString().slice(11, 16);
    const lines = CHANNELS.map((id) => `- { channel: "slack:${id}", topics: [all], at: "${at}", zone: UTC }`);
    desk.write('feeds/subscriptions.yaml', lines.join('\n'));
    desk.drop('piers.txt', PIERS);
    const { code, err } = await desk.run(['once'], { env: env() });
    expect([code, err]).toEqual([0, '']);
    expect(await count(`readings where state = 'read'`)).toBe(1);
    await client.query(`begin;
      update windows set from_at = from_at - ${DAY_MS}, to_at = to_at - ${DAY_MS};
      update articles set taken_at = taken_at - ${HOUR_MS};
      update readings set taken_at = taken_at - ${HOUR_MS}, read_at = read_at - ${HOUR_MS}; commit`);
  }

  /** A scheduler that was stopped while it waited for the lock, which is free again: what it asked for is answered. */
  async function stoppedAt(lock: Lock): Promise<Running> {
    await client.query(`begin; ${lock.take}`);
    const one = await startAs('scheduler', /runs as scheduler/, 'debug');
    await until(`pg_locks where ${lock.where} and not granted`, 1);
    one.kill('SIGSTOP');
    await client.query('commit');
    return one;
  }

  /** Another process has published every digest, and posted each part of it once. */
  async function allArePosted(): Promise<void> {
    await until('digests', CHANNELS.length);
    await until(`deliveries where state <> 'sent'`, 0);
    const messages = CHANNELS.map((id) => slack.posted(id).map(({ blocks }) => JSON.stringify(blocks)));
    for (const texts of messages) {
      expect(texts.join('\n')).toContain(HEADLINE);
      expect(new Set(texts).size).toBe(texts.length);
    }
    expect(messages.flat()).toHaveLength(await count('deliveries'));
  }

  /** What was published and posted, whole. */
  async function told() {
    return {
      windows: await rows('* from windows order by subscription_id, to_at'),
      digests: await rows('* from digests order by turn'),
      articles: await rows('* from digest_articles order by channel'),
      deliveries: await rows('* from deliveries order by key'),
      posted: CHANNELS.map((id) => slack.posted(id)),
    };
  }

  async function stop(one: Running): Promise<void> {
    one.kill('SIGTERM');
    const { code, out } = await one.ended;
    expect(out).toContain('Stopped.');
    expect(out).not.toContain('published');
    expect(code).toBe(0);
  }

  it('before or while it writes a digest, and wakes up when all are posted, leaves all as it is', async () => {
    await digestsFallDue();
    const composed = await stoppedAt(CORRECTIONS);
    const writing = await stoppedAt(PUBLISHING);
    await until(`pg_locks where ${PUBLISHING.where} and granted`, 1);
    await startAs('all', /Newsdesk reads with/);
    await until(`pg_locks where ${PUBLISHING.where} and not granted`, 1);
    expect(await count('digests')).toBe(0);
    // The server does so by itself when a transaction has stood still for twenty seconds.
    await rows(`pg_terminate_backend(pid) from pg_locks where ${PUBLISHING.where} and granted`);
    await allArePosted();
    const before = await told();

    const logged = logOf(composed);
    for (const one of [composed, writing]) one.kill('SIGCONT');
    await vi.waitFor(() => expect(logged()).toContain('this window was published before'), soon);
    await writing.printed(/there again; Newsdesk goes on/);
    await Promise.all([composed, writing].map(stop));
    expect(await told()).toEqual(before);
  });
});

/** What it has logged since. */
function logOf({ process }: Running): () => string {
  let text = '';
  process.stderr?.on('data', (chunk: string) => {
    text += chunk;
  });
  return () => text;
}

const HEADLINE = 'Storm closes the harbour of Tasmere';

const PIERS = `date 2026-11-23 ${HEADLINE}

Mayor Nadia Corvin of Tasmere closed the harbour after a storm damaged three piers.

The council of Tasmere could spend 40 thousand crowns more on the piers next year.
`;
