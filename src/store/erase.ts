import { sql } from 'kysely';
import type { Platform } from '../digest/subscription.ts';
import type { ModerationArchive } from '../ports/conversation.ts';
import { changed, channelIn, dropAt, dropChannels, dropSubscriptions, WHO, type Workspace } from './erase-rows.ts';
import { channelsOf, eraseWorkspace } from './erase-workspace.ts';
import { channelOf } from './rows.ts';
import type { Db } from './schema.ts';

type Whom = Parameters<ModerationArchive['erase']>[0];

interface Person {
  readonly platform: Platform;
  readonly person: string;
}

/** Stands where a person's id stood. */
const ERASED = 'erased';

/** Runs in the caller's transaction; resolves to how many rows were touched. */
export async function erase(db: Db, whom: Whom): Promise<number> {
  const { platform } = whom;
  if ('workspace' in whom) {
    const { touched, pauses } = await eraseWorkspace(db, { platform, workspace: whom.workspace }, whom.spared ?? []);
    return touched + (await forgetWhoPaused(db, pauses));
  }
  const who = { platform, person: whom.person };
  const isKnownHereOnly = whom.within === null || !(await isKnownOutside(db, who, whom.within));
  if (isKnownHereOnly) return erasePerson(db, who, (whom.direct ?? []).map(nameOf));
  return erasePersonWithin(db, who, { platform, workspace: whom.within ?? '' });
}

const nameOf = ({ platform, id }: { platform: Platform; id: string }) => `${platform}:${id}`;

async function isKnownOutside(db: Db, { platform, person }: Person, workspace: string): Promise<boolean> {
  for (const table of ['subscriptions', 'topics', 'reports', 'corrections', 'turns', 'audit'] as const) {
    const { rows } = await sql`select 1 from ${sql.table(table)}
      where ${sql.ref(WHO[table])} = ${person} and platform = ${platform} and workspace <> ${workspace} limit 1`.execute(
      db,
    );
    if (rows.length > 0) return true;
  }
  return false;
}

// ---- everywhere ------------------------------------------------------------------------------------------------------

/** `direct`: the channels of direct messages with them, as far as somebody else knows them. */
async function erasePerson(db: Db, who: Person, direct: readonly string[]): Promise<number> {
  const { platform, person } = who;
  const own = { platform, follower: person };
  const channels = [...new Set([...direct, ...(await directChannelsOf(db, who))])];
  let touched = await endWaiting(db, who, {});
  touched += await dropSubscriptions(db, own);
  touched += await dropChannels(db, channels);
  for (const table of ['subscriptions', 'topics', 'corrections'] as const) {
    const made = db.updateTable(table).set({ made_by: ERASED }).where('made_by', '=', person);
    // Corrections of before workspaces were kept name no platform.
    touched += changed(await made.where('platform', 'in', [platform, '' as Platform]).executeTakeFirst());
  }
  touched += await dropWords(db, who, {});
  touched += await forgetInAudit(db, who, {});
  touched += changed(await db.deleteFrom('drafts').where('made_by', '=', person).executeTakeFirst());
  touched += await forgetWhoMuted(db, person, (channel) => channel.startsWith(`${platform}:`));
  return touched + (await forgetWhoPaused(db, ({ id, by }) => by === person && id.startsWith(`${platform}:`)));
}

/** Where they spoke with Newsdesk alone, as far as the rows tell. */
async function directChannelsOf(db: Db, { platform, person }: Person): Promise<string[]> {
  const found = new Set<string>();
  const note = (rows: readonly { channel: string; workspace: string }[]) => {
    for (const { channel, workspace } of rows) if (isDirect(channel, workspace)) found.add(channel);
  };
  for (const table of ['turns', 'audit'] as const) {
    const theirs = db.selectFrom(table).select(['channel', 'workspace']).distinct().where('person', '=', person);
    note(await theirs.where('platform', '=', platform).execute());
  }
  const reports = db.selectFrom('reports').select(['channel', 'workspace']).distinct().where('made_by', '=', person);
  note(await reports.where('platform', '=', platform).execute());
  const made = db.selectFrom('subscriptions').select(['channel', 'place', 'follower']);
  const rows = await made
    .where('platform', '=', platform)
    .where((eb) => eb.or([eb('follower', '=', person), eb('made_by', '=', person)]))
    .execute();
  for (const { channel, place, follower } of rows) if (place === 'direct' || follower === person) found.add(channel);
  return [...found];
}

