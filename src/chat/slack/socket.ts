/**
 * Socket Mode: a connection that we open and keep open. Bolt's client reconnects on its own, but waits five seconds
 * each time, and ends the process when Slack cannot be asked for a new address: so that is done here.
 */
import type { SocketModeReceiver } from '@slack/bolt';
import type { Clock, Log } from '../../ports.ts';
import type { CallFailure } from './answers.ts';

type Client = SocketModeReceiver['client'];

/** How the connection is, or why it can't be made. */
export type LineState = CallFailure | 'connected' | 'broke-off';

/** Slack closes a connection every few hours, which is no failure; one that ends sooner than this is. */
const STEADY_MS = 60_000;
/** Before the first try again, the second, and so on; the last for all that follow. */
const WAITS_MS = [0, 1000, 2000, 5000, 10_000, 30_000, 60_000];
/** How long Slack is given to take leave. */
const FAREWELL_MS = 1000;

/**
 * Resolves once connected, and keeps connected until the signal aborts. `declined` tells whether a failure is a refusal
 * of our settings: the first such one is thrown, a later one is tried again, for whoever runs the app may be mending it.
 */
export async function keepConnected(
  client: Client,
  ports: { clock: Clock; log: Log },
  failureOf: (error: unknown) => CallFailure,
  told: (state: LineState) => void,
  signal: AbortSignal,
): Promise<void> {
  surviveNonsense(client, ports.log);
  const first = Promise.withResolvers<void>();
  void connectAgain(client, ports, failureOf, told, signal, first);
  await first.promise;
}

async function connectAgain(
  client: Client,
  { clock, log }: { clock: Clock; log: Log },
  failureOf: (error: unknown) => CallFailure,
  told: (state: LineState) => void,
  signal: AbortSignal,
  first: PromiseWithResolvers<void>,
): Promise<void> {
  let connected = false;
  let failures = 0;
  while (!signal.aborted) {
    const began = clock.now().getTime();
    let atLeast = 0;
    try {
      const ended = new Promise((resolve) => client.once('disconnected', resolve));
      await client.start();
      // Told to end while it connected: then it was too early to hang up.
      if (signal.aborted) return void client.disconnect();
      connected = true;
      first.resolve();
      log.info('slack: connected');
      told('connected');
      await ended;
      // We have left by ourselves.
      if (signal.aborted) break;
      told('broke-off');
      failures = clock.now().getTime() - began > STEADY_MS ? 0 : failures + 1;
    } catch (error) {
      const failure = failureOf(error);
      if (!connected && failure.kind === 'declined') return first.reject(error);
      failures += 1;
      if (failure.kind === 'limited') atLeast = failure.retryAfterMs;
      told(failure);
      log.warn('slack: not connected; trying again', { failures, ...failure });
    }
    const wait = Math.max(waitAfter(failures), atLeast);
    if (wait > 0) await clock.sleep(wait, signal);
  }
  first.resolve();
}

function waitAfter(failures: number): number {
  return failures === 0 ? 0 : (WAITS_MS[failures - 1] ?? Math.max(...WAITS_MS));
}

/** An envelope that is no object makes Bolt's client throw where nobody catches. */
function surviveNonsense(client: Client, log: Log): void {
  const listeners = client.listeners('ws_message') as ((data: unknown, isBinary: boolean) => unknown)[];
  client.removeAllListeners('ws_message');
  client.on('ws_message', (data: unknown, isBinary: boolean) => {
    for (const listener of listeners) {
      Promise.resolve(listener(data, isBinary)).catch(() => log.warn('slack: an envelope made no sense'));
    }
  });
}

/** Closes the connection politely, and if Slack takes too long over it, at once. */
export async function hangUp(client: Client, clock: Clock): Promise<void> {
  const farewell = new AbortController();
  const left = client.disconnect().finally(() => farewell.abort());
  await Promise.race([left, clock.sleep(FAREWELL_MS, farewell.signal)]);
  // A second time, it does not wait for an answer.
  if (!farewell.signal.aborted) client.websocket?.disconnect();
  await left;
}
