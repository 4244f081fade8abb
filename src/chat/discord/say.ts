/** Messages outside the outbox: answers, announcements, reports. */
import type { Outcome } from '../../delivery/delivery.ts';
import type { Channel } from '../../digest/subscription.ts';
import type { Answer, Api } from './api.ts';
import { CODES, idOf, isSnowflake, NO_CHANNEL, outcomeOf, refusedWith } from './outcome.ts';
import type { MessageBody } from './payload.ts';
import { startThread, threadSettings } from './post.ts';
import { NAMELESS } from './render.ts';

export interface Destination {
  readonly channel: Channel;
  /** A root message's ref, which is also its thread's. */
  readonly thread: string | null;
}

/** How the messages are sent, one after the other. */
export interface Manner {
  /** Makes the call: once, or until it works. */
  readonly call: (call: () => Promise<Answer>) => Promise<Answer>;
  /** What the body of the nth message has besides. */
  readonly extra?: (nth: number) => Extra;
  /** What a forum's post is called that is begun for it; `News digest` when left out. */
  readonly postName?: string;
}

interface Extra {
  /** By which a second try gives back the first message. */
  readonly nonce?: string;
  readonly enforce_nonce?: boolean;
  /** The message in the same place that this one answers. */
  readonly message_reference?: object;
}

type Body = MessageBody & Extra;

export interface Said {
  /** Of the first message. */
  readonly outcome: Outcome;
  /** The channel or thread where it stands. */
  readonly place: string;
  /** How many messages were not sent, after the first. */
  readonly unsent: number;
}

/** Each call is made once. */
export const ONCE: Manner = { call: (call) => call() };

/**
 * Says it in the thread, which is started where there is none yet, or in the channel; in a forum as a post of its own.
 * Where Newsdesk may not use a thread, it speaks in the channel. When the first message fails, no other is tried.
 */
export async function sayBodies(
  api: Api,
  { channel, thread }: Destination,
  bodies: readonly MessageBody[],
  { call, extra, postName = NAMELESS }: Manner = ONCE,
): Promise<Said> {
  if (!isSnowflake(channel.id) || (thread !== null && !isSnowflake(thread))) {
    return { outcome: { kind: 'refused', scope: 'channel', reason: NO_CHANNEL }, place: channel.id, unsent: 0 };
  }
  const [first, ...rest] = bodies.map((body, nth): Body => ({ ...body, ...extra?.(nth) }));
  if (first === undefined) throw new Error('a message has at least one body');
  const said =
    thread === null
      ? await inChannel(api, channel.id, first, { call, postName })
      : await inThread(api, channel.id, thread, first, call);
  if (said.outcome.kind !== 'sent') return said;
  for (const [index, body] of rest.entries()) {
    const answer = await call(() => api.call('POST', `/channels/${said.place}/messages`, { body }));
    if (answer.kind !== 'ok') return { ...said, unsent: rest.length - index };
  }
  return said;
}

async function inChannel(
  api: Api,
  id: string,
  body: Body,
  { call, postName }: Pick<Required<Manner>, 'call' | 'postName'>,
): Promise<Said> {
  const answer = await call(() => postIn(api, id, body));
  if (!refusedWith(answer, ...FORUMS)) return { outcome: outcomeOf(answer), place: id, unsent: 0 };
  // The first message of a forum's post answers nothing, and knows no nonce.
  const { nonce: _, enforce_nonce: __, message_reference: ___, ...message } = body;
  const post = { ...threadSettings(postName), message };
  const started = await call(() => api.call('POST', `/channels/${id}/threads`, { body: post }));
  return { outcome: outcomeOf(started), place: (started.kind === 'ok' && idOf(started.body)) || id, unsent: 0 };
}

async function inThread(api: Api, channelId: string, thread: string, body: Body, call: Manner['call']): Promise<Said> {
  const post = () => call(() => postIn(api, thread, body));
  let answer = await post();
  if (refusedWith(answer, CODES.unknownChannel)) {
    const started = await startThread(api, channelId, thread, NAMELESS);
    if (started.kind === 'started') answer = await post();
  }
  const noThread = refusedWith(answer, CODES.unknownChannel, CODES.missingPermissions, CODES.missingAccess);
  if (!noThread) return { outcome: outcomeOf(answer), place: thread, unsent: 0 };
  // A message can be answered only where it stands.
  const { message_reference: _, ...elsewhere } = body;
  const instead = await call(() => postIn(api, channelId, elsewhere));
  // Around a forum's post is nothing but the forum: what was to stand in one post is no post of its own.
  if (refusedWith(instead, ...FORUMS)) return { outcome: outcomeOf(answer), place: thread, unsent: 0 };
  return { outcome: outcomeOf(instead), place: channelId, unsent: 0 };
}

/** What a forum answers to a message that belongs to no post. */
const FORUMS = [CODES.notATextChannel, CODES.forumNeedsPost];

/** To answer a message one has to be allowed to read what was said before: else the words stand alone. */
async function postIn(api: Api, id: string, body: Body): Promise<Answer> {
  const path = `/channels/${id}/messages`;
  const answer = await api.call('POST', path, { body });
  if (!refusedWith(answer, CODES.replyWithoutHistory, CODES.referenceWithoutHistory)) return answer;
  const { message_reference: _, ...alone } = body;
  return api.call('POST', path, { body: alone });
}

/** The channel of direct messages with a person; null when Discord gives none. */
export async function directChannel(api: Api, person: string): Promise<Channel | null> {
  if (!isSnowflake(person)) return null;
  const answer = await api.call('POST', '/users/@me/channels', { body: { recipient_id: person } });
  const id = answer.kind === 'ok' ? idOf(answer.body) : null;
  return id === null ? null : { platform: 'discord', id };
}