/** Slack's direct messages are known by their ids, Discord's by being outside every server. */
function isDirect(channel: string, workspace: string): boolean {
  const { platform, id } = channelOf(channel);
  return platform === 'slack' ? /^D/.test(id) : platform === 'discord' && workspace === '';
}

// ---- within one workspace ----------------------------------------------------------------------------------------------

/** What they did elsewhere stays theirs. Rows that name no workspace are told by their channels. */
async function erasePersonWithin(db: Db, who: Person, here: Workspace): Promise<number> {
  const { person } = who;
  const channels = new Set(await channelsOf(db, here));
  let touched = await endWaiting(db, who, here);
  touched += await dropSubscriptions(db, { ...here, follower: person });
  for (const table of ['subscriptions', 'topics', 'corrections'] as const) {
    const made = db.updateTable(table).set({ made_by: ERASED });
    touched += changed(await made.where((eb) => eb.and({ ...here, made_by: person })).executeTakeFirst());
  }
  touched += await dropWords(db, who, here);
  touched += await forgetInAudit(db, who, here);
  touched += await dropAt(db, here, person);
  touched += await forgetWhoMuted(db, person, (channel) => channels.has(channel));
  return touched + (await forgetWhoPaused(db, ({ id, by }) => by === person && channels.has(channelIn(id))));
}

// ---- both --------------------------------------------------------------------------------------------------------------

/** First of all: what is under way for somebody who does not wait any more changes nothing. */
async function endWaiting(db: Db, { platform, person }: Person, where: Partial<Workspace>): Promise<number> {
  const waiting = db.deleteFrom('unanswered').where((eb) => eb.and({ ...where, platform, person }));
  return changed(await waiting.executeTakeFirst());
}

/** What somebody asked or reported. First how often they asked: an answer that is under way is then not kept either. */
async function dropWords(db: Db, { platform, person }: Person, where: Partial<Workspace>): Promise<number> {
  const turns = db.deleteFrom('turns').where((eb) => eb.and({ ...where, platform, person }));
  const reports = db.deleteFrom('reports').where((eb) => eb.and({ ...where, platform, made_by: person }));
  const counts = db
    .deleteFrom('question_counts')
    .where((eb) => eb.and({ ...where, platform, subject: person, kind: 'person' as const }));
  let touched = 0;
  for (const query of [counts, turns, reports]) touched += changed(await query.executeTakeFirst());
  return touched;
}

async function forgetInAudit(db: Db, { platform, person }: Person, where: Partial<Workspace>): Promise<number> {
  const doing = db
    .updateTable('audit')
    .set({ person: ERASED })
    .where((eb) => eb.and({ ...where, platform, person }));
  const suffering = db
    .updateTable('audit')
    .set({ subject: ERASED })
    .where((eb) => eb.and({ ...where, platform, subject: person }));
  return changed(await doing.executeTakeFirst()) + changed(await suffering.executeTakeFirst());
}

/** A mute holds for the channel: it stays, as somebody's. */
async function forgetWhoMuted(db: Db, person: string, isMeant: (channel: string) => boolean): Promise<number> {
  const rows = await db.selectFrom('mutes').select('channel').distinct().where('made_by', '=', person).execute();
  const channels = rows.map(({ channel }) => channel).filter(isMeant);
  if (channels.length === 0) return 0;
  const mutes = db.updateTable('mutes').set({ made_by: ERASED }).where('made_by', '=', person);
  return changed(await mutes.where('channel', 'in', channels).executeTakeFirst());
}

/** The subscription itself stays paused: it is one of the operator's file, or another's. */
async function forgetWhoPaused(db: Db, isMeant: (pause: { id: string; by: string }) => boolean): Promise<number> {
  const pauses = await db
    .selectFrom('paused_subscriptions')
    .select(['subscription_id as id', 'paused_by as by'])
    .execute();
  const ids = pauses.filter(({ id, by }) => by !== ERASED && isMeant({ id, by })).map(({ id }) => id);
  if (ids.length === 0) return 0;
  return changed(
    await db
      .updateTable('paused_subscriptions')
      .set({ paused_by: ERASED })
      .where('subscription_id', 'in', ids)
      .executeTakeFirst(),
  );
}
