/** The composition root: joins configuration, adapters and pipeline. The only place that knows all of them. */
import { join } from 'node:path';
import { ASK_PROMPT } from './answer/prompt.ts';
import { createConsoleChat } from './chat/console/console.ts';
import { renderConsole } from './chat/console/render.ts';
import { createDiscordChat } from './chat/discord/discord.ts';
import { renderDiscord } from './chat/discord/render.ts';
import { renderSlack } from './chat/slack/render.ts';
import { createSlackChat } from './chat/slack/slack.ts';
import { systemClock } from './clock/system-clock.ts';
import { commandNamed } from './command/catalogue.ts';
import { changesSomething } from './command/command.ts';
import { sentence } from './command/reply.ts';
import type { Room } from './command/room.ts';
import type { Config } from './config.ts';
import { channelName, type Platform, type Subscription } from './digest/subscription.ts';
import type { Topic } from './digest/topic.ts';
import { openInbox } from './inbox/inbox.ts';
import { createEmbedder } from './llm/embeddings.ts';
import { memoryLedger } from './llm/memory-ledger.ts';
import { createLlm } from './llm/openai.ts';
import { loadPrompt } from './llm/prompt-files.ts';
import { createLog } from './log/pino-log.ts';
import { type Ask, createAsk } from './pipeline/ask.ts';
import { correctByHand } from './pipeline/correct.ts';
import { createDesk } from './pipeline/desk.ts';
import { createDispatcher } from './pipeline/dispatcher.ts';
import type { Tell } from './pipeline/events.ts';
import { createPace, type Pace } from './pipeline/pace.ts';
import { modelReader, offlineReader, type Reader } from './pipeline/reader.ts';
import type { Judge } from './pipeline/same-story.ts';
import { createTopicShelf, type TopicShelf } from './pipeline/topic-shelf.ts';
import type { Announce, Archive, ModelLedger } from './ports/archive.ts';
import type { Chat, Clock, Desk, Embedder, Inbox, Jobs, Llm, Log, Step } from './ports.ts';
import { openPostgresArchive } from './store/postgres/open.ts';
import { FolderInUse } from './store/sqlite/lock.ts';
import { openSqliteArchive } from './store/sqlite/open.ts';
import { SAME_STORY_PROMPT } from './story/balance-prompt.ts';

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

/** Where a terminal's digests go. */
export interface Terminal {
  readonly write: (text: string) => void;
  /** Columns. */
  readonly width: number;
  readonly colour: boolean;
  /** What is typed there, line by line; left out or null where nobody can type. */
  readonly input?: AsyncIterable<string> | null;
}

/** What goes well is said in plain sentences on standard output; the log is for what doesn't, unless more is asked for. */
export function openLog(config: Config): Log {
  return createLog(config.logLevel ?? 'warn');
}

export interface Outlets {
  readonly terminal: Terminal;
  readonly log: Log;
  readonly tell: Tell;
  /** A step may have something to do, because of what somebody asked for. */
  readonly hint: (step: Step) => void;
  /** On a server, where other processes are to be told of work. */
  readonly announce?: Announce;
}

/** @throws Error, in words for the operator, when another process holds the data folder or a prompt is broken */
export async function openNewsroom(config: Config, outlets: Outlets): Promise<Newsroom> {
  const { terminal, log, tell, hint } = outlets;
  const archive = await openArchive(config, outlets.announce);
  try {
    const shelf = createTopicShelf(config.topics, archive);
    const reader = await openReader(config, archive, shelf, log);
    const inbox = await openInbox({
      inbox: join(config.feedsDir, 'inbox'),
      done: join(config.feedsDir, 'done'),
      rejected: join(config.feedsDir, 'rejected'),
      clock: systemClock,
      log,
    });
    const ask = await openAsk(config, archive, archive, log);
    const chats = await connectChats(config, terminal, log);
    const posted = renderers(terminal);
    const room = roomOf(config, { archive, log, ask, hint, renderers: posted, chats: async () => chats });
    await reopenChannels(archive, log);
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
      judge: await openJudge(config, archive, log),
      shelf,
      chats,
      renderers: posted,
      pace: createPace(chats, systemClock),
      desk: createDesk(room),
      tell,
      async close() {
        await Promise.all([...chats.values()].map((chat) => chat.close()));
        await inbox.close();
        await archive.close();
      },
    };
  } catch (error) {
    await archive.close();
    throw error;
  }
}

/**
 * A channel that was closed because nothing could be posted there gets another chance at each start: whoever mended its
 * permissions should not have to do more. If it is not mended, the first digest closes it again, and says so.
 */
async function reopenChannels(archive: Archive, log: Log): Promise<void> {
  for (const { channel, reason } of await archive.pausedChannels()) {
    log.warn(`trying ${channelName(channel)} again, which was closed: ${reason}`);
    await archive.reopenChannel(channel);
  }
}

/** On the server where one is named, or else in the data folder, which is then held by this process alone. */
function openArchive({ database, dataDir }: Config, announce?: Announce): Promise<Archive> {
  if (!database) return openSqliteArchive({ folder: dataDir });
  return openPostgresArchive({ ...database, ...(announce && { announce }) });
}

