/**
 * A local server that speaks Discord's REST API v10 and gateway over real HTTP and WebSocket, refuses what Discord
 * refuses, and fails when told to. Used by tests in their own process; `node test/support/discord-server.ts [port]`
 * runs it for trying the program by hand and prints what is posted.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ApiAnswer, ApiRequest, Host } from './discord/api.ts';
import { isObject, refusal } from './discord/faults.ts';
import { type Gateway, openGateway } from './discord/gateway.ts';
import { createRateLimits, limited, type RateLimits } from './discord/rate-limits.ts';
import { findRoute } from './discord/routes.ts';
import {
  addChannel,
  CHANNEL_TYPES,
  createWorld,
  type PermissionName,
  type ServerChannel,
  type ServerMessage,
  storeMessage,
  type World,
} from './discord/world.ts';

export interface Fault {
  /** Such as `POST /channels/:id/messages`; every route when left out. */
  readonly route?: string;
  readonly times: number;
  /**
   * `hang-up-after`, `slow` (no answer until the server closes) and `wrong-json` apply the call first, and wait for a
   * call that Discord would accept; the others apply nothing.
   */
  readonly kind: '429' | '500' | '403' | 'hang-up-before' | 'hang-up-after' | 'slow' | 'wrong-json';
  /** Of a 429, seconds. */
  readonly retryAfter?: number;
  /** Of a 429: the whole bot is limited, not one route. */
  readonly global?: boolean;
}

export interface DiscordServerOptions {
  /** 0 picks a free one. */
  readonly port?: number;
  readonly token?: string;
  /** Discord says "the past few minutes". */
  readonly nonceWindowMs?: number;
  /** What time the server has when it starts; the real one when left out. */
  readonly startAt?: Date;
  /** Moves the server's time, if not the machine's clock. */
  readonly clock?: { now(): Date };
}

interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly template: string | null;
  readonly body: unknown;
  /** Null while unanswered, and when it was hung up on. */
  status: number | null;
}

export interface DiscordServer {
  /** For `DISCORD_API_URL`. */
  readonly apiUrl: string;
  readonly token: string;
  readonly world: World;
  /** A text channel that is there from the start. */
  readonly channelId: string;
  readonly requests: readonly SeenRequest[];
  addChannel(fields?: {
    name?: string;
    type?: number;
    deny?: readonly PermissionName[];
    extra?: Record<string, unknown>;
  }): string;
  deny(channelId: string, ...permissions: PermissionName[]): void;
  /** What people see in a channel or thread, oldest first. */
  posted(channelOrThreadId: string): readonly ServerMessage[];
  threadsOf(channelId: string): readonly ServerChannel[];
  /** A person writes into a channel. */
  someoneSays(channelId: string, fields: Partial<ServerMessage>): ServerMessage;
  /** A moderator deletes a message. */
  delete(channelId: string, messageId: string): void;
  fail(fault: Fault): void;
  /** From now on each route and channel takes `limit` calls per `perMs` of the server's time, as its headers say. */
  limitEachBucket(limit: number, perMs: number): void;
  /** From now on the bot may make so many calls in any `perMs` of the server's time, those of interactions left out. */
  limitAll(calls: number, perMs: number): void;
  revokeToken(): void;
  /** Moves the server's clock. */
  advance(ms: number): void;
  /** Sends an event to every client on the gateway. */
  dispatch(event: string, data: unknown): void;
  /** The gateway itself: frames that make no sense, connections that end. */
  readonly gateway: Omit<Gateway, 'dispatch' | 'close'>;
  close(): Promise<void>;
}

const PREFIX = '/api/v10';
const NONCE_WINDOW_MS = 3 * 60_000;

export async function startDiscordServer(options: DiscordServerOptions = {}): Promise<DiscordServer> {
  const token = options.token ?? 'test-token.discord.local';
  const { clock } = options;
  const startAt = options.startAt ?? clock?.now() ?? new Date();
  const world = createWorld(startAt, clock && (() => clock.now().getTime()));
  const state: State = {
    token,
    world,
    faults: [],
    requests: [],
    limits: createRateLimits(world),
    revoked: false,
  };
  const server = createServer((request, response) => void answer(request, response));
  const gateway = openGateway(
    server,
    world,
    () => host.gatewayUrl,
    (given) => !state.revoked && given === token,
  );
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const host: Host = {
    world,
    gatewayUrl: `ws://127.0.0.1:${port}/gateway`,
    nonceWindowMs: options.nonceWindowMs ?? NONCE_WINDOW_MS,
    dispatch: gateway.dispatch,
  };
  const answer = (request: IncomingMessage, response: ServerResponse) => serve(state, host, request, response);
  const channelId = addChannel(world, { name: 'daily-news' }).id;

  return {
    apiUrl: `http://127.0.0.1:${port}/api`,
    token,
    world,
    channelId,
    requests: state.requests,
    addChannel: (fields = {}) => addChannel(world, fields).id,
    deny: (id, ...permissions) => {
      const channel = world.channels.get(id);
      if (channel) world.channels.set(id, { ...channel, deny: [...channel.deny, ...permissions] });
    },
    posted: (id) => (world.messages.get(id) ?? []).filter((message) => message.type === 0),
    threadsOf: (id) => [...world.channels.values()].filter((channel) => channel.parentId === id),
    someoneSays: (id, fields) =>
      storeMessage(world, id, { author: { id: world.snowflake(), username: 'Ida', bot: false }, ...fields }),
    delete: (id, messageId) => {
      const left = (world.messages.get(id) ?? []).filter((message) => message.id !== messageId);
      world.messages.set(id, left);
    },
    fail: (fault) => void state.faults.push({ ...fault }),
    limitEachBucket: state.limits.limitEachBucket,
    limitAll: state.limits.limitAll,
    revokeToken: () => {
      state.revoked = true;
    },
    advance: world.advance,
    dispatch: gateway.dispatch,
    gateway,
    close: () => close(server, gateway.close),
  };
}

