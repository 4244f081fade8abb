import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createSlackChat } from '../../../src/chat/slack/slack.ts';
import { handClock } from '../../support/clock.ts';
import { mentions, types } from '../../support/slack/deeds.ts';
import {
  APP_TOKEN,
  BOT_TOKEN,
  bodyOf,
  fakeDesk,
  openStage,
  privately,
  request,
  START,
  type Stage,
  type StageOptions,
} from '../../support/slack/stage.ts';
import { startSlackServer } from '../../support/slack-server.ts';

const MINUTE = 60_000;
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

describe('listening to Slack', () => {
  let stage: Stage | null = null;
  afterEach(() => stage?.close());

  async function open(options: StageOptions = {}): Promise<Stage> {
    stage = await openStage(options);
    return stage;
  }

  describe('by Socket Mode', () => {
    it('goes before HTTP where both are set', async () => {
      const { server, port } = await open({ settings: { signingSecret: 'a-secret' } });
      expect(server.socket.connections()).toBe(1);
      await expect(request(port, bodyOf(mentions('status')), { at: new Date(START) })).rejects.toThrow('fetch failed');
    });

    it('opens as many connections as it is told to, answers on each, and closes all', async () => {
      const { server, clock, desk, send, end } = await open({ settings: { connections: 3 } });
      expect(server.socket.connections()).toBe(3);
      await send(types(server, 'status'));
      await end();
      expect(desk.asked).toHaveLength(1);
      await until(clock, () => server.socket.connections() === 0);
      expect(server.socket.connections()).toBe(0);
    });

    it('connects again by itself when Slack asks for it, and misses nothing after', async () => {
      const { server, clock, desk, send, end } = await open();
      server.socket.askToReconnect();
      await until(clock, () => server.calls('apps.connections.open').length === 2 && server.socket.connections() === 1);
      await send(types(server, 'status'));
      await end();
      expect(desk.asked).toHaveLength(1);
    });

    it('connects again after a time without a network, with longer and longer waits', async () => {
      const { server, clock, logged } = await open();
      server.fail({ method: 'apps.connections.open', times: 3, kind: 'hang-up-before' });
      server.socket.askToReconnect();
      await until(clock, () => failures(logged) === 1);
      await clock.advance(999);
      expect(failures(logged)).toBe(1);
      await clock.advance(1);
      await until(clock, () => failures(logged) === 2);
      await clock.advance(2000);
      await until(clock, () => failures(logged) === 3);
      await clock.advance(5000);
      await until(clock, () => server.socket.connections() === 1);
      expect(server.socket.connections()).toBe(1);
    });

    it('survives envelopes that make no sense', async () => {
      const { server, clock, desk, logged, send, end } = await open();
      for (const nonsense of ['null', '[]', '{"type":"events_api"}', '{"type":"interactive","payload":null}', '{']) {
        server.socket.sendRaw(nonsense);
      }
      await until(clock, () => logged.some((line) => line.includes('made no sense')));
      await send(types(server, 'status'));
      await end();
      expect(desk.asked).toHaveLength(1);
    });

    it('is refused in words for the operator when the app-level token is wrong', async () => {
      const opening = open({ settings: { appToken: 'xapp-wrong' } });
      await expect(opening).rejects.toThrow(/SLACK_APP_TOKEN/);
      await expect(opening).rejects.not.toThrow(/xapp-wrong/);
    });
  });

  describe('by HTTP', () => {
    const event = () => bodyOf(mentions('status'));
    const at = (ms: number) => new Date(Date.parse(START) + ms);
    const genuine = { at: at(0) };

    it.each([
      ['now', genuine, 200],
      ['five minutes ago', { at: at(-5 * MINUTE) }, 200],
      ['five minutes ahead', { at: at(5 * MINUTE) }, 200],
      ['more than five minutes ago', { at: at(-5 * MINUTE - 1000) }, 401],
      ['more than five minutes ahead', { at: at(5 * MINUTE + 1000) }, 401],
      ['an hour ahead', { at: at(60 * MINUTE) }, 401],
      ['by somebody who does not know the secret', { ...genuine, secret: 'another-secret' }, 401],
      ['with no signature', { ...genuine, signature: null }, 401],
      ['with an empty signature', { ...genuine, signature: '' }, 401],
      ['with a signature of another kind', { ...genuine, signature: `v1=${'0'.repeat(64)}` }, 401],
      ['with a signature of the right length', { ...genuine, signature: `v0=${'0'.repeat(64)}` }, 401],
      ['to another path', { ...genuine, path: '/slack/actions' }, 404],
      ['by another method', { ...genuine, method: 'GET' }, 404],
    ])('a request signed %s is taken or refused', async (_, signing, status) => {
      const { port, desk, end } = await open({ mode: 'http' });
      expect((await request(port, event(), signing)).status).toBe(status);
      await end();
      expect(desk.asked).toHaveLength(status === 200 ? 1 : 0);
    });

    it('a request whose body was changed on the way is refused', async () => {
      const { port, desk, end } = await open({ mode: 'http' });
      const body = event();
      const signed = await import('node:crypto').then(({ createHmac }) =>
        createHmac('sha256', '0123456789abcdef0123456789abcdef')
          .update(`v0:${Date.parse(START) / 1000}:${body.body}`)
          .digest('hex'),
      );
      const changed = { ...body, body: body.body.replace('U0MARA', 'U0ADMIN') };
      expect((await request(port, changed, { ...genuine, signature: `v0=${signed}` })).status).toBe(401);
      await end();
      expect(desk.asked).toEqual([]);
    });

    it.each([0, 5 * MINUTE])(
      'the same request is acted on once, for as long as it could be taken: sent %i ms ahead',
      async (ms) => {
        const { port, clock, desk, end } = await open({ mode: 'http' });
        const body = event();
        expect((await request(port, body, { at: at(ms) })).status).toBe(200);
        // Slack would go on repeating what is not answered.
        expect((await request(port, body, { at: at(ms) })).status).toBe(200);
        await clock.advance(ms + 5 * MINUTE);
        expect((await request(port, body, { at: at(ms) })).status).toBe(200);
        await clock.advance(1000);
        expect((await request(port, body, { at: at(ms) })).status).toBe(401);
        await end();
        expect(desk.asked).toHaveLength(1);
      },
    );

    it('answers Slack’s questions about itself', async () => {
      const { port, desk, end } = await open({ mode: 'http' });
      const challenge = { contentType: 'application/json', body: '{"type":"url_verification","challenge":"c-123"}' };
      const answer = await request(port, challenge, genuine);
      expect(await answer.json()).toEqual({ challenge: 'c-123' });
      const check = { contentType: 'application/x-www-form-urlencoded', body: 'ssl_check=1&token=old' };
      expect((await request(port, check, genuine)).status).toBe(200);
      await end();
      expect(desk.asked).toEqual([]);
    });

    it.each([
      ['null', 400],
      ['[]', 400],
      ['"words"', 400],
      ['{', 400],
      ['{}', 404],
      ['{"type":"event_callback"}', 404],
      ['{"type":"event_callback","event":null}', 500],
      ['{"command":7}', 404],
    ])('survives a body of %s, signed as it may be', async (body, status) => {
      const { port, desk, end } = await open({ mode: 'http' });
      const answer = await request(port, { contentType: 'application/json', body }, genuine);
      expect(answer.status).toBe(status);
      expect((await request(port, event(), genuine)).status).toBe(200);
      await end();
      expect(desk.asked).toHaveLength(1);
    });

    it('reads no more of a body than Slack ever sends', async () => {
      const { port } = await open({ mode: 'http' });
      const body = {
        contentType: 'application/json',
        body: JSON.stringify({ type: 'x', text: 'x'.repeat(1_000_001) }),
      };
      const status = await request(port, body, genuine).then(
        (response) => response.status,
        // The connection may be cut before all of it was sent.
        () => 413,
      );
      expect(status).toBe(413);
    });

    it('says which setting is wrong when the port is taken', async () => {
      const other = createServer().listen(0);
      await once(other, 'listening');
      const { port } = other.address() as { port: number };
      await expect(open({ mode: 'http', settings: { port } })).rejects.toThrow(
        /port \d+: another program uses it.*NEWSDESK_PORT/,
      );
      other.close();
    });
  });

  it.each(['socket', 'http'] as const)(
    'by %s is refused in words for the operator when the bot token is wrong',
    async (mode) => {
      await expect(open({ mode, settings: { botToken: 'xoxb-wrong' } })).rejects.toThrow(/SLACK_BOT_TOKEN/);
    },
  );

  it.each(['socket', 'http'] as const)('by %s begins once Slack can be reached', async (mode) => {
    const server = await startSlackServer({ botToken: BOT_TOKEN, appToken: APP_TOKEN });
    server.fail({ method: 'auth.test', times: 2, kind: 'hang-up-before' });
    const clock = handClock(START);
    const way =
      mode === 'socket' ? { appToken: APP_TOKEN, signingSecret: null } : { appToken: null, signingSecret: 's' };
    const chat = await createSlackChat(
      { ...way, botToken: BOT_TOKEN, apiUrl: server.apiUrl, port: 0, managers: [] },
      { clock, log: SILENT },
    );
    let connected = false;
    const listening = chat.listen(fakeDesk(), new AbortController().signal).then(() => {
      connected = true;
    });
    await until(clock, () => server.calls('auth.test').length === 1);
    expect(connected).toBe(false);
    await clock.advance(10_000);
    await until(clock, () => server.calls('auth.test').length === 2);
    await clock.advance(10_000);
    await listening;
    await chat.close();
    await server.close();
  });

  it('with no setting for it makes no call, and says so', async () => {
    const { server, logged } = await open({ settings: { appToken: null, signingSecret: null } });
    expect(server.calls()).toEqual([]);
    expect(logged).toEqual([expect.stringContaining('SLACK_APP_TOKEN')]);
  });

  describe('the end', () => {
    it.each(['socket', 'http'] as const)('by %s comes when the signal aborts', async (mode) => {
      const { server, chat, clock, port } = await open({ mode, settings: { appToken: null, signingSecret: null } });
      await chat.close();
      const ending = new AbortController();
      const way =
        mode === 'socket' ? { appToken: APP_TOKEN, signingSecret: null } : { appToken: null, signingSecret: 's' };
      const second = await createSlackChat(
        { ...way, botToken: BOT_TOKEN, apiUrl: server.apiUrl, port, managers: [] },
        { clock, log: SILENT },
      );
      await second.listen(fakeDesk(), ending.signal);
      ending.abort();
      await second.close();
      await until(clock, () => server.socket.connections() === 0);
      expect(server.socket.connections()).toBe(0);
      await expect(fetch(`http://127.0.0.1:${port}/slack/events`, { method: 'POST' })).rejects.toThrow('fetch failed');
    });

    it.each(['socket', 'http'] as const)('by %s lets an answer that is being given be given', async (mode) => {
      const gate = Promise.withResolvers<void>();
      const desk = fakeDesk({ answer: () => gate.promise.then(() => privately('Done.')) });
      const { server, chat, clock, send } = await open({ mode, desk });
      await send(types(server, 'status'));
      await until(clock, () => desk.asked.length === 1);
      const closing = chat.close();
      gate.resolve();
      await closing;
      expect(server.hookAnswers()).toMatchObject([{ text: 'Done.' }]);
    });

    it.each(['socket', 'http'] as const)(
      'by %s waits no longer than three seconds for a desk that hangs',
      async (mode) => {
        const desk = fakeDesk({ answer: () => new Promise(() => {}) });
        const { server, chat, clock, send } = await open({ mode, desk });
        await send(types(server, 'status'));
        await until(clock, () => desk.asked.length === 1);
        let ended = false;
        const closing = chat.close().then(() => {
          ended = true;
        });
        await clock.settle();
        expect(ended).toBe(false);
        await until(clock, () => server.socket.connections() === 0);
        await clock.advance(3000);
        await closing;
        expect(ended).toBe(true);
      },
    );

    it('does not wait for a connection that never comes about', async () => {
      const server = await startSlackServer({ botToken: BOT_TOKEN, appToken: APP_TOKEN });
      server.fail({ method: 'apps.connections.open', times: 100, kind: 'hang-up-before' });
      const clock = handClock(START);
      const settings = { botToken: BOT_TOKEN, appToken: APP_TOKEN, signingSecret: null, port: null, managers: [] };
      const chat = await createSlackChat({ ...settings, apiUrl: server.apiUrl }, { clock, log: SILENT });
      const listening = chat.listen(fakeDesk(), new AbortController().signal);
      await until(clock, () => server.calls('apps.connections.open').length >= 2);
      await chat.close();
      await listening;
      await server.close();
    });
  });
});

const failures = (logged: readonly string[]) => logged.filter((line) => line.includes('not connected')).length;

async function until({ settle }: Stage['clock'], happened: () => boolean): Promise<void> {
  for (let turns = 0; turns < 500 && !happened(); turns++) await settle();
}
