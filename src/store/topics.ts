import { channelName } from '../digest/subscription.ts';
import type { KeptTopic, TopicArchive } from '../ports/conversation.ts';
import { clearTopic, refile } from './filing.ts';
import { ARTICLE_COLUMNS, articleOf, channelOf, madeColumns, makerOf, workspaceColumn, workspaceOf } from './rows.ts';
import type { Db } from './schema.ts';
import type { TopicRow } from './schema-conversation.ts';

/** Topics made in chat, and what is filed under them. */
export function topicStore(db: Db): TopicArchive {
  return {
    async keptTopics() {
      const rows = await db.selectFrom('topics').selectAll().orderBy('name').execute();
      return rows.map(topicOf);
    },

    keepTopic: (topic) => keepTopic(db, topic),

    dropTopic: (name) =>
      db.transaction().execute(async (trx) => {
        const dropped = await trx.deleteFrom('topics').where('name', '=', name).executeTakeFirst();
        if (dropped.numDeletedRows === 0n) return false;
        await clearTopic(trx, name);
        return true;
      }),

    fileUnder: (topic, since, articleIds) =>
      db.transaction().execute(async (trx) => {
        await waitForOthers(trx, topic);
        await refile(trx, topic, since.getTime(), articleIds);
      }),

    async articlesSince(since, after, limit) {
      const before = after === null ? null : await placeOf(db, after);
      if (before === undefined) return [];
      const rows = await db
        .selectFrom('articles')
        .select(ARTICLE_COLUMNS)
        .where('duplicate_of', 'is', null)
        .where('taken_at', '>=', since.getTime())
        .$if(before !== null, (query) =>
          query.where(({ eb, refTuple, tuple }) =>
            eb(refTuple('taken_at', 'id'), '>', tuple(before?.taken_at ?? 0, after ?? '')),
          ),
        )
        .orderBy('taken_at')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(articleOf);
    },
  };
}

/** @throws Error when another workspace has a topic of that name, which is not to be overwritten */
async function keepTopic(db: Db, topic: KeptTopic): Promise<void> {
  const owner = { platform: topic.platform, workspace: workspaceColumn(topic.workspace) };
  const columns = {
    description: topic.description,
    terms: JSON.stringify(topic.terms),
    channels: topic.channels ? JSON.stringify(topic.channels) : null,
    channel: topic.channel ? channelName(topic.channel) : null,
    ...madeColumns(topic.made),
  };
  const kept = await db
    .insertInto('topics')
    .values({ name: topic.name, ...owner, ...columns })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet(columns)
        .where('topics.platform', '=', owner.platform)
        .where('topics.workspace', '=', owner.workspace),
    )
    .returning('name')
    .executeTakeFirst();
  if (!kept) throw new Error(`there is a topic "${topic.name}" already, of another workspace`);
}

function topicOf(row: TopicRow): KeptTopic {
  return {
    name: row.name,
    description: row.description,
    terms: JSON.parse(row.terms),
    ...(row.channels !== null && { channels: JSON.parse(row.channels) }),
    platform: row.platform,
    workspace: workspaceOf(row.workspace),
    channel: row.channel === null ? null : channelOf(row.channel),
    made: makerOf(row),
  };
}

/** Holds the topic's row, so that two who file under it at the same time do so one after the other. */
async function waitForOthers(db: Db, topic: string): Promise<void> {
  await db.updateTable('topics').set({ name: topic }).where('name', '=', topic).execute();
}

async function placeOf(db: Db, articleId: string): Promise<{ taken_at: number } | undefined> {
  return db.selectFrom('articles').select('taken_at').where('id', '=', articleId).executeTakeFirst();
}
