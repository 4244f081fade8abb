/** What each platform remembers of what was posted, and how it fails. It lives on whatever becomes of the program. */
import { createConsoleChat } from '../../src/chat/console/console.ts';
import { renderConsole } from '../../src/chat/console/render.ts';
import { renderDiscord } from '../../src/chat/discord/render.ts';
import { renderSlack } from '../../src/chat/slack/render.ts';
import type { Found, Outcome } from '../../src/delivery/delivery.ts';
import { UNLIMITED } from '../../src/delivery/limits.ts';
import type { Platform } from '../../src/digest/subscription.ts';
import type { Chat, Clock, Post } from '../../src/ports.ts';
import type { Fault } from './faults.ts';

/** One message that people see. `content` is JSON. */
export interface Shown {
  readonly ref: string;
  readonly key: string;
  readonly rootRef: string | null;
  content: string;
}

export interface PlatformModel {
  readonly platform: Platform;
  readonly shown: Shown[];
  /** What was said outside the outbox, in words. */
  readonly said: { readonly channel: string; readonly text: string }[];
  /** The chat as one process has it. `fault` is what happens to the call that is just made, if anything does. */
  chat(clock: Clock, fault: (call: string) => Fault | null): Chat;
}

/** A call takes this long each way, in milliseconds. */
const WAY_MS = 40;
/** Adapters give a call up after this. */
const TIME_OUT_MS = 10_000;
/** "The past few minutes": https://docs.discord.com/developers/resources/message#create-message */
const NONCE_MS = 3 * 60_000;

/** Keeps our key beside each message, and can be asked for it. */
export function slackLike(): PlatformModel {
  return remembering('slack', renderSlack, () => null);
}

/** As Slack, and for some minutes it gives back the first message of a nonce. */
export function discordLike(): PlatformModel {
  const nonces = new Map<string, { message: Shown; until: number }>();
  return remembering('discord', renderDiscord, (key, now, message) => {
    const known = nonces.get(key);
    if (known && known.until > now) return known.message;
    if (message) nonces.set(key, { message, until: now + NONCE_MS });
    return null;
  });
}

type Nonce = (key: string, now: number, message: Shown | null) => Shown | null;

function remembering(platform: 'slack' | 'discord', render: Chat['render'], nonce: Nonce): PlatformModel {
  const shown: Shown[] = [];
  const said: { channel: string; text: string }[] = [];

  function say(to: Parameters<Chat['say']>[0], message: Parameters<Chat['say']>[1]): Outcome {
    said.push({ channel: to.channel.id, text: message.notification });
    return { kind: 'sent', ref: `said-${said.length}` };
  }

  function post({ key, content, rootRef }: Post, now: number): Outcome {
    const known = nonce(key, now, null);
    if (known) return { kind: 'sent', ref: known.ref };
    const message = { ref: `${platform}-${shown.length + 1}`, key, rootRef, content: JSON.stringify(content) };
    nonce(key, now, message);
    shown.push(message);
    return { kind: 'sent', ref: message.ref };
  }

  function edit({ ref, content }: Parameters<Chat['edit']>[0]): Outcome {
    const message = shown.find((one) => one.ref === ref);
    if (!message) return { kind: 'refused', scope: 'message', reason: 'There is no such message.' };
    message.content = JSON.stringify(content);
    return { kind: 'sent', ref };
  }

  return {
    platform,
    shown,
    said,
    chat: (clock, fault) => ({
      ...unused(platform),
      render,
      post: (message) => answer(() => post(message, clock.now().getTime()), fault('post'), clock),
      edit: (message) => answer(() => edit(message), fault('edit'), clock),
      say: (to, message) => answer(() => say(to, message), fault('say'), clock),
      async find({ key, firstTriedAt }) {
        const trouble = fault('find');
        await clock.sleep(trouble === 'slow' ? TIME_OUT_MS - 1_000 : WAY_MS);
        const message = firstTriedAt === null ? undefined : shown.find((one) => one.key === key);
        const found: Found = message ? { kind: 'posted', ref: message.ref } : { kind: 'absent' };
        if (trouble === '429') return { kind: 'unavailable', reason: 'It asked to wait.', retryAfterMs: 30_000 };
        return trouble === null || trouble === 'slow' ? found : { kind: 'unavailable', reason: `It had ${trouble}.` };
      },
    }),
  };
}

/** One call: there, applied or not, and back or not. */
async function answer(apply: () => Outcome, fault: Fault | null, clock: Clock): Promise<Outcome> {
  const unknown = (what: string): Outcome => ({ kind: 'unknown', reason: `No answer came: ${what}.` });
  await clock.sleep(WAY_MS);
  switch (fault) {
    case '429':
      return { kind: 'limited', retryAfterMs: 30_000 };
    case '500':
    case 'hang-up before':
      return unknown(fault);
    case 'hang-up after':
    case 'wrong JSON':
      apply();
      return unknown(fault);
    case 'late':
      void clock.sleep(TIME_OUT_MS + 2_000).then(apply);
      await clock.sleep(TIME_OUT_MS);
      return unknown('it took too long');
    case 'slow': {
      await clock.sleep(TIME_OUT_MS - 1_000);
      return apply();
    }
    default: {
      const outcome = apply();
      await clock.sleep(WAY_MS);
      return outcome;
    }
  }
}

/** A terminal: what was printed is gone, and nobody can ask it. The real adapter, with a page for a screen. */
export function consoleLike(): PlatformModel {
  const shown: Shown[] = [];
  const screen = { write: () => {}, width: 80, colour: false };
  return {
    platform: 'console',
    shown,
    said: [],
    chat(_clock, fault) {
      const chat = createConsoleChat(screen);
      return {
        ...chat,
        render: (message) => renderConsole(message, { ...screen, interactive: false }),
        async post(post) {
          fault('post');
          const { key, rootRef, content } = post;
          shown.push({ ref: key, key, rootRef, content: JSON.stringify(content) });
          return chat.post(post);
        },
        /** The correction is a further text. */
        async edit(message) {
          fault('edit');
          const { key, content } = message;
          shown.push({
            ref: `corrected-${key}`,
            key: `corrected-${key}`,
            rootRef: null,
            content: JSON.stringify(content),
          });
          return chat.edit(message);
        },
        async find(post) {
          fault('find');
          return chat.find(post);
        },
      };
    },
  };
}

function unused(platform: Platform): Omit<Chat, 'render' | 'post' | 'edit' | 'find'> {
  return {
    platform,
    limits: UNLIMITED,
    listen: async () => {},
    say: async () => ({ kind: 'failed', reason: 'It only posts digests.' }),
    direct: async () => null,
    check: async () => [],
    close: async () => {},
  };
}
