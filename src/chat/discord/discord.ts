/** The Discord adapter: what the pipeline sees of Discord. Posting needs the REST API only, listening the gateway too. */
import { channelName } from '../../digest/subscription.ts';
import type { Chat, Clock, Log } from '../../ports.ts';
import { createApi, withCounted, withDeadline } from './api.ts';
import { checkDiscord } from './check.ts';
import { editPart } from './edit.ts';
import { findPart } from './find.ts';
import { answerLate } from './late.ts';
import { CALLS_PER_SECOND } from './limits.ts';
import { createEars } from './listen.ts';
import { createDiscordLimits } from './pace.ts';
import { postPart, type Threadless } from './post.ts';
import { renderDiscord, threadNameOf } from './render.ts';
import { spokenBodies } from './reply.ts';
import { directChannel, ONCE, sayBodies } from './say.ts';

export interface DiscordOptions {
  /** The bot's token, without "Bot". */
  readonly token: string;
  /** The API's root as discord.js takes it, e.g. `http://127.0.0.1:4000/api`; Discord's own when null. */
  readonly apiUrl: string | null;
  /** Those that are listened to here; all that Discord recommends when null or left out. */
  readonly shards?: { readonly ids: readonly number[]; readonly count: number } | null;
  /** Ids of people who are managers everywhere, by the operator's word. */
  readonly managers: readonly string[];
  /** For each call; 10 seconds when left out. */
  readonly timeoutMs?: number;
  /** Of the whole bot, which may run in several processes; Discord's own limit when left out. */
  readonly callsPerSecond?: number;
}

const TIMEOUT_MS = 10_000;
/** A look-up that pages through a long history must end, its last call too, before the outbox's lease of a minute does. */
const LOOK_UP_MS = 40_000;

/** Connects lazily: no call is made until something is posted, looked up, checked or listened to. */
export async function createDiscordChat(options: DiscordOptions, ports: { clock: Clock; log: Log }): Promise<Chat> {
  const { callsPerSecond = CALLS_PER_SECOND, timeoutMs = TIMEOUT_MS } = options;
  const threadless: Threadless = new Map();
  const limits = createDiscordLimits(callsPerSecond, threadless);
  const api = await createApi({ ...options, timeoutMs, callsPerSecond }, { limits, clock: ports.clock });
  const ears = createEars(options, api, ports);
  return {
    platform: 'discord',
    limits,
    render: renderDiscord,
    post: (post) => postPart(withCounted(api, limits.callsFor({ act: 'post', ...post })), post, ports.log, threadless),
    edit: (edit) => editPart(withCounted(api), edit),
    find: (post) => findPart(withDeadline(withCounted(api), ports.clock, LOOK_UP_MS), post, ports.clock.now()),
    listen: ears.listen,
    async say(to, message) {
      const manner = { ...ONCE, postName: threadNameOf(message) };
      const { outcome, unsent } = await sayBodies(api, to, spokenBodies(message), manner);
      if (unsent > 0) ports.log.warn('the end of a message was not sent', { channel: channelName(to.channel), unsent });
      return outcome;
    },
    answerLate: (back, reply) => answerLate(back, reply, { api, ...ports }),
    direct: (person) => directChannel(api, person),
    check: (channels) => checkDiscord(api, channels),
    async close() {
      await ears.close();
      api.close();
    },
  };
}
