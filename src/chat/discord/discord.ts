/** The Discord adapter: what the pipeline sees of Discord. Posting needs the REST API only, listening the gateway too. */
import { channelName } from '../../digest/subscription.ts';
import type { Chat, Clock, Log } from '../../ports.ts';
import { createApi, withDeadline } from './api.ts';
import { checkDiscord } from './check.ts';
import { editPart } from './edit.ts';
import { findPart } from './find.ts';
import { POST_GAP_MS } from './limits.ts';
import { createEars } from './listen.ts';
import { postPart } from './post.ts';
import { renderDiscord } from './render.ts';
import { spokenBodies } from './reply.ts';
import { directChannel, sayBodies } from './say.ts';

export interface DiscordOptions {
  /** The bot's token, without "Bot". */
  readonly token: string;
  /** The API's root as discord.js takes it, e.g. `http://127.0.0.1:4000/api`; Discord's own when null. */
  readonly apiUrl: string | null;
  /** Ids of people who are managers everywhere, by the operator's word. */
  readonly managers: readonly string[];
  /** For each call; 10 seconds when left out. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;
/** A look-up that pages through a long history must end, its last call too, before the outbox's lease of a minute does. */
const LOOK_UP_MS = 40_000;

/** Connects lazily: no call is made until something is posted, looked up, checked or listened to. */
export async function createDiscordChat(options: DiscordOptions, ports: { clock: Clock; log: Log }): Promise<Chat> {
  const api = await createApi({ timeoutMs: TIMEOUT_MS, ...options });
  const ears = createEars(options, api, ports);
  return {
    platform: 'discord',
    gapMs: POST_GAP_MS,
    render: renderDiscord,
    post: (post) => postPart(api, post, ports.log),
    edit: (edit) => editPart(api, edit),
    find: (post) => findPart(withDeadline(api, ports.clock, LOOK_UP_MS), post, ports.clock.now()),
    listen: ears.listen,
    async say(to, message) {
      const { outcome, unsent } = await sayBodies(api, to, spokenBodies(message));
      if (unsent > 0) ports.log.warn('the end of a message was not sent', { channel: channelName(to.channel), unsent });
      return outcome;
    },
    direct: (person) => directChannel(api, person),
    check: (channels) => checkDiscord(api, channels),
    async close() {
      await ears.close();
      api.close();
    },
  };
}
