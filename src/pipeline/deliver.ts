import { afterLookUp, afterOutcome, type Decision, LOOK_UP_AFTER } from '../delivery/decide.ts';
import { channelName, type Platform } from '../digest/subscription.ts';
import type { DeliveryClaim, Outbox } from '../ports/archive.ts';
import type { Chat, Clock, Log, Post } from '../ports.ts';
import type { Tell } from './events.ts';
import type { Pace } from './pace.ts';

interface Ports {
  readonly archive: Outbox;
  readonly chats: ReadonlyMap<Platform, Chat>;
  readonly clock: Clock;
  readonly log: Log;
  readonly tell: Tell;
  readonly pace: Pace;
  /** In [0, 1). */
  readonly random: () => number;
}

/** Longer than any call with its time-out, so that a lease that runs out means a dead process. */
const SENDING_LEASE_MS = 60_000;
/** Channels posted to at the same time. */
const SENDERS = 20;

/**
 * Posts every delivery that is due, one a channel at a time, until none is left.
 * Resolves to when the next one is due, or null.
 */
export async function deliverDue(ports: Ports, signal: AbortSignal): Promise<Date | null> {
  const platforms = [...ports.chats.keys()];
  const sender = async () => {
    while (!signal.aborted) {
      const [claim] = await ports.archive.claimDeliveries(ports.clock.now(), SENDING_LEASE_MS, 1, platforms);
      if (!claim) return;
      await ports.pace(claim.delivery.channel, signal);
      await deliverOne(claim, ports);
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
  return ports.archive.nextDeliveryAt(platforms);
}

async function deliverOne(claim: DeliveryClaim, ports: Ports): Promise<void> {
  const chat = ports.chats.get(claim.delivery.channel.platform);
  if (!chat) throw new Error(`no connection to ${claim.delivery.channel.platform}`);
  const decision = await attempt(claim, chat, ports);
  const { delivery } = claim;
  const channel = channelName(delivery.channel);
  const kept = await ports.archive.settleDelivery(claim, decision.state);
  if (!kept) {
    ports.log.warn('a delivery was settled by another process meanwhile', { channel, key: delivery.key });
    return;
  }
  ports.log.info('delivery', { channel, part: delivery.part, state: decision.state.kind });
  if (decision.closeChannel && 'reason' in decision.state) {
    await ports.archive.closeChannel(delivery.channel, decision.state.reason, ports.clock.now());
  }
  if (decision.state.kind === 'sent') ports.tell({ kind: 'delivered', channel: delivery.channel, part: delivery.part });
  if (decision.tell) ports.tell({ kind: 'trouble', text: `${channel}: ${decision.tell}` });
}

/** The key is looked up before anything is posted again. */
async function attempt(claim: DeliveryClaim, chat: Chat, ports: Ports): Promise<Decision> {
  const { delivery } = claim;
  const post: Post = {
    key: delivery.key,
    channel: delivery.channel,
    content: delivery.content,
    rootRef: claim.rootRef,
    firstTriedAt: delivery.firstTriedAt,
  };
  if (claim.lookUpFirst) {
    await letItShowUp(delivery.firstTriedAt, ports.clock);
    const found = afterLookUp(await chat.find(post), delivery.attempt, ports.clock.now(), ports.random());
    if (found !== 'post') return found;
  }
  const outcome = await chat.post(post);
  return afterOutcome(outcome, delivery.attempt, ports.clock.now(), ports.random());
}

/** After a crash and a quick restart, a message that was applied may not be in the channel's history yet. */
async function letItShowUp(firstTriedAt: Date | null, clock: Clock): Promise<void> {
  const wait = (firstTriedAt?.getTime() ?? 0) + LOOK_UP_AFTER - clock.now().getTime();
  if (wait > 0) await clock.sleep(wait);
}
