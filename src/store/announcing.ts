import { CompiledQuery } from 'kysely';
import type { Announce } from '../ports/archive.ts';
import type { Step } from '../ports.ts';
import type { Db } from './schema.ts';

/** Tells, in the caller's transaction, that there is work for a step. */
export type Announcer = (db: Db, step: Step, ids: readonly string[]) => Promise<void>;

/** Tells nobody where nobody is to be told. */
export function announcer(announce: Announce | undefined): Announcer {
  return async (db, step, ids) => {
    await announce?.(step, ids, async (text, values) => {
      const { rows } = await db.executeQuery(CompiledQuery.raw(text, [...values]));
      return { rows };
    });
  };
}
