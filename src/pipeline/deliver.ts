import {
  afterLookUp,
  afterOutcome,
  type Decision,
  handedBack,
  LOOK_UP_AFTER_MS,
  leftBehind,
} from '../delivery/decide.ts';
import type { PacedCall } from '../delivery/limits.ts';
import { channelName } from '../digest/subscription.ts';
import type { DeliveryClaim } from '../ports/outbox.ts';
import type { Chat, Clock, Post } from '../ports.ts';
import { aborted, type Turn } from './queue.ts';
import { BEGIN_WITHIN_MS, LEASE_MS, type Outgoing, type SendingPorts as Ports, sendAll } from './senders.ts';

/** For calls under way when the program is told to stop. All of its end is to take ten seconds at most. */
const LAST_CALLS_MS = 4_000;
/** So long is it worth waiting for a platform's limit; what has to wait longer is put back. */
const PATIENCE_MS = 20_000;
/** Of a platform, waiting and calling: far more than its limits can keep busy, for those that never answer. */
const MOST_HELD = 300;

/**
 * Posts every delivery that is due, one a channel at a time, until none is left.
 * Resolves to when the next one is due, or null.
 */
export async function deliverDue(ports: Ports, signal: AbortSignal): Promise<Date | null> {
  await sendAll(deliveriesOf(ports, signal), ports.clock, signal);
  return nextDelivery(ports);
}

export function deliveriesOf(ports: Ports, signal: AbortSignal): readonly Outgoing[] {
  return [...ports.chats].map(([platform, chat]) => ({
    async begin(held) {
      const room = Math.min(MOST_HELD - held, ports.pace.room(platform));
      if (room <= 0) return [];
      const now = ports.clock.now();
      const claims = await ports.archive.claimDeliveries(now, LEASE_MS, room, [platform]);
      if (claims.length === room) ports.share?.();
      const beginBy = new Date(now.getTime() + BEGIN_WITHIN_MS);
      return claims.map((claim) => deliverOne({ claim, chat, beginBy, signal }, ports));
    },
  }));
}

/** Not before the platform takes something again. */
export async function nextDelivery({ archive, chats, pace }: Ports): Promise<Date | null> {
  let earliest: Date | null = null;
  for (const platform of chats.keys()) {
    const next = await archive.nextDeliveryAt([platform]);
    if (!next) continue;
    const opens = pace.opensAt(platform);
    const at = next > opens ? next : opens;
    if (!earliest || at < earliest) earliest = at;
  }
  return earliest;
}

interface Sending {
  readonly claim: DeliveryClaim;
  readonly chat: Chat;
  readonly beginBy: Date;
  readonly signal: AbortSignal;
}

async function deliverOne(sending: Sending, ports: Ports): Promise<void> {
  const { claim } = sending;
  const { delivery } = claim;
  const decision = await inTime(attempt(sending, ports), sending.signal, ports.clock);
  const channel = channelName(delivery.channel);
  // Told before it is written down: killed in between, it is found in doubt again, and told again.
  if (decision.tell) ports.tell({ kind: 'trouble', text: `${channel}: ${decision.tell}` });
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
}

/**
 * When the program is told to stop, a call that is under way may come to its end, but only for so long: then whoever goes on
 * looks it up. None is begun after the signal, since nobody has a turn any more.
 */
async function inTime(attempt: Promise<Decision>, signal: AbortSignal, clock: Clock): Promise<Decision> {
  const ended = new AbortController();
  const outcome = attempt.finally(() => ended.abort());
  const left = aborted(signal, ended.signal)
    .then(() => clock.sleep(LAST_CALLS_MS, ended.signal))
    .then(() => leftBehind(clock.now()));
  return Promise.race([outcome, left]);
}

/** The key is looked up before anything is posted again. */
async function attempt(sending: Sending, ports: Ports): Promise<Decision> {
  const { claim, chat, beginBy } = sending;
  const { delivery } = claim;
  const post: Post = {
    key: delivery.key,
    channel: delivery.channel,
    content: delivery.content,
    rootRef: claim.rootRef,
    isFirst: delivery.part === 1,
    firstTriedAt: delivery.firstTriedAt,
  };
  if (claim.lookUpFirst) {
    await letItShowUp(delivery.firstTriedAt, ports.clock, sending.signal);
    const turn = await turnFor('find', sending, ports);
    if (turn.kind !== 'go') return putBack(turn, claim, ports.clock);
    const found = afterLookUp(await chat.find(post), delivery.attempt, ports.clock.now(), ports.random());
    if (found !== 'post') return found;
  }
  if (claim.previousAt) ports.pace.seen(callFor('post', claim), claim.previousAt);
  const turn = await turnFor('post', sending, ports);
  if (turn.kind !== 'go') return putBack(turn, claim, ports.clock);
  if (ports.clock.now() > beginBy) return handedBack(claim.lookUpFirst, ports.clock.now());
  const outcome = await chat.post(post);
  return afterOutcome(outcome, delivery.attempt, ports.clock.now(), ports.random());
}

function turnFor(act: PacedCall['act'], { claim, beginBy, signal }: Sending, { pace, clock }: Ports): Promise<Turn> {
  const patience = new Date(clock.now().getTime() + PATIENCE_MS);
  return pace.turn(callFor(act, claim), patience < beginBy ? patience : beginBy, signal);
}

function callFor(act: PacedCall['act'], { delivery, rootRef }: DeliveryClaim): PacedCall {
  const { channel, content } = delivery;
  return { act, channel, rootRef: content.place === 'thread' ? rootRef : null, isFirst: delivery.part === 1 };
}

function putBack(turn: Exclude<Turn, { kind: 'go' }>, { lookUpFirst }: DeliveryClaim, clock: Clock): Decision {
  return handedBack(lookUpFirst, turn.kind === 'later' ? turn.at : clock.now());
}

/** After a crash and a quick restart, a message that was applied may not be in the channel's history yet. */
async function letItShowUp(firstTriedAt: Date | null, clock: Clock, signal: AbortSignal): Promise<void> {
  const wait = (firstTriedAt?.getTime() ?? 0) + LOOK_UP_AFTER_MS - clock.now().getTime();
  if (wait > 0) await clock.sleep(wait, signal);
}
