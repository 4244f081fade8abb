import { sql } from 'kysely';
import type { AlertKind } from '../alert/alert.ts';
import type { VitalsArchive } from '../ports/vitals.ts';
import { schemaVersion } from './migrate.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import { dateOrNull, isOpen, isToEdit, isToRead } from './rows.ts';
import type { Db } from './schema.ts';

/** No operator reads of more channels, and no query should grow with them. */
const MOST_LATE = 500;

/** Not an alert: a row that is written only to see whether it can be. */
const BEAT = { kind: 'beat', subject: '' } as const;

/** How the archive is doing. What waits is counted through the partial indexes of what waits. */
export function vitalsStore(db: Db): VitalsArchive {
  return {
    async vitals(now) {
      return {
        stories: await storyCount(db),
        readings: await readings(db),
        outbox: await outbox(db),
        oldestDueAt: await oldestDue(db, now.getTime()),
        edits: await editCount(db),
      };
    },

    async checkReadable() {
      const version = await schemaVersion(db);
      if (version !== MIGRATIONS.length) {
        throw new Error(
          `The archive has schema ${version} and this program knows ${MIGRATIONS.length}: run the same newsdesk everywhere, and restart it.`,
        );
      }
    },

    async checkWritable(now) {
      const since = now.getTime();
      await db
        .insertInto('alerts')
        .values({ ...BEAT, since, over_at: since, untold_until: null })
        .onConflict((conflict) => conflict.columns(['kind', 'subject']).doUpdateSet({ since, over_at: since }))
        .execute();
    },

    async newestArrival() {
      const row = await db
        .selectFrom('arrivals')
        .select((eb) => eb.fn.max<number | null>('arrived_at').as('at'))
        .where('article_id', 'is not', null)
        .executeTakeFirst();
      return dateOrNull(row?.at);
    },

    undelivered: (dueBy) => undelivered(db, dueBy.getTime()),
    ...alertRows(db),
  };
}

type AlertRows = Pick<
  VitalsArchive,
  'alerts' | 'raiseAlert' | 'liftAlert' | 'alertTold' | 'unraiseAlert' | 'unliftAlert'
>;

/** One row an alert; whoever changes it is the one who tells. */
function alertRows(db: Db): AlertRows {
  return {
    async alerts() {
      const rows = await db
        .selectFrom('alerts')
        .selectAll()
        .where('kind', '!=', BEAT.kind)
        .orderBy('kind')
        .orderBy('subject')
        .execute();
      return rows.map(({ kind, subject, since, over_at, untold_until }) => ({
        kind: kind as AlertKind,
        subject,
        since: new Date(since),
        overAt: dateOrNull(over_at),
        untoldUntil: dateOrNull(untold_until),
      }));
    },

    async raiseAlert({ kind, subject, since }, { from, until }) {
      const at = since.getTime();
      const untold_until = until.getTime();
      const raised = await db
        .insertInto('alerts')
        .values({ kind, subject, since: at, over_at: null, untold_until })
        .onConflict((conflict) =>
          conflict
            .columns(['kind', 'subject'])
            .doUpdateSet({ since: at, over_at: null, untold_until })
            .where((eb) =>
              eb.or([
                eb('alerts.over_at', '<', at),
                eb.and([eb('alerts.over_at', 'is', null), eb('alerts.untold_until', '<=', from.getTime())]),
              ]),
            ),
        )
        .returning('kind')
        .execute();
      return raised.length > 0;
    },

    async liftAlert({ kind, subject, overAt }, { from, until }) {
      const lifted = await db
        .updateTable('alerts')
        .set({ over_at: overAt.getTime(), untold_until: until.getTime() })
        .where('kind', '=', kind)
        .where('subject', '=', subject)
        .where((eb) => eb.or([eb('over_at', 'is', null), eb('untold_until', '<=', from.getTime())]))
        .returning('kind')
        .execute();
      return lifted.length > 0;
    },

    async alertTold({ kind, subject }, { until }) {
      await db
        .updateTable('alerts')
        .set({ untold_until: null })
        .where('kind', '=', kind)
        .where('subject', '=', subject)
        .where('untold_until', '=', until.getTime())
        .execute();
    },

    async unraiseAlert({ kind, subject }) {
      await db.deleteFrom('alerts').where('kind', '=', kind).where('subject', '=', subject).execute();
    },

    async unliftAlert({ kind, subject }) {
      await db
        .updateTable('alerts')
        .set({ over_at: null, untold_until: null })
        .where('kind', '=', kind)
        .where('subject', '=', subject)
        .execute();
    },
  };
}

async function storyCount(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('stories')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

async function readings(db: Db) {
  const { count, oldest } = await db
    .selectFrom('readings')
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min<number | null>('taken_at').as('oldest')])
    .where(isToRead('readings'))
    .executeTakeFirstOrThrow();
  return { pending: Number(count), oldestAt: dateOrNull(oldest) };
}

async function outbox(db: Db) {
  const rows = await db
    .selectFrom('deliveries')
    .select(['platform', 'state'])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(isOpen('deliveries'))
    .groupBy(['platform', 'state'])
    .execute();
  return rows.map(({ platform, state, count }) => ({ platform, state, count: Number(count) }));
}

/** A pending one is due since it was published; the others since the time of their next try, or the end of their lease. */
async function oldestDue(db: Db, now: number): Promise<Date | null> {
  const row = await db
    .selectFrom('deliveries')
    .innerJoin('digests', 'digests.id', 'deliveries.digest_id')
    .select(sql<number | null>`min(coalesce(deliveries.next_at, digests.published_at))`.as('at'))
    .where(isOpen('deliveries'))
    .where((eb) => eb(eb.fn.coalesce('deliveries.next_at', 'digests.published_at'), '<=', now))
    .executeTakeFirst();
  return dateOrNull(row?.at === null || row?.at === undefined ? null : Number(row.at));
}

async function editCount(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('edits')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(isToEdit('edits'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

async function undelivered(db: Db, dueBy: number) {
  const rows = await db
    .selectFrom('deliveries')
    .innerJoin('windows', (join) =>
      join
        .onRef('windows.subscription_id', '=', 'deliveries.subscription_id')
        .onRef('windows.digest_id', '=', 'deliveries.digest_id'),
    )
    .select(['deliveries.channel', 'windows.to_at'])
    .select((eb) => eb.fn.max<string | null>('deliveries.reason').as('reason'))
    .where(isOpen('deliveries'))
    .where('windows.to_at', '<=', dueBy)
    .groupBy(['deliveries.channel', 'windows.to_at'])
    .orderBy('windows.to_at')
    .orderBy('deliveries.channel')
    .limit(MOST_LATE)
    .execute();
  return rows.map(({ channel, to_at, reason }) => ({ channel, dueAt: new Date(to_at), reason }));
}