/** The archive for looking only: works beside a running `start`, and is empty where there is none yet. */
export function openArchiveForReading({ database, dataDir }: Config): Promise<Archive> {
  if (database) return openPostgresArchive({ ...database, mode: 'read' });
  return openSqliteArchive({ folder: dataDir, mode: 'read' });
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
  return openBossJobs({ ...config.database, local, clock: systemClock, log, say });
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
  const { archive, heldBy } = await openArchiveForCommands(config);
  let connecting: Promise<ReadonlyMap<Platform, Chat>> | undefined;
  const chats = () => {
    connecting ??= connectChats(config, terminal, log);
    return connecting;
  };
  const ask = await openAsk(config, archive, archive, log);
  const desk = createDesk(roomOf(config, { archive, log, ask, hint() {}, renderers: renderers(terminal), chats }));
  return {
    desk: heldBy === null ? desk : readingOnly(desk, heldBy),
    async close() {
      for (const chat of (await connecting)?.values() ?? []) await chat.close();
      await archive.close();
    },
  };
}

async function openArchiveForCommands(config: Config): Promise<{ archive: Archive; heldBy: string | null }> {
  try {
    return { archive: await openArchive(config), heldBy: null };
  } catch (error) {
    if (!(error instanceof FolderInUse)) throw error;
    return { archive: forgetful(await openArchiveForReading(config)), heldBy: error.message };
  }
}

/** What a command writes by the way is left out: whoever sits at the machine needs no budget, and asks nothing twice. */
function forgetful(archive: Archive): Archive {
  return {
    ...archive,
    firstSeen: async () => true,
    spendQuestion: async () => null,
    keepTurn: async () => {},
    ...memoryLedger(),
  };
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
    clock: systemClock,
    topics: config.topics,
    subscriptions: config.subscriptions,
    zone: config.zone,
    reader: config.model?.model ?? 'offline',
    connected: connectedPlatforms(config),
    operator: config.operator,
    correct: (correction) => correctByHand(correction, { archive, renderers, log }),
    async say(to, message) {
      const outcome = await (await chats()).get(to.channel.platform)?.say(to, message);
      return outcome?.kind === 'sent';
    },
    direct: async (platform, person) => (await (await chats()).get(platform)?.direct(person)) ?? null,
  };
}

function connectedPlatforms({ slack, discord }: Config): Platform[] {
  return [...(slack ? (['slack'] as const) : []), ...(discord ? (['discord'] as const) : []), 'console'];
}

/** @param ledger where model calls are counted; the archive itself, unless that is only read */
export async function openAsk(config: Config, archive: Archive, ledger: ModelLedger, log: Log): Promise<Ask> {
  const llm = openModel(config, ledger, log);
  const prompt = llm && (await loadPrompt(join(config.promptsDir, 'ask.md'), ASK_PROMPT));
  return createAsk({ archive, llm, prompt, log });
}

export async function openReader(config: Config, ledger: ModelLedger, topics: TopicShelf, log: Log): Promise<Reader> {
  const llm = openModel(config, ledger, log);
  if (!llm || !config.model) return offlineReader(topics);
  const prompt = await loadPrompt(join(config.promptsDir, 'summarize.md'));
  return modelReader(topics, llm, prompt, config.model.concurrency);
}

/** Null where no embedding model is set: articles are then compared by their words alone. */
export function openEmbedder({ model }: Config, ledger: ModelLedger, log: Log): Embedder | null {
  if (!model?.embeddingModel) return null;
  return createEmbedder({ ...model, embeddingModel: model.embeddingModel }, { ledger, clock: systemClock, log });
}

/** Null without a model: articles then stay where they were put, also where the evidence is balanced. */
async function openJudge(config: Config, ledger: ModelLedger, log: Log): Promise<Judge | null> {
  const llm = openModel(config, ledger, log);
  return llm && { llm, prompt: await loadPrompt(join(config.promptsDir, 'same-story.md'), SAME_STORY_PROMPT) };
}

export function openModel(config: Config, ledger: ModelLedger, log: Log): Llm | null {
  return config.model && createLlm(config.model, { ledger, clock: systemClock, log });
}

/** Connects the platforms that have a token; the terminal is always there. */
export async function connectChats(config: Config, terminal: Terminal, log: Log): Promise<Map<Platform, Chat>> {
  const ports = { clock: systemClock, log };
  const { slack, discord, managers, zone } = config;
  const typed = terminal.input ? { input: terminal.input, zone, clock: systemClock } : null;
  const chats = new Map<Platform, Chat>([['console', createConsoleChat(terminal, typed)]]);
  if (slack) chats.set('slack', await createSlackChat({ ...slack, managers: managers.slack }, ports));
  if (discord) chats.set('discord', await createDiscordChat({ ...discord, managers: managers.discord }, ports));
  return chats;
}

function renderers(terminal: Terminal): Map<Platform, Pick<Chat, 'render'>> {
  return new Map<Platform, Pick<Chat, 'render'>>([
    ['console', { render: (message) => renderConsole(message, { ...terminal, interactive: Boolean(terminal.input) }) }],
    ['slack', { render: renderSlack }],
    ['discord', { render: renderDiscord }],
  ]);
}
