/**
 * HTTP mode: Slack calls us. A receiver of our own for Bolt, whose HTTP receiver checks the signature by a clock of its
 * own, and ends the process at a body that is JSON but no object.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { parse } from 'node:querystring';
import type { App, Receiver } from '@slack/bolt';
import type { Clock, Log } from '../../ports.ts';
import { createGate, type Verdict } from './signature.ts';

/** Where Slack's requests arrive, all kinds of them. */
const PATH = '/slack/events';
/** A view with all that was typed into it is a quarter of that: https://docs.slack.dev/reference/methods/views.open#errors */
const BODY_BYTES = 1_000_000;
/** Slack gives us three seconds to answer; who takes longer to ask is not Slack. */
const REQUEST_MS = 10_000;

export interface HttpOptions {
  readonly signingSecret: string;
  readonly port: number;
  /** What people see who open an address in their browser, by path. */
  readonly pages?: ReadonlyMap<string, Page>;
}

export type Page = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** `start` rejects with the error of listening; `stop` cuts every connection. */
export function createHttpReceiver(options: HttpOptions, ports: { clock: Clock; log: Log }): Receiver {
  const gate = createGate(options.signingSecret, ports.clock);
  let app: App | null = null;
  const server = createServer({ requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS }, (request, response) => {
    serve(request, response).catch(() => {
      ports.log.warn('slack: a request could not be served');
      end(response, 500);
    });
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').split('?', 1)[0];
    const page = request.method === 'GET' ? options.pages?.get(path ?? '') : undefined;
    if (page) return page(request, response);
    if (request.method !== 'POST' || path !== PATH) return end(response, 404);
    const raw = await readBody(request);
    if (raw === null) return tooLarge(request, response);
    // Slack signs none of these, and nothing comes of them: it looks whether the certificate is good.
    if (isCertificateCheck(request, raw)) return end(response, 200);
    const signed = signedHeaders(request);
    const verdict = gate.verdictOn(signed, raw);
    if (verdict === 'replayed') {
      ports.log.info('slack: a request came again', {});
      // Slack itself repeats what it holds to be lost, within the second too. An error would make it go on.
      return end(response, 200);
    }
    if (verdict !== 'genuine') return refuse(response, verdict, ports.log);
    const body = parseBody(request, raw);
    if (body === null) return end(response, 400);
    if (body['type'] === 'url_verification') return end(response, 200, { challenge: body['challenge'] });
    try {
      await app?.processEvent({ body, ...retryOf(request), ack: async (answer) => end(response, 200, answer) });
    } catch (error) {
      if (!response.headersSent) gate.letThroughAgain(signed);
      throw error;
    }
    // Nobody acknowledged it, so it was nothing that we know.
    end(response, 404);
  }

  return {
    init: (bolt) => {
      app = bolt;
    },
    start: () => listen(server, options.port),
    stop: () => close(server),
  };
}

/** Null when there is more of it than Slack ever sends. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Says so, and reads no further. */
function tooLarge(request: IncomingMessage, response: ServerResponse): void {
  response.shouldKeepAlive = false;
  response.once('finish', () => request.destroy());
  end(response, 413);
}

function refuse(response: ServerResponse, verdict: Verdict, log: Log): void {
  log.warn('slack: a request was refused', { verdict, ...(HINTS[verdict] ? { hint: HINTS[verdict] } : {}) });
  end(response, 401);
}

/** For an operator who wonders why nothing arrives. */
const ANOTHER_CLOCK = 'if none of Slack’s requests is taken, look whether the clock of this machine is right';
const HINTS: Readonly<Partial<Record<Verdict, string>>> = {
  forged: 'if none of Slack’s requests is taken, SLACK_SIGNING_SECRET is not that of the app',
  stale: ANOTHER_CLOCK,
  future: ANOTHER_CLOCK,
};

function signedHeaders({ headers }: IncomingMessage) {
  return { timestamp: headers['x-slack-request-timestamp'], signature: headers['x-slack-signature'] };
}

/** https://docs.slack.dev/interactivity/implementing-slash-commands: `ssl_check=1` among the fields of a form. */
function isCertificateCheck(request: IncomingMessage, raw: Buffer): boolean {
  return raw.includes('ssl_check=') && isForm(request) && parse(raw.toString('utf8'))['ssl_check'] === '1';
}

const isForm = ({ headers }: IncomingMessage) =>
  headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;

/** JSON, or a form; interactions are JSON in a form's field. Null for anything else. */
function parseBody(request: IncomingMessage, raw: Buffer): Record<string, unknown> | null {
  const text = raw.toString('utf8');
  if (request.headers['content-type']?.startsWith('application/json')) return objectIn(text);
  if (!isForm(request)) return null;
  const form = parse(text);
  return typeof form['payload'] === 'string' ? objectIn(form['payload']) : { ...form };
}

function objectIn(json: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

function retryOf({ headers }: IncomingMessage): { retryNum?: number; retryReason?: string } {
  const [number, reason] = [headers['x-slack-retry-num'], headers['x-slack-retry-reason']];
  return typeof number === 'string' && typeof reason === 'string'
    ? { retryNum: Number(number), retryReason: reason }
    : {};
}

/** Answers once; what comes after is nothing. Bolt acknowledges with nothing, words, or an object. */
function end(response: ServerResponse, status: number, answer?: unknown): void {
  if (response.headersSent) return;
  if (answer === undefined || answer === '') response.writeHead(status).end();
  else if (typeof answer === 'string') response.writeHead(status, { 'content-type': 'text/plain' }).end(answer);
  else response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}
