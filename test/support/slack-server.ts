/**
 * A local server that speaks Slack's Web API and Socket Mode as the SDK uses them, refuses what Slack refuses, and fails
 * when told to. Tests start it in their own process. For trying the program by hand, or from a script:
 *
 *     node test/support/slack-server.ts [port]
 *
 * prints one line of JSON (the address, the tokens and the channels) and then serves until it is stopped. There,
 * `GET /control/posted?channel=C0NEWS` shows what was posted and `POST /control/fail` takes a Failure as JSON.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createFailures, type Failure } from './slack/failures.ts';
import { createHooks, type HookAnswer } from './slack/hooks.ts';
import { createPostLimits, type PostLimits } from './slack/post-limits.ts';
import {
  type Answer,
  type Arguments,
  addMessage,
  createWorkspace,
  Refusal,
  type SlackChannel,
  type SlackEphemeral,
  type SlackMessage,
  type SlackPerson,
  type SlackView,
} from './slack/state.ts';
import { createTriggers } from './slack/views.ts';
import { attachSocketMode, type SocketMode } from './slack-socket.ts';
import { callMethod } from './slack-workspace.ts';

export { BOT_USER, type SlackChannel, type SlackMessage, type SlackView, TEAM_ID } from './slack/state.ts';

/** Every scope Newsdesk asks for. */
export const ALL_SCOPES = [
  'chat:write',
  'commands',
  'app_mentions:read',
  'users:read',
  'channels:history',
  'channels:read',
  'groups:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'mpim:history',
  'mpim:read',
];
/** Two people who are there when none are named: somebody, and an admin. */
export const MARA: SlackPerson = { id: 'U0MARA' };
export const ADMIN: SlackPerson = { id: 'U0ADMIN', role: 'admin', tz: 'Asia/Seoul' };
/** A channel that is there when none are named. */
export const NEWS_CHANNEL: SlackChannel = { id: 'C0NEWS', name: 'news' };

export interface SlackServerOptions {
  readonly port?: number;
  readonly botToken?: string;
  readonly appToken?: string;
  readonly scopes?: readonly string[];
  readonly channels?: readonly SlackChannel[];
  readonly people?: readonly SlackPerson[];
  /** Slack's clock, in milliseconds. Default: the real one. */
  readonly now?: () => number;
  /** How many messages a channel and the whole workspace take; Slack has 1 in a second, and several hundred in a minute. Default any. */
  readonly limits?: PostLimits;
}

export interface SlackCall {
  readonly method: string;
  readonly args: Arguments;
}

export interface SlackServer {
  /** Ends in `/api/`: for SLACK_API_URL. */
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  /** Oldest first, thread replies included. */
  posted(channel: string): readonly SlackMessage[];
  /** Every call that arrived, the failed ones included. */
  calls(method?: string): readonly SlackCall[];
  /** What was refused as Slack refuses what is malformed, too long, or beyond the rights: a fault of the caller's. */
  faults(): readonly string[];
  fail(failure: Failure): void;
  /** Someone else posts. */
  addMessage(channel: string, message: Omit<SlackMessage, 'type' | 'ts'>): SlackMessage;
  /** Someone takes a message away. */
  removeMessage(channel: string, ts: string): void;
  revokeToken(): void;
  /** What only one person saw, answers at the addresses of events left out. */
  ephemerals(): readonly SlackEphemeral[];
  /** Every view that was opened (for nobody in particular) or published. */
  views(): readonly SlackView[];
  /** A new id that may be exchanged for one view within three seconds. */
  trigger(): string;
  /** A new address for answers to an event. */
  hook(): string;
  /** What was answered at such addresses and accepted. */
  hookAnswers(): readonly HookAnswer[];
  readonly socket: SocketMode;
  close(): Promise<void>;
}

