/** The composition root: joins configuration, adapters and pipeline. The only place that knows all of them. */
import { join } from 'node:path';
import { createConsoleChat } from './chat/console/console.ts';
import { renderConsole } from './chat/console/render.ts';
import { createDiscordChat } from './chat/discord/discord.ts';
import { renderDiscord } from './chat/discord/render.ts';
import { renderSlack } from './chat/slack/render.ts';
import { createSlackChat } from './chat/slack/slack.ts';
import { systemClock } from './clock/system-clock.ts';
import type { Config } from './config.ts';
import { channelName, type Platform, type Subscription } from './digest/subscription.ts';
import { openInbox } from './inbox/inbox.ts';
import { createLlm } from './llm/openai.ts';
import { loadPrompt } from './llm/prompt-files.ts';
import { createLog } from './log/pino-log.ts';
import type { Tell } from './pipeline/events.ts';
import { createPace, type Pace } from './pipeline/pace.ts';
import { modelReader, offlineReader, type Reader } from './pipeline/reader.ts';
import type { Archive, Chat, Clock, Inbox, Llm, Log, ModelLedger } from './ports.ts';
import { openSqliteArchive } from './store/sqlite/open.ts';

/** Everything that `start` and `once` run on. */
export interface Newsroom {
  readonly config: Config;
  readonly subscriptions: readonly Subscription[];
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly log: Log;
  readonly inbox: Inbox;
  readonly archive: Archive;
  readonly reader: Reader;
  /** The connected platforms. */
  readonly chats: ReadonlyMap<Platform, Chat>;
  /** How each platform renders, connected or not. */
  readonly renderers: ReadonlyMap<Platform, Pick<Chat, 'render'>>;
  readonly pace: Pace;
  readonly tell: Tell;
  close(): Promise<void>;
}

/** Where a terminal's digests go. */
export interface Terminal {
  readonly write: (text: string) => void;
  /** Columns. */
  readonly width: number;
  readonly colour: boolean;
}

/** What goes well is said in plain sentences on standard output; the log is for what doesn't, unless more is asked for. */
export function openLog(config: Config): Log {
  return createLog(config.logLevel ?? 'warn');
}

/** @throws Error, in words for the operator, when another process holds the data folder or a prompt is broken */
export async function openNewsroom(config: Config, terminal: Terminal, log: Log, tell: Tell): Promise<Newsroom> {
  const archive = await openSqliteArchive({ folder: config.dataDir });
  try {
    const reader = await openReader(config, archive, log);
    const inbox = await openInbox({
      inbox: join(config.feedsDir, 'inbox'),
      done: join(config.feedsDir, 'done'),
      rejected: join(config.feedsDir, 'rejected'),
      clock: systemClock,
      log,
    });
    const chats = await connectChats(config, terminal, log);
    await reopenChannels(archive, log);
    return {
      config,
      subscriptions: config.subscriptions,
      clock: systemClock,
      random: Math.random,
      log,
      inbox,
      archive,
      reader,
      chats,
      renderers: renderers(terminal),
      pace: createPace(chats, systemClock),
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

/** The archive for looking only: works beside a running `start`, and is empty where there is none yet. */
export function openArchiveForReading(config: Config): Promise<Archive> {
  return openSqliteArchive({ folder: config.dataDir, mode: 'read' });
}

export async function openReader(config: Config, ledger: ModelLedger, log: Log): Promise<Reader> {
  const llm = openModel(config, ledger, log);
  if (!llm || !config.model) return offlineReader(config.topics);
  const prompt = await loadPrompt(join(config.promptsDir, 'summarize.md'));
  return modelReader(config.topics, llm, prompt, config.model.concurrency);
}

export function openModel(config: Config, ledger: ModelLedger, log: Log): Llm | null {
  return config.model && createLlm(config.model, { ledger, clock: systemClock, log });
}

/** Connects the platforms that have a token; the terminal is always there. */
export async function connectChats(config: Config, terminal: Terminal, log: Log): Promise<Map<Platform, Chat>> {
  const chats = new Map<Platform, Chat>([['console', createConsoleChat(terminal)]]);
  if (config.slack) chats.set('slack', await createSlackChat(config.slack, { clock: systemClock, log }));
  if (config.discord) chats.set('discord', await createDiscordChat(config.discord, { clock: systemClock, log }));
  return chats;
}

function renderers(terminal: Terminal): Map<Platform, Pick<Chat, 'render'>> {
  return new Map<Platform, Pick<Chat, 'render'>>([
    ['console', { render: (message) => renderConsole(message, terminal) }],
    ['slack', { render: renderSlack }],
    ['discord', { render: renderDiscord }],
  ]);
}
