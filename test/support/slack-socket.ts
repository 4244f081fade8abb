/** Socket Mode as Bolt's client speaks it: a hello, envelopes out, acknowledgements in. */
import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { acceptAck } from './slack/acks.ts';

interface Envelope {
  readonly type: 'events_api' | 'slash_commands' | 'interactive';
  readonly payload: Readonly<Record<string, unknown>>;
  /** Whether the acknowledgement may carry an answer. Default true except for events. */
  readonly accepts_response_payload?: boolean;
  /** Of an event that was sent before and not acknowledged: how many times. */
  readonly retry_attempt?: number;
  readonly retry_reason?: string;
}

interface Acknowledgement {
  readonly envelope_id: string;
  readonly payload?: unknown;
}

export interface SocketMode {
  /** Where `apps.connections.open` sends the client. */
  url(): string;
  /** How many clients are connected. */
  connections(): number;
  /** Sends to the client that connected last; resolves with its acknowledgement. Sending an `id` again is a retry. */
  sendEvent(envelope: Envelope, id?: string): Promise<Acknowledgement>;
  readonly acks: readonly Acknowledgement[];
  /** Sends anything at all to every client. */
  sendRaw(text: string): void;
  /** Asks every client to reconnect, as Slack does every few hours: `warning` some seconds before it closes by itself. */
  askToReconnect(reason?: 'warning' | 'refresh_requested' | 'too_many_websockets' | 'link_disabled'): void;
  /** The next connections are told that there are too many, as Slack does above ten, and closed. */
  turnAway(times: number): void;
  close(): void;
}

/** Attaches to a listening HTTP server on 127.0.0.1. */
export function attachSocketMode(http: Server, port: number): SocketMode {
  const server = new WebSocketServer({ server: http, path: '/link' });
  const acks: Acknowledgement[] = [];
  const waiting = new Map<string, (ack: Acknowledgement) => void>();
  let unwelcome = 0;

  server.on('connection', (socket) => {
    if (unwelcome > 0) {
      unwelcome -= 1;
      send(socket, { type: 'disconnect', reason: 'too_many_websockets' });
      socket.close();
      return;
    }
    send(socket, { type: 'hello', num_connections: server.clients.size, connection_info: { app_id: 'A0NEWSDESK' } });
    socket.on('message', (data) => {
      const ack = JSON.parse(String(data)) as Acknowledgement;
      acks.push(ack);
      waiting.get(ack.envelope_id)?.(ack);
    });
  });

  return {
    acks,
    url: () => `ws://127.0.0.1:${port}/link?ticket=${randomUUID()}`,
    connections: () => server.clients.size,
    sendEvent({ type, payload, accepts_response_payload = type !== 'events_api', ...retry }, id = randomUUID()) {
      const socket = [...server.clients].at(-1);
      if (socket === undefined) throw new Error('No client is connected in Socket Mode.');
      const answered = new Promise<Acknowledgement>((resolve) => waiting.set(id, resolve));
      send(socket, { type, envelope_id: id, payload, accepts_response_payload, ...retry });
      return answered.then((ack) => {
        acceptAck({ type, payload }, ack.payload);
        return ack;
      });
    },
    sendRaw(text) {
      for (const socket of server.clients) socket.send(text);
    },
    askToReconnect(reason = 'refresh_requested') {
      for (const socket of server.clients) send(socket, { type: 'disconnect', reason, debug_info: { host: 'local' } });
    },
    turnAway(times) {
      unwelcome += times;
    },
    close() {
      // A client that is cut off without a close frame logs an error, in whatever test then runs.
      for (const socket of server.clients) socket.close();
      server.close();
    },
  };
}

function send(socket: WebSocket, message: Record<string, unknown>): void {
  socket.send(JSON.stringify(message));
}
