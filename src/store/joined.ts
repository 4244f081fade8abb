import type { Transaction } from 'kysely';
import type { Db, Schema } from './schema.ts';

/** The database as it is within a transaction: one that is begun there is a part of it. */
export function joined(trx: Transaction<Schema>): Db {
  const db: Db = new Proxy(trx, {
    get(target, name) {
      if (name === 'transaction') return () => ({ execute: (work: (within: Db) => unknown) => work(db) });
      const value = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return db;
}
