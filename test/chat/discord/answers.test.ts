/** Answers that no Discord gives, but that stand between it and us: proxies, half answers, other servers. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createDiscordChat, type DiscordOptions } from '../../../src/chat/discord/discord.ts';
import type { Outcome } from '../../../src/delivery/delivery.ts';
import { aMessage } from '../contract-message.ts';
import { keyOf, TOKEN } from './stage.ts';

const PORTS = {
  log: { debug() {}, info() {}, warn() {}, error() {} },
  clock: { now: () => new Date(), sleep: () => Promise.reject(new Error('the adapter must not wait')) },
};

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** What posting a root comes to when the server answers so; `calls` is how often it was asked. */
async function postTo(listener: RequestListener, timeoutMs = 30_000): Promise<{ outcome: Outcome; calls: number }> {
  let calls = 0;
  server = createServer((request, response) => {
    calls += 1;
    request.resume();
    listener(request, response);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const outcome = await postRoot({ apiUrl: `http://127.0.0.1:${port}/api/`, token: TOKEN, managers: [], timeoutMs });
  return { outcome, calls };
}

async function postRoot(options: DiscordOptions): Promise<Outcome> {
  const chat = await createDiscordChat(options, PORTS);
  const [content] = chat.render(aMessage(1));
  if (!content) throw new Error('a message renders into a root at least');
  const channel = { platform: 'discord', id: '123456789012345678' } as const;
  const outcome = await chat.post({ key: keyOf('root'), channel, content, rootRef: null, firstTriedAt: null });
  await chat.close();
  return outcome;
}

function answering(status: number, body: string, headers: Record<string, string> = {}): RequestListener {
  return (_, response) => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
}

const HTML = { 'content-type': 'text/html' };

describe('an answer', () => {
  it.each([
    ['403 of a proxy', answering(403, '<h1>Forbidden</h1>', HTML), { kind: 'failed' }],
    ['404 of another server', answering(404, '<h1>Not Found</h1>', HTML), { kind: 'failed' }],
    ['404 without a code of Discord', answering(404, '{"message":"404: Not Found","code":0}'), { kind: 'failed' }],
    ['502', answering(502, '<h1>Bad Gateway</h1>', HTML), { kind: 'unknown' }],
    ['200 that is no message', answering(200, '[]'), { kind: 'unknown' }],
    ['200 with an id that is none', answering(200, '{"id":"../../x"}'), { kind: 'unknown' }],
    ['200 of HTML', answering(200, '<h1>Hello</h1>', HTML), { kind: 'unknown' }],
    ['429 that says nothing', answering(429, ''), { kind: 'limited', retryAfterMs: 1_000 }],
    [
      '429 with a header only',
      answering(429, 'slow down', { ...HTML, 'retry-after': '3' }),
      { kind: 'limited', retryAfterMs: 3_000 },
    ],
    [
      '429 with a body only',
      answering(429, '{"retry_after":0.25,"global":false}'),
      { kind: 'limited', retryAfterMs: 250 },
    ],
    ['403 for writing too fast', answering(403, '{"code":20028,"message":"Too fast"}'), { kind: 'failed' }],
    [
      '400 of the automatic moderation',
      answering(400, '{"code":200000,"message":"Blocked"}'),
      { kind: 'refused', scope: 'message' },
    ],
  ])('%s is sorted, after one call', async (_, listener, expected) => {
    const { outcome, calls } = await postTo(listener);
    expect(outcome).toMatchObject(expected);
    expect(calls).toBe(1);
  });

  it('that stops in the middle is unknown once the time is up', async () => {
    const stalling: RequestListener = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' }).write('{"id":');
    };
    expect((await postTo(stalling, 300)).outcome).toMatchObject({ kind: 'unknown' });
  });

  it('is quoted in one safe line, however long and whatever is in it', async () => {
    const message = `\u001b[31mLine one\nline two \u202e ${'x'.repeat(5_000)}`;
    const { outcome } = await postTo(answering(400, JSON.stringify({ code: 50_035, message })));
    const reason = 'reason' in outcome ? outcome.reason : '';
    expect(reason).toMatch(
      /^Discord turns this message away with HTTP 400, code 50035 and says “Line one line two x+…”\.$/,
    );
    expect(reason.length).toBeLessThan(300);
  });
});

describe('settings with which nothing can be sent', () => {
  it.each([
    ['a token with a line break in it', { token: `${TOKEN}\n`, apiUrl: 'http://127.0.0.1:9/api' }, 'DISCORD_TOKEN'],
    ['an address that is none', { token: TOKEN, apiUrl: 'discord' }, 'DISCORD_API_URL'],
    ['a name that is nobody', { token: TOKEN, apiUrl: 'http://discord.invalid/api' }, 'DISCORD_API_URL'],
    ['a port where TLS is not spoken', { token: TOKEN, apiUrl: 'https://127.0.0.1:PORT/api' }, 'DISCORD_API_URL'],
  ])('%s: failed, for certain, and the setting is named', async (_, { token, apiUrl }, setting) => {
    server = createServer();
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const outcome = await postRoot({ token, managers: [], apiUrl: apiUrl.replace('PORT', String(port)) });
    expect(outcome).toEqual({ kind: 'failed', reason: expect.stringContaining(setting) });
    expect(JSON.stringify(outcome)).not.toContain(TOKEN);
  });
});
