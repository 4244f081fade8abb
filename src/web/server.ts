/** What machines look at from outside, over HTTP: whether it lives, whether it works, and its figures. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Log } from '../ports.ts';

/** Whether work can be done, and if not, why: sentences by what they are about. */
export interface Readiness {
  readonly ready: boolean;
  readonly causes: Readonly<Record<string, string>>;
}

export interface Pages {
  ready(): Promise<Readiness>;
  metrics(): Promise<{ readonly contentType: string; readonly text: string }>;
}

export interface WebOptions {
  readonly host: string;
  readonly port: number;
}

/** Who takes longer to ask, in milliseconds, asks nothing that is answered here. */
const REQUEST_MS = 10_000;
/** Open connections at a time; some monitoring and a person with a browser need far fewer. */
const MOST_CONNECTIONS = 64;

/**
 * Serves until the signal aborts. Resolves once it listens, to the port it listens on.
 * @throws Error, in words for the operator, when it can't
 */
export async function serveWeb(
  { host, port }: WebOptions,
  pages: Pages,
  log: Log,
  signal: AbortSignal,
): Promise<number> {
  const server = createServer({ requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS }, (request, response) => {
    serve(request, response, pages).catch((error: Error) => {
      log.error('a request for health or metrics could not be served', { error: error.stack });
      if (response.headersSent) response.destroy();
      else json(response, 500, { status: 'failed' });
    });
  });
  server.maxConnections = MOST_CONNECTIONS;
  await listen(server, host, port);
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  if (signal.aborted) close();
  signal.addEventListener('abort', close, { once: true });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

async function serve(request: IncomingMessage, response: ServerResponse, pages: Pages): Promise<void> {
  const path = (request.url ?? '').split('?', 1)[0];
  if (path !== '/healthz' && path !== '/readyz' && path !== '/metrics')
    return json(response, 404, { status: 'unknown' });
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD');
    return json(response, 405, { status: 'refused' });
  }
  // Whoever gets an answer at all knows that the event loop turns.
  if (path === '/healthz') return json(response, 200, { status: 'alive' });
  if (path === '/readyz') {
    const { ready, causes } = await pages.ready();
    return json(response, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready', causes });
  }
  const { contentType, text } = await pages.metrics();
  response.writeHead(200, { 'content-type': contentType, 'cache-control': 'no-store' }).end(text);
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(`${JSON.stringify(body)}\n`);
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new Error(refusal(host, port, error.code))));
    server.listen(port, host, resolve);
  });
}

function refusal(host: string, port: number, code = 'unknown'): string {
  const why =
    {
      EADDRINUSE: 'another program uses it, or Slack’s requests arrive there; name another in NEWSDESK_METRICS_PORT',
      EACCES: 'this user may not use it; name one above 1023',
      EADDRNOTAVAIL: 'this machine has no such address; correct NEWSDESK_HOST',
      ENOTFOUND: 'there is no such address; correct NEWSDESK_HOST',
    }[code] ?? code;
  return `Health and metrics can't be served on ${host}, port ${port}: ${why}.`;
}
