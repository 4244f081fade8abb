/**
 * A local server that speaks as much of the Chat Completions and Embeddings protocols as Newsdesk does, refuses what the real ones refuse,
 * and can be told to fail in every way. In tests: `startModelServer()`. For a program in a process of its own:
 * `node test/support/model-server.ts --mode fabricating --key secret` prints the address to set as OPENAI_BASE_URL.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import {
  type Answerer,
  error,
  MODES,
  type Mode,
  type ModelReply,
  type ModelRequest,
  type TokenUsage,
} from './model-answers.ts';
import {
  type EmbeddingAnswerer,
  type EmbeddingRequest,
  embeddingReply,
  readEmbeddingRequest,
  wordEmbedding,
} from './model-embeddings.ts';
import { EVERYTHING, faultOfRequest, isObject, type Knowledge } from './model-request-check.ts';

export interface ModelServerOptions {
  /** Wanted as bearer; null (the default) lets everyone in. */
  readonly apiKey?: string | null;
  readonly models?: readonly string[];
  readonly embeddingModels?: readonly string[];
  readonly mode?: Mode;
  /** What it knows; whatever is left out it knows. */
  readonly knows?: Partial<Knowledge>;
  /** Before each reply. */
  readonly latencyMs?: number;
  /** Any free one unless given. */
  readonly port?: number;
}

export interface ModelServer {
  /** For OPENAI_BASE_URL; ends in `/v1`. */
  readonly url: string;
  /** Every chat request that was well formed and let in, in order. */
  readonly requests: readonly ModelRequest[];
  /** The status of every answer to a chat request, those that were refused included; 0 for one that never came. */
  readonly statuses: readonly number[];
  /** How many chat requests were under way at the same time, at most. */
  readonly mostAtOnce: () => number;
  /** Every request for an embedding that was well formed and let in, in order. */
  readonly embedded: readonly EmbeddingRequest[];
  answerWith(answer: Answerer | Mode): void;
  embedWith(answer: EmbeddingAnswerer): void;
  close(): Promise<void>;
}

