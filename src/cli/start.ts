import { relative } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { startHeartbeat } from '../clock/heartbeat.ts';
import { systemClock } from '../clock/system-clock.ts';
import { PLATFORM_NAMES } from '../command/everyone/place.ts';
import { listed } from '../command/managers/target.ts';
import type { Config } from '../config.ts';
import { nextOccurrence } from '../digest/schedule.ts';
import { channelName } from '../digest/subscription.ts';
import { counted } from '../digest/words.ts';
import type { Terminal } from '../main/chats.ts';
import { onceReachable } from '../main/reachable.ts';
import { type Newsroom, openJobs, openLog, openNewsroom } from '../main.ts';
import { correctDue } from '../pipeline/correct.ts';
import { answerLeft } from '../pipeline/desk-unanswered.ts';
import type { Tell } from '../pipeline/events.ts';
import { publishDue } from '../pipeline/publish.ts';
import { readDue } from '../pipeline/read.ts';
import { createRetention } from '../pipeline/retain.ts';
import { sendDue } from '../pipeline/send.ts';
import { takeIn } from '../pipeline/take-in.ts';
import type { Jobs, Log } from '../ports.ts';
import { openWatch, type Watch } from '../watch.ts';
import { eventText } from './events.ts';
import { dim, progress, say, terminal } from './output.ts';
import { type Role, roleNamed } from './roles.ts';
import { offerSamples } from './samples.ts';
import { stopOnSignal } from './stop.ts';
import { typedLines } from './typed-lines.ts';

/** How often the inbox is swept when no watcher hints. */
const SWEEP_MS = 2_000;
/** While digests are published one after the other, those that are there are sent from time to time, in milliseconds. */
const SEND_MEANWHILE_MS = 1_000;

/** Runs what the role does, by default everything, until a signal says to stop; a second signal ends it at once. */
export async function start(config: Config, options: { role: string }): Promise<void> {
  const role = roleNamed(options.role, config);
  const stop = stopOnSignal();
  keepHeapSmall();
  const log = openLog(config);
  const shown = progress();
  const tell = tellTerminal(shown);
  const watch = await openWatch(config, log);
  const jobs = await onceReachable(() => openJobs(config, { log, tell }), { clock: systemClock, say }, stop.signal);
  try {
    if (jobs) await work(config, role, { jobs, watch, log, shown, tell }, stop.signal);
  } finally {
    await Promise.all([jobs?.close(), watch.close()]);
  }
  say('Stopped. Everything taken in is kept.');
  stop.closed();
}

interface Around {
  readonly jobs: Awaited<ReturnType<typeof openJobs>>;
  readonly watch: Watch;
  readonly log: Log;
  readonly shown: { clear(): void };
  readonly tell: Tell;
}

async function work(config: Config, role: Role, around: Around, signal: AbortSignal): Promise<void> {
  const { jobs, watch, log, shown, tell } = around;
  const newsroom = await openNewsroom(config, {
    terminal: terminalOf(role, shown),
    log,
    tell,
    delivers: role.steps.includes('deliver'),
    hint: jobs.hint,
    watch,
    stopping: signal,
    ...(jobs.announce && { announce: jobs.announce }),
  });
  try {
    await watch.begin(newsroom, role.listens, signal);
    await run(role, newsroom, jobs, signal);
  } finally {
    shown.clear();
    await newsroom.close();
  }
}

/**
 * In the first busy minute V8 lets the room for what is made and dropped at once grow by a hundred megabytes, and keeps it through
 * all the quiet ones that follow. What it took to load the program is enough.
 */
function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

/** Lines are typed where people are listened to. */
function terminalOf({ listens }: Role, shown: { clear(): void }): Terminal {
  const screen = terminal();
  const write = (text: string) => {
    shown.clear();
    screen.write(text);
  };
  return { ...screen, write, input: listens ? typedLines() : null };
}

async function run(role: Role, newsroom: Newsroom, jobs: Jobs, signal: AbortSignal): Promise<void> {
  const samples = role.name === 'all' ? await offerSamples(newsroom) : 0;
  if (role.name === 'all') greet(newsroom.config, samples);
  else say(`Newsdesk runs as ${role.name}. Ctrl-C stops it.`);
  if (role.listens) listen(newsroom, signal);
  if (role.steps.includes('take-in')) newsroom.inbox.watch(() => jobs.hint('take-in'), signal);
  if (role.steps.includes('publish')) startHeartbeat(() => jobs.hint('publish'), signal);
  const all = steps(role, newsroom, jobs);
  await jobs.run(Object.fromEntries(role.steps.map((step) => [step, all[step]])), signal);
}

/** Beside everything else: a platform that can't be listened to, or not yet, keeps nobody from their digests. */
function listen({ chats, desk, log, tell, archive, clock, config }: Newsroom, signal: AbortSignal): void {
  void answerLeft({ archive, desk, chats, clock, log, alone: config.database === null }, signal);
  for (const chat of chats.values()) {
    chat.listen(desk, signal).catch((error: Error) => {
      log.error('a platform can not be listened to', { platform: chat.platform });
      tell({
        kind: 'trouble',
        text: `Commands on ${PLATFORM_NAMES[chat.platform]} are not answered: ${error.message}`,
      });
    });
  }
}

/** The flow, step by step; each hints the next. On a server the archive announces it, to whichever process it is for. */
function steps(role: Role, newsroom: Newsroom, jobs: Jobs): Required<Parameters<Jobs['run']>[0]> {
  const hint = newsroom.config.database ? () => {} : jobs.hint;
  const retain = createRetention({ ...newsroom, keepDays: newsroom.config.keepDays });
  // The first channel's digest is not to wait until the last one's is made.
  let hintedAt = 0;
  const tellAndDeliver: Tell = (event) => {
    newsroom.tell(event);
    const now = systemClock.now().getTime();
    if (event.kind !== 'published' || now - hintedAt < SEND_MEANWHILE_MS) return;
    hintedAt = now;
    hint('deliver');
  };
  let swept = !role.steps.includes('take-in');
  let greeted = role.name !== 'all';
  return {
    'take-in': async (signal) => {
      const { taken } = await takeIn(newsroom, signal);
      if (taken > 0) hint('read');
      if (!swept && role.steps.includes('publish')) jobs.hint('publish');
      swept = true;
      return new Date(systemClock.now().getTime() + SWEEP_MS);
    },
    read: async (signal) => {
      const next = await readDue(newsroom, signal);
      if ((await correctDue(newsroom)) > 0) hint('deliver');
      hint('publish');
      return next;
    },
    publish: async (signal) => {
      if (!swept) return null;
      const next = await publishDue({ ...newsroom, tell: tellAndDeliver }, signal);
      hint('deliver');
      return signal.aborted ? null : ((await retain()) ?? next);
    },
    deliver: async (signal) => {
      const next = await sendDue({ ...newsroom, share: () => jobs.share('deliver') }, signal);
      if (swept && !greeted && (await newsroom.archive.countUnread(systemClock.now())) === 0) {
        greeted = true;
        sayWhatNext(newsroom.config);
      }
      return next;
    },
  };
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
  const connected = ['the terminal', ...(config.slack ? ['Slack'] : []), ...(config.discord ? ['Discord'] : [])];
  say(`Newsdesk reads with ${reader} and posts to ${listed(connected)}.`);
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
    const { channel } = subscription;
    const where = channel.platform === 'console' ? 'the terminal' : channelName(channel);
    say(dim(`Next digest to ${where}: ${nextDigest(subscription)}.`));
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
