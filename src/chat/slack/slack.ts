/**
 * Slack as a Chat. Slack knows no idempotency key, so the key goes into the message's metadata, and after an unknown
 * outcome the channel's history is read before anything is posted again.
 */
import type { Outcome } from '../../delivery/delivery.ts';
import type { Chat, Clock, Log, Post } from '../../ports.ts';
import { sortFailure } from './answers.ts';
import { checkSlack } from './check.ts';
import { createClient, type SlackClient } from './client.ts';
import { editMessage } from './edit.ts';
import { findByKey } from './find.ts';
import { POST_GAP_MS } from './limits.ts';
import { type Listening, type ListenOptions, listenToSlack } from './listen.ts';
import { postMessage, postPayload } from './post.ts';
import { renderSlack, type SlackPayload } from './render.ts';

/** By default in Socket Mode, else by HTTP; with the settings of neither, it posts and does not listen. */
export type SlackOptions = ListenOptions;

/** Makes no call yet: a wrong token shows at the first post, in `listen` or in `check`. */
export async function createSlackChat(options: SlackOptions, ports: { clock: Clock; log: Log }): Promise<Chat> {
  const client = await createClient(options);
  const direct = directChannels(client, ports.log);
  const closing = new AbortController();
  const listenings = new Set<Listening>();
  return {
    platform: 'slack',
    gapMs: POST_GAP_MS,
    render: renderSlack,
    post: (post) => postPart(client, post, ports.log),
    edit: (edit) => editMessage(client, edit, ports.log),
    find: (post) => findByKey(client, post),
    check: (channels) => checkSlack(client, options, channels),
    async listen(desk, signal) {
      const ending = AbortSignal.any([signal, closing.signal]);
      const listening = await listenToSlack({ client, options, direct, ports }, desk, ending);
      if (listening === null) return;
      listenings.add(listening);
      const stop = () => listening.stop().catch(() => ports.log.warn('slack: the connection did not end well'));
      if (ending.aborted) await stop();
      else ending.addEventListener('abort', stop, { once: true });
    },
    say: ({ channel, thread }, message) =>
      postMessage({ channel: channel.id, thread }, message, (place, payload) =>
        postPayload(client, place, payload, ports.log),
      ),
    async direct(person) {
      const id = await direct(person);
      return id === null ? null : { platform: 'slack', id };
    },
    async close() {
      closing.abort();
      await Promise.all([...listenings].map((listening) => listening.stop()));
    },
  };
}

async function postPart(client: SlackClient, post: Post, log: Log): Promise<Outcome> {
  const { content, rootRef, channel, key } = post;
  if (content.place === 'thread' && rootRef === null) {
    return { kind: 'failed', reason: "The digest's first message is not posted yet, so nothing can stand under it." };
  }
  const place = { channel: channel.id, thread: content.place === 'thread' ? rootRef : null };
  return postPayload(client, place, content.payload as SlackPayload, log, key);
}

/** So many are remembered; one more, and all are asked for again. A person's channel stays the same for good. */
const DIRECT_CHANNELS = 10_000;

/** Finds the channel of direct messages with a person; null where Slack gives none. */
function directChannels({ web, webApi }: SlackClient, log: Log): (person: string) => Promise<string | null> {
  const known = new Map<string, string>();
  return async (person) => {
    const before = known.get(person);
    if (before !== undefined) return before;
    try {
      const { channel } = await web.conversations.open({ users: person });
      if (channel?.id === undefined) return null;
      if (known.size >= DIRECT_CHANNELS) known.clear();
      known.set(person, channel.id);
      return channel.id;
    } catch (error) {
      log.warn('slack: no direct messages with a person', { ...sortFailure(error, webApi) });
      return null;
    }
  };
}
