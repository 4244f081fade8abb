/**
 * Answering people where they spoke: for all to see, or for one person's eyes. There are several ways to each, tried in
 * turn, since every one of them fails somewhere: addresses expire, and the bot is not in every channel.
 */
import type { Reply } from '../../command/command.ts';
import type { Outcome } from '../../delivery/delivery.ts';
import type { Clock, Log } from '../../ports.ts';
import { sortFailure } from './answers.ts';
import type { SlackClient } from './client.ts';
import { AS_IT_IS, outcomeOf, type Place, postInTurn, postMessage, postPayload } from './post.ts';
import type { SlackPayload } from './render.ts';
import { renderReply } from './reply.ts';
import { type Spot, takeHook } from './spot.ts';

/** Slack's limits are waited for, but nobody waits for an answer longer than this. */
const LONGEST_WAIT_MS = 30_000;
const TRIES = 3;

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

  /** Waits where Slack says so. A post that may have come through is not made again. */
  async function patiently(attempt: () => Promise<Outcome>): Promise<Outcome> {
    let outcome = await attempt();
    for (let tries = 1; tries < TRIES && outcome.kind === 'limited'; tries++) {
      if (outcome.retryAfterMs > LONGEST_WAIT_MS) return outcome;
      await clock.sleep(outcome.retryAfterMs);
      outcome = await attempt();
    }
    return outcome;
  }

  const post = (place: Place, payload: SlackPayload) => patiently(() => postPayload(client, place, payload, log));

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
      patiently(() => called(web.chat.postEphemeral({ channel, user, text, blocks, parse, link_names, ...where })));
  }

  /** The last resort: the person's own direct messages, where nobody else reads it. */
  function directly({ person }: Spot): Way {
    return async (payload) => {
      const channel = await options.direct(person);
      return channel === null ? NO_WAY : post({ channel, thread: null }, payload);
    };
  }

  /** Each payload by the first way that takes it; a way that failed once is not tried again. */
  async function sayAll(payloads: readonly SlackPayload[], ways: readonly Way[]): Promise<Outcome> {
    let left = ways;
    return postInTurn({ channel: '', thread: null }, payloads, async (_, payload) => {
      let outcome: Outcome = NO_WAY;
      for (const way of left) {
        outcome = await way(payload);
        if (outcome.kind === 'sent' || outcome.kind === 'unknown') return outcome;
        left = left.filter((other) => other !== way);
      }
      return outcome;
    });
  }

  function forOne(spot: Spot, payloads: readonly SlackPayload[]): Promise<Outcome> {
    return sayAll(payloads, [byHook(spot, 'ephemeral'), ephemerally(spot), directly(spot)]);
  }

  async function forAll(spot: Spot, { message }: Reply): Promise<Outcome> {
    let said = false;
    const outcome = await postMessage(spot, message, async (place, payload) => {
      const one = await post(place, payload);
      said ||= one.kind === 'sent' || one.kind === 'unknown';
      return one;
    });
    if (said) return outcome;
    // The bot is not in the channel, as a rule. The address of the event works there all the same.
    const throughHook = await sayAll(renderReply(message, 'message'), [byHook(spot, 'in_channel')]);
    return throughHook.kind === 'sent' ? throughHook : forOne(spot, renderReply(message, 'ephemeral'));
  }

  /** A direct message: nothing is hidden, and what stands for "under way" is replaced by the answer. */
  async function forOneAlone(spot: Spot, { seen, message }: Reply, placeholder: string | null): Promise<Outcome> {
    const place = { channel: spot.channel, thread: seen === 'channel' ? spot.thread : spot.lookingAt };
    const payloads = renderReply(message, 'message');
    const left = (await tookPlace(spot, place, placeholder, payloads[0])) ? payloads.slice(1) : payloads;
    const outcome = await postInTurn(place, left, post);
    if (outcome.kind !== 'failed' && outcome.kind !== 'refused') return outcome;
    return sayAll(renderReply(message, 'ephemeral'), [byHook(spot, 'ephemeral')]);
  }

  /** Whether the first payload stands where the placeholder stood. */
  async function tookPlace(spot: Spot, { thread }: Place, placeholder: string | null, first: SlackPayload | undefined) {
    if (placeholder === null || first === undefined) return false;
    if (thread === spot.lookingAt && (await replaced(spot, placeholder, first))) return true;
    await takeBack(spot, placeholder);
    return false;
  }

  async function takeBack({ channel }: Spot, placeholder: string): Promise<void> {
    await called(web.chat.delete({ channel, ts: placeholder }));
  }

  async function replaced({ channel }: Spot, ts: string, payload: SlackPayload): Promise<boolean> {
    const { parse, link_names } = AS_IT_IS;
    return (await called(web.chat.update({ channel, ts, parse, link_names, ...payload }))).kind === 'sent';
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
      const [payload] = renderReply(oneLine(line), 'ephemeral');
      if (payload === undefined) return null;
      if (!spot.direct) {
        await sayAll([payload], [byHook(spot, 'ephemeral'), ephemerally(spot)]);
        return null;
      }
      const outcome = await post({ channel: spot.channel, thread: spot.lookingAt }, payload);
      return outcome.kind === 'sent' ? outcome.ref : null;
    },
    takeBack,
  };
}

const NO_WAY: Outcome = { kind: 'failed', reason: 'There was no way to answer.' };

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
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
