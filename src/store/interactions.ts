import { createHash } from 'node:crypto';
import type { ModerationArchive } from '../ports/conversation.ts';
import { DAY_MS } from '../spans.ts';
import { madeColumns, makerOf } from './rows.ts';
import type { Db } from './schema.ts';
import { keepUnanswered } from './unanswered.ts';

/** No platform sends an event again after so long. */
const EVENTS_KEPT_MS = 7 * DAY_MS;

/** They stand behind buttons that only one person sees: after so long nobody presses them. */
const DRAFTS_KEPT_MS = 30 * DAY_MS;

/** Which events were acted on, and actions that wait for their button. */
export function interactionStore(db: Db): Pick<ModerationArchive, 'firstSeen' | 'keepDraft' | 'draft'> {
  return {
    firstSeen: (event, at, unanswered) =>
      db.transaction().execute(async (trx) => {
        const seenAt = at.getTime();
        if (await wasSeenInWords(trx, event)) return false;
        const first = await trx
          .insertInto('handled_events')
          .values({ event: fingerprintOf(event), seen_at: seenAt })
          .onConflict((conflict) => conflict.doNothing())
          .returning('event')
          .executeTakeFirst();
        if (first)
          await trx
            .deleteFrom('handled_events')
            .where('seen_at', '<', seenAt - EVENTS_KEPT_MS)
            .execute();
        if (first && unanswered) await keepUnanswered(trx, unanswered.asked, unanswered.until);
        return first !== undefined;
      }),

    keepDraft: (id, { command, args, made }) =>
      db.transaction().execute(async (trx) => {
        const columns = { command, args: JSON.stringify(args), ...madeColumns(made) };
        await trx
          .insertInto('drafts')
          .values({ id, ...columns })
          .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
          .execute();
        await trx
          .deleteFrom('drafts')
          .where('made_at', '<', made.at.getTime() - DRAFTS_KEPT_MS)
          .execute();
      }),

    async draft(id) {
      const row = await db.selectFrom('drafts').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? { command: row.command, args: JSON.parse(row.args), made: makerOf(row) } : null;
    },
  };
}

/** An event's id may name a channel, or hold a platform's token: only that it was seen is kept. */
function fingerprintOf(event: string): string {
  return createHash('sha256').update(event).digest('base64url');
}

/** Those that were seen before fingerprints were kept. */
async function wasSeenInWords(db: Db, event: string): Promise<boolean> {
  const row = await db.selectFrom('handled_events').select('event').where('event', '=', event).executeTakeFirst();
  return row !== undefined;
}
