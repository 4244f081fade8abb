import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Log } from '../../src/ports.ts';
import { type Pages, type Readiness, serveWeb } from '../../src/web/server.ts';

const log: Log = { debug() {}, info() {}, warn() {}, error() {} };
let readiness: () => Promise<Readiness>;
let stop: AbortController;
let root: string;

beforeEach(async () => {
  stop = new AbortController();
  readiness = async () => ({ ready: true, causes: {} });
  const pages: Pages = {
    ready: () => readiness(),
    metrics: async () => ({ contentType: 'text/plain; version=0.0.4', text: 'newsdesk_stories 3\n' }),
  };
  const port = await serveWeb({ host: '127.0.0.1', port: 0 }, pages, log, stop.signal);
  root = `http://127.0.0.1:${port}`;
});
afterEach(() => stop.abort());

describe('health and metrics', () => {
  it('tell that the program lives, whatever else is wrong', async () => {
    readiness = async () => ({ ready: false, causes: { archive: 'It does not answer.' } });
    const answer = await fetch(`${root}/healthz`);
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'alive' }]);
  });

  it('tell whether it is ready, and if not, every cause', async () => {
    expect((await fetch(`${root}/readyz`)).status).toBe(200);
    readiness = async () => ({ ready: false, causes: { archive: 'It does not answer.', slack: 'It is refused.' } });
    const answer = await fetch(`${root}/readyz`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({
      status: 'not ready',
      causes: { archive: 'It does not answer.', slack: 'It is refused.' },
    });
  });

  it('give the figures as Prometheus takes them', async () => {
    const answer = await fetch(`${root}/metrics?any=thing`);
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4');
    expect(await answer.text()).toBe('newsdesk_stories 3\n');
  });

  it('take no other address and no other method, and survive what breaks', async () => {
    expect((await fetch(`${root}/`)).status).toBe(404);
    const posted = await fetch(`${root}/metrics`, { method: 'POST', body: 'x' });
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect((await fetch(`${root}/healthz`, { method: 'HEAD' })).status).toBe(200);
    readiness = async () => {
      throw new Error('with xoxb-1111-quiet-harbour');
    };
    const broken = await fetch(`${root}/readyz`);
    expect([broken.status, await broken.json()]).toEqual([500, { status: 'failed' }]);
    expect((await fetch(`${root}/healthz`)).status).toBe(200);
  });

  it('end when they are told to', async () => {
    stop.abort();
    await expect(fetch(`${root}/healthz`)).rejects.toThrow();
  });

  it('say in one line why they can not be served', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const pages: Pages = { ready: readiness, metrics: async () => ({ contentType: '', text: '' }) };
    await expect(serveWeb({ host: '127.0.0.1', port }, pages, log, stop.signal)).rejects.toThrow(
      /^Health and metrics can't be served on 127\.0\.0\.1, port \d+: another program uses it/,
    );
    other.close();
  });
});
