/** How often was asked: by a person, in a channel, in a workspace. Everything here runs in the caller's transaction. */
import { channelName } from '../digest/subscription.ts';
import type { QuestionArchive, QuestionLimits } from '../ports/conversation.ts';
import { DAY_MS } from '../spans.ts';
import { dayOf, workspaceColumn } from './rows.ts';
import type { Db } from './schema.ts';

type Asker = Parameters<QuestionArchive['spendQuestion']>[0];

/** Counts of days that lie further back tell nobody anything. */
const COUNTS_KEPT_MS = 30 * DAY_MS;

/** Thrown to undo what was counted already. */
export class LimitReached extends Error {
  readonly limit: keyof QuestionLimits;

  constructor(limit: keyof QuestionLimits) {
    super(`the limit ${limit} is reached`);
    this.limit = limit;
  }
}

/** Counts one question. @throws LimitReached when a limit is reached: then the caller undoes what was counted before */
export async function spend(db: Db, by: Asker, day: string, limits: QuestionLimits): Promise<void> {
  await db.deleteFrom('question_counts').where('day', '<', lastDayKept(day)).execute();
  for (const { kind, subject, limit } of countersOf(by)) {
    if (!(await count(db, { day, kind, subject, by }, limits[limit]))) throw new LimitReached(limit);
  }
}

/** In an order that is the same for everyone, so that no two wait for each other's rows. */
export function countersOf({ person, channel, workspace }: Asker) {
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

/** Takes back what `spend` counted. */
export async function giveBack(db: Db, by: Asker, day: string): Promise<void> {
  for (const { kind, subject } of countersOf(by)) {
    await db
      .updateTable('question_counts')
      .set((eb) => ({ asked: eb('asked', '-', 1) }))
      .where((eb) => eb.and({ day, kind, platform: by.platform, subject }))
      .where('asked', '>', 0)
      .execute();
  }
}

/**
 * Whether what was counted for the person and the workspace is still there: erasing either takes it away. Until the
 * transaction ends, who erases waits.
 */
export async function isCounted(db: Db, by: Asker, day: string): Promise<boolean> {
  for (const { kind, subject } of countersOf(by)) {
    if (kind === 'channel') continue;
    const held = await db
      .updateTable('question_counts')
      .set((eb) => ({ asked: eb.ref('asked') }))
      .where((eb) => eb.and({ day, kind, platform: by.platform, subject }))
      .executeTakeFirst();
    if (held.numUpdatedRows === 0n) return false;
  }
  return true;
}
