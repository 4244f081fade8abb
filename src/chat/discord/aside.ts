/** Answers that can't go, or don't belong, on an interaction's own line: into the channel, its thread, or a direct message. */
import type { Caller, Invocation, Reply } from '../../command/command.ts';
import type { Spot } from './caller.ts';
import type { Ear } from './ear.ts';
import { insist } from './insist.ts';
import type { MessageBody } from './payload.ts';
import { spokenBodies } from './reply.ts';
import { CHANNEL_TYPES } from './rights.ts';
import { type Destination, directChannel, type Manner, type Said, sayBodies } from './say.ts';

/** Said by name, which rings nobody's phone: mentions are off. */
const byName = (person: string, words: string): MessageBody => ({
  content: `<@${person}>, ${words}`,
  allowed_mentions: { parse: [] },
});
const TOO_LONG = 'that took longer than Discord waits';
const SAID_DIRECTLY = `${TOO_LONG}: the answer is in a direct message to you.`;
const ASK_AGAIN = `${TOO_LONG}, and a direct message to you does not arrive. Please ask again.`;

/**
 * Where something is said that can't stand on the line of an interaction. What a few people say among themselves in a
 * private thread is answered there, and never in the channel around it.
 */
export function placeFor({ caller, thread }: Invocation, { type, channelId }: Spot): Destination {
  const isAmongFew = type === CHANNEL_TYPES.privateThread;
  return isAmongFew
    ? { channel: { ...caller.channel, id: channelId }, thread: null }
    : { channel: caller.channel, thread };
}

/** Says a reply where it was asked for, under `id`, by which a second try gives back the first message. */
export function sayReply(reply: Reply, there: Destination, id: string, ear: Ear): Promise<Said> {
  return sayBodies(ear.api, there, spokenBodies(reply.message), persistent(id, ear));
}

/** Whether it reached the person. */
export async function sayDirectly(
  person: string,
  bodies: readonly MessageBody[],
  id: string,
  ear: Pick<Ear, 'api' | 'clock'>,
): Promise<boolean> {
  const direct = await directChannel(ear.api, person);
  if (direct === null) return false;
  // Discord holds nonces of all channels against each other.
  const manner = persistent(`${id}d`, ear);
  const { outcome } = await sayBodies(ear.api, { channel: direct, thread: null }, bodies, manner);
  return outcome.kind === 'sent';
}

/** An interaction's answer that has to go elsewhere. */
export interface Belated {
  readonly reply: Reply;
  readonly invocation: Pick<Invocation, 'command'> & { readonly caller: Pick<Caller, 'person' | 'place'> };
  readonly there: Destination;
  /** The interaction's. */
  readonly id: string;
  /** What is left to be said, if some of it has been said already. */
  readonly bodies?: readonly MessageBody[];
}

/**
 * The answer to an interaction that is over: in the channel, or what only the person was to see in a direct message, to
 * which the channel points. A direct message it is, too, where nothing can be said in the channel.
 */
export async function insteadOf(
  { reply, invocation, there, id, bodies = spokenBodies(reply.message) }: Belated,
  ear: Pick<Ear, 'api' | 'clock' | 'log'>,
): Promise<void> {
  const { caller, command } = invocation;
  ear.log.warn('an interaction was over before its answer was there', { command });
  const manner = persistent(id, ear);
  const isForAll = reply.seen === 'channel' || caller.place === 'direct';
  if (isForAll) {
    const { outcome } = await sayBodies(ear.api, there, bodies, manner);
    // What may have been said is not said again.
    if (outcome.kind === 'sent' || outcome.kind === 'unknown') return;
  }
  const arrived = await sayDirectly(caller.person, bodies, id, ear);
  if (arrived && isForAll) return;
  await sayBodies(ear.api, there, [byName(caller.person, arrived ? SAID_DIRECTLY : ASK_AGAIN)], manner);
}

/** Tried until it works, and said once: each message has a nonce of its own. https://docs.discord.com/developers/resources/message#create-message */
export function persistent(id: string, { clock }: Pick<Ear, 'clock'>): Manner {
  return {
    call: (call) => insist(clock, { twice: true }, call),
    extra: (nth) => ({ nonce: `${id}-${nth}`, enforce_nonce: true }),
  };
}
