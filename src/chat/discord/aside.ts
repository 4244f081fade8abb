/** Answers that can't go, or don't belong, on an interaction's own line: into the channel, its thread, or a direct message. */
import type { Invocation, Reply } from '../../command/command.ts';
import type { Ear } from './ear.ts';
import { insist } from './insist.ts';
import type { MessageBody } from './payload.ts';
import { spokenBodies } from './reply.ts';
import { directChannel, type Manner, type Said, sayBodies } from './say.ts';

/** Said by name, which rings nobody's phone: mentions are off. */
const askAgain = (person: string): MessageBody => ({
  content: `<@${person}>, that took longer than Discord waits, and a direct message to you does not arrive. Please ask again.`,
  allowed_mentions: { parse: [] },
});

/** Says a reply where it was asked for, under `id`, by which a second try gives back the first message. */
export function sayReply(reply: Reply, { caller, thread }: Invocation, id: string, ear: Ear): Promise<Said> {
  return sayBodies(ear.api, { channel: caller.channel, thread }, spokenBodies(reply.message), persistent(id, ear));
}

/**
 * The answer to an interaction that is over: in the channel, or what only the person was to see in a direct message.
 * `bodies` are what is left to be said, if some of it has been said already.
 */
export async function insteadOf(
  reply: Reply,
  invocation: Invocation,
  id: string,
  ear: Ear,
  bodies: readonly MessageBody[] = spokenBodies(reply.message),
): Promise<void> {
  const { caller, thread, command } = invocation;
  ear.log.warn('an interaction was over before its answer was there', { command });
  const here = { channel: caller.channel, thread };
  const manner = persistent(id, ear);
  if (reply.seen === 'channel' || caller.place === 'direct') {
    await sayBodies(ear.api, here, bodies, manner);
    return;
  }
  const direct = await directChannel(ear.api, caller.person);
  const said = direct && (await sayBodies(ear.api, { channel: direct, thread: null }, bodies, manner));
  if (said?.outcome.kind !== 'sent') await sayBodies(ear.api, here, [askAgain(caller.person)], manner);
}

/** Tried until it works, and said once: each message has a nonce of its own. https://docs.discord.com/developers/resources/message#create-message */
export function persistent(id: string, { clock }: Pick<Ear, 'clock'>): Manner {
  return {
    call: (call) => insist(clock, { twice: true }, call),
    extra: (nth) => ({ nonce: `${id}-${nth}`, enforce_nonce: true }),
  };
}
