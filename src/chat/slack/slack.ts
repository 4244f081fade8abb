/**
 * Slack as a Chat. Slack knows no idempotency key, so the key goes into the message's metadata, and after an unknown
 * outcome the channel's history is read before anything is posted again.
 */
import type { Outcome } from '../../delivery/delivery.ts';
import type { Chat, Clock, Desk, Log, Post } from '../../ports.ts';
import { sensibleWaitMs, sortFailure } from './answers.ts';
import { checkSlack } from './check.ts';
import { createClient, type SlackClient, timeoutOf } from './client.ts';
import { editMessage } from './edit.ts';
import { findByKey } from './find.ts';
import { type Listening, type ListenOptions, listenToSlack } from './listen.ts';
import { createMouth } from './mouth.ts';
import { createSlackLimits, type SlackRates } from './pace.ts';
import { postMessage, postPayload } from './post.ts';
import { renderSlack, type SlackPayload } from './render.ts';
import { unpackBack } from './spot.ts';

/** By default in Socket Mode, else by HTTP; with the settings of neither, it posts and does not listen. */
export interface SlackOptions extends ListenOptions {
  /** How often it may be called; Slack's own limits when left out. */
  readonly rates?: SlackRates;
}

/** Makes no call yet: a wrong token shows at the first post, in `listen` or in `check`. */
export async function createSlackChat(options: SlackOptions, ports: { clock: Clock; log: Log }): Promise<Chat> {
  const client = await createClient(options);
  const limits = createSlackLimits(options.rates);
  client.web.on(client.webApi.WebClientEvent.RATE_LIMITED, (seconds: number, { url, body }: RefusedCall) => {
    const method = new URL(url).pathname.split('/').at(-1) ?? '';
    limits.refused(method, String(body['channel']), sensibleWaitMs(seconds), ports.clock.now());
  });
  const direct = directChannels(client, ports.log);
  const closing = new AbortController();
  const listenings = new Set<Listening>();

  async function openLine(desk: Desk, told: (trouble: string | null) => void, ending: AbortSignal): Promise<void> {
    const listening = await listenToSlack({ client, options, direct, told, ports }, desk, ending);
    if (listening === null) return;
    listenings.add(listening);
    const stop = () => listening.stop().catch(() => ports.log.warn('slack: the connection did not end well'));
    if (ending.aborted) await stop();
    else ending.addEventListener('abort', stop, { once: true });
  }

  return {
    platform: 'slack',
    limits,
    render: renderSlack,
    post: (post) => postPart(client, post, ports.log),
    edit: (edit) => editMessage(client, edit, ports.log),
    find: (post) => findByKey(client, post),
    check: (channels) => checkSlack(client, options, channels),
    async listen(desk, signal) {
      const ending = AbortSignal.any([signal, closing.signal]);
      const lines = options.appToken === null ? 1 : (options.connections ?? 1);
      const down = new Set<number>();
      const told = (line: number) => (trouble: string | null) => {
        if (trouble === null) down.delete(line);
        else down.add(line);
        // Slack sends each event on one of those that stand.
        desk.connection?.('slack', down.size < lines ? null : trouble);
      };
      const opening = Array.from({ length: lines }, (_, line) => openLine(desk, told(line), ending));
      await Promise.all(opening);
    },
    say: ({ channel, thread }, message) =>
      postMessage({ channel: channel.id, thread }, message, (place, payload) => {
        limits.called({ act: 'post', channel, rootRef: null }, ports.clock.now());
        return postPayload(client, place, payload, ports.log);
      }),
    async answerLate(back, reply) {
      const spot = unpackBack(back);
      if (spot === null) return true;
      const mouth = createMouth(client, { timeoutMs: timeoutOf(options), direct }, ports);
      await mouth.answer(spot, reply, null);
      return true;
    },
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

/** As the client tells of it. */
interface RefusedCall {
  readonly url: string;
  readonly body: Readonly<Record<string, unknown>>;
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
