import type { Unanswered, UnansweredArchive } from '../ports/unanswered.ts';
import { DAY_MS } from '../spans.ts';
import { compare } from '../story/order.ts';
import type { StoreDialect } from './dialect.ts';
import { workspaceColumn, workspaceOf } from './rows.ts';
import type { Db } from './schema.ts';

/** So long after, nobody waits for an answer any more. */
const FORGOTTEN_AFTER_MS = DAY_MS;

/** What was asked and is not answered yet. */
export function unansweredStore(db: Db, dialect: Pick<StoreDialect, 'hold'>): UnansweredArchive {
  return {
    async holdUnanswered(events, until) {
      if (events.length === 0) return;
      await db.updateTable('unanswered').set({ held_until: until.getTime() }).where('event', 'in', events).execute();
    },

    async dropUnanswered(event) {
      await db.deleteFrom('unanswered').where('event', '=', event).execute();
    },

    async isUnanswered(event) {
      const row = db.selectFrom('unanswered').select('event').where('event', '=', event);
      return (await dialect.hold(row).executeTakeFirst()) !== undefined;
    },

    takeUnanswered: (now, until, { askedBefore = null } = {}) =>
      db.transaction().execute(async (trx) => {
        await trx
          .deleteFrom('unanswered')
          .where('asked_at', '<', now.getTime() - FORGOTTEN_AFTER_MS)
          .execute();
        const rows = await trx
          .updateTable('unanswered')
          .set({ held_until: until.getTime() })
          .where((eb) =>
            eb.or([
              eb('held_until', '<=', now.getTime()),
              ...(askedBefore ? [eb('asked_at', '<', askedBefore.getTime())] : []),
            ]),
          )
          .returning(['event', 'platform', 'workspace', 'person', 'command', 'back', 'asked_at'])
          .execute();
        return rows
          .toSorted((one, other) => one.asked_at - other.asked_at || compare(one.event, other.event))
          .map(({ workspace, asked_at, ...row }) => ({
            ...row,
            workspace: workspaceOf(workspace),
            at: new Date(asked_at),
          }));
      }),
  };
}

/** Runs in the caller's transaction. */
export async function keepUnanswered(db: Db, { workspace, at, ...asked }: Unanswered, until: Date): Promise<void> {
  await db
    .insertInto('unanswered')
    .values({
      ...asked,
      workspace: workspaceColumn(workspace),
      asked_at: at.getTime(),
      held_until: until.getTime(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
