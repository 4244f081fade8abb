import { materialFor } from '../command/everyone/material.ts';
import { correctionsIn, storiesIn, withCorrections } from '../command/everyone/set-right.ts';
import { subscriptionsInForce } from '../command/known.ts';
import { deliveryKey, digestControls, digestId } from '../digest/compose.ts';
import type { Digest, Window } from '../digest/digest.ts';
import { type Composed, digestOf } from '../digest/digest-of.ts';
import { CLOSED_AFTER_MS, WAIT_FOR_READING_MS } from '../digest/lookback.ts';
import { messageOf } from '../digest/lookback-message.ts';
import { dueWindow, weeksBefore, windowUntil } from '../digest/schedule.ts';
import {
  type Channel,
  channelName,
  lookbackId,
  lookbackSchedule,
  type Platform,
  type Schedule,
  type Subscription,
} from '../digest/subscription.ts';
import type { Topic } from '../digest/topic.ts';
import { hiddenFrom } from '../digest/visible.ts';
import { counted } from '../digest/words.ts';
import type { Message } from '../message/message.ts';
import type { Archive } from '../ports/archive.ts';
import type { KeptSubscription } from '../ports/conversation.ts';
import type { Chat, Clock, Log } from '../ports.ts';
import { dueAmong } from './due.ts';
import type { Tell } from './events.ts';
import { lookBack } from './look-back.ts';
import { createPass, type Pass } from './pass.ts';

interface Ports {
  readonly archive: Archive;
  /** Of `topics.yaml` and `subscriptions.yaml`; what was made in chat is in the archive. */
  readonly topics: readonly Topic[];
  readonly subscriptions: readonly Subscription[];
  /** How each platform renders; needs no connection. */
  readonly renderers: ReadonlyMap<Platform, Pick<Chat, 'render'>>;
  readonly clock: Clock;
  readonly log: Log;
  readonly tell: Tell;
}

const LOOK_AGAIN_MS = 5_000;

/** One of the two things that a subscription brings, each with its own schedule and windows. */
interface Edition {
  /** Under which its windows are recorded. */
  readonly id: string;
  readonly subscription: Subscription;
  readonly schedule: Schedule;
  readonly kind: 'digest' | 'lookback';
}

/** The digest first: who gets both at one hour reads the news, and then back. */
function editionsOf(subscription: Subscription): Edition[] {
  const { id, schedule } = subscription;
  const weekly = lookbackSchedule(subscription);
  return [
    { id, subscription, schedule, kind: 'digest' },
    ...(weekly ? [{ id: lookbackId(id), subscription, schedule: weekly, kind: 'lookback' } as const] : []),
  ];
}

/**
 * Publishes every digest and look back that is due: its window, the digest and its deliveries in one transaction. Between two
 * it stops when it is told to; the others are published by the next call.
 * Resolves to when to look again, or null for "at the next heartbeat".
 */
export async function publishDue(ports: Ports, signal?: AbortSignal): Promise<Date | null> {
  const now = ports.clock.now();
  await ports.archive.closeQuietStories(new Date(now.getTime() - CLOSED_AFTER_MS));
  const editions = (await subscriptionsInForce(ports)).flatMap(editionsOf);
  const pass = createPass(ports.archive, ports.clock);
  let waiting = false;
  for (const { one } of await dueAmong(editions, now, ports.archive)) {
    if (signal?.aborted) return null;
    if ((await publishIfDue(one, now, ports, pass)) === 'waiting') waiting = true;
  }
  return waiting ? new Date(now.getTime() + LOOK_AGAIN_MS) : null;
}

/** Asks for its last window once more: another process may have been here meanwhile. */
async function publishIfDue(edition: Edition, now: Date, ports: Ports, pass: Pass): Promise<'waiting' | 'done'> {
  const last = await ports.archive.lastWindow(edition.id);
  if (!last) {
    await open(edition, now, ports, pass);
    return 'done';
  }
  const due = dueWindow(edition.schedule, last, now);
  if (!due.due) return 'done';
  if (await stillReading(due.window, now, pass)) return 'waiting';
  await publish(edition, due.window, ports, pass);
  return 'done';
}

/**
 * A subscription seen for the first time. In chat its first digest comes at its hour: the window before it is recorded
 * as done, without a digest, and marks where that one begins. A terminal, before which somebody sits, gets its first
 * digest as soon as there is something to show. A week's look back comes at its hour everywhere.
 */
async function open(edition: Edition, now: Date, ports: Ports, pass: Pass): Promise<void> {
  const { archive } = ports;
  const { subscription, schedule, kind } = edition;
  if (subscription.channel.platform === 'console' && kind === 'digest') {
    const window = windowUntil(schedule, null, now);
    if (window && (await canBeShown(window, now, subscription, ports, pass)))
      await publish(edition, window, ports, pass);
    return;
  }
  const passed = dueWindow(schedule, null, now);
  if (!passed.due) return;
  await archive.publish({
    subscriptionId: edition.id,
    ...goneWith(subscription),
    channel: subscription.channel,
    window: passed.window,
    at: now,
    digest: null,
    articleIds: [],
    deliveries: [],
  });
}

/** Publishes to every subscription what has come in since its last window, due or not; a look back only where it is due. */
export async function publishNow(ports: Ports): Promise<void> {
  const now = ports.clock.now();
  const pass = createPass(ports.archive, ports.clock);
  for (const edition of (await subscriptionsInForce(ports)).flatMap(editionsOf)) {
    if (edition.kind === 'lookback') {
      await publishIfDue(edition, now, ports, pass);
      continue;
    }
    const window = windowUntil(edition.schedule, await ports.archive.lastWindow(edition.id), now);
    if (window) await publish(edition, window, ports, pass);
  }
}

