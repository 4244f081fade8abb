/** A topic that waits to be confirmed: kept in the archive, since a button has room for little more than its id. */
import { createHash } from 'node:crypto';
import { channelName } from '../../digest/subscription.ts';
import type { Topic } from '../../digest/topic.ts';
import type { Args, Caller } from '../command.ts';
import type { Call, Room } from '../room.ts';
import type { Target } from './target.ts';

export const SUBSCRIBE = 'news-admin subscribe';
/** After this long it shows what is no longer so. */
export const PROPOSAL_DAYS = 7;
/** 72 bits, which nobody guesses. */
const ID_LENGTH = 12;

interface Proposal {
  readonly topic: Topic;
  /** What else was asked for: time, zone, days, look back. */
  readonly args: Args;
  readonly at: Date;
}

/** Keeps the topic with what else the call asked for, and resolves to the id. */
export async function keepProposal(
  topic: Topic,
  target: Target,
  call: Call,
  { archive, clock }: Room,
): Promise<string> {
  const { caller, event } = call.invocation;
  const id = createHash('sha256').update(`proposal ${event}`).digest('base64url').slice(0, ID_LENGTH);
  const { time = '', zone = '', days = '', lookback = '' } = call.args;
  const args = { time, zone, days, lookback, place: placeOf(target, caller), topic: JSON.stringify(topic) };
  await archive.keepDraft(id, { command: SUBSCRIBE, args, made: { person: caller.person, at: clock.now() } });
  return id;
}

/** Null when there is none of that id for this workspace and channel. */
export async function proposalOf(
  id: string,
  target: Target,
  caller: Caller,
  { archive }: Room,
): Promise<Proposal | null> {
  const draft = await archive.draft(id);
  if (draft?.command !== SUBSCRIBE || draft.args['place'] !== placeOf(target, caller)) return null;
  const { topic = '', place: _, ...args } = draft.args;
  return { topic: JSON.parse(topic) as Topic, args, at: draft.made.at };
}

/** Where it may be confirmed, and for which channel. */
function placeOf({ channel }: Target, { workspace }: Caller): string {
  return JSON.stringify([workspace, channelName(channel)]);
}

/** A required argument must not miss. In capitals, it is no topic's name. */
const CONFIRMED = 'CONFIRMED';
const CANCELLED = 'CANCELLED';

/** The arguments of the button that confirms. The adapter looks anew whether the caller can see the channel. */
export function confirming(draft: string, { here, channel }: Target): Args {
  return { draft, topic: CONFIRMED, ...(here ? {} : { channel: channelName(channel) }) };
}

export function cancelling(draft: string, { here, channel }: Target): Args {
  return { draft, topic: CANCELLED, ...(here ? {} : { channel: channelName(channel) }) };
}

export function isCancelled({ topic }: Args): boolean {
  return topic === CANCELLED;
}
