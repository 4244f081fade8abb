import { type DeleteResult, sql, type UpdateResult } from 'kysely';
import { lookbackId, type Platform } from '../digest/subscription.ts';
import type { ModerationArchive } from '../ports/conversation.ts';
import { clearTopic } from './filing.ts';
import type { Db } from './schema.ts';
import { withdraw } from './withdraw.ts';

type Whom = Parameters<ModerationArchive['erase']>[0];

interface Workspace {
  readonly platform: Platform;
  readonly workspace: string;
}

interface Person {
  readonly platform: Platform;
  readonly person: string;
}

/** Stands where a person's id stood. */
const ERASED = 'erased';

/** Runs in the caller's transaction; resolves to how many rows were touched. */
export function erase(db: Db, whom: Whom): Promise<number> {
  const { platform } = whom;
  return 'workspace' in whom
    ? eraseWorkspace(db, { platform, workspace: whom.workspace })
    : erasePersonWithin(db, { platform, person: whom.person }, whom.within);
}

/** Some rows name no workspace: they are erased only where it is the person's only one. */
async function erasePersonWithin(db: Db, who: Person, within: string | null): Promise<number> {
  if (within === null || !(await isKnownOutside(db, who, within))) return erasePerson(db, who);
  const here = { platform: who.platform, workspace: within };
  let touched = await dropSubscriptions(db, await idsOf(db, { ...here, follower: who.person }));
  for (const table of ['subscriptions', 'topics'] as const) {
    const theirs = db.updateTable(table).set({ made_by: ERASED });
    touched += changed(await theirs.where((eb) => eb.and({ ...here, made_by: who.person })).executeTakeFirst());
  }
  const turns = db.deleteFrom('turns').where((eb) => eb.and({ ...here, person: who.person }));
  const reports = db.deleteFrom('reports').where((eb) => eb.and({ ...here, made_by: who.person }));
  const audit = db
    .updateTable('audit')
    .set({ person: ERASED })
    .where((eb) => eb.and({ ...here, person: who.person }));
  for (const query of [turns, reports, audit]) touched += changed(await query.executeTakeFirst());
  return touched;
}

async function isKnownOutside(db: Db, { platform, person }: Person, workspace: string): Promise<boolean> {
  const made = ['subscriptions', 'topics', 'reports'] as const;
  const said = ['turns', 'audit'] as const;
  for (const table of [...made, ...said]) {
    const who = table === 'turns' || table === 'audit' ? `${table}.person` : `${table}.made_by`;
    const { rows } = await sql`select 1 from ${sql.table(table)}
      where ${sql.ref(who)} = ${person} and platform = ${platform} and workspace <> ${workspace} limit 1`.execute(db);
    if (rows.length > 0) return true;
  }
  return false;
}

async function eraseWorkspace(db: Db, workspace: Workspace): Promise<number> {
  // Mutes, pauses and drafts name no workspace: the rows that are still there tell which channels and people are its.
  const channels = await channelsOf(db, workspace);
  const people = await peopleOf(db, workspace);
  let touched = await dropSubscriptions(db, await idsOf(db, workspace));
  touched += await dropTopics(db, workspace);
  for (const table of ['turns', 'reports', 'corrections', 'audit', 'question_limits', 'question_counts'] as const) {
    touched += changed(
      await db
        .deleteFrom(table)
        .where((eb) => eb.and(workspace))
        .executeTakeFirst(),
    );
  }
  if (channels.length > 0) {
    touched += changed(await db.deleteFrom('mutes').where('channel', 'in', channels).executeTakeFirst());
  }
  if (people.length > 0) {
    touched += changed(await db.deleteFrom('drafts').where('made_by', 'in', people).executeTakeFirst());
  }
  return touched + (await forgetWhoPaused(db, ({ id }) => channels.includes(id.slice(0, id.lastIndexOf('@')))));
}

async function channelsOf(db: Db, workspace: Workspace): Promise<string[]> {
  const channels = new Set<string>();
  for (const table of ['subscriptions', 'topics', 'turns', 'reports', 'audit'] as const) {
    const rows = await db
      .selectFrom(table)
      .select('channel')
      .distinct()
      .where((eb) => eb.and(workspace))
      .execute();
    for (const { channel } of rows) if (channel !== null) channels.add(channel);
  }
  return [...channels];
}

