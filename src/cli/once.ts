import { systemClock } from '../clock/system-clock.ts';
import type { Config } from '../config.ts';
import type { Delivery } from '../delivery/delivery.ts';
import { type Channel, channelName } from '../digest/subscription.ts';
import { counted } from '../digest/words.ts';
import { type Newsroom, openLog, openNewsroom } from '../main.ts';
import { correctDue } from '../pipeline/correct.ts';
import { deliverDue } from '../pipeline/deliver.ts';
import { editDue } from '../pipeline/edit.ts';
import type { PipelineEvent } from '../pipeline/events.ts';
import { publishDue, publishNow } from '../pipeline/publish.ts';
import { readDue } from '../pipeline/read.ts';
import { createRetention } from '../pipeline/retain.ts';
import { type TakenIn, takeIn } from '../pipeline/take-in.ts';
import { openWatch, type Watch } from '../watch.ts';
import { eventText } from './events.ts';
import { OperatorError, printJson, progress, say, terminal, withoutSecrets } from './output.ts';

/** A file written a moment ago counts as at rest after this, in milliseconds; a second sweep then finds it. */
const REST_MS = 500;

/** `once` waits for a retry that is due within this, in milliseconds; a later one is left to the next run. */
const WORTH_WAITING_MS = 60_000;

/** Of a run that ends by itself. */
const NEVER = new AbortController().signal;

/** Takes in the inbox, publishes what is due (or everything, with `now`), delivers, and ends. */
export async function once(config: Config, options: { json: boolean; now: boolean }): Promise<void> {
  const screen = options.json ? { ...terminal(), write: toStandardError } : terminal();
  const shown = progress();
  const log = openLog(config);
  // Nobody can come by for the metrics of a run that ends at once.
  const watch = await openWatch({ ...config, web: null }, log);
  try {
    const newsroom = await openNewsroom(config, {
      terminal: screen,
      log,
      tell(event) {
        if (event.kind === 'read') shown.show(`Read: ${event.title}`);
        else sayEvent(event, shown, options.json);
      },
      delivers: true,
      hint() {},
      watch,
    });
    await work(newsroom, watch, shown, options).finally(() => newsroom.close());
  } finally {
    await watch.close();
  }
}

async function work(
  newsroom: Newsroom,
  watch: Watch,
  shown: { clear(): void },
  options: { json: boolean; now: boolean },
): Promise<void> {
  try {
    const taken = await takeInAll(newsroom);
    await settleDown(() => readDue(newsroom, NEVER));
    await correctDue(newsroom);
    shown.clear();
    await (options.now ? publishNow(newsroom) : publishDue(newsroom, NEVER));
    const digests = await newsroom.archive.unsentDigests();
    await settleDown(() => deliverDue(newsroom, NEVER));
    await settleDown(() => editDue(newsroom, NEVER));
    const retain = createRetention({ ...newsroom, keepDays: newsroom.config.keepDays });
    while (await retain());
    await watch.lookOnce(newsroom);
    const deliveries = await statesOf(digests, newsroom);
    await report(taken, deliveries, newsroom, options.json);
  } finally {
    shown.clear();
  }
}

async function takeInAll(newsroom: Newsroom): Promise<TakenIn> {
  const first = await takeIn(newsroom);
  await newsroom.clock.sleep(REST_MS);
  const second = await takeIn(newsroom);
  return {
    taken: first.taken + second.taken,
    rejected: first.rejected + second.rejected,
    duplicates: first.duplicates + second.duplicates,
  };
}

/** Repeats a step while its next turn is near; a step whose turn is far off, or that has none, is done. */
async function settleDown(step: () => Promise<Date | null>): Promise<void> {
  const end = systemClock.now().getTime() + WORTH_WAITING_MS;
  for (;;) {
    const next = await step();
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
      `${counted(taken.taken, 'article')} taken in, ${counted(taken.duplicates, 'duplicate')}, ${taken.rejected} rejected; ${counted(stories, 'story', 'stories')} in the archive.`,
    );
    for (const { channel, state, reason } of deliveries) {
      say(withoutSecrets(`${channelName(channel)}: ${[state, reason].filter(Boolean).join(': ')}`));
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

function toStandardError(text: string): void {
  process.stderr.write(text);
}
