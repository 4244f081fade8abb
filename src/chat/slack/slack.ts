/**
 * Slack as a Chat. Slack knows no idempotency key, so the key goes into the message's metadata, and after an unknown
 * outcome the channel's history is read before anything is posted again.
 */
import type { Outcome } from '../../delivery/delivery.ts';
import type { Chat, Clock, Log, Post } from '../../ports.ts';
import { type CallFailure, sortFailure } from './answers.ts';
import { checkSlack } from './check.ts';
import { createClient, isTs, type SlackClient, type SlackOptions } from './client.ts';
import { findByKey, KEY_EVENT } from './find.ts';
import { POST_GAP_MS } from './limits.ts';
import { meaningOf } from './refusals.ts';
import { renderSlack, type SlackPayload } from './render.ts';

/** Makes no call yet: a wrong token shows at the first post, or in `check`. */
export async function createSlackChat(options: SlackOptions, ports: { clock: Clock; log: Log }): Promise<Chat> {
  const client = await createClient(options);
  return {
    platform: 'slack',
    gapMs: POST_GAP_MS,
    render: renderSlack,
    post: (post) => postPart(client, post, ports.log),
    find: (post) => findByKey(client, post),
    check: (channels) => checkSlack(client, channels),
    async close() {},
  };
}

async function postPart({ web, webApi }: SlackClient, post: Post, log: Log): Promise<Outcome> {
  const { content, rootRef } = post;
  if (content.place === 'thread' && rootRef === null) {
    return { kind: 'failed', reason: "The digest's first message is not posted yet, so nothing can stand under it." };
  }
  const { text, blocks } = content.payload as SlackPayload;
  try {
    const answer = await web.chat.postMessage({
      channel: post.channel.id,
      text,
      blocks,
      ...(content.place === 'thread' && rootRef !== null ? { thread_ts: rootRef } : {}),
      parse: 'none',
      link_names: false,
      unfurl_links: false,
      unfurl_media: false,
      metadata: { event_type: KEY_EVENT, event_payload: { key: post.key } },
    });
    return isTs(answer.ts) ? { kind: 'sent', ref: answer.ts } : { kind: 'unknown', reason: NO_NAME };
  } catch (error) {
    const failure = sortFailure(error, webApi);
    log.debug('slack: a post was not confirmed', { key: post.key, ...failure });
    return outcomeOf(failure);
  }
}

const NO_NAME = 'Slack says that it posted the message but not under which name.';

function outcomeOf(failure: CallFailure): Outcome {
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
