import type { QuestionArchive } from '../ports/conversation.ts';
import { countersOf, giveBack, LimitReached, spend } from './question-counts.ts';
import { workspaceColumn } from './rows.ts';
import type { Db } from './schema.ts';
import { turnStore } from './turns.ts';

/** How many questions were asked and may be, and what was asked before in a thread. */
export function questionStore(db: Db): QuestionArchive {
  return {
    ...turnStore(db),

    async questionLimits(platform, workspace) {
      const row = await db
        .selectFrom('question_limits')
        .select(['per_person as perPerson', 'per_channel as perChannel', 'per_workspace as perWorkspace'])
        .where('platform', '=', platform)
        .where('workspace', '=', workspaceColumn(workspace))
        .executeTakeFirst();
      return row ?? null;
    },

    async keepQuestionLimits(platform, workspace, limits) {
      const columns = {
        per_person: limits.perPerson,
        per_channel: limits.perChannel,
        per_workspace: limits.perWorkspace,
      };
      await db
        .insertInto('question_limits')
        .values({ platform, workspace: workspaceColumn(workspace), ...columns })
        .onConflict((conflict) => conflict.columns(['platform', 'workspace']).doUpdateSet(columns))
        .execute();
    },

    async spendQuestion(by, day, limits) {
      try {
        await db.transaction().execute((trx) => spend(trx, by, day, limits));
        return null;
      } catch (error) {
        if (error instanceof LimitReached) return error.limit;
        throw error;
      }
    },

    giveBackQuestion: (by, day) => db.transaction().execute((trx) => giveBack(trx, by, day)),

    async questionsOn(day, by) {
      const rows = await db
        .selectFrom('question_counts')
        .select(['kind', 'asked'])
        .where('day', '=', day)
        .where('platform', '=', by.platform)
        .where((eb) => eb.or(countersOf(by).map(({ kind, subject }) => eb.and({ kind, subject }))))
        .execute();
      const asked = new Map(rows.map((row) => [row.kind, row.asked]));
      return {
        person: asked.get('person') ?? 0,
        channel: asked.get('channel') ?? 0,
        workspace: asked.get('workspace') ?? 0,
      };
    },
  };
}