async function peopleOf(db: Db, workspace: Workspace): Promise<string[]> {
  const people = new Set<string>();
  for (const table of ['subscriptions', 'topics', 'reports'] as const) {
    const rows = await db
      .selectFrom(table)
      .select('made_by')
      .distinct()
      .where((eb) => eb.and(workspace))
      .execute();
    for (const { made_by } of rows) people.add(made_by);
  }
  for (const table of ['turns', 'audit'] as const) {
    const rows = await db
      .selectFrom(table)
      .select('person')
      .distinct()
      .where((eb) => eb.and(workspace))
      .execute();
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

async function erasePerson(db: Db, { platform, person }: Person): Promise<number> {
  let touched = await dropSubscriptions(db, await idsOf(db, { platform, follower: person }));
  const theirs = { platform, made_by: person };
  for (const table of ['subscriptions', 'topics'] as const) {
    touched += changed(
      await db
        .updateTable(table)
        .set({ made_by: ERASED })
        .where((eb) => eb.and(theirs))
        .executeTakeFirst(),
    );
  }
  touched += await dropWords(db, { platform, person });
  touched += await forgetWhoModerated(db, { platform, person });
  return touched + (await forgetWhoPaused(db, ({ id, by }) => by === person && id.startsWith(`${platform}:`)));
}

/** What somebody asked, reported or was about to do. */
async function dropWords(db: Db, { platform, person }: Person): Promise<number> {
  const turns = db.deleteFrom('turns').where((eb) => eb.and({ platform, person }));
  const reports = db.deleteFrom('reports').where((eb) => eb.and({ platform, made_by: person }));
  const counts = db
    .deleteFrom('question_counts')
    .where((eb) => eb.and({ platform, subject: person, kind: 'person' as const }));
  const drafts = db.deleteFrom('drafts').where('made_by', '=', person);
  let touched = 0;
  for (const query of [turns, reports, counts, drafts]) touched += changed(await query.executeTakeFirst());
  return touched;
}

/** What they did to what belongs to others stays, as somebody's. */
async function forgetWhoModerated(db: Db, { platform, person }: Person): Promise<number> {
  const mutes = db
    .updateTable('mutes')
    .set({ made_by: ERASED })
    .where('made_by', '=', person)
    .where('channel', 'like', `${platform}:%`);
  const corrections = db.updateTable('corrections').set({ made_by: ERASED }).where('made_by', '=', person);
  const doing = db
    .updateTable('audit')
    .set({ person: ERASED })
    .where((eb) => eb.and({ platform, person }));
  const suffering = db
    .updateTable('audit')
    .set({ subject: ERASED })
    .where((eb) => eb.and({ platform, subject: person }));
  let touched = 0;
  for (const query of [mutes, corrections, doing, suffering]) touched += changed(await query.executeTakeFirst());
  return touched;
}

async function idsOf(
  db: Db,
  owner: Workspace | (Partial<Workspace> & { platform: Platform; follower: string }),
): Promise<string[]> {
  const rows = await db
    .selectFrom('subscriptions')
    .select('id')
    .where((eb) => eb.and(owner))
    .execute();
  return rows.map(({ id }) => id);
}

async function dropSubscriptions(db: Db, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const withdrawn = await withdraw(db, [...ids, ...ids.map(lookbackId)]);
  const subscriptions = await db.deleteFrom('subscriptions').where('id', 'in', ids).executeTakeFirst();
  const pauses = await db.deleteFrom('paused_subscriptions').where('subscription_id', 'in', ids).executeTakeFirst();
  return withdrawn + changed(subscriptions) + changed(pauses);
}

/** The subscription itself stays paused: it is one of the operator's file, or another's. */
async function forgetWhoPaused(db: Db, isMeant: (pause: { id: string; by: string }) => boolean): Promise<number> {
  const pauses = await db
    .selectFrom('paused_subscriptions')
    .select(['subscription_id as id', 'paused_by as by'])
    .execute();
  const ids = pauses.filter(isMeant).map(({ id }) => id);
  if (ids.length === 0) return 0;
  return changed(
    await db
      .updateTable('paused_subscriptions')
      .set({ paused_by: ERASED })
      .where('subscription_id', 'in', ids)
      .executeTakeFirst(),
  );
}

function changed(result: DeleteResult | UpdateResult): number {
  return Number('numDeletedRows' in result ? result.numDeletedRows : result.numUpdatedRows);
}