export async function startModelServer(options: ModelServerOptions = {}): Promise<ModelServer> {
  const { apiKey = null, models = ['test-model'], embeddingModels = ['test-embedding'], latencyMs = 0 } = options;
  const knows = { ...EVERYTHING, ...options.knows };
  const requests: ModelRequest[] = [];
  const statuses: number[] = [];
  const systemsSeen = new Set<string>();
  let answer: Answerer = MODES[options.mode ?? 'honest'];
  const embedded: EmbeddingRequest[] = [];
  let embedding: EmbeddingAnswerer = wordEmbedding;
  let underWay = 0;
  let mostAtOnce = 0;

  async function replyTo(message: IncomingMessage): Promise<{ reply: ModelReply; usage: TokenUsage | null }> {
    const body = parsed(await textOf(message));
    const fault = faultOfRequest(body, knows, models);
    if (fault) return { reply: fault, usage: null };
    const request = requestOf(message, body as Record<string, unknown>, requests.length + 1);
    requests.push(request);
    if (latencyMs > 0) await pause(latencyMs);
    const reply = await answer(request);
    const repeated = systemsSeen.has(request.system);
    systemsSeen.add(request.system);
    return { reply, usage: usageOf(request, reply, repeated) };
  }

  async function chat(message: IncomingMessage, response: ServerResponse): Promise<void> {
    underWay += 1;
    mostAtOnce = Math.max(mostAtOnce, underWay);
    const { reply, usage } = await replyTo(message);
    statuses.push(send(response, reply, usage, requests.length));
    underWay -= 1;
  }

  async function embed(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = readEmbeddingRequest(parsed(await textOf(message)), embeddingModels);
    if ('kind' in request) return void send(response, request, null, 0);
    embedded.push(request);
    send(response, embeddingReply(request, embedding(request)), null, 0);
  }

  const server = createServer((message, response) => {
    const route = `${message.method} ${message.url}`;
    if (apiKey !== null && message.headers.authorization !== `Bearer ${apiKey}`) {
      // As OpenAI does: the wrong key comes back in the message.
      const shown = message.headers.authorization?.replace('Bearer ', '') ?? 'none';
      const refusal = error(401, `Incorrect API key provided: ${shown}.`, { code: 'invalid_api_key' });
      statuses.push(send(response, refusal, null, 0));
    } else if (route === 'POST /v1/chat/completions') {
      chat(message, response).catch((problem: Error) => send(response, error(500, problem.message), null, 0));
    } else if (route === 'POST /v1/embeddings') {
      embed(message, response).catch((problem: Error) => send(response, error(500, problem.message), null, 0));
    } else if (route === 'GET /v1/models' && knows.models) {
      sendJson(response, 200, { object: 'list', data: models.map((id) => ({ id, object: 'model' })) });
    } else send(response, error(404, `Unknown request URL: ${route}.`), null, 0);
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    statuses,
    mostAtOnce: () => mostAtOnce,
    embedded,
    embedWith(next) {
      embedding = next;
    },
    answerWith(next) {
      answer = typeof next === 'string' ? MODES[next] : next;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function requestOf({ headers }: IncomingMessage, body: Record<string, unknown>, number: number): ModelRequest {
  const messages = body['messages'] as { role: string; content: string }[];
  const said = (role: string) =>
    messages
      .filter((message) => message.role === role)
      .map(({ content }) => content)
      .join('\n');
  const user = said('user');
  const format = isObject(body['response_format']) ? String(body['response_format']['type']) : 'text';
  const maxTokens = body['max_completion_tokens'] ?? body['max_tokens'] ?? null;
  const articles = [...user.matchAll(/^BEGIN (ARTICLE .+)\n([\s\S]*?)\nEND \1$/gm)].map(([, , inside = '']) => inside);
  const article = /^BEGIN (ARTICLE .+)\n([\s\S]*)\nEND \1$/m.exec(user)?.[2] ?? null;
  const question = /^BEGIN (QUESTION .+)\n([\s\S]*)\nEND \1$/m.exec(user)?.[2] ?? null;
  const model = String(body['model']);
  return {
    number,
    model,
    system: said('system'),
    user,
    article,
    articles,
    question,
    format,
    maxTokens: maxTokens as number | null,
    headers,
    body,
  };
}

/** Four characters a token; a beginning of 1,024 tokens that was seen before is counted as cached. */
function usageOf(request: ModelRequest, reply: ModelReply, repeated: boolean): TokenUsage | null {
  if (reply.kind === 'content' && reply.usage !== undefined) return reply.usage;
  const tokens = (text: string) => Math.ceil(text.length / 4);
  const system = tokens(request.system);
  return {
    prompt_tokens: system + tokens(request.user),
    completion_tokens: reply.kind === 'content' ? tokens(reply.content) : 5,
    prompt_tokens_details: { cached_tokens: repeated && system >= 1024 ? Math.floor(system / 128) * 128 : 0 },
  };
}

/** Sends a reply and tells its status; 0 if there was none. */
function send(response: ServerResponse, reply: ModelReply, usage: TokenUsage | null, number: number): number {
  switch (reply.kind) {
    case 'hang':
      return 0;
    case 'stall':
    case 'hang-up': {
      const whole = JSON.stringify(completion(number, { content: 'x'.repeat(2_000), refusal: null }, 'stop', usage));
      const status = reply.kind === 'stall' ? (reply.status ?? 200) : 200;
      response.writeHead(status, { 'content-type': 'application/json', 'content-length': whole.length });
      response.write(whole.slice(0, whole.length / 2), () => reply.kind === 'hang-up' && response.destroy());
      return 0;
    }
    case 'error': {
      const { status, message, code = null, param = null, headers } = reply;
      return sendJson(response, status, { error: { message, type: 'invalid_request_error', code, param } }, headers);
    }
    case 'body':
      response
        .writeHead(reply.status ?? 200, { 'content-type': reply.contentType ?? 'application/json' })
        .end(reply.body);
      return reply.status ?? 200;
    case 'refusal':
      return sendJson(response, 200, completion(number, { content: null, refusal: reply.text }, 'stop', usage));
    case 'content': {
      const message = { content: reply.content, refusal: null };
      return sendJson(response, 200, completion(number, message, reply.finish ?? 'stop', usage));
    }
  }
}

function completion(
  number: number,
  message: { content: string | null; refusal: string | null },
  finish: string,
  usage: TokenUsage | null,
): Record<string, unknown> {
  return {
    id: `chatcmpl-${number}`,
    object: 'chat.completion',
    created: 0,
    model: 'test-model',
    choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: finish }],
    ...(usage && { usage }),
  };
}

function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): number {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  return status;
}

async function textOf(message: IncomingMessage): Promise<string> {
  return Buffer.concat(await message.toArray()).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      mode: { type: 'string' },
      key: { type: 'string' },
      port: { type: 'string' },
      latency: { type: 'string' },
    },
  });
  const mode = (values.mode ?? 'honest') as Mode;
  if (!(mode in MODES)) throw new Error(`--mode must be one of ${Object.keys(MODES).join(', ')}`);
  const [port, latencyMs] = [Number(values.port ?? 0), Number(values.latency ?? 0)];
  const server = await startModelServer({ mode, apiKey: values.key ?? null, port, latencyMs });
  process.stdout.write(`${server.url}\n`);
}
