/** The Discord adapter: what the pipeline sees of Discord. Posting needs no gateway, only the REST API. */
import type { Chat, Clock, Log } from '../../ports.ts';
import { createApi } from './api.ts';
import { checkDiscord } from './check.ts';
import { findPart } from './find.ts';
import { POST_GAP_MS } from './limits.ts';
import { postPart } from './post.ts';
import { renderDiscord } from './render.ts';

export interface DiscordOptions {
  /** The bot's token, without "Bot". */
  readonly token: string;
  /** The API's root as discord.js takes it, e.g. `http://127.0.0.1:4000/api`; Discord's own when null. */
  readonly apiUrl: string | null;
  /** For each call; 10 seconds when left out. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;

/** Connects lazily: no call is made until something is posted, looked up or checked. */
export async function createDiscordChat(options: DiscordOptions, ports: { clock: Clock; log: Log }): Promise<Chat> {
  const api = await createApi({ timeoutMs: TIMEOUT_MS, ...options });
  return {
    platform: 'discord',
    gapMs: POST_GAP_MS,
    render: renderDiscord,
    post: (post) => postPart(api, post, ports.log),
    find: (post) => findPart(api, post, ports.clock.now()),
    check: (channels) => checkDiscord(api, channels),
    close: async () => api.close(),
  };
}
