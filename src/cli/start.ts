import { relative } from 'node:path';
import { startHeartbeat } from '../clock/heartbeat.ts';
import { systemClock } from '../clock/system-clock.ts';
import type { Config } from '../config.ts';
import { nextOccurrence } from '../digest/schedule.ts';
import { channelName } from '../digest/subscription.ts';
import { counted } from '../digest/words.ts';
import { type Newsroom, openLog, openNewsroom } from '../main.ts';
import { correctDue } from '../pipeline/correct.ts';
import { deliverDue } from '../pipeline/deliver.ts';
import { createDispatcher } from '../pipeline/dispatcher.ts';
import { editDue } from '../pipeline/edit.ts';
import type { Tell } from '../pipeline/events.ts';
import { publishDue } from '../pipeline/publish.ts';
import { readDue } from '../pipeline/read.ts';
import { takeIn } from '../pipeline/take-in.ts';
import type { Jobs } from '../ports.ts';
import { eventText } from './events.ts';
import { dim, progress, say, terminal } from './output.ts';
import { offerSamples } from './samples.ts';
import { typedLines } from './typed-lines.ts';

/** How often the inbox is swept when no watcher hints. */
const SWEEP_MS = 2_000;

/** Runs everything until a signal says to stop; a second signal ends it at once. */
export async function start(config: Config): Promise<void> {
  const stop = new AbortController();
  const log = openLog(config);
  const shown = progress();
  const screen = terminal();
  const write = (text: string) => {
    shown.clear();
    screen.write(text);
  };
  const jobs = createDispatcher(systemClock, log);
  const newsroom = await openNewsroom(config, {
    terminal: { ...screen, write, input: typedLines() },
    log,
    tell: tellTerminal(shown),
    hint: jobs.hint,
  });
  stopOnSignal(stop);
  try {
    greet(config, await offerSamples(newsroom));
    listen(newsroom, stop.signal);
    newsroom.inbox.watch(() => jobs.hint('take-in'), stop.signal);
    startHeartbeat(() => jobs.hint('publish'), stop.signal);
    await jobs.run(steps(newsroom, jobs), stop.signal);
  } finally {
    shown.clear();
    await newsroom.close();
  }
  say('Stopped. Everything taken in is kept.');
}

/** Beside everything else: a platform that can't be listened to, or not yet, keeps nobody from their digests. */
function listen({ chats, desk, log, tell }: Newsroom, signal: AbortSignal): void {
  for (const chat of chats.values()) {
    chat.listen(desk, signal).catch((error: Error) => {
      log.error('a platform can not be listened to', { platform: chat.platform });
      tell({ kind: 'trouble', text: `Commands on ${chat.platform} are not answered: ${error.message}` });
    });
  }
}

/** The flow, step by step; each hints the next. */
function steps(newsroom: Newsroom, jobs: Jobs): Parameters<Jobs['run']>[0] {
  let swept = false;
  let greeted = false;
  return {
    'take-in': async (signal) => {
      const { taken } = await takeIn(newsroom, signal);
      if (taken > 0) jobs.hint('read');
      if (!swept) jobs.hint('publish');
      swept = true;
      return new Date(systemClock.now().getTime() + SWEEP_MS);
    },
    read: async (signal) => {
      const next = await readDue(newsroom, signal);
      if ((await correctDue(newsroom)) > 0) jobs.hint('deliver');
      jobs.hint('publish');
      return next;
    },
    publish: async () => {
      if (!swept) return null;
      const next = await publishDue(newsroom);
      jobs.hint('deliver');
      return next;
    },
    deliver: async (signal) => {
      const next = earlier(await deliverDue(newsroom, signal), await editDue(newsroom, signal));
      if (swept && !greeted && (await newsroom.archive.countUnread(systemClock.now())) === 0) {
        greeted = true;
        sayWhatNext(newsroom.config);
      }
      return next;
    },
  };
}

/** Null is never. */
function earlier(one: Date | null, other: Date | null): Date | null {
  if (!one || !other) return one ?? other;
  return one <= other ? one : other;
}

function tellTerminal(shown: ReturnType<typeof progress>): Tell {
  let taken = 0;
  let read = 0;
  return (event) => {
    if (event.kind === 'taken') taken++;
    if (event.kind === 'read') read++;
    if (event.kind === 'taken' || event.kind === 'read')
      shown.show(`${counted(taken, 'article')} taken in, ${read} read`);
    if (event.kind === 'published' || event.kind === 'delivered') shown.clear();
    const text = eventText(event);
    if (!text) return;
    shown.clear();
    say(text);
  };
}

function greet(config: Config, samples: number): void {
  const reader = config.model ? config.model.model : 'the offline reader';
  const connected = ['the terminal', config.slack && 'Slack', config.discord && 'Discord'].filter(Boolean);
  say(`Newsdesk reads with ${reader} and posts to ${connected.join(', ')}.`);
  if (samples > 0)
    say(`First start: ${counted(samples, 'sample article')} put into the inbox, about invented people and places.`);
  for (const { platform, setting } of missingTokens(config)) {
    say(`A subscription goes to ${platform}, which is not connected: set ${setting}. Its digests wait.`);
  }
}

function missingTokens(config: Config): { platform: string; setting: string }[] {
  const wants = (platform: string) => config.subscriptions.some(({ channel }) => channel.platform === platform);
  return [
    ...(wants('slack') && !config.slack ? [{ platform: 'Slack', setting: 'SLACK_BOT_TOKEN' }] : []),
    ...(wants('discord') && !config.discord ? [{ platform: 'Discord', setting: 'DISCORD_TOKEN' }] : []),
  ];
}

function sayWhatNext(config: Config): void {
  const unset = [
    !config.model && '  OPENAI_API_KEY (or OPENAI_BASE_URL for a local model) to read with a language model',
    !config.slack && '  SLACK_BOT_TOKEN to post to Slack',
    !config.discord && '  DISCORD_TOKEN to post to Discord',
  ].filter(Boolean);
  say();
  if (unset.length > 0)
    say(`Settings that would connect more ("npx newsdesk setup" asks for them):\n${unset.join('\n')}`);
  for (const subscription of config.subscriptions) {
    say(dim(`Next digest to ${channelName(subscription.channel)}: ${nextDigest(subscription)}.`));
  }
  say(`Watching ${relative(process.cwd(), config.feedsDir) || '.'}/inbox for articles. Ctrl-C stops.`);
}

function nextDigest({ schedule }: Config['subscriptions'][number]): string {
  const when = new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: schedule.zone,
  });
  return `${when.format(nextOccurrence(schedule, systemClock.now()))} (${schedule.zone})`;
}

function stopOnSignal(stop: AbortController): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stop.signal.aborted) process.exit(1);
      stop.abort();
    });
  }
}
