/** A Kysely dialect whose commits can be hit: whatever the program writes, it writes through here. */
import type { CompiledQuery, DatabaseConnection, Dialect, Driver } from 'kysely';
import { ArchiveUnreachable } from '../../src/ports/archive.ts';
import { type Fault, type Faults, Killed } from './faults.ts';

/** The process that the connection belongs to. */
export interface Holder {
  readonly alive: boolean;
  die(): void;
  /** It stands still from now on, until all its leases have run out. False where it did before. */
  stall(): boolean;
  /** What it is at, for the name of a point. */
  doing(): string;
}

/** Commits that fail while the disk is full, with the first. */
const FULL_FOR = 3;
/** Queries that fail while the database is away. */
const AWAY_FOR = 20;

export function faultyDialect(dialect: Dialect, faults: Faults, holder: Holder): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver: () => faultyDriver(dialect.createDriver(), faults, holder),
  };
}

interface Wrapped {
  readonly real: DatabaseConnection;
  inTransaction: boolean;
  changed: boolean;
}

const UNDONE: ReadonlySet<Fault> = new Set(['connection lost', 'restart before', 'stall within']);
const UNHEARD: ReadonlySet<Fault> = new Set(['answer lost', 'restart after']);
const lost = () => new ArchiveUnreachable('the archive lost the connection');

function faultyDriver(driver: Driver, faults: Faults, holder: Holder): Driver {
  const wrapped = new WeakMap<DatabaseConnection, Wrapped>();
  const of = (connection: DatabaseConnection): Wrapped => {
    const found = wrapped.get(connection);
    if (!found) throw new Error('a connection that nobody acquired');
    return found;
  };
  let [fullFor, awayFor] = [0, 0];

  const mustLive = () => {
    if (!holder.alive) throw new Killed();
    if (awayFor === 0) return;
    awayFor -= 1;
    throw lost();
  };

  /** Makes a change durable, or not. */
  async function commit<T>(act: () => Promise<T>): Promise<T> {
    mustLive();
    const fault = faults.pass('commit', holder.doing());
    if (fault === 'disk full') fullFor = FULL_FOR;
    if (fullFor > 0) {
      fullFor -= 1;
      throw new Error('the archive cannot grow, the disk is full: nothing was changed');
    }
    if (fault === 'restart before') awayFor = AWAY_FOR;
    if (fault === 'stall within') holder.stall();
    if (fault && UNDONE.has(fault)) throw lost();
    if (fault === 'kill before') kill();
    const done = await act();
    if (fault === 'kill after') kill();
    if (fault === 'restart after') awayFor = AWAY_FOR;
    if (fault && UNHEARD.has(fault)) throw lost();
    return done;
  }

  function kill(): never {
    holder.die();
    throw new Killed();
  }

  async function execute<R>(state: Wrapped, query: CompiledQuery) {
    mustLive();
    if (!changes(query)) return state.real.executeQuery<R>(query);
    if (!state.inTransaction) return commit(() => state.real.executeQuery<R>(query));
    const result = await state.real.executeQuery<R>(query);
    if (result.rows.length > 0 || (result.numAffectedRows ?? 0n) > 0n) state.changed = true;
    return result;
  }

  return {
    init: (options) => driver.init(options),
    /** A dead process gets one, too: whoever waits for one would wait for ever if this threw. */
    async acquireConnection(options) {
      const real = await driver.acquireConnection(options);
      const state: Wrapped = { real, inTransaction: false, changed: false };
      const connection: DatabaseConnection = {
        executeQuery: (query) => execute(state, query),
        streamQuery: (query, chunk) => real.streamQuery(query, chunk),
      };
      wrapped.set(connection, state);
      return connection;
    },
    async beginTransaction(connection, settings) {
      mustLive();
      const state = of(connection);
      await driver.beginTransaction(state.real, settings);
      Object.assign(state, { inTransaction: true, changed: false });
    },
    async commitTransaction(connection) {
      const state = of(connection);
      const act = () => driver.commitTransaction(state.real);
      await (state.changed ? commit(act) : act());
      state.inTransaction = false;
    },
    /** Of one that was killed as well: the database does so when the process is gone. */
    async rollbackTransaction(connection) {
      const state = of(connection);
      if (state.inTransaction) await driver.rollbackTransaction(state.real);
      state.inTransaction = false;
    },
    releaseConnection: (connection) => driver.releaseConnection(of(connection).real),
    destroy: () => driver.destroy(),
  };
}

function changes({ query, sql }: CompiledQuery): boolean {
  if (/^(Insert|Update|Delete)QueryNode$/.test(query.kind)) return true;
  return query.kind === 'RawNode' && /^\s*(insert|update|delete)\b/i.test(sql);
}