async function canBeShown(
  window: Window,
  now: Date,
  { channel }: Subscription,
  { archive }: Ports,
  pass: Pass,
): Promise<boolean> {
  return (await archive.countUnread(now)) === 0 && (await pass.candidates(channel, window)).length > 0;
}

async function stillReading(window: Window, now: Date, pass: Pass): Promise<boolean> {
  if (now.getTime() - window.to.getTime() > WAIT_FOR_READING_MS) return false;
  return (await pass.countUnread(window.to)) > 0;
}

async function publish(edition: Edition, window: Window, ports: Ports, pass: Pass): Promise<void> {
  const { archive, clock, log, tell } = ports;
  const { subscription } = edition;
  const { digest, covered } =
    edition.kind === 'digest'
      ? await compose(subscription, window, ports, pass)
      : await composeBack(edition, window, ports);
  const quiet = digest.stories.length === 0 && digest.trouble === null;
  const said = quiet && subscription.quiet === 'silent' ? null : digest;
  const recorded = await archive.publish({
    subscriptionId: edition.id,
    ...goneWith(subscription),
    channel: subscription.channel,
    window,
    at: clock.now(),
    digest: said,
    articleIds: covered,
    deliveries: said ? await deliveriesOf(said, ports) : [],
  });
  if (!recorded) {
    log.debug('this window was published before', { subscription: edition.id });
    return;
  }
  log.info('digest published', { channel: channelName(subscription.channel), stories: digest.stories.length });
  tell({ kind: 'published', channel: subscription.channel, stories: digest.stories.length });
}

async function compose(
  subscription: Subscription,
  window: Window,
  { archive, topics }: Ports,
  pass: Pass,
): Promise<Composed> {
  const { channel } = subscription;
  const candidates = await pass.candidates(channel, window);
  const frame = await frameOf(subscription.id, subscription, window, archive);
  return digestOf(frame, {
    ...(await materialFor(candidates, { channel, ...workspaceOf(subscription) }, archive)),
    mutes: await archive.mutes(channel, window.to),
    ...sightOf(channel, topics),
  });
}

/**
 * However long the gap that it covers, it tells of the last week, with the week before to compare with. It marks no article
 * as told: a digest that is still to come tells it as if there were no look back.
 */
async function composeBack(
  { id, subscription, schedule }: Edition,
  { to }: Window,
  { archive, topics }: Ports,
): Promise<Composed> {
  const { channel } = subscription;
  const { window, before } = weeksBefore(schedule, to);
  const frame = { ...(await frameOf(id, subscription, window, archive)), before };
  const { reported } = await materialFor([], { channel, ...workspaceOf(subscription) }, archive);
  const wishes = { reported, mutes: await archive.mutes(channel, to), ...sightOf(channel, topics) };
  return { digest: await lookBack(frame, wishes, archive), covered: [] };
}

async function frameOf(subscriptionId: string, subscription: Subscription, window: Window, archive: Archive) {
  const { channel, topics, actors, schedule } = subscription;
  const id = digestId(subscriptionId, window.to);
  const trouble = await troubleIn(window, archive);
  return { id, subscriptionId, channel, topics, actors, window, zone: schedule.zone, trouble };
}

function sightOf(channel: Channel, topics: readonly Topic[]) {
  return { hiddenTopics: hiddenFrom(channel, topics), knownTopics: topics.map(({ name }) => name) };
}

/** One that was made in chat may be taken away, or erased, while it is being published to. */
function goneWith(subscription: Subscription | KeptSubscription): { madeInChat?: string } {
  return 'workspace' in subscription ? { madeInChat: subscription.id } : {};
}

/** Known of a subscription that was made in chat. */
function workspaceOf(subscription: Subscription | KeptSubscription): { workspace?: string | null } {
  return 'workspace' in subscription ? { workspace: subscription.workspace } : {};
}

/** A broken pipeline is said to be one, never passed off as a quiet day. */
async function troubleIn(window: Window, archive: Archive): Promise<string | null> {
  const unread = await archive.countUnread(window.to);
  const givenUp = await archive.countGivenUp(window);
  const sentences = [
    unread > 0 && `${counted(unread, 'article')} could not be read yet and will follow.`,
    givenUp > 0 && `${counted(givenUp, 'article')} could not be read at all.`,
  ].filter((sentence) => sentence !== false);
  return sentences.length > 0 ? sentences.join(' ') : null;
}

async function deliveriesOf(digest: Digest, ports: Ports) {
  const { renderers } = ports;
  const renderer = renderers.get(digest.channel.platform);
  if (!renderer) throw new Error(`no renderer for ${digest.channel.platform}`);
  const message = await corrected(messageOf(digest), digest, ports);
  const controls = digest.stories.length > 0 ? digestControls(digest.id) : [];
  return renderer
    .render({ ...message, controls })
    .map((content, part) => ({ key: deliveryKey(digest.id, part), part, content }));
}

/** What managers set right stands at the head of its story. */
async function corrected(message: Message, { channel, window }: Digest, { archive }: Ports): Promise<Message> {
  return withCorrections(message, await correctionsIn(channel, storiesIn(message), archive), window.to);
}
