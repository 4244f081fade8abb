/** How the program is seen from outside: joins metrics, spans, health and alerts with what they look at. Beside `main.ts`. */
import { join } from 'node:path';
import { systemClock } from './clock/system-clock.ts';
import type { Config } from './config.ts';
import { channelName, type Platform } from './digest/subscription.ts';
import { diskTrouble, inboxTrouble } from './metrics/disk.ts';
import { commandLabel, measuredArchive, measuredDesk } from './metrics/measured.ts';
import type { Meters } from './metrics/meters.ts';
import { type AlertPorts, createAlertCheck, watchForAlerts } from './pipeline/alerts.ts';
import type { CommandOutcome } from './pipeline/desk.ts';
import type { Tell } from './pipeline/events.ts';
import { createLastWords, type LastWords } from './pipeline/last-words.ts';
import type { Reader } from './pipeline/reader.ts';
import { createSigns } from './pipeline/signs.ts';
import type { Archive } from './ports/archive.ts';
import type { Chat, Desk, Llm, Log } from './ports.ts';
import { openSpans } from './tracing/spans.ts';
import { tracedArchive, tracedChat, tracedDesk, tracedLlm, tracedReader } from './tracing/traced.ts';
import { type Readiness, serveWeb } from './web/server.ts';

/** The same ports, looked at from outside. */
export interface Watch {
  archive(archive: Archive): Archive;
  reader(reader: Reader): Reader;
  llm(llm: Llm): Llm;
  chat(chat: Chat): Chat;
  desk(desk: Desk): Desk;
  noted(command: string, outcome: CommandOutcome): void;
  /** Serves health and metrics, and tells of alerts, until the signal aborts. */
  begin(newsroom: Seen, listens: boolean, signal: AbortSignal): Promise<void>;
  /** Looks once, and tells of alerts in the channel for them, where there is one: for a run that ends by itself. */
  lookOnce(newsroom: Seen): Promise<void>;
  /** Sends the last spans; two seconds at most. */
  close(): Promise<void>;
}

interface Seen {
  readonly archive: Archive;
  readonly chats: ReadonlyMap<Platform, Chat>;
  readonly log: Log;
  readonly tell: Tell;
}

export async function openWatch(config: Config, log: Log): Promise<Watch> {
  const words = createLastWords(systemClock);
  const spans = await openSpans(config.collector, { clock: systemClock, log });
  const { inSpan } = spans;
  let opened: Archive | null = null;
  const meters = config.web && (await openMeters(() => opened));
  return {
    archive(archive) {
      opened = archive;
      return tracedArchive(meters ? measuredArchive(archive, meters) : archive, inSpan);
    },
    reader: (reader) => tracedReader(reader, inSpan),
    llm: (llm) => tracedLlm(words.llm(llm), inSpan),
    chat: (chat) => tracedChat(words.chat(chat), inSpan),
    desk: (desk) => tracedDesk(meters ? measuredDesk(desk, meters, systemClock) : desk, inSpan, commandLabel),
    noted: (command, outcome) => meters?.note('newsdesk_commands_total', { command: commandLabel(command), outcome }),
    async begin(newsroom, listens, signal) {
      void watchForAlerts(alertPorts(config, newsroom, words), signal);
      if (meters && config.web) await serve(config.web, { config, newsroom, words, listens, meters }, signal);
    },
    async lookOnce(newsroom) {
      if (!config.alerts) return;
      const check = createAlertCheck(alertPorts(config, newsroom, words));
      await check().catch((error: Error) => log.error('alerts could not be checked', { error: error.stack }));
    },
    close: spans.close,
  };
}

/** Loaded only where somebody looks. */
async function openMeters(archive: () => Archive | null): Promise<Meters> {
  const { createMeters } = await import('./metrics/meters.ts');
  return createMeters(async (now) => {
    const opened = archive();
    if (!opened) throw new Error('the archive is not open yet');
    return opened.vitals(now);
  }, systemClock);
}

function alertPorts(config: Config, { archive, chats, log }: Seen, words: LastWords): AlertPorts {
  const { alerts: channel, database, dataDir, feedsDir, model, silentHours, subscriptions, topics } = config;
  const chat = channel && chats.get(channel.platform);
  if (channel && !chat) log.error(`alerts can't be told in ${channelName(channel)}: its platform is not connected`);
  const inbox = join(feedsDir, 'inbox');
  const disk = () => diskTrouble(inbox, [...(database ? [] : [dataDir]), feedsDir]);
  const signs = createSigns({ archive, topics, subscriptions, silentHours, budget: model, words, disk });
  const operator = channel && chat ? { channel, chat } : null;
  return { archive, signs, operator, clock: systemClock, log };
}

// ---- health and metrics --------------------------------------------------------------------------------------------

interface Served {
  readonly config: Config;
  readonly newsroom: Seen;
  readonly words: LastWords;
  readonly listens: boolean;
  readonly meters: Meters;
}

/** Digests go on where it can't be served: a person is told. */
async function serve(web: { host: string; port: number }, served: Served, signal: AbortSignal): Promise<void> {
  const { newsroom, meters } = served;
  const pages = {
    ready: () => readiness(served),
    metrics: async () => ({ contentType: meters.contentType, text: await meters.scrape() }),
  };
  try {
    const port = await serveWeb(web, pages, newsroom.log, signal);
    newsroom.log.info('health and metrics are served', { host: web.host, port });
  } catch (error) {
    newsroom.log.error((error as Error).message);
    newsroom.tell({ kind: 'trouble', text: (error as Error).message });
  }
}

/** A database that does not answer within this, in milliseconds, is not there. */
const READY_WITHIN_MS = 3_000;

async function readiness({ config, newsroom, words, listens }: Served): Promise<Readiness> {
  const causes: Record<string, string> = {};
  const archive = await archiveTrouble(newsroom.archive);
  if (archive !== null) causes['archive'] = archive;
  const inbox = await inboxTrouble(join(config.feedsDir, 'inbox'));
  if (inbox !== null) causes['inbox'] = inbox;
  for (const { subject, trouble } of words.tokens()) if (trouble !== null) causes[subject] = trouble;
  const heard = new Map(words.listening().map((word) => [word.subject, word.trouble]));
  for (const platform of listens ? newsroom.chats.keys() : []) {
    const trouble = heard.get(platform);
    if (platform === 'console' || trouble === null) continue;
    causes[platform] ??= trouble ?? 'It is not connected yet.';
  }
  return { ready: Object.keys(causes).length === 0, causes };
}

async function archiveTrouble(archive: Archive): Promise<string | null> {
  const late = new AbortController();
  const timeout = systemClock.sleep(READY_WITHIN_MS, late.signal).then(() => 'The archive does not answer.');
  const looked = archive.checkReadable().then(
    () => null,
    (error: Error) => error.message,
  );
  try {
    return await Promise.race([looked, timeout]);
  } finally {
    late.abort();
  }
}
