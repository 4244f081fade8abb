import type { ModerationArchive } from '../ports/conversation.ts';
import { madeColumns, makerOf } from './rows.ts';
import type { Db } from './schema.ts';

/** No platform sends an event again after so long. */
const EVENTS_KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/** Which events were acted on, and actions that wait for their button. */
export function interactionStore(db: Db): Pick<ModerationArchive, 'firstSeen' | 'keepDraft' | 'draft'> {
  return {
    firstSeen: (event, at) =>
      db.transaction().execute(async (trx) => {
        const seenAt = at.getTime();
        const first = await trx
          .insertInto('handled_events')
          .values({ event, seen_at: seenAt })
          .onConflict((conflict) => conflict.doNothing())
          .returning('event')
          .executeTakeFirst();
        if (first)
          await trx
            .deleteFrom('handled_events')
            .where('seen_at', '<', seenAt - EVENTS_KEPT_MS)
            .execute();
        return first !== undefined;
      }),

    async keepDraft(id, { command, args, made }) {
      const columns = { command, args: JSON.stringify(args), ...madeColumns(made) };
      await db
        .insertInto('drafts')
        .values({ id, ...columns })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
        .execute();
    },

    async draft(id) {
      const row = await db.selectFrom('drafts').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? { command: row.command, args: JSON.parse(row.args), made: makerOf(row) } : null;
    },
  };
}
