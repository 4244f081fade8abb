/** An archive of its own for each run, whose commits can be hit, and which can be looked into from outside. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  type Dialect,
  HandleEmptyInListsPlugin,
  Kysely,
  PostgresDialect,
  type PostgresPool,
  replaceWithNoncontingentExpression,
} from 'kysely';
import type { Archive } from '../../src/ports/archive.ts';
import { createArchive } from '../../src/store/archive.ts';
import { migrate } from '../../src/store/migrate.ts';
import { byteOrder } from '../../src/store/postgres/collation.ts';
import { postgres } from '../../src/store/postgres/dialect.ts';
import { createPool } from '../../src/store/postgres/pool.ts';
import { retrying } from '../../src/store/postgres/retrying.ts';
import { endLeases } from '../../src/store/recover.ts';
import type { Db, Schema } from '../../src/store/schema.ts';
import { sqlite } from '../../src/store/sqlite/dialect.ts';
import { sqliteDialect } from '../../src/store/sqlite/driver.ts';
import { openSqliteArchive } from '../../src/store/sqlite/open.ts';
import type { Schemas } from '../support/postgres.ts';
import type { Faults } from './faults.ts';
import { faultyDialect, type Holder } from './faulty-dialect.ts';

export type Row = Readonly<Record<string, unknown>>;

export interface Store {
  readonly folder: string;
  /** In a folder, which one process has for itself. */
  readonly embedded: boolean;
  /** @param alone nobody else lives: as `newsdesk` opens its folder after a crash */
  open(faults: Faults, holder: Holder, alone: boolean): Promise<Archive>;
  rows(table: string): Promise<readonly Row[]>;
  /** Past every guard; for planted bugs. */
  write(sql: string): Promise<void>;
  remove(): Promise<void>;
}

/** What is in some of its tables, by their names. */
export async function tablesOf<Table extends string>(
  store: Pick<Store, 'rows'>,
  tables: readonly Table[],
): Promise<Record<Table, readonly Row[]>> {
  const entries = await Promise.all(tables.map(async (table) => [table, await store.rows(table)] as const));
  return Object.fromEntries(entries) as Record<Table, readonly Row[]>;
}

export type MakeStore = () => Promise<Store>;

const newFolder = () => mkdtempSync(join(tmpdir(), 'newsdesk-faults-'));

/**
 * A folder, as the embedded archive has one. Two processes may have it open here, which its lock forbids in life: the guards
 * are to hold all the same.
 */
export async function sqliteStores(): Promise<{ make: MakeStore; remove(): void }> {
  const blank = newFolder();
  await (await openSqliteArchive({ folder: blank })).close();
  const make = async (): Promise<Store> => {
    const folder = newFolder();
    const file = join(folder, 'newsdesk.db');
    copyFileSync(join(blank, 'newsdesk.db'), file);
    return {
      folder,
      embedded: true,
      async open(faults, holder, alone) {
        const database = new DatabaseSync(file);
        // A killed process loses nothing of what it wrote, flushed or not; only a power cut would.
        database.exec('pragma foreign_keys = on; pragma journal_mode = wal; pragma synchronous = off');
        const db = new Kysely<Schema>({ dialect: faultyDialect(sqliteDialect(database, file), faults, holder) });
        try {
          if (alone) await endLeases(db);
        } catch (error) {
          await db.destroy();
          throw error;
        }
        return createArchive(db, sqlite, () => db.destroy());
      },
      async rows(table) {
        const database = new DatabaseSync(file, { readOnly: true });
        const rows = database.prepare(`select * from "${table}"`).all();
        database.close();
        return rows;
      },
      async write(sql) {
        const database = new DatabaseSync(file);
        database.exec(sql);
        database.close();
      },
      remove: async () => rmSync(folder, { recursive: true }),
    };
  };
  return { make, remove: () => rmSync(blank, { recursive: true }) };
}

/** Schemas of a server, and their connections: both are used again by the next run, since each takes its time to make. */
export function postgresStores(schemas: Schemas): { make: MakeStore; remove(): Promise<void> } {
  const place = 'PostgreSQL';
  const pools = new Map<string, PostgresPool>();

  async function poolFor(url: string): Promise<PostgresPool> {
    const known = pools.get(url);
    if (known) return known;
    const pool = createPool(hasty(url), { kind: 'write', place });
    pools.set(url, pool);
    await migrate(over(pool), postgres, place);
    return pool;
  }

  const make = async (): Promise<Store> => {
    const folder = newFolder();
    const url = await schemas.take();
    const pool = await poolFor(url);
    return {
      folder,
      embedded: false,
      async open(faults, holder) {
        const db = over(pool, (real) => faultyDialect(real, faults, holder));
        return retrying(createArchive(db, postgres, () => db.destroy()));
      },
      rows: async (table) => (await schemas.query(url, `select to_json(t) as row from ${table} as t`)).map(rowOf),
      write: async (sql) => void (await schemas.query(url, sql)),
      async remove() {
        rmSync(folder, { recursive: true });
        await schemas.giveBack(url);
      },
    };
  };
  return {
    make,
    async remove() {
      await Promise.all([...pools.values()].map((pool) => pool.end()));
      await schemas.drop();
    },
  };
}

const rowOf = ({ row }: Record<string, unknown>) => row as Row;

/** A killed process loses nothing of what was committed, flushed or not; only a server that crashes would. */
function hasty(url: string): string {
  const one = new URL(url);
  one.searchParams.set('options', `${one.searchParams.get('options')} -c synchronous_commit=off`);
  return one.href;
}

function over(pool: PostgresPool, hit: (dialect: Dialect) => Dialect = (dialect) => dialect): Db {
  const lasting = { ...pool, end: async () => {} };
  return new Kysely<Schema>({
    dialect: hit(new PostgresDialect({ pool: lasting })),
    plugins: [new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression }), byteOrder],
  });
}
