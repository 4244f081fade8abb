import { channelName } from '../digest/subscription.ts';
import type { AuditEntry, ModerationArchive } from '../ports/conversation.ts';
import type { StoreDialect } from './dialect.ts';
import { erase } from './erase.ts';
import { interactionStore } from './interactions.ts';
import { nextNumber } from './numbers.ts';
import { channelOf, dateOrNull, madeColumns, makerOf, workspaceColumn, workspaceOf } from './rows.ts';
import type { Db } from './schema.ts';
import { unansweredStore } from './unanswered.ts';

/** What channels do not want to see, what people say is wrong, and who changed what. */
export function moderationStore(db: Db, dialect: StoreDialect): ModerationArchive {
  return {
    ...interactionStore(db),
    ...unansweredStore(db, dialect),
    ...muteStore(db),
    ...reportStore(db),
    ...auditStore(db),
    async erase(whom, entry) {
      const touched = await db.transaction().execute(async (trx) => {
        const rows = await erase(trx, whom);
        if (entry && rows > 0) await record(trx, entry);
        return rows;
      });
      await dialect.clearTraces(db);
      return touched;
    },
  };
}

function muteStore(db: Db): Pick<ModerationArchive, 'mutes' | 'keepMute' | 'dropMute'> {
  return {
    async mutes(channel, now) {
      const rows = await db
        .selectFrom('mutes')
        .selectAll()
        .where('channel', '=', channelName(channel))
        .where((eb) => eb.or([eb('until_at', 'is', null), eb('until_at', '>', now.getTime())]))
        .orderBy('made_at')
        .orderBy('kind')
        .orderBy('subject')
        .execute();
      return rows.map((row) => ({
        channel: channelOf(row.channel),
        kind: row.kind,
        subject: row.subject,
        label: row.label,
        until: dateOrNull(row.until_at),
        made: makerOf(row),
      }));
    },

    async keepMute({ channel, kind, subject, label, until, made }) {
      const columns = { label, until_at: until?.getTime() ?? null, ...madeColumns(made) };
      await db
        .insertInto('mutes')
        .values({ channel: channelName(channel), kind, subject, ...columns })
        .onConflict((conflict) => conflict.columns(['channel', 'kind', 'subject']).doUpdateSet(columns))
        .execute();
    },

    async dropMute(channel, kind, subject) {
      const dropped = await db
        .deleteFrom('mutes')
        .where('channel', '=', channelName(channel))
        .where('kind', '=', kind)
        .where('subject', '=', subject)
        .executeTakeFirst();
      return dropped.numDeletedRows > 0n;
    },
  };
}

function reportStore(db: Db): Pick<ModerationArchive, 'keepReport' | 'reports' | 'keepCorrection' | 'corrections'> {
  return {
    keepReport: ({ id, platform, workspace, channel, storyId, reason, made }) =>
      db.transaction().execute(async (trx) => {
        await trx
          .insertInto('reports')
          .values({
            id,
            number: await nextNumber(trx, 'reports'),
            platform,
            workspace: workspaceColumn(workspace),
            channel: channelName(channel),
            story_id: storyId,
            reason,
            ...madeColumns(made),
          })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }),

    async reports(platform, workspace, limit) {
      const rows = await db
        .selectFrom('reports')
        .selectAll()
        .where('platform', '=', platform)
        .where('workspace', '=', workspaceColumn(workspace))
        .orderBy('number', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        id: row.id,
        platform: row.platform,
        workspace: workspaceOf(row.workspace),
        channel: channelOf(row.channel),
        storyId: row.story_id,
        reason: row.reason,
        made: makerOf(row),
      }));
    },

    keepCorrection: ({ storyId, text, origin, made }) =>
      db.transaction().execute(async (trx) => {
        await trx
          .insertInto('corrections')
          .values({
            number: await nextNumber(trx, 'corrections'),
            story_id: storyId,
            text,
            platform: origin?.platform ?? '',
            workspace: workspaceColumn(origin?.workspace ?? null),
            ...madeColumns(made),
          })
          .execute();
      }),

    async corrections(storyIds) {
      if (storyIds.length === 0) return [];
      const rows = await db
        .selectFrom('corrections')
        .selectAll()
        .where('story_id', 'in', storyIds)
        .orderBy('number')
        .orderBy('made_at')
        .execute();
      return rows.map(({ story_id: storyId, text, platform, workspace, ...row }) => ({
        storyId,
        text,
        origin: platform === '' ? null : { platform, workspace: workspaceOf(workspace) },
        made: makerOf(row),
      }));
    },
  };
}

function auditStore(db: Db): Pick<ModerationArchive, 'recordAudit' | 'audit'> {
  return {
    recordAudit: (entry) => db.transaction().execute((trx) => record(trx, entry)),

    async audit(platform, workspace, limit, { skip = 0, channel } = {}) {
      const rows = await db
        .selectFrom('audit')
        .selectAll()
        .where('platform', '=', platform)
        .where('workspace', '=', workspaceColumn(workspace))
        .$if(channel !== undefined, (query) => query.where('channel', '=', channel ? channelName(channel) : ''))
        .orderBy('number', 'desc')
        .orderBy('at', 'desc')
        .limit(limit)
        .offset(skip)
        .execute();
      return rows.map((row) => ({
        at: new Date(row.at),
        platform: row.platform,
        workspace: workspaceOf(row.workspace),
        channel: channelOf(row.channel),
        person: row.person,
        command: row.command,
        subject: row.subject,
      }));
    },
  };
}

async function record(
  db: Db,
  { at, platform, workspace, channel, person, command, subject }: AuditEntry,
): Promise<void> {
  await db
    .insertInto('audit')
    .values({
      number: await nextNumber(db, 'audit'),
      at: at.getTime(),
      platform,
      workspace: workspaceColumn(workspace),
      channel: channelName(channel),
      person,
      command,
      subject,
    })
    .execute();
}
