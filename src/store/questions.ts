import { channelName } from '../digest/subscription.ts';
import type { QuestionArchive, QuestionLimits } from '../ports/conversation.ts';
import { dayOf, workspaceColumn } from './rows.ts';
import type { Db } from './schema.ts';
import { turnStore } from './turns.ts';

type Asker = Parameters<QuestionArchive['spendQuestion']>[0];

/** Counts of days that lie further back tell nobody anything. */
const COUNTS_KEPT_MS = 30 * 24 * 60 * 60 * 1000;

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

/** Thrown to undo what was counted already. */
class LimitReached extends Error {
  readonly limit: keyof QuestionLimits;

  constructor(limit: keyof QuestionLimits) {
    super(`the limit ${limit} is reached`);
    this.limit = limit;
  }
}

async function spend(db: Db, by: Asker, day: string, limits: QuestionLimits): Promise<void> {
  await db.deleteFrom('question_counts').where('day', '<', lastDayKept(day)).execute();
  for (const { kind, subject, limit } of countersOf(by)) {
    if (!(await count(db, { day, kind, subject, by }, limits[limit]))) throw new LimitReached(limit);
  }
}

/** In an order that is the same for everyone, so that no two wait for each other's rows. */
function countersOf({ person, channel, workspace }: Asker) {
  return [
    { kind: 'person', subject: person, limit: 'perPerson' },
    { kind: 'channel', subject: channelName(channel), limit: 'perChannel' },
    { kind: 'workspace', subject: workspaceColumn(workspace), limit: 'perWorkspace' },
  ] as const;
}

/** The comparison and the counting are one statement: nobody comes in between. False when the limit is reached. */
async function count(
  db: Db,
  { day, kind, subject, by }: { day: string; kind: 'person' | 'channel' | 'workspace'; subject: string; by: Asker },
  limit: number,
): Promise<boolean> {
  if (limit < 1) return false;
  const counted = await db
    .insertInto('question_counts')
    .values({ day, kind, platform: by.platform, subject, workspace: workspaceColumn(by.workspace), asked: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['day', 'kind', 'platform', 'subject'])
        .doUpdateSet((eb) => ({ asked: eb('question_counts.asked', '+', 1) }))
        .where('question_counts.asked', '<', limit),
    )
    .returning('asked')
    .executeTakeFirst();
  return counted !== undefined;
}

function lastDayKept(day: string): string {
  return dayOf(new Date(day).getTime() - COUNTS_KEPT_MS);
}
