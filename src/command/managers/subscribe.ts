/**
 * Bringing topics to a channel. Topics that are known are added at once. Of other words a topic is proposed: what it
 * would have brought is shown, and it is made when that is confirmed, be it after a restart.
 */
import { comingInWords } from '../../digest/recurrence.ts';
import type { Topic } from '../../digest/topic.ts';
import { DAY_MS } from '../../spans.ts';
import { again, refusedAgain } from '../again.ts';
import type { Reply } from '../command.ts';
import { button } from '../everyone/choose.ts';
import { isKeptHere } from '../known.ts';
import { sentence, toCaller } from '../reply.ts';
import type { Audit, Call, Handler, Room } from '../room.ts';
import { type Added, add, besides, keptWith, saidOf } from './adding.ts';
import { FILING_DAYS, fileUnder } from './filing.ts';
import { freeName, slugOf } from './new-topic.ts';
import { type Placement, placed } from './placement.ts';
import { previewOf } from './preview.ts';
import { cancelling, confirming, isCancelled, keepProposal, PROPOSAL_DAYS, proposalOf, SUBSCRIBE } from './proposal.ts';
import { given, type Target, targetOf, type Wrong } from './target.ts';
import { namesTaken, readWish, type Wish } from './wish.ts';

export const subscribe: Handler = async (call, room) => {
  if (call.args['draft'] !== undefined) return confirm(call.args['draft'], call, room);
  const { caller } = call.invocation;
  const target = await targetOf(call, room);
  if ('wrong' in target) return sentence(target.wrong);
  const placement = placed(call, target, caller, room);
  if ('wrong' in placement) return refusedAgain(placement.wrong, call, room);
  const wish = await readWish(given(call, 'topic') ?? '', target, caller, room);
  if ('wrong' in wish) return refusedAgain(wish.wrong, call, room);
  if (wish.kind === 'new') return propose(wish, placement, target, call, room);
  return add(wish.names, call, room);
};

// ---- topics that are yet to be made ------------------------------------------------------------------------------------

async function propose(
  wish: Wish & { kind: 'new' },
  placement: Placement,
  target: Target,
  call: Call,
  room: Room,
): Promise<Reply> {
  const shown = await previewOf(wish, target, call, room);
  const draft = await keepProposal(wish.topic, target, call, room);
  const { schedule, lookback = null } = placement.kind === 'new' ? placement : placement.subscription.subscription;
  const coming = comingInWords({ schedule, lookback: placement.lookback ?? lookback });
  const where = target.called.toLowerCase();
  const others = placement.kind === 'new' ? besides(target) : '';
  return toCaller({
    ...shown,
    foot: `Nothing is made yet. Once you confirm, the topic ${wish.topic.name} comes to ${where} ${coming}. ${others}`.trim(),
    controls: [
      ...button('Make it and subscribe', SUBSCRIBE, confirming(draft, target), 'primary'),
      ...(await again('Other words', call, room)),
      ...button('Cancel', SUBSCRIBE, cancelling(draft, target)),
    ],
  });
}

async function confirm(id: string, call: Call, room: Room): Promise<Reply> {
  const { caller } = call.invocation;
  const now = room.clock.now();
  const target = await targetOf(call, room);
  if ('wrong' in target) return sentence(target.wrong);
  const proposal = await proposalOf(id, target, caller, room);
  if (!proposal) return sentence('This proposal is not kept any more. Give the command again for a new one.');
  if (now.getTime() - proposal.at.getTime() > PROPOSAL_DAYS * DAY_MS) {
    return sentence(
      `This proposal is older than ${PROPOSAL_DAYS} days. Give the command again to see what it brings now.`,
    );
  }
  const channel = call.args['channel'];
  const asked: Call = { ...call, args: { ...proposal.args, ...(channel === undefined ? {} : { channel }) } };
  const placement = placed(asked, target, caller, room);
  const cancelled = isCancelled(call.args);
  if ('wrong' in placement && !cancelled) return sentence(placement.wrong);
  const made = await call.change(room, async (within, audit) => {
    if (!(await within.archive.firstSeen(`proposal:${id}`, now))) return 'done with';
    return cancelled ? 'cancelled' : make(proposal.topic, target, asked, within, audit);
  });
  if (made === 'done with') return sentence(DONE_WITH);
  if (made === 'cancelled') return sentence('Cancelled: nothing was made.');
  if ('wrong' in made) return sentence(made.wrong);
  call.progress(`Filing the last ${FILING_DAYS} days under ${made.topic.name}…`);
  await fileUnder(made.topic, room);
  return saidOf(made.added, asked, room);
}

const DONE_WITH =
  'This proposal was confirmed or cancelled before: it acts once. /news list shows what this channel gets.';

/** The topic, and the channel's subscription with it. */
async function make(
  proposed: Topic,
  target: Target,
  call: Call,
  room: Room,
  audit: Audit,
): Promise<{ topic: Topic; added: Added } | Wrong> {
  const taken = await namesTaken(room);
  const name = taken.has(proposed.name) ? freeName(slugOf(proposed.description), taken) : proposed.name;
  const added = await keptWith([name], call, room, audit);
  if ('wrong' in added) return added;
  const topic = { ...proposed, name };
  await keepTopic(topic, target, call, room);
  return { topic, added };
}

/** Where it was asked for in a place that not everybody sees, only the channel that gets it knows the topic. */
async function keepTopic(topic: Topic, target: Target, call: Call, room: Room): Promise<void> {
  const { caller } = call.invocation;
  const { platform, workspace, person } = caller;
  const channel = isKeptHere(caller) ? target.channel : null;
  const made = { person, at: room.clock.now() };
  await room.archive.keepTopic({ ...topic, platform, workspace, channel, made });
}
