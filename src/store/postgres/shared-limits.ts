import { type RawBuilder, sql } from 'kysely';
import { LEAST_SHARE, REGAINED, SLOWED } from '../../delivery/bucket.ts';
import type { SharedLimits } from '../../ports/shared-limits.ts';
import type { Db } from '../schema.ts';
import { kyselyOver } from './open.ts';
import { placeOf } from './pool.ts';

/** In milliseconds since 1970. Machines don't agree on the time to the millisecond: the server's is that of all. */
const SERVERS_TIME = sql<number>`(extract(epoch from clock_timestamp())::float8 * 1000)`;

/**
 * Over a connection of its own, so that a call's turn does not wait behind the archive's work. The archive must have been
 * opened for writing before, which makes the table.
 */
export function openSharedLimits(url: string): SharedLimits & { close(): Promise<void> } {
  const db = kyselyOver(url, { kind: 'hasty', place: placeOf(url) });
  return { ...sharedLimits(db), close: () => db.destroy() };
}

/** @param time an expression for the time at which it is evaluated, which is after the row was waited for */
export function sharedLimits(db: Db, time: () => RawBuilder<number> = () => SERVERS_TIME): SharedLimits {
  return {
    async reserve(area, calls, perSecond) {
      const { now, free, setBack } = instants(time());
      const every = sql`${1_000 / perSecond}::float8`;
      const { rows } = await sql<{ end_ms: number; every_ms: number }>`
        insert into shared_limits as shared (area, free_at, every_ms, share, closed_until, told_at)
        values (${area}, ${now} + ${calls}::float8 * ${every}, ${every}, 1, 0, ${now})
        on conflict (area) do update set
          free_at = ${free} + ${calls}::float8 * ${every} / shared.share,
          every_ms = ${every} / shared.share,
          share = least(1, shared.share + ${calls}::float8 * ${REGAINED}::float8),
          closed_until = shared.closed_until - ${setBack},
          told_at = ${now}
        returning free_at - told_at as end_ms, every_ms`.execute(db);
      const [row] = rows;
      if (!row) throw new Error('PostgreSQL gave no turn');
      return { inMs: Math.max(0, row.end_ms - calls * row.every_ms), everyMs: row.every_ms };
    },

    async refused(area, forMs) {
      const { now, free, setBack } = instants(time());
      const until = sql`${now} + ${forMs}::float8`;
      // Of calls that were refused together, only the first makes it slower.
      await sql`
        insert into shared_limits as shared (area, free_at, every_ms, share, closed_until, told_at)
        values (${area}, ${until}, 0, ${SLOWED}::float8, ${until}, ${now})
        on conflict (area) do update set
          free_at = greatest(${free}, ${until}),
          share = case when shared.closed_until - ${setBack} > ${now} then shared.share
            else greatest(${LEAST_SHARE}::float8, shared.share * ${SLOWED}::float8) end,
          closed_until = greatest(shared.closed_until - ${setBack}, ${until}),
          told_at = ${now}`.execute(db);
    },
  };
}

function instants(now: RawBuilder<number>) {
  // How far the server's clock was set back since: what is ahead stays as far ahead.
  const setBack = sql`greatest(shared.told_at - ${now}, 0)`;
  return { now, setBack, free: sql`greatest(shared.free_at - ${setBack}, ${now})` };
}
