/**
 * Answering people where they spoke: for all to see, or for one person's eyes. There are several ways to each, tried in
 * turn, since every one of them fails somewhere: addresses expire, and the bot is not in every channel.
 */
import type { Reply } from '../../command/command.ts';
import type { Outcome } from '../../delivery/delivery.ts';
import { patiently } from '../../delivery/patience.ts';
import type { Clock, Log } from '../../ports.ts';
import { sortFailure } from './answers.ts';
import type { SlackClient } from './client.ts';
import { LONGEST_WAIT_MS } from './limits.ts';
import { AS_IT_IS, outcomeOf, type Place, postInTurn, postMessage, postPayload } from './post.ts';
import type { SlackPayload } from './render.ts';
import { renderReply } from './reply.ts';
import { type Spot, takeHook } from './spot.ts';

/** Where no way leads to Slack, as when the network is away, it is tried again after these waits. */
const AGAIN_MS = [2_000, 8_000, 20_000];

export interface Mouth {
  /** Never throws; what could not be said is logged. `placeholder` is a message that the answer takes the place of. */
  answer(spot: Spot, reply: Reply, placeholder: string | null): Promise<void>;
  /** Something under way. Resolves to the placeholder's ts where the answer can take its place. */
  progress(spot: Spot, line: string): Promise<string | null>;
  /** Takes away a placeholder to which there is no answer. */
  takeBack(spot: Spot, placeholder: string): Promise<void>;
}

export interface MouthOptions {
  readonly timeoutMs: number;
  /** The channel of direct messages with a person. */
  readonly direct: (person: string) => Promise<string | null>;
}

/** One way to say one payload. */
type Way = (payload: SlackPayload) => Promise<Outcome>;