interface State {
  readonly token: string;
  readonly world: World;
  readonly faults: (Fault & { times: number })[];
  readonly requests: SeenRequest[];
  readonly limits: RateLimits;
  revoked: boolean;
}

async function serve(state: State, host: Host, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const request = await readRequest(incoming);
  const route = findRoute(request);
  const seen: SeenRequest = { ...request, template: route?.template ?? null, status: null };
  state.requests.push(seen);
  const send = (answer: ApiAnswer, headers: Record<string, string> = {}) => {
    seen.status = answer.status;
    respond(response, answer, headers);
  };

  if (!route) return send(refusal(404, 0, '404: Not Found'));
  if (request.body === MALFORMED) return send(refusal(400, 50109, 'The request body contains invalid JSON.'));
  const before = takeFault(state, route.template, ['429', '500', '403', 'hang-up-before']);
  if (before?.kind === 'hang-up-before') return void response.destroy();
  if (before?.kind === '429') return send(...limited(before.retryAfter ?? 1, before.global ?? false));
  if (before?.kind === '500') return send(refusal(500, 0, '500: Internal Server Error'));
  if (before?.kind === '403') return send(refusal(403, 50013, 'Missing Permissions'));
  if (!hasOwnToken(request.path) && (state.revoked || incoming.headers.authorization !== `Bot ${state.token}`)) {
    return send(refusal(401, 0, '401: Unauthorized'));
  }
  const over = hasOwnToken(request.path) ? null : state.limits.countAll();
  if (over) return send(...over);
  const bucket = state.limits.count(route.template, request.path);
  if (bucket?.refusal) return send(bucket.refusal, bucket.headers);

  const answer = route.run(host);
  const after = answer.status < 400 ? takeFault(state, route.template, ['hang-up-after', 'slow', 'wrong-json']) : null;
  if (after?.kind === 'slow') return;
  if (after?.kind === 'hang-up-after') return void response.destroy();
  if (after?.kind === 'wrong-json') {
    seen.status = answer.status;
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end('{"id": "12');
    return;
  }
  send(answer, bucket?.headers);
}

/** An interaction's token is in the path. */
const hasOwnToken = (path: string) => /^\/(interactions|webhooks)\//.test(path);

const MALFORMED = Symbol('malformed');

async function readRequest(incoming: IncomingMessage): Promise<ApiRequest> {
  const url = new URL(incoming.url ?? '/', 'http://localhost');
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname.startsWith(PREFIX) ? decodeURIComponent(url.pathname.slice(PREFIX.length)) : '',
    query: url.searchParams,
    body: text === '' ? undefined : parse(text),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return MALFORMED;
  }
}

/** A 204 carries no body and no content type: discord.js would try to parse it. */
function respond(response: ServerResponse, { status, body }: ApiAnswer, headers: Record<string, string>): void {
  if (body === undefined) response.writeHead(status, headers).end();
  else response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

function takeFault(state: State, template: string, kinds: readonly Fault['kind'][]): Fault | null {
  const fault = state.faults.find(
    ({ times, kind, route }) => times > 0 && kinds.includes(kind) && (route === undefined || route === template),
  );
  if (!fault) return null;
  fault.times -= 1;
  return fault;
}

async function close(server: Server, closeGateway: () => void): Promise<void> {
  closeGateway();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

if (import.meta.main) await runByHand(Number(process.argv[2] ?? 0));

/** Prints the settings to use, then every message as it arrives. */
async function runByHand(port: number): Promise<void> {
  const server = await startDiscordServer({ port });
  const forum = server.addChannel({ name: 'news-forum', type: CHANNEL_TYPES.forum });
  console.log(`DISCORD_TOKEN=${server.token}\nDISCORD_API_URL=${server.apiUrl}`);
  console.log(`channels: discord:${server.channelId} (text), discord:${forum} (forum)`);
  let shown = 0;
  setInterval(() => {
    const messages = server.requests.filter(({ status, template }) => status === 200 && template?.startsWith('POST'));
    for (const { path, body } of messages.slice(shown)) {
      console.log(`\n${path}\n${JSON.stringify(isObject(body) ? body : {}, null, 2)}`);
    }
    shown = messages.length;
  }, 250);
}
