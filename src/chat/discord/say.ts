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
  readonly extra?: (nth: number) => object;
}

export interface Said {
  /** Of the first message. */
  readonly outcome: Outcome;
  /** The channel or thread where it stands. */
  readonly place: string;
  /** How many messages were not sent, after the first. */
  readonly unsent: number;
}

const ONCE: Manner = { call: (call) => call() };

/**
 * Says it in the thread, which is started where there is none yet, or in the channel; in a forum as a post of its own.
 * Where Newsdesk may not use a thread, it speaks in the channel. When the first message fails, no other is tried.
 */
export async function sayBodies(
  api: Api,
  { channel, thread }: Destination,
  bodies: readonly MessageBody[],
  { call, extra }: Manner = ONCE,
): Promise<Said> {
  if (!isSnowflake(channel.id) || (thread !== null && !isSnowflake(thread))) {
    return { outcome: { kind: 'refused', scope: 'channel', reason: NO_CHANNEL }, place: channel.id, unsent: 0 };
  }
  const [first, ...rest] = bodies.map((body, nth) => ({ ...body, ...extra?.(nth) }));
  if (first === undefined) throw new Error('a message has at least one body');
  const said =
    thread === null
      ? await inChannel(api, channel.id, first, call)
      : await inThread(api, channel.id, thread, first, call);
  if (said.outcome.kind !== 'sent') return said;
  for (const [index, body] of rest.entries()) {
    const answer = await call(() => api.call('POST', `/channels/${said.place}/messages`, { body }));
    if (answer.kind !== 'ok') return { ...said, unsent: rest.length - index };
  }
  return said;
}

async function inChannel(api: Api, id: string, body: MessageBody, call: Manner['call']): Promise<Said> {
  const answer = await call(() => api.call('POST', `/channels/${id}/messages`, { body }));
  if (!refusedWith(answer, CODES.notATextChannel, CODES.forumNeedsPost))
    return { outcome: outcomeOf(answer), place: id, unsent: 0 };
  const post = { ...threadSettings(NAMELESS), message: body };
  const started = await call(() => api.call('POST', `/channels/${id}/threads`, { body: post }));
  return { outcome: outcomeOf(started), place: (started.kind === 'ok' && idOf(started.body)) || id, unsent: 0 };
}

async function inThread(
  api: Api,
  channelId: string,
  thread: string,
  body: MessageBody,
  call: Manner['call'],
): Promise<Said> {
  const post = () => call(() => api.call('POST', `/channels/${thread}/messages`, { body }));
  let answer = await post();
  if (refusedWith(answer, CODES.unknownChannel)) {
    const started = await startThread(api, channelId, thread, NAMELESS);
    if (started.kind === 'started') answer = await post();
  }
  const noThread = refusedWith(answer, CODES.unknownChannel, CODES.missingPermissions, CODES.missingAccess);
  return noThread ? inChannel(api, channelId, body, call) : { outcome: outcomeOf(answer), place: thread, unsent: 0 };
}

/** The channel of direct messages with a person; null when Discord gives none. */
export async function directChannel(api: Api, person: string): Promise<Channel | null> {
  if (!isSnowflake(person)) return null;
  const answer = await api.call('POST', '/users/@me/channels', { body: { recipient_id: person } });
  const id = answer.kind === 'ok' ? idOf(answer.body) : null;
  return id === null ? null : { platform: 'discord', id };
}
