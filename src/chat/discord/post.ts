/** Posting one part: the root into the channel, or as a forum's post; the cards into the thread under it. */
import type { Outcome } from '../../delivery/delivery.ts';
import { channelName } from '../../digest/subscription.ts';
import type { Log, Post } from '../../ports.ts';
import type { Answer, Api } from './api.ts';
import { NONCE_LENGTH, THREAD_ARCHIVE_MINUTES } from './limits.ts';
import { CODES, isSnowflake, NO_CHANNEL, outcomeOf, refusalOf, refusedWith } from './outcome.ts';
import { type CardsPayload, payloadOf, type RootPayload, signed } from './payload.ts';

/** Of a thread that was there and is not: a moderator deleted it, and will not want it back. */
const THREAD_DELETED: Outcome = {
  kind: 'refused',
  scope: 'message',
  reason: 'The thread of this digest was deleted by someone, so the rest is not posted.',
};

/** Of the latest roots that this process posted: whether their thread is still to be started. In a forum it never is. */
export type Threadless = Map<string, boolean>;

/** So many are remembered. Of one that is forgotten, or was posted by another process, Discord is asked. */
const MOST_THREADLESS = 5_000;

/**
 * Posts a part, trying nothing twice. The key is the enforced nonce, so that a second call within a few minutes gives
 * back the first message. A forum takes no nonce: there only the look-up keeps a root from being posted again.
 */
export async function postPart(api: Api, post: Post, log: Log, threadless: Threadless): Promise<Outcome> {
  if (!isSnowflake(post.channel.id)) return { kind: 'refused', scope: 'channel', reason: NO_CHANNEL };
  const payload = payloadOf(post.content.payload);
  if (payload.kind === 'root') return postRoot(api, post, payload, threadless);
  const { rootRef } = post;
  if (rootRef === null || !isSnowflake(rootRef)) {
    return { kind: 'failed', reason: "The digest's first message is not known yet, so its thread can't be found." };
  }
  const { isFirst } = post;
  const isThreadless = isFirst === false ? false : (threadless.get(rootRef) ?? (isFirst ? 'as a rule' : false));
  if (isThreadless) remember(threadless, rootRef, false);
  return postCards(api, post, { payload, rootRef, isThreadless }, log);
}

async function postRoot(api: Api, post: Post, payload: RootPayload, threadless: Threadless): Promise<Outcome> {
  const { id } = post.channel;
  const answer = await createMessage(api, id, post, payload);
  if (!refusedWith(answer, CODES.notATextChannel, CODES.forumNeedsPost)) {
    const outcome = outcomeOf(answer);
    if (outcome.kind === 'sent') remember(threadless, outcome.ref, true);
    return outcome;
  }
  const { threadName } = payload;
  const body = { ...threadSettings(threadName), message: signed(payload, post.key) };
  // The new thread and its first message have one id.
  const outcome = outcomeOf(await api.call('POST', `/channels/${id}/threads`, { body }));
  if (outcome.kind === 'sent') remember(threadless, outcome.ref, false);
  return outcome;
}

function remember(threadless: Threadless, root: string, isThreadless: boolean): void {
  const [oldest] = threadless.keys();
  if (oldest !== undefined && threadless.size >= MOST_THREADLESS) threadless.delete(oldest);
  threadless.set(root, isThreadless);
}

interface Cards {
  readonly payload: CardsPayload;
  readonly rootRef: string;
  /** The thread has to be started first; as a rule, where another process posted the root, which may be a forum's. */
  readonly isThreadless: boolean | 'as a rule';
}

/**
 * The thread is there already for every part but the first, and in a forum for all of them; so it is started only after
 * the root, and when Discord knows none. Where Newsdesk may not use a thread, the cards follow in the channel itself: a
 * digest that can be read is better than a tidy channel, and `doctor` names the missing permission.
 */
async function postCards(api: Api, post: Post, cards: Cards, log: Log): Promise<Outcome> {
  const { payload, rootRef, isThreadless } = cards;
  const withoutThread = (why: Outcome | NoThread) => {
    if (why.kind !== 'no-thread') return why;
    if (!why.isKnown) warnOfThread(post, log);
    return postCardsInChannel(api, post, payload);
  };
  let answer = isThreadless ? null : await createMessage(api, rootRef, post, payload);
  if (answer === null || refusedWith(answer, CODES.unknownChannel)) {
    const started = await startThread(api, post.channel.id, rootRef, payload.threadName);
    const mayBeForums = isThreadless === 'as a rule' && (started.kind === 'no-thread' || started.kind === 'refused');
    if (started.kind !== 'started' && !mayBeForums) return withoutThread(started);
    answer = await createMessage(api, rootRef, post, payload);
    if (refusedWith(answer, CODES.unknownChannel))
      return started.kind === 'started' ? THREAD_DELETED : withoutThread(started);
  }
  if (!refusedWith(answer, CODES.missingPermissions, CODES.missingAccess)) return outcomeOf(answer);
  warnOfThread(post, log);
  return postCardsInChannel(api, post, payload);
}

function warnOfThread({ channel }: Post, log: Log): void {
  log.warn('Discord lets Newsdesk use no thread here, so a part is posted in the channel itself', {
    channel: channelName(channel),
  });
}

async function postCardsInChannel(api: Api, post: Post, payload: CardsPayload): Promise<Outcome> {
  const answer = await createMessage(api, post.channel.id, post, payload);
  // A forum, then, whose post is gone: nothing is wrong with the channel.
  return refusedWith(answer, CODES.notATextChannel, CODES.forumNeedsPost) ? THREAD_DELETED : outcomeOf(answer);
}

function createMessage(
  api: Api,
  channelId: string,
  { key }: Post,
  payload: RootPayload | CardsPayload,
): Promise<Answer> {
  if (key.length > NONCE_LENGTH) throw new Error(`the key ${key} is longer than a nonce may be`);
  const body = { ...signed(payload, key), nonce: key, enforce_nonce: true };
  return api.call('POST', `/channels/${channelId}/messages`, { body });
}

interface NoThread {
  readonly kind: 'no-thread';
  /** Direct messages and voice channels never have any. */
  readonly isKnown: boolean;
}

/** Starting a thread posts no part, and starting it twice is harmless: an unknown outcome is a failure like any other. */
export async function startThread(
  api: Api,
  channelId: string,
  rootRef: string,
  name: string,
): Promise<Outcome | { kind: 'started' } | NoThread> {
  const path = `/channels/${channelId}/messages/${rootRef}/threads`;
  const answer = await api.call('POST', path, { body: threadSettings(name) });
  if (answer.kind === 'ok' || refusedWith(answer, CODES.threadExists)) return { kind: 'started' };
  if (answer.kind === 'limited') return answer;
  if (answer.kind !== 'refused') {
    return { kind: 'failed', reason: `The thread of this digest was not started. ${answer.reason}` };
  }
  if (answer.code === CODES.unknownMessage) {
    const reason = "The digest's first message was deleted by someone, so the rest is not posted.";
    return { kind: 'refused', scope: 'message', reason };
  }
  const refusal = refusalOf(answer);
  const ofTheChannelItself = answer.status === 401 || answer.code === CODES.unknownChannel || refusal.kind === 'failed';
  if (ofTheChannelItself) return refusal;
  return { kind: 'no-thread', isKnown: refusedWith(answer, CODES.wrongChannelType, CODES.directMessages) };
}

export function threadSettings(name: string): { name: string; auto_archive_duration: number } {
  return { name, auto_archive_duration: THREAD_ARCHIVE_MINUTES };
}
