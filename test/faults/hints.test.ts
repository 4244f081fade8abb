/** Hints by the real pg-boss, between processes that die or lose their database at any spot of the flow. */
import pg from 'pg';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { ownServer, serverPrograms } from '../support/own-postgres.ts';
import { Schemas, serverUrl, WITHOUT_SERVER } from '../support/postgres.ts';
import { flow, type Node, type Spot } from './flow.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 });

type Trouble = (node: Node) => Promise<unknown>;

const SPOTS: readonly Spot[] = ['taken', 'read', 'published', 'posted'];

const killed: Trouble = (node) => node.kill();
const disconnected: Trouble = async (node) => node.disconnect();
const everywhere = (trouble: Trouble) => Object.fromEntries(SPOTS.map((spot) => [spot, trouble]));

/** Each trouble once, at its spot. */
async function expectAsPromised(url: string, troubles: Partial<Record<Spot, Trouble>>): Promise<void> {
  const left = new Map(Object.entries(troubles));
  const verdict = await flow(url, async (spot, node) => {
    const trouble = left.get(spot);
    left.delete(spot);
    await trouble?.(node);
  });
  expect(verdict.breaches).toEqual([]);
  expect(verdict.givenUp).toBe(0);
  expect([...left.keys()]).toEqual([]);
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(text).finally(() => client.end());
  return rows;
}

describe.skipIf(serverUrl === null)(serverUrl === null ? WITHOUT_SERVER : 'with hints by pg-boss', () => {
  const schemas = new Schemas(serverUrl ?? 'postgres://localhost/none');
  afterAll(() => schemas.drop());

  async function inSchema(work: (url: string, loseHints: Trouble) => Promise<void>): Promise<void> {
    const url = await schemas.take({ isNew: true });
    const [found] = await query(url, 'select current_schema() as name');
    const jobs = `${found?.['name']}_jobs`;
    try {
      await work(url, () => query(url, `delete from ${jobs}.job`));
    } finally {
      await query(url, `drop schema if exists ${jobs} cascade`);
    }
  }

  it('processes that are killed once work is due, connections that break and hints that are lost cost nothing', () =>
    inSchema((url, lost) =>
      expectAsPromised(url, {
        taken: killed,
        read: disconnected,
        async published(node) {
          await lost(node);
          await node.kill();
        },
        posted: killed,
      }),
    ));

  describe.skipIf(!process.env['TEST_FAULTS'])('at every spot of the flow (with TEST_FAULTS=1)', () => {
    it('processes may be killed', () => inSchema((url) => expectAsPromised(url, everywhere(killed))));

    it('hints may be lost', () => inSchema((url, lost) => expectAsPromised(url, everywhere(lost))));

    it('connections may break', () => inSchema((url) => expectAsPromised(url, everywhere(disconnected))));
  });
});

// It takes its time: left out of the everyday run.
const noServer = !process.env['TEST_FAULTS']
  ? 'a server that crashes: with TEST_FAULTS=1'
  : typeof serverPrograms === 'string'
    ? serverPrograms
    : null;

describe.skipIf(noServer !== null)(noServer ?? 'a server of its own', () => {
  it('that crashes and is started again loses and doubles nothing', async () => {
    const server = await ownServer();
    const restarted = async () => {
      await server.crash();
      await server.start();
    };
    await expectAsPromised(server.url, everywhere(restarted)).finally(() => server.remove());
  });
});
