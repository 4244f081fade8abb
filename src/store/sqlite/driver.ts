import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { explain, isBusy } from './errors.ts';

/** Prepared statements kept; the queries with lists of varying length would otherwise pile up. */
const MOST_STATEMENTS = 300;

/** How long a lock is waited for that another process holds, and how long before each next try. Milliseconds. */
const BUSY_MS = 5_000;
const BUSY_PAUSE_MS = 20;

/** Kysely over `node:sqlite`. `place` is how the operator knows the database, for error messages. */
export function sqliteDialect(database: DatabaseSync, place: string): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => createDriver(database, place),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** SQLite answers in this thread, and so do those who asked it: after so many milliseconds timers and sockets have their turn. */
const AT_ONCE_MS = 5;

/** One connection; Kysely lets one transaction or query at a time have it. */
function createDriver(database: DatabaseSync, place: string): Driver {
  const letOthersGo = createBreak();
  const connection = createConnection(database, place, letOthersGo);
  const run = (statement: string) => guarded(place, () => database.exec(statement));
  return {
    async init() {},
    async acquireConnection() {
      await letOthersGo();
      return connection;
    },
    async releaseConnection() {},
    // Immediate: every transaction here writes, and one that begins by reading could not become a writer later on.
    beginTransaction: () => patiently(() => run('begin immediate')),
    commitTransaction: async () => run('commit'),
    async rollbackTransaction() {
      // A full disk ends the transaction by itself; a second rollback would hide that error behind its own.
      if (database.isTransaction) run('rollback');
    },
    async destroy() {
      if (database.isOpen) database.close();
    },
  };
}

/** SQLite itself would wait with everybody else's sockets in its hand. */
async function patiently<T>(act: () => T): Promise<T> {
  const until = performance.now() + BUSY_MS;
  for (;;) {
    try {
      return act();
    } catch (error) {
      if (!isBusy((error as Error).cause) || performance.now() > until) throw error;
      await pause(BUSY_PAUSE_MS);
    }
  }
}

/** Waits for the event loop's next turn, if this one has lasted. */
function createBreak(): () => Promise<void> {
  let turnedAt = Number.NEGATIVE_INFINITY;
  return async () => {
    if (performance.now() - turnedAt < AT_ONCE_MS) return;
    await turn();
    turnedAt = performance.now();
  };
}

function createConnection(database: DatabaseSync, place: string, letOthersGo: () => Promise<void>): DatabaseConnection {
  const prepare = statementCache(database);
  return {
    async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
      const execute = (): QueryResult<R> => {
        const { statement, givesRows } = prepare(sql);
        const values = parameters as SQLInputValue[];
        if (givesRows) return { rows: statement.all(...values) as R[] };
        const { changes } = statement.run(...values);
        return { rows: [], numAffectedRows: BigInt(changes) };
      };
      const result = await patiently(() => guarded(place, execute));
      // Before whoever asked goes on with it: that takes time as well.
      await letOthersGo();
      return result;
    },
    // biome-ignore lint/correctness/useYield: answers are short and come whole
    async *streamQuery() {
      throw new Error('the SQLite driver does not stream');
    },
  };
}

function statementCache(database: DatabaseSync) {
  const cache = new Map<string, { statement: StatementSync; givesRows: boolean }>();
  return (sql: string) => {
    let prepared = cache.get(sql);
    if (prepared) cache.delete(sql);
    else {
      const statement = database.prepare(sql);
      prepared = { statement, givesRows: statement.columns().length > 0 };
    }
    cache.set(sql, prepared);
    for (const oldest of cache.keys()) {
      if (cache.size <= MOST_STATEMENTS) break;
      cache.delete(oldest);
    }
    return prepared;
  };
}

function guarded<T>(place: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw explain(error, place);
  }
}