export function createMouth(client: SlackClient, options: MouthOptions, ports: { clock: Clock; log: Log }): Mouth {
  const { web, webApi } = client;
  const { clock, log } = ports;

  const patient =
    (way: Way): Way =>
    (payload) =>
      patiently(clock, LONGEST_WAIT_MS, () => way(payload));

  const postOnce = (place: Place, payload: SlackPayload) =>
    patiently(clock, LONGEST_WAIT_MS, () => postPayload(client, place, payload, log));

  const post = (place: Place, payload: SlackPayload) => again(() => postOnce(place, payload));

  /** Where nothing can have been said, but may be in a while. */
  async function again(attempt: () => Promise<Outcome>): Promise<Outcome> {
    let outcome = await attempt();
    for (const wait of AGAIN_MS) {
      if (outcome.kind !== 'failed') break;
      await clock.sleep(wait);
      outcome = await attempt();
    }
    return outcome;
  }

  async function called(call: Promise<{ ts?: string; message_ts?: string }>): Promise<Outcome> {
    try {
      const { ts, message_ts } = await call;
      return { kind: 'sent', ref: ts ?? message_ts ?? '' };
    } catch (error) {
      const failure = sortFailure(error, webApi);
      // Whatever the code says: it is not shown, and another way may be tried.
      return failure.kind === 'declined'
        ? { kind: 'failed', reason: `Slack said ${failure.code}.` }
        : outcomeOf(failure);
    }
  }

  /** By the address that came with the event. Any failure leaves another way to be tried. */
  function byHook(spot: Spot, seenBy: 'ephemeral' | 'in_channel'): Way {
    return async ({ text, blocks }) => {
      const url = takeHook(spot.hook, clock);
      if (url === null) return { kind: 'failed', reason: 'The address of the event has expired.' };
      const where = spot.lookingAt === null ? {} : { thread_ts: spot.lookingAt };
      const body = { response_type: seenBy, replace_original: false, text, blocks, ...where, ...AS_IT_IS };
      return (await accepted(url, body, options.timeoutMs))
        ? { kind: 'sent', ref: '' }
        : { kind: 'failed', reason: 'Slack did not take the answer at the address of the event.' };
    };
  }

  function ephemerally({ channel, person: user, lookingAt }: Spot): Way {
    const where = lookingAt === null ? {} : { thread_ts: lookingAt };
    const { parse, link_names } = AS_IT_IS;
    return ({ text, blocks }) =>
      called(web.chat.postEphemeral({ channel, user, text, blocks, parse, link_names, ...where }));
  }

  /** The last resort: the person's own direct messages, where nobody else reads it. */
  function directly({ person }: Spot): Way {
    return async (payload) => {
      const channel = await options.direct(person);
      return channel === null ? NO_WAY : postOnce({ channel, thread: null }, payload);
    };
  }

  /** Each payload by the first way that takes it; a way that failed is tried again only when all have. */
  async function sayAll(payloads: readonly SlackPayload[], ways: readonly Way[]): Promise<Outcome> {
    const open = new Set<Way>();
    const say = (payload: SlackPayload) => {
      if (open.size === 0) for (const way of ways) open.add(way);
      return sayOnce(payload, open);
    };
    return postInTurn({ channel: '', thread: null }, payloads, (_, payload) => again(() => say(payload)));
  }

  function forOne(spot: Spot, payloads: readonly SlackPayload[]): Promise<Outcome> {
    return sayAll(payloads, [byHook(spot, 'ephemeral'), patient(ephemerally(spot)), directly(spot)]);
  }

  async function forAll(spot: Spot, { message }: Reply): Promise<Outcome> {
    let said = false;
    const outcome = await postMessage(spot, message, async (place, payload) => {
      const one = await post(place, payload);
      said ||= wasSaid(one);
      return one;
    });
    if (said) return outcome;
    // The bot is not in the channel, as a rule. The address of the event works there all the same.
    const throughHook = await postInTurn(spot, renderReply(message, 'message'), (_, payload) =>
      byHook(spot, 'in_channel')(payload),
    );
    return throughHook.kind === 'sent' ? throughHook : forOne(spot, renderReply(message, 'ephemeral'));
  }

  /** A direct message: nothing is hidden, and what stands for "under way" is replaced by the answer. */
  async function forOneAlone(spot: Spot, { seen, message }: Reply, placeholder: string | null): Promise<Outcome> {
    const place = { channel: spot.channel, thread: seen === 'channel' ? spot.thread : spot.lookingAt };
    const payloads = renderReply(message, 'message');
    const left = (await tookPlace(spot, place, placeholder, payloads[0])) ? payloads.slice(1) : payloads;
    const outcome = await postInTurn(place, left, post);
    if (wasSaid(outcome)) return outcome;
    return sayAll(renderReply(message, 'ephemeral'), [byHook(spot, 'ephemeral'), directly(spot)]);
  }

  /** Whether the first payload stands where the placeholder stood. */
  async function tookPlace(spot: Spot, { thread }: Place, placeholder: string | null, first: SlackPayload | undefined) {
    if (placeholder === null || first === undefined) return false;
    if (thread === spot.lookingAt && (await replaced(spot, placeholder, first))) return true;
    await takeBack(spot, placeholder);
    return false;
  }

  async function takeBack({ channel }: Spot, placeholder: string): Promise<void> {
    await patiently(clock, LONGEST_WAIT_MS, () => called(web.chat.delete({ channel, ts: placeholder })));
  }

  async function replaced({ channel }: Spot, ts: string, payload: SlackPayload): Promise<boolean> {
    const { parse, link_names } = AS_IT_IS;
    const update = () => called(web.chat.update({ channel, ts, parse, link_names, ...payload }));
    return (await patiently(clock, LONGEST_WAIT_MS, update)).kind === 'sent';
  }

  return {
    async answer(spot, reply, placeholder) {
      const outcome = spot.direct
        ? await forOneAlone(spot, reply, placeholder)
        : reply.seen === 'channel'
          ? await forAll(spot, reply)
          : await forOne(spot, renderReply(reply.message, 'ephemeral'));
      if (outcome.kind !== 'sent') log.warn('slack: an answer did not get through', { ...outcome });
    },
    async progress(spot, line) {
      const [payload] = renderReply(oneLine(spot.direct ? line : staying(line)), 'ephemeral');
      if (payload === undefined) return null;
      // Once only: the answer waits for it.
      if (!spot.direct) {
        await sayOnce(payload, new Set([byHook(spot, 'ephemeral'), ephemerally(spot)]));
        return null;
      }
      const outcome = await postPayload(client, { channel: spot.channel, thread: spot.lookingAt }, payload, log);
      return outcome.kind === 'sent' ? outcome.ref : null;
    },
    takeBack,
  };
}

const NO_WAY: Outcome = { kind: 'failed', reason: 'There was no way to answer.' };

/** Or may have been: it must not be said again. */
const wasSaid = ({ kind }: Outcome) => kind === 'sent' || kind === 'unknown';

/** By the first of the ways that takes it; those that fail are taken out. */
async function sayOnce(payload: SlackPayload, ways: Set<Way>): Promise<Outcome> {
  let outcome: Outcome = NO_WAY;
  for (const way of ways) {
    outcome = await way(payload);
    if (wasSaid(outcome)) return outcome;
    ways.delete(way);
  }
  return outcome;
}

/**
 * What is under way, in words that are still right beside the answer. What one person saw of a command can neither be replaced
 * nor taken away: by the address of a button that would be the button's own message, by that of a command Slack posts anew.
 * https://docs.slack.dev/messaging/modifying-messages and https://github.com/slackapi/bolt-js/issues/2287
 */
const staying = (line: string) => `${line.replace(/…$/, '')}: the answer follows.`;

const oneLine = (text: string) => ({
  notification: text,
  title: '',
  context: [],
  bottomLine: [{ kind: 'text', text, style: 'italic' } as const],
  sections: [],
  more: [],
  foot: [],
});

async function accepted(url: string, body: object, timeoutMs: number): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const said = await response.text();
    return response.ok && !DECLINED.test(said);
  } catch {
    return false;
  }
}

/** An error that Slack tells with HTTP 200, as its Web API does. */
const DECLINED = /^\s*\{\s*"ok"\s*:\s*false/;