/** Listens on 127.0.0.1, on a free port unless one is named. */
export async function startSlackServer(options: SlackServerOptions = {}): Promise<SlackServer> {
  const { botToken = 'xoxb-local-bot', appToken = 'xapp-local-app', now = Date.now } = options;
  const { channels = [NEWS_CHANNEL], people = [MARA, ADMIN], scopes = ALL_SCOPES } = options;
  const workspace = createWorkspace({ channels, people, scopes, triggers: createTriggers(now) }, now);
  const hooks = createHooks(now, () => `http://127.0.0.1:${port}`);
  const calls: SlackCall[] = [];
  const faults: string[] = [];
  const failures = createFailures();
  const waitFor = createPostLimits(options.limits ?? {}, now);
  let revoked = false;

  const http = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  http.listen(options.port ?? 0, '127.0.0.1');
  await once(http, 'listening');
  const port = (http.address() as AddressInfo).port;
  const socket = attachSocketMode(http, port);

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const args = await readArguments(request);
    if (url.pathname.startsWith('/control/')) return control(server, url, args, response);
    const method = url.pathname.replace(/^\/api\//, '').replace(/^\/hooks\/.*/, 'response_url');
    calls.push({ method, args });
    const apply = () => answer(tokenOf(request, args), method, args);
    const failure = failures.next(method);
    if (failure) return actOut(failure, response, apply);
    if (method === 'response_url') {
      const [status, words] = hooks.take(url.pathname, args);
      if (status === 400) faults.push(`response_url: ${words}`);
      response.writeHead(status, { 'content-type': 'text/plain' }).end(words);
      return;
    }
    const waitMs = method === 'chat.postMessage' ? waitFor(String(args['channel'])) : 0;
    // The header has whole seconds.
    if (waitMs > 0) return limit(response, Math.ceil(waitMs / 1000));
    respond(response, 200, apply(), { 'x-oauth-scopes': workspace.scopes.join(',') });
  }

  function answer(token: unknown, method: string, args: Arguments): Answer {
    if (token === undefined) return refusal('not_authed');
    if (token === appToken && method === 'apps.connections.open') return { ok: true, url: socket.url() };
    if (token !== botToken) return refusal('invalid_auth');
    if (revoked) return refusal('token_revoked');
    try {
      return callMethod(workspace, method, args);
    } catch (error) {
      if (error instanceof Refusal) {
        if (FAULTS.test(error.message)) faults.push(`${method}: ${JSON.stringify(error.answer)}`);
        return error.answer;
      }
      throw error;
    }
  }

  const server: SlackServer = {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    botToken,
    appToken,
    socket,
    posted: (channel) => [...(workspace.messages.get(channel) ?? [])],
    calls: (method) => calls.filter((call) => method === undefined || call.method === method),
    faults: () => [...faults],
    fail: failures.add,
    addMessage: (channel, message) => addMessage(workspace, channel, message),
    removeMessage(channel, ts) {
      const messages = workspace.messages.get(channel) ?? [];
      workspace.messages.set(
        channel,
        messages.filter((message) => message.ts !== ts),
      );
    },
    revokeToken() {
      revoked = true;
    },
    ephemerals: () => [...workspace.ephemerals],
    views: () => [...workspace.views],
    trigger: workspace.triggers.issue,
    hook: hooks.issue,
    hookAnswers: () => [...hooks.answers],
    async close() {
      socket.close();
      http.closeAllConnections();
      if (http.listening) await new Promise((resolve) => http.close(resolve));
    },
  };
  return server;
}

const FAULTS =
  /^(?:invalid_(?!auth|trigger|cursor)|msg_|no_text|view_too_large|metadata_|unknown_method|missing_scope)/;

function actOut(failure: Failure, response: ServerResponse, apply: () => Answer): void {
  const { kind, applied = kind === 'hang-up-after' || kind === 'slow', delayMs = 3_600_000 } = failure;
  const answer = applied ? apply() : null;
  switch (kind) {
    case '429':
      limit(response, failure.retryAfter === undefined ? 1 : failure.retryAfter);
      return;
    case '500':
    case '403':
      response.writeHead(Number(kind), { 'content-type': 'text/plain' }).end('Something is wrong here.');
      return;
    case 'hang-up-before':
    case 'hang-up-after':
      response.destroy();
      return;
    case 'slow':
      setTimeout(() => respond(response, 200, answer ?? {}), delayMs).unref();
      return;
    case 'wrong-json':
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<html>Welcome to <!channel> the hotel wireless</html>');
      return;
    default:
      respond(response, 200, refusal(kind));
  }
}

function limit(response: ServerResponse, retryAfter: number | null): void {
  const headers = retryAfter === null ? {} : { 'retry-after': String(retryAfter) };
  respond(response, 429, refusal('ratelimited'), headers);
}

function respond(response: ServerResponse, status: number, body: Answer, headers: Record<string, string> = {}): void {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
    .end(JSON.stringify(body));
}

const refusal = (error: string): Answer => ({ ok: false, error });

function tokenOf(request: IncomingMessage, args: Arguments): unknown {
  return request.headers.authorization?.replace(/^Bearer /, '') ?? args['token'];
}

/** Both of Slack's body types; in a form, structures are JSON inside their field. */
async function readArguments(request: IncomingMessage): Promise<Arguments> {
  const body = await text(request);
  if (request.headers['content-type']?.startsWith('application/json')) return JSON.parse(body || '{}');
  const fields = [...new URLSearchParams(body)];
  return Object.fromEntries(fields.map(([name, value]) => [name, STRUCTURES.has(name) ? parsed(value) : value]));
}

const STRUCTURES = new Set(['blocks', 'attachments', 'metadata', 'view']);

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function control(server: SlackServer, url: URL, args: Arguments, response: ServerResponse): void {
  if (url.pathname === '/control/fail') server.fail(args as unknown as Failure);
  const channel = url.searchParams.get('channel') ?? NEWS_CHANNEL.id;
  respond(response, 200, url.pathname === '/control/posted' ? { posted: server.posted(channel) } : { ok: true });
}

if (import.meta.main) {
  const server = await startSlackServer({ port: Number(process.argv[2] ?? 0) });
  const { apiUrl, botToken, appToken } = server;
  console.log(JSON.stringify({ apiUrl, botToken, appToken, channel: NEWS_CHANNEL.id }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => server.close());
}
