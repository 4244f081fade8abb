import { systemClock } from '../clock/system-clock.ts';
import type { Config } from '../config.ts';
import type { Delivery } from '../delivery/delivery.ts';
import { type Channel, channelName } from '../digest/subscription.ts';
import { type Newsroom, openLog, openNewsroom } from '../main.ts';
import { deliverDue } from '../pipeline/deliver.ts';
import type { PipelineEvent } from '../pipeline/events.ts';
import { publishDue, publishNow } from '../pipeline/publish.ts';
import { readDue } from '../pipeline/read.ts';
import { type TakenIn, takeIn } from '../pipeline/take-in.ts';
import { count, OperatorError, printJson, progress, say, terminal } from './output.ts';

/** A file written a moment ago counts as at rest after this, in milliseconds; a second sweep then finds it. */
const REST_MS = 500;

/** `once` waits for a retry that is due within this, in milliseconds; a later one is left to the next run. */
const WORTH_WAITING_MS = 60_000;

/** Takes in the inbox, publishes what is due (or everything, with `now`), delivers, and ends. */
export async function once(config: Config, options: { json: boolean; now: boolean }): Promise<void> {
  const screen = options.json ? { ...terminal(), write: toStandardError } : terminal();
  const shown = progress();
  const newsroom = await openNewsroom(config, screen, openLog(config), (event) => {
    if (event.kind === 'read') shown.show(`Read: ${event.title}`);
    else sayEvent(event, shown, options.json);
  });
  const { signal } = new AbortController();
  try {
    const taken = await takeInAll(newsroom);
    await settleDown((signal) => readDue({ ...newsroom, clock: systemClock }, signal), signal);
    shown.clear();
    const digests = await published(newsroom, options.now);
    await settleDown((signal) => deliverDue(deliverPorts(newsroom), signal), signal);
    const deliveries = await statesOf(digests, newsroom);
    await report(taken, deliveries, newsroom, options.json);
  } finally {
    shown.clear();
    await newsroom.close();
  }
}

function deliverPorts(newsroom: Newsroom) {
  return { ...newsroom, outbox: newsroom.archive, clock: systemClock, random: Math.random };
}

async function takeInAll(newsroom: Newsroom): Promise<TakenIn> {
  const ports = { ...newsroom, clock: systemClock };
  const first = await takeIn(ports);
  await systemClock.sleep(REST_MS);
  const second = await takeIn(ports);
  return {
    taken: first.taken + second.taken,
    rejected: first.rejected + second.rejected,
    duplicates: first.duplicates + second.duplicates,
  };
}

/** Publishes, and names every digest that is now unsent or was just made. */
async function published(newsroom: Newsroom, now: boolean): Promise<readonly string[]> {
  const ports = {
    ...newsroom,
    chats: newsroom.renderers,
    subscriptions: newsroom.config.subscriptions,
    clock: systemClock,
  };
  const before = await newsroom.archive.unsentDigests();
  if (now) await publishNow(ports);
  else await publishDue(ports);
  return [...new Set([...before, ...(await newsroom.archive.unsentDigests())])];
}

/** Repeats a step while its next turn is near; a step whose turn is far off, or that has none, is done. */
async function settleDown(step: (signal: AbortSignal) => Promise<Date | null>, signal: AbortSignal): Promise<void> {
  const end = systemClock.now().getTime() + WORTH_WAITING_MS;
  for (;;) {
    const next = await step(signal);
    if (!next || next.getTime() > end) return;
    await systemClock.sleep(Math.max(100, next.getTime() - systemClock.now().getTime()));
  }
}

interface ChannelState {
  readonly channel: Channel;
  readonly state: Delivery['state']['kind'];
  readonly reason: string | null;
}

/** The furthest from "sent" first: a digest stands where its worst part stands. */
const WORST_FIRST: readonly Delivery['state']['kind'][] = [
  'rejected',
  'ambiguous',
  'unknown',
  'failed',
  'sending',
  'pending',
  'sent',
];

async function statesOf(digests: readonly string[], newsroom: Newsroom): Promise<ChannelState[]> {
  const states: ChannelState[] = [];
  for (const digest of digests) {
    const parts = await newsroom.archive.deliveries(digest);
    const worst = WORST_FIRST.flatMap((kind) => parts.filter((part) => part.state.kind === kind))[0];
    if (!worst) continue;
    const reason = 'reason' in worst.state ? worst.state.reason : null;
    states.push({ channel: worst.channel, state: worst.state.kind, reason });
  }
  return states;
}

/** @throws OperatorError when something that was due did not arrive */
async function report(taken: TakenIn, deliveries: readonly ChannelState[], newsroom: Newsroom, json: boolean) {
  const { stories } = await newsroom.archive.counts();
  if (json) {
    await printJson({
      ...taken,
      stories,
      deliveries: deliveries.map(({ channel, state }) => ({ channel: channelName(channel), state })),
    });
  } else {
    say(
      `${count(taken.taken, 'article')} taken in, ${count(taken.duplicates, 'duplicate')}, ${taken.rejected} rejected; ${count(stories, 'story', 'stories')} in the archive.`,
    );
    for (const { channel, state, reason } of deliveries) {
      say(`${channelName(channel)}: ${[state, reason].filter(Boolean).join(': ')}`);
    }
  }
  const missed = deliveries.find(({ state }) => state !== 'sent');
  if (missed) {
    const why = missed.reason ?? `the digest is ${missed.state}; is ${missed.channel.platform} configured?`;
    throw new OperatorError(`not delivered to ${channelName(missed.channel)}: ${why}`);
  }
}

function sayEvent(event: PipelineEvent, shown: { clear(): void }, json: boolean): void {
  const text = eventText(event);
  if (!text) return;
  shown.clear();
  if (json) toStandardError(`${text}\n`);
  else say(text);
}

/** What is worth a line while it happens; the rest is in the report. */
export function eventText(event: PipelineEvent): string | null {
  switch (event.kind) {
    case 'rejected':
      return `Refused ${event.file}: ${event.reason}`;
    case 'unreadable':
      return `${event.final ? 'Gave up' : 'Could not read'} “${event.title}”: ${event.reason}`;
    case 'trouble':
      return event.text;
    default:
      return null;
  }
}

function toStandardError(text: string): void {
  process.stderr.write(text);
}
