/** One message in a channel or a thread: one call, never made again here. */
import type { Outcome } from '../../delivery/delivery.ts';
import type { Message } from '../../message/message.ts';
import type { Log } from '../../ports.ts';
import { type CallFailure, sortFailure } from './answers.ts';
import { isTs, type SlackClient } from './client.ts';
import { KEY_EVENT } from './find.ts';
import { meaningOf } from './refusals.ts';
import { renderSlack, type SlackPayload } from './render.ts';
import { renderReply } from './reply.ts';

/** A channel's or a person's id, and the root message to post under. */
export interface Place {
  readonly channel: string;
  readonly thread: string | null;
}

/** So that Slack adds nothing of its own: no links, no mentions, no previews. */
export const AS_IT_IS = { parse: 'none', link_names: false, unfurl_links: false, unfurl_media: false } as const;

/** `key` is the delivery's, by which it is found again. */
export async function postPayload(
  { web, webApi }: SlackClient,
  { channel, thread }: Place,
  { text, blocks }: SlackPayload,
  log: Log,
  key: string | null = null,
): Promise<Outcome> {
  try {
    const answer = await web.chat.postMessage({
      channel,
      text,
      blocks,
      ...(thread === null ? {} : { thread_ts: thread }),
      ...AS_IT_IS,
      ...(key === null ? {} : { metadata: { event_type: KEY_EVENT, event_payload: { key } } }),
    });
    return isTs(answer.ts) ? { kind: 'sent', ref: answer.ts } : { kind: 'unknown', reason: NO_NAME };
  } catch (error) {
    const failure = sortFailure(error, webApi);
    log.debug('slack: a post was not confirmed', { key, ...failure });
    return outcomeOf(failure);
  }
}

const NO_NAME = 'Slack says that it posted the message but not under which name.';

export function outcomeOf(failure: CallFailure): Outcome {
  switch (failure.kind) {
    case 'limited':
      return failure;
    case 'declined':
      return meaningOf(failure.code);
    case 'unreached':
      return { kind: 'failed', reason: failure.reason };
    case 'unclear':
      return { kind: 'unknown', reason: failure.reason };
  }
}

export type PostOne = (place: Place, payload: SlackPayload) => Promise<Outcome>;

/**
 * A whole message: in a channel with the rest under it, in a thread one after the other. The outcome is the first
 * message's, or that of the one which went wrong.
 */
export async function postMessage(place: Place, message: Message, post: PostOne): Promise<Outcome> {
  if (place.thread !== null) return postInTurn(place, renderReply(message, 'message'), post);
  const [root, ...others] = renderSlack(message).map((part) => part.payload as SlackPayload);
  const first = await post(place, root as SlackPayload);
  if (first.kind !== 'sent' || others.length === 0) return first;
  const rest = await postInTurn({ ...place, thread: first.ref }, others, post);
  return rest.kind === 'sent' ? first : rest;
}

/** Stops at the first that does not get through: what follows it would make no sense. */
export async function postInTurn(place: Place, payloads: readonly SlackPayload[], post: PostOne): Promise<Outcome> {
  let first: Outcome = { kind: 'sent', ref: '' };
  for (const [index, payload] of payloads.entries()) {
    const outcome = await post(place, payload);
    if (outcome.kind !== 'sent') return outcome;
    if (index === 0) first = outcome;
  }
  return first;
}
