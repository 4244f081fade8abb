import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { explain, isOfConnection } from './errors.ts';

/** Connections of one process. */
const MOST_CONNECTIONS = 10;

/** A process that opens waits so long for the server. */
const CONNECT_MS = 10_000;

/** Every query of every day takes milliseconds. */
const STATEMENT_MS = 30_000;

/** The server ends what takes too long; if not even that comes back, the network has swallowed it. */
const ANSWER_MS = 45_000;

/** Whoever stops in the middle of a transaction (SIGSTOP, a sleeping machine) keeps its locks for no longer. */
const IDLE_IN_TRANSACTION_MS = 20_000;

export interface PoolSettings {
  /**
   * `patient` waits for whatever takes long: migrations, and copying an archive. `hasty` waits for nothing, not even for the
   * disk: what it writes is of no use after the server's power was cut. Each of the two has one connection.
   */
  readonly kind: 'read' | 'write' | 'patient' | 'hasty';
  /** How the operator knows the database, for error messages. */
  readonly place: string;
}

/** `PostgreSQL at HOST/DATABASE`: without user and password. */
export function placeOf(url: string): string {
  const { hostname, port, pathname, searchParams } = new URL(url);
  const host = hostname || (searchParams.get('host') ?? 'localhost');
  return `PostgreSQL at ${host}${port === '' ? '' : `:${port}`}${pathname.replace(/^\/$/, '')}`;
}

/** For Kysely. A connection that breaks while nobody uses it is replaced without a word. */
export function createPool(url: string, { kind, place }: PoolSettings): PostgresPool {
  const pool = new pg.Pool({
    connectionString: url,
    fallback_application_name: 'newsdesk',
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_MS,
    max: kind === 'patient' || kind === 'hasty' ? 1 : MOST_CONNECTIONS,
    ...(kind !== 'patient' && {
      statement_timeout: STATEMENT_MS,
      query_timeout: ANSWER_MS,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    }),
    types: { getTypeParser },
    ...(kind === 'read' && { verify: readOnly }),
    ...(kind === 'hasty' && { verify: asHasty }),
  });
  pool.on('error', () => {});
  return {
    options: pool.options,
    async connect() {
      try {
        return guarded(await pool.connect(), place);
      } catch (error) {
        throw explain(error, place);
      }
    },
    end: () => pool.end(),
  };
}

/** Before a new connection is used. */
function readOnly(client: pg.PoolClient, done: (error?: Error) => void): void {
  client.query('set default_transaction_read_only = on').then(() => done(), done);
}

function asHasty(client: pg.PoolClient, done: (error?: Error) => void): void {
  client.query('set synchronous_commit = off').then(() => done(), done);
}

function guarded(client: pg.PoolClient, place: string): PostgresPoolClient {
  let isBroken = false;
  const broke = () => {
    isBroken = true;
  };
  // One that breaks while it is in use says so here too; without anybody to hear it, the process would end.
  client.on('error', broke);
  const query = async (text: string, values: readonly unknown[] = []) => {
    try {
      return await client.query(text, values.map(storable));
    } catch (error) {
      if (isOfConnection(error)) broke();
      throw explain(error, place);
    }
  };
  return {
    query: query as unknown as PostgresPoolClient['query'],
    release() {
      client.off('error', broke);
      client.release(isBroken);
    },
  };
}

/**
 * PostgreSQL keeps no text with the character NUL. The replacement character is as long, so that quotes stay where they are.
 * JSON has it as an escape, and keeps it.
 */
function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.includes('\0') ? value.replaceAll('\0', '\ufffd') : value;
  return Array.isArray(value) ? value.map(storable) : value;
}

const { INT8, NUMERIC } = pg.types.builtins;

/** Whole numbers of 8 bytes and sums of them come as numbers, as from SQLite: none here is beyond 2^53. */
const getTypeParser = ((oid: number, format?: 'text' | 'binary') =>
  oid === INT8 || oid === NUMERIC
    ? Number
    : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser;
