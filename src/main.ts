/** The composition root: joins configuration, adapters and pipeline. The only place, with `main/`, that knows all of them. */
import { join } from 'node:path';
import { systemClock } from './clock/system-clock.ts';
import { commandNamed } from './command/catalogue.ts';
import { changesSomething } from './command/command.ts';
import { sentence } from './command/reply.ts';
import type { Room } from './command/room.ts';
import type { Config } from './config.ts';
import type { Platform, Subscription } from './digest/subscription.ts';
import type { Topic } from './digest/topic.ts';
import { openInbox } from './inbox/inbox.ts';
import { createLog } from './log/pino-log.ts';
import { openArchive, openArchiveForCommands, reopenChannels } from './main/archives.ts';
import { connectChats, encryptAnew, renderers, type Terminal } from './main/chats.ts';
import { createFolder } from './main/folders.ts';
import { openAsk, openEmbedder, openJudge, openReader } from './main/models.ts';
import { correctByHand } from './pipeline/correct.ts';
import { createDesk } from './pipeline/desk.ts';
import { forDesk } from './pipeline/desk-archive.ts';
import { sayBy } from './pipeline/desk-say.ts';
import { createDispatcher } from './pipeline/dispatcher.ts';
import type { Tell } from './pipeline/events.ts';
import { createPace, type Pace } from './pipeline/pace.ts';
import type { Reader } from './pipeline/reader.ts';
import type { Judge } from './pipeline/same-story.ts';
import { createTopicShelf, type TopicShelf } from './pipeline/topic-shelf.ts';
import type { Announce, Archive } from './ports/archive.ts';
import type { Chat, Clock, Desk, Embedder, Inbox, Jobs, Log, Step } from './ports.ts';
import { explain } from './store/postgres/errors.ts';
import { placeOf } from './store/postgres/pool.ts';
import { openSharedLimits } from './store/postgres/shared-limits.ts';
import type { Watch } from './watch.ts';

/** Everything that `start` and `once` run on. */
export interface Newsroom {
  readonly config: Config;
  /** Of the files; what was made in chat is in the archive. */
  readonly topics: readonly Topic[];
  readonly subscriptions: readonly Subscription[];
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly log: Log;
  readonly inbox: Inbox;
  readonly archive: Archive;
  readonly reader: Reader;
  readonly embedder: Embedder | null;
  readonly judge: Judge | null;
  readonly shelf: TopicShelf;
  /** The connected platforms. */
  readonly chats: ReadonlyMap<Platform, Chat>;
  /** How each platform renders, connected or not. */
  readonly renderers: ReadonlyMap<Platform, Pick<Chat, 'render'>>;
  readonly pace: Pace;
  /** Answers what people ask. */
  readonly desk: Desk;
  readonly tell: Tell;
  close(): Promise<void>;
}

/** What goes well is said in plain sentences on standard output; the log is for what doesn't, unless more is asked for. */
export function openLog(config: Config): Log {
  return createLog(config.logLevel ?? 'warn', config.secrets);
}

export interface Outlets {
  readonly terminal: Terminal;
  readonly log: Log;
  readonly tell: Tell;
  /** Whether this process posts what is due. */
  readonly delivers: boolean;
  /** A step may have something to do, because of what somebody asked for. */
  readonly hint: (step: Step) => void;
  /** On a server, where other processes are to be told of work. */
  readonly announce?: Announce;
  /** Looks at everything from outside. */
  readonly watch?: Watch;
  /** Aborted when the process is to end. */
  readonly stopping?: AbortSignal;
}

/** @throws Error, in words for the operator, when another process holds the data folder or a prompt is broken */
export async function openNewsroom(config: Config, outlets: Outlets): Promise<Newsroom> {
  const { terminal, log, tell, hint, watch, stopping } = outlets;
  const opened = await openArchive(config, outlets.announce);
  const archive = watch?.archive(opened) ?? opened;
  try {
    const shelf = createTopicShelf(config.topics, archive);
    const read = await openReader(config, archive, shelf, log, watch);
    const reader = watch?.reader(read) ?? read;
    const inbox = await openInboxOf(config, log);
    const ask = await openAsk(config, archive, archive, log, watch);
    const shared = config.database && openSharedLimits(config.database.url);
    const chats = watched(await connectChats(config, terminal, log, archive), watch);
    const posted = renderers(terminal);
    const room = roomOf(config, { archive, log, ask, hint, renderers: posted, chats: async () => chats });
    if (outlets.delivers) await reopenChannels(config, archive, systemClock.now(), log);
    await encryptAnew(config, archive, log);
    const desk = createDesk(room, watch?.noted, stopping);
    return {
      config,
      topics: config.topics,
      subscriptions: config.subscriptions,
      clock: systemClock,
      random: Math.random,
      log,
      inbox,
      archive,
      reader,
      embedder: openEmbedder(config, archive, log),
      judge: await openJudge(config, archive, log, watch),
      shelf,
      chats,
      renderers: posted,
      pace: createPace(chats, systemClock, shared),
      desk: watch?.desk(desk) ?? desk,
      tell,
      async close() {
        await Promise.all([...chats.values()].map((chat) => chat.close()));
        await inbox.close();
        await Promise.all([archive.close(), shared?.close()]);
      },
    };
  } catch (error) {
    await archive.close();
    throw error;
  }
}

