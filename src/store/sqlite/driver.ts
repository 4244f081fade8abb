import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { setImmediate as turn } from 'node:timers/promises';
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
import { explain } from './errors.ts';

/** Prepared statements kept; the queries with lists of varying length would otherwise pile up. */
const MOST_STATEMENTS = 300;

/** Kysely over `node:sqlite`. `place` is how the operator knows the database, for error messages. */
export function sqliteDialect(database: DatabaseSync, place: string): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => createDriver(database, place),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** One connection; Kysely lets one transaction or query at a time have it. */
function createDriver(database: DatabaseSync, place: string): Driver {
  const connection = createConnection(database, place);
  const run = (statement: string) => guarded(place, () => database.exec(statement));
  return {
    async init() {},
    async acquireConnection() {
      // SQLite answers in this thread: timers and sockets go first, before each transaction.
      await turn();
      return connection;
    },
    async releaseConnection() {},
    // Immediate: every transaction here writes, and one that begins by reading could not become a writer later on.
    beginTransaction: async () => run('begin immediate'),
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

function createConnection(database: DatabaseSync, place: string): DatabaseConnection {
  const prepare = statementCache(database);
  return {
    async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
      return guarded(place, () => {
        const { statement, givesRows } = prepare(sql);
        const values = parameters as SQLInputValue[];
        if (givesRows) return { rows: statement.all(...values) as R[] };
        const { changes } = statement.run(...values);
        return { rows: [], numAffectedRows: BigInt(changes) };
      });
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
