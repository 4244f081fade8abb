/** Newsdesk's Slack adapter with a desk of the test's own, joined to the local Slack server by either of its two ways. */
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { createSlackChat, type SlackOptions } from '../../../src/chat/slack/slack.ts';
import type { Form, Invocation, Reply } from '../../../src/command/command.ts';
import type { Message } from '../../../src/message/message.ts';
import type { Chat, Desk, Log } from '../../../src/ports.ts';
import { type HandClock, handClock } from '../clock.ts';
import { type SlackServer, type SlackServerOptions, startSlackServer } from '../slack-server.ts';
import { acceptAck } from './acks.ts';
import type { SlackEvent } from './deeds.ts';

export type Mode = 'socket' | 'http';

export const BOT_TOKEN = 'xoxb-the-secret-bot-token';
export const APP_TOKEN = 'xapp-the-secret-app-token';
export const SIGNING_SECRET = '0123456789abcdef0123456789abcdef';

export interface FakeDesk extends Desk {
  /** What was to be answered, in order. */
  readonly asked: Invocation[];
}

export interface DeskAnswers {
  readonly answer?: Desk['answer'];
  readonly form?: (invocation: Invocation) => Form | null;
  readonly complete?: Desk['complete'];
  readonly home?: Desk['home'];
  readonly wrong?: Desk['wrong'];
}

export function fakeDesk(answers: DeskAnswers = {}): FakeDesk {
  const asked: Invocation[] = [];
  return {
    commands: [],
    asked,
    complete: answers.complete ?? (async () => []),
    form: async (invocation) => answers.form?.(invocation) ?? null,
    async answer(invocation, progress) {
      asked.push(invocation);
      return answers.answer ? answers.answer(invocation, progress) : privately('Done.');
    },
    ...(answers.wrong ? { wrong: answers.wrong } : {}),
    home: answers.home ?? (async () => saying('Your subscriptions')),
  };
}

export function saying(words: string, more: Partial<Message> = {}): Message {
  const bottomLine = [{ kind: 'text', text: words } as const];
  return { notification: words, title: '', context: [], bottomLine, sections: [], more: [], foot: [], ...more };
}

export const privately = (words: string, more: Partial<Message> = {}): Reply => ({
  seen: 'caller',
  message: saying(words, more),
});
export const publicly = (words: string, more: Partial<Message> = {}): Reply => ({
  seen: 'channel',
  message: saying(words, more),
});

export interface Stage {
  readonly server: SlackServer;
  readonly chat: Chat;
  readonly desk: FakeDesk;
  readonly clock: HandClock;
  readonly port: number;
  /** Every line that was logged, as text. */
  readonly logged: readonly string[];
  /** Resolves to what it was acknowledged with. */
  send(event: SlackEvent): Promise<unknown>;
  /** Ends the conversation once all answers are given: from then on, what did not happen never will. */
  end(): Promise<void>;
  close(): Promise<void>;
}

export interface StageOptions {
  readonly mode?: Mode;
  readonly desk?: FakeDesk;
  readonly server?: SlackServerOptions;
  readonly settings?: Partial<SlackOptions>;
}

export const START = '2026-11-24T07:00:00Z';

/** Connected, unless the settings say otherwise. */
export async function openStage({ mode = 'socket', desk = fakeDesk(), ...options }: StageOptions = {}): Promise<Stage> {
  const clock = handClock(START);
  const now = () => clock.now().getTime();
  const server = await startSlackServer({ botToken: BOT_TOKEN, appToken: APP_TOKEN, now, ...options.server });
  const port = await freePort();
  const logged: string[] = [];
  const way =
    mode === 'socket'
      ? { appToken: APP_TOKEN, signingSecret: null }
      : { appToken: null, signingSecret: SIGNING_SECRET };
  const settings = { botToken: BOT_TOKEN, apiUrl: server.apiUrl, port, managers: [], ...way, ...options.settings };
  const chat = await createSlackChat(settings, { clock, log: logInto(logged) });
  const stage: Stage = {
    server,
    chat,
    desk,
    clock,
    port,
    logged,
    send: (event) => (mode === 'socket' ? sendBySocket(server, event) : sendByHttp(port, event, clock)),
    end: () => chat.close(),
    async close() {
      await chat.close();
      await server.close();
      if (server.faults().length > 0) throw new Error(`Slack would refuse: ${server.faults().join('; ')}`);
    },
  };
  try {
    await chat.listen(desk, new AbortController().signal);
  } catch (error) {
    await stage.close();
    throw error;
  }
  return stage;
}

async function sendBySocket(server: SlackServer, { type, payload }: SlackEvent): Promise<unknown> {
  return (await server.socket.sendEvent({ type, payload })).payload;
}

async function sendByHttp(port: number, event: SlackEvent, clock: HandClock): Promise<unknown> {
  const response = await request(port, bodyOf(event), { at: clock.now() });
  if (response.status !== 200) throw new Error(`Newsdesk answered with HTTP ${response.status}.`);
  const text = await response.text();
  return acceptAck(event, text === '' ? {} : JSON.parse(text));
}

/** Content type and body, as Slack sends each kind. */
export function bodyOf({ type, payload }: SlackEvent): { contentType: string; body: string } {
  if (type === 'events_api') return { contentType: 'application/json', body: JSON.stringify(payload) };
  const fields = type === 'interactive' ? { payload: JSON.stringify(payload) } : (payload as Record<string, string>);
  return { contentType: 'application/x-www-form-urlencoded', body: new URLSearchParams(fields).toString() };
}

export interface Signing {
  /** When it claims to be sent. */
  readonly at: Date;
  readonly secret?: string;
  /** Instead of the true one; null leaves it out. */
  readonly signature?: string | null;
  readonly path?: string;
  readonly method?: string;
  /** Beside Slack's own, or instead of them. */
  readonly headers?: Readonly<Record<string, string>>;
}

export function request(
  port: number,
  { contentType, body }: { contentType: string; body: string },
  { at, secret = SIGNING_SECRET, signature, path = '/slack/events', method = 'POST', headers = {} }: Signing,
): Promise<Response> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const own = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  const signed = signature === undefined ? own : signature;
  return fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: {
      'content-type': contentType,
      'x-slack-request-timestamp': timestamp,
      ...(signed === null ? {} : { 'x-slack-signature': signed }),
      ...headers,
    },
    ...(method === 'GET' ? {} : { body }),
  });
}

function logInto(lines: string[]): Log {
  const at = (level: string) => (message: string, fields?: Record<string, unknown>) => {
    lines.push(`${level} ${message} ${JSON.stringify(fields ?? {})}`);
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** Free a moment ago, on 127.0.0.1. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