/** With its folders, which are created if need be. */
async function openInboxOf({ feedsDir }: Config, log: Log): Promise<Inbox> {
  const folderOf = (name: string) => join(feedsDir, name);
  const folders = { inbox: folderOf('inbox'), done: folderOf('done'), rejected: folderOf('rejected') };
  for (const folder of Object.values(folders)) await createFolder(folder);
  return openInbox({ ...folders, clock: systemClock, log });
}

/** Runs the steps of this process; on a server, with the hints of all others. */
export async function openJobs(
  config: Config,
  { log, tell }: Pick<Outlets, 'log' | 'tell'>,
): Promise<Jobs & { readonly announce?: Announce; close(): Promise<void> }> {
  const local = createDispatcher(systemClock, log);
  if (!config.database) return { ...local, async close() {} };
  const { openBossJobs } = await import('./jobs/boss.ts');
  const say = (text: string) => tell({ kind: 'trouble', text });
  const { url } = config.database;
  return openBossJobs({ url, local, clock: systemClock, log, say }).catch((error: unknown) => {
    throw explain(error, placeOf(url));
  });
}

/**
 * A desk for the command line; platforms are connected only to post something. Beside a running `start`, which holds the
 * archive in a folder, it answers what changes nothing, and remembers nothing of it; on a server both may write.
 */
export async function openDesk(
  config: Config,
  terminal: Terminal,
  log: Log,
): Promise<{ desk: Desk; close(): Promise<void> }> {
  const hinted = new Set<Step>();
  const hint = (step: Step) => void hinted.add(step);
  // Those that run are told at the end, when all of it is committed.
  const { archive, heldBy } = await openArchiveForCommands(config, async (step) => hint(step));
  let connecting: Promise<ReadonlyMap<Platform, Chat>> | undefined;
  const chats = () => {
    connecting ??= connectChats(config, terminal, log, archive);
    return connecting;
  };
  const ask = await openAsk(config, archive, archive, log);
  const desk = createDesk(roomOf(config, { archive, log, ask, hint, renderers: renderers(terminal), chats }));
  return {
    desk: heldBy === null ? desk : readingOnly(desk, heldBy),
    async close() {
      for (const chat of (await connecting)?.values() ?? []) await chat.close();
      await archive.close();
      if (config.database && hinted.size > 0) await sendHintsTo(config.database.url, hinted, log);
    },
  };
}

async function sendHintsTo(url: string, steps: ReadonlySet<Step>, log: Log): Promise<void> {
  const { sendHints } = await import('./jobs/boss.ts');
  await sendHints(url, steps, { clock: systemClock, log });
}

function readingOnly(desk: Desk, heldBy: string): Desk {
  return {
    ...desk,
    async answer(invocation, progress) {
      const command = commandNamed(invocation.command);
      if (command && changesSomething(command)) return sentence(`Say it in chat or in its terminal: ${heldBy}.`);
      return desk.answer(invocation, progress);
    },
  };
}

interface RoomParts extends Pick<Room, 'archive' | 'log' | 'ask' | 'hint'> {
  readonly renderers: Newsroom['renderers'];
  readonly chats: () => Promise<ReadonlyMap<Platform, Chat>>;
}

function roomOf(config: Config, { chats, renderers, ...parts }: RoomParts): Room {
  const { archive, log } = parts;
  return {
    ...parts,
    archive: forDesk(archive, systemClock),
    clock: systemClock,
    topics: config.topics,
    subscriptions: config.subscriptions,
    zone: config.zone,
    reader: config.model?.model ?? 'offline',
    connected: connectedPlatforms(config),
    operator: config.operator,
    correct: (correction) => correctByHand(correction, { archive, renderers, log }),
    say: sayBy(chats, systemClock),
    direct: async (platform, person) => (await (await chats()).get(platform)?.direct(person)) ?? null,
  };
}

function connectedPlatforms({ slack, discord }: Config): Platform[] {
  return [...(slack ? (['slack'] as const) : []), ...(discord ? (['discord'] as const) : []), 'console'];
}

function watched(chats: Map<Platform, Chat>, watch?: Watch): Map<Platform, Chat> {
  return new Map([...chats].map(([platform, chat]) => [platform, watch?.chat(chat) ?? chat]));
}
