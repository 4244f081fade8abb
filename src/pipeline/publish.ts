import { materialFor } from '../command/everyone/material.ts';
import { withCorrections } from '../command/everyone/told.ts';
import { subscriptionsInForce } from '../command/known.ts';
import { composeMessage, deliveryKey, digestControls, digestId } from '../digest/compose.ts';
import type { Digest, Window } from '../digest/digest.ts';
import { type Composed, digestOf } from '../digest/digest-of.ts';
import { dueWindow, windowUntil } from '../digest/schedule.ts';
import { channelName, type Platform, type Subscription } from '../digest/subscription.ts';
import type { Topic } from '../digest/topic.ts';
import { hiddenFrom } from '../digest/visible.ts';
import { counted } from '../digest/words.ts';
import type { Message } from '../message/message.ts';
import type { Archive } from '../ports/archive.ts';
import type { KeptSubscription } from '../ports/conversation.ts';
import type { Chat, Clock, Log } from '../ports.ts';
import type { Tell } from './events.ts';

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

/** How long a due digest waits for articles that came in before its hour and are still being read. */
const WAIT_FOR_READING_MS = 10 * 60_000;
const LOOK_AGAIN_MS = 5_000;
/** A story to which nothing came for so long has gone quiet. It wakes when something comes. */
const QUIET_MS = 14 * 24 * 60 * 60_000;

/**
 * Publishes every digest that is due: its window, the digest and its deliveries in one transaction.
 * Resolves to when to look again, or null for "at the next heartbeat".
 */
export async function publishDue(ports: Ports): Promise<Date | null> {
  const now = ports.clock.now();
  await ports.archive.closeQuietStories(new Date(now.getTime() - QUIET_MS));
  let waiting = false;
  for (const subscription of await subscriptionsInForce(ports)) {
    const last = await ports.archive.lastWindow(subscription.id);
    if (!last) {
      await open(subscription, now, ports);
      continue;
    }
    const due = dueWindow(subscription.schedule, last, now);
    if (!due.due) continue;
    if (await stillReading(due.window, now, ports)) waiting = true;
    else await publish(subscription, due.window, ports);
  }
  return waiting ? new Date(now.getTime() + LOOK_AGAIN_MS) : null;
}

/**
 * A subscription seen for the first time. In chat its first digest comes at its hour: the window before it is recorded
 * as done, without a digest, and marks where that one begins. A terminal, before which somebody sits, gets its first
 * digest as soon as there is something to show.
 */
async function open(subscription: Subscription, now: Date, ports: Ports): Promise<void> {
  const { archive } = ports;
  if (subscription.channel.platform === 'console') {
    const window = windowUntil(subscription.schedule, null, now);
    if (window && (await canBeShown(window, now, subscription, archive))) await publish(subscription, window, ports);
    return;
  }
  const passed = dueWindow(subscription.schedule, null, now);
  if (!passed.due) return;
  await archive.publish({
    subscriptionId: subscription.id,
    channel: subscription.channel,
    window: passed.window,
    at: now,
    digest: null,
    articleIds: [],
    deliveries: [],
  });
}

/** Publishes to every subscription what has come in since its last window, due or not. */
export async function publishNow(ports: Ports): Promise<void> {
  const now = ports.clock.now();
  for (const subscription of await subscriptionsInForce(ports)) {
    const window = windowUntil(subscription.schedule, await ports.archive.lastWindow(subscription.id), now);
    if (window) await publish(subscription, window, ports);
  }
}

async function canBeShown(window: Window, now: Date, { channel }: Subscription, archive: Archive): Promise<boolean> {
  return (await archive.countUnread(now)) === 0 && (await archive.candidates(channel, window)).length > 0;
}

async function stillReading(window: Window, now: Date, { archive }: Ports): Promise<boolean> {
  if (now.getTime() - window.to.getTime() > WAIT_FOR_READING_MS) return false;
  return (await archive.countUnread(window.to)) > 0;
}

async function publish(subscription: Subscription, window: Window, ports: Ports): Promise<void> {
  const { archive, clock, log, tell } = ports;
  const { digest, covered } = await compose(subscription, window, ports);
  const quiet = digest.stories.length === 0 && digest.trouble === null;
  const said = quiet && subscription.quiet === 'silent' ? null : digest;
  const recorded = await archive.publish({
    subscriptionId: subscription.id,
    channel: subscription.channel,
    window,
    at: clock.now(),
    digest: said,
    articleIds: covered,
    deliveries: said ? await deliveriesOf(said, ports) : [],
  });
  if (!recorded) {
    log.debug('this window was published before', { subscription: subscription.id });
    return;
  }
  log.info('digest published', { channel: channelName(subscription.channel), stories: digest.stories.length });
  tell({ kind: 'published', channel: subscription.channel, stories: digest.stories.length });
}

async function compose(subscription: Subscription, window: Window, { archive, topics }: Ports): Promise<Composed> {
  const { channel, schedule } = subscription;
  const candidates = await archive.candidates(channel, window);
  const frame = {
    id: digestId(subscription.id, window.to),
    subscriptionId: subscription.id,
    channel,
    topics: subscription.topics,
    actors: subscription.actors,
    window,
    zone: schedule.zone,
    trouble: await troubleIn(window, archive),
  };
  return digestOf(frame, {
    ...(await materialFor(candidates, { channel, ...workspaceOf(subscription) }, archive)),
    mutes: await archive.mutes(channel, window.to),
    hiddenTopics: hiddenFrom(channel, topics),
    knownTopics: topics.map(({ name }) => name),
  });
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
  const message = await corrected(composeMessage(digest), digest, ports);
  const controls = digest.stories.length > 0 ? digestControls(digest.id) : [];
  return renderer
    .render({ ...message, controls })
    .map((content, part) => ({ key: deliveryKey(digest.id, part), part, content }));
}

/** What managers set right stands at the head of its story. */
async function corrected(message: Message, { window }: Digest, ports: Ports): Promise<Message> {
  const [sections, more] = await Promise.all(
    [message.sections, message.more].map((stories) => withCorrections(stories, window.to, ports)),
  );
  return { ...message, sections: sections ?? [], more: more ?? [] };
}
