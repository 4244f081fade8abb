import pg from 'pg';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../src/clock/system-clock.ts';
import { type BossJobs, openBossJobs, sendHints } from '../../src/jobs/boss.ts';
import { createDispatcher } from '../../src/pipeline/dispatcher.ts';
import { ArchiveUnreachable } from '../../src/ports/archive.ts';
import type { Log, Step } from '../../src/ports.ts';
import { Schemas, serverUrl, WITHOUT_SERVER } from '../support/postgres.ts';
import { openProxy, type TcpProxy } from '../support/tcp-proxy.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 });

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** Within this anything below has happened; a failure, and no measure. */
const soon = { timeout: 30_000, interval: 20 };

describe.skipIf(serverUrl === null)(serverUrl === null ? WITHOUT_SERVER : 'jobs over pg-boss', () => {
  const schemas = new Schemas(serverUrl ?? 'postgres://localhost/none');
  const opened: Process[] = [];
  let url: string;
  let client: pg.Client;

  /** What another process would be: jobs of its own, and steps that note their runs. */
  interface Process {
    readonly jobs: BossJobs;
    readonly runs: Step[];
    readonly said: string[];
    stop(): Promise<void>;
  }

  async function aProcess(
    steps: readonly Step[],
    act: (step: Step, run: number) => Promise<void> | void = () => {},
    at = url,
  ): Promise<Process> {
    const stop = new AbortController();
    const runs: Step[] = [];
    const said: string[] = [];
    const jobs = await openBossJobs({
      url: at,
      local: createDispatcher(systemClock, silent),
      clock: systemClock,
      log: silent,
      say: (text) => said.push(text),
    });
    const step = (name: Step) => async () => {
      runs.push(name);
      await act(name, runs.filter((run) => run === name).length);
      return null;
    };
    const ended = jobs.run(Object.fromEntries(steps.map((name) => [name, step(name)])), stop.signal);
    const one: Process = {
      jobs,
      runs,
      said,
      async stop() {
        stop.abort();
        await ended;
        await jobs.close();
      },
    };
    opened.push(one);
    // Every step looks once at the start.
    await vi.waitFor(() => expect(new Set(runs)).toEqual(new Set(steps)), soon);
    return one;
  }

  /** Announces as the archive does: in a transaction that is then committed or not. */
  async function announce({ jobs }: Process, step: Step, times: number, end: 'commit' | 'rollback'): Promise<void> {
    await client.query('begin');
    for (let id = 0; id < times; id++) {
      await jobs.announce(step, [`id-${id}`], (sql, values) => client.query(sql, [...values]));
    }
    await client.query(end);
  }

  const hints = async (states: string) =>
    Number((await client.query(`select count(*) from ${jobSchema()}.job where state in (${states})`)).rows[0].count);
  const jobSchema = () => `${new URL(url).searchParams.get('options')?.replace('-c search_path=', '')}_jobs`;

  beforeEach(async () => {
    url = await schemas.take();
    client = new pg.Client({ connectionString: url });
    await client.connect();
  });
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.stop();
    await client.query(`drop schema if exists ${jobSchema()} cascade`);
    await client.end();
  });
  afterAll(() => schemas.drop());

  it('has a step run once its work is committed, and not for work that was undone', async () => {
    const one = await aProcess(['read']);
    await announce(one, 'read', 1, 'rollback');
    expect(await hints(`'created', 'active', 'completed'`)).toBe(0);
    await announce(one, 'read', 1, 'commit');
    await vi.waitFor(() => expect(one.runs.length).toBe(2), soon);
  });

  it('is told of work that a process makes for steps it does not run', async () => {
    const scheduler = await aProcess(['publish']);
    const worker = await aProcess(['deliver']);
    await announce(scheduler, 'deliver', 1, 'commit');
    await vi.waitFor(() => expect(worker.runs.length).toBe(2), soon);
    scheduler.jobs.hint('deliver');
    await vi.waitFor(() => expect(worker.runs.length).toBe(3), soon);
    expect(scheduler.runs).toEqual(['publish']);
  });

  it('makes few runs of many hints, and leaves none behind', async () => {
    const one = await aProcess(['read']);
    await announce(one, 'read', 3_000, 'commit');
    await vi.waitFor(async () => expect(await hints(`'created', 'retry', 'active'`)).toBe(0), soon);
    expect(one.runs.length).toBeLessThan(100);
  });

  it('shares work: while one process is busy, the other takes the next hint', async () => {
    const busy = Promise.withResolvers<void>();
    const act = (_: Step, run: number) => (run > 1 ? busy.promise : undefined);
    const one = await aProcess(['read'], act);
    const other = await aProcess(['read'], act);
    await announce(one, 'read', 1, 'commit');
    await vi.waitFor(() => expect(one.runs.length + other.runs.length).toBe(3), soon);
    await announce(one, 'read', 1, 'commit');
    await vi.waitFor(() => expect([one.runs.length, other.runs.length]).toEqual([2, 2]), soon);
    busy.resolve();
  });

  it('has others help a process that has more to do than it takes on', async () => {
    const busy = Promise.withResolvers<void>();
    const act = (_: Step, run: number) => (run > 1 ? busy.promise : undefined);
    const one = await aProcess(['deliver'], act);
    const other = await aProcess(['deliver'], act);
    await announce(one, 'deliver', 1, 'commit');
    await vi.waitFor(() => expect(one.runs.length + other.runs.length).toBe(3), soon);
    const [working, idle] = one.runs.length === 2 ? [one, other] : [other, one];
    for (let times = 0; times < 50; times++) working.jobs.share('deliver');
    await vi.waitFor(() => expect(idle.runs.length).toBe(2), soon);
    // Asked for so often, it was asked once.
    expect(await hints(`'created', 'retry', 'active', 'completed'`)).toBe(2);
    busy.resolve();
  });

  it('is told by a process that ends at once, and where there are no queues nobody is', async () => {
    await sendHints(url, ['deliver'], { clock: systemClock, log: silent });
    const worker = await aProcess(['deliver']);
    expect(worker.runs.length).toBe(1);
    await sendHints(url, new Set(['read', 'deliver']), { clock: systemClock, log: silent });
    await vi.waitFor(() => expect(worker.runs.length).toBe(2), soon);
    expect(await hints(`'created'`)).toBe(1);
  });

  it('gives hints of a process that stops in the middle to another', async () => {
    const stuck = Promise.withResolvers<void>();
    const one = await aProcess(['read'], (_, run) => (run > 1 ? stuck.promise : undefined));
    await announce(one, 'read', 1, 'commit');
    await vi.waitFor(() => expect(one.runs.length).toBe(2), soon);
    const stopped = one.stop();
    stuck.resolve();
    await stopped;
    const other = await aProcess(['read']);
    await vi.waitFor(() => expect(other.runs.length).toBe(2), soon);
  });

  describe('when the database goes away', () => {
    let proxy: TcpProxy;
    beforeEach(async () => {
      proxy = await openProxy(new URL(url));
    });
    afterEach(() => proxy.close());

    it('waits, says so once, says once that it is back, and goes on', async () => {
      const throughProxy = proxy.urlFor(url);
      const asked = new pg.Pool({ connectionString: throughProxy, max: 1, connectionTimeoutMillis: 1_000 });
      asked.on('error', () => {});
      const one = await aProcess(
        ['read', 'deliver'],
        async () => {
          await asked.query('select 1').catch(() => {
            throw new ArchiveUnreachable('PostgreSQL is away');
          });
        },
        throughProxy,
      );
      proxy.cut();
      for (let times = 0; times < 3; times++) {
        const before = one.runs.length;
        one.jobs.hint('read');
        one.jobs.hint('deliver');
        await vi.waitFor(() => expect(one.runs.length).toBeGreaterThan(before + 1), soon);
      }
      expect(one.said).toEqual(['PostgreSQL is away. Newsdesk waits until it is there again.']);
      proxy.mend();
      await vi.waitFor(() => expect(one.said).toHaveLength(2), soon);
      expect(one.said[1]).toBe('The database is there again; Newsdesk goes on.');
      const before = one.runs.length;
      await announce(one, 'read', 1, 'commit');
      await vi.waitFor(() => expect(one.runs.length).toBeGreaterThan(before), soon);
      await vi.waitFor(async () => expect(await hints(`'created', 'retry', 'active'`)).toBe(0), soon);
      expect(one.said).toHaveLength(2);
      await asked.end();
    });
  });
});
