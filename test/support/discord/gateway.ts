/** Discord's gateway, as much of it as a client needs to log in, keep alive, resume and be told of events. */
import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { guildJson, type World } from './world.ts';

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-opcodes */
const OP = { dispatch: 0, heartbeat: 1, identify: 2, resume: 6, hello: 10, heartbeatAck: 11 } as const;
const AUTHENTICATION_FAILED = 4004;
const HEARTBEAT_INTERVAL_MS = 41_250;

export interface Gateway {
  dispatch(event: string, data: unknown): void;
  /** Sends a frame as it stands, sense or not. */
  send(frame: string | Buffer): void;
  /** Ends every connection, as Discord does now and then; clients come back. */
  drop(code: number): void;
  /** From now on a client that connects is not greeted, and so can't log in, until `greet`. */
  keepSilent(): void;
  greet(): void;
  /** How many clients are logged in. */
  sessions(): number;
  /** What each of them asked to be told of. */
  intents(): number[];
  /** Which shard of how many each of them is. */
  shards(): (readonly [id: number, count: number])[];
  close(): void;
}

interface Session {
  readonly socket: WebSocket;
  sequence: number;
  intents: number;
  shard: readonly [id: number, count: number];
}

/** Answers upgrades of `server`; `accepts` says whether a token is good. */
export function openGateway(
  server: Server,
  world: World,
  url: () => string,
  accepts: (token: string) => boolean,
): Gateway {
  const sockets = new WebSocketServer({ server });
  const sessions = new Set<Session>();
  let ungreeted: (() => void)[] | null = null;

  const send = (session: Session, event: string, data: unknown) => {
    session.sequence += 1;
    session.socket.send(JSON.stringify({ op: OP.dispatch, t: event, s: session.sequence, d: data }));
  };

  /** https://docs.discord.com/developers/events/gateway#sharding-sharding-formula */
  const isOfServer = ({ shard: [id, count] }: Session) => Number((BigInt(world.guildId) >> 22n) % BigInt(count)) === id;
  /** What belongs to no server goes to the first shard. */
  const isFor = (session: Session, data: unknown) =>
    data !== null && typeof data === 'object' && 'guild_id' in data ? isOfServer(session) : session.shard[0] === 0;

  const identify = (session: Session, token: string) => {
    if (!accepts(token)) {
      session.socket.close(AUTHENTICATION_FAILED, 'Authentication failed.');
      return;
    }
    sessions.add(session);
    const guilds = isOfServer(session) ? [{ id: world.guildId, unavailable: true }] : [];
    send(session, 'READY', {
      v: 10,
      user: { ...world.bot, discriminator: '0', global_name: null, avatar: null },
      guilds,
      session_id: world.snowflake(),
      resume_gateway_url: url(),
      application: { id: world.bot.id, flags: 0 },
    });
    if (isOfServer(session)) send(session, 'GUILD_CREATE', guildJson(world));
  };

  sockets.on('connection', (socket) => {
    const session: Session = { socket, sequence: 0, intents: 0, shard: [0, 1] };
    socket.on('close', () => sessions.delete(session));
    socket.on('message', (raw) => {
      const { op, d } = JSON.parse(String(raw));
      if (op === OP.heartbeat) socket.send(JSON.stringify({ op: OP.heartbeatAck }));
      if (op === OP.identify) {
        session.intents = d.intents;
        session.shard = d.shard ?? [0, 1];
        identify(session, d.token);
      }
      if (op === OP.resume) {
        session.sequence = d.seq;
        sessions.add(session);
        send(session, 'RESUMED', {});
      }
    });
    const hello = () => socket.send(JSON.stringify({ op: OP.hello, d: { heartbeat_interval: HEARTBEAT_INTERVAL_MS } }));
    if (ungreeted) ungreeted.push(hello);
    else hello();
  });

  return {
    dispatch: (event, data) => {
      for (const session of sessions) if (isFor(session, data)) send(session, event, data);
    },
    send: (frame) => {
      for (const { socket } of sessions) socket.send(frame);
    },
    drop: (code) => {
      for (const { socket } of sessions) socket.close(code);
    },
    keepSilent: () => {
      ungreeted ??= [];
    },
    greet: () => {
      for (const hello of ungreeted ?? []) hello();
      ungreeted = null;
    },
    sessions: () => sessions.size,
    intents: () => [...sessions].map(({ intents }) => intents),
    shards: () => [...sessions].map(({ shard }) => shard),
    close: () => {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
    },
  };
}
