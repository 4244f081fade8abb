/** Everything that is kept of a workspace. Runs in the caller's transaction. */
import { type SqlBool, sql } from 'kysely';
import { changed, channelIn, dropAt, dropChannels, dropSubscriptions, WHO, type Workspace } from './erase-rows.ts';
import { clearTopic } from './filing.ts';
import type { Db } from './schema.ts';

/**
 * @param spared ids of the operator's subscriptions: they stay, with what they published
 * @returns `pauses`: which pauses of those were made in it; by whom is for the caller to forget
 */
export async function eraseWorkspace(
  db: Db,
  workspace: Workspace,
  spared: readonly string[],
): Promise<{ touched: number; pauses: (pause: { id: string }) => boolean }> {
  // Mutes, pauses, drafts and digests name no workspace: the rows that are still there tell which channels and people are its.
  const channels = await channelsOf(db, workspace);
  const people = await peopleOf(db, workspace);
  // First of all: what is under way for somebody who does not wait any more changes nothing.
  let touched = changed(
    await db
      .deleteFrom('unanswered')
      .where((eb) => eb.and(workspace))
      .executeTakeFirst(),
  );
  touched += await dropSubscriptions(db, workspace);
  touched += await dropTopics(db, workspace);
  // The counts first: an answer that is under way is then not kept either.
  for (const table of ['question_counts', 'turns', 'reports', 'corrections', 'audit', 'question_limits'] as const) {
    touched += changed(
      await db
        .deleteFrom(table)
        .where((eb) => eb.and(workspace))
        .executeTakeFirst(),
    );
  }
  touched += await dropChannels(db, channels, spared);
  if (people.length > 0) {
    touched += changed(await db.deleteFrom('drafts').where('made_by', 'in', people).executeTakeFirst());
  }
  touched += await dropAt(db, workspace);
  return { touched, pauses: ({ id }) => channels.includes(channelIn(id)) };
}

/** Names of the channels that are known to be in a workspace. Discord's direct messages are in none, whatever is followed from it. */
export async function channelsOf(db: Db, workspace: Workspace): Promise<string[]> {
  const channels = new Set<string>();
  for (const table of ['subscriptions', 'topics', 'turns', 'reports', 'audit'] as const) {
    const rows = await db
      .selectFrom(table)
      .select('channel')
      .distinct()
      .where((eb) => eb.and(workspace))
      .$if(table === 'subscriptions' && workspace.platform === 'discord', (query) =>
        query.where(sql<SqlBool>`follower is null`),
      )
      .execute();
    for (const { channel } of rows) if (channel !== null) channels.add(channel);
  }
  const asked = db.selectFrom('question_counts').select('subject').distinct().where('kind', '=', 'channel');
  for (const { subject } of await asked.where((eb) => eb.and(workspace)).execute()) channels.add(subject);
  return [...channels];
}

async function peopleOf(db: Db, { platform, workspace }: Workspace): Promise<string[]> {
  const people = new Set<string>();
  for (const table of ['subscriptions', 'topics', 'reports', 'turns', 'audit'] as const) {
    const { rows } = await sql<{ person: string }>`select distinct ${sql.ref(WHO[table])} as person
      from ${sql.table(table)} where platform = ${platform} and workspace = ${workspace}`.execute(db);
    for (const { person } of rows) people.add(person);
  }
  return [...people];
}

async function dropTopics(db: Db, workspace: Workspace): Promise<number> {
  const dropped = await db
    .deleteFrom('topics')
    .where((eb) => eb.and(workspace))
    .returning('name')
    .execute();
  let touched = dropped.length;
  for (const { name } of dropped) touched += await clearTopic(db, name);
  return touched;
}
