/** The real adapter joined to the local Discord server. */

import { createDiscordChat } from '../../../src/chat/discord/discord.ts';
import { referenceOf } from '../../../src/chat/discord/payload.ts';
import type { Part } from '../../../src/delivery/delivery.ts';
import type { Channel } from '../../../src/digest/subscription.ts';
import type { Chat, Log, Post } from '../../../src/ports.ts';
import { readable } from '../../support/discord/readable.ts';
import {
  type DiscordServer,
  type DiscordServerOptions,
  type Fault,
  startDiscordServer,
} from '../../support/discord-server.ts';
import type { ChatStage, PostingFailure, ServerControls } from '../contract.ts';
import { aMessage } from '../contract-message.ts';

export const TOKEN = 'the-secret.discord.token';

export interface DiscordStage extends ChatStage {
  readonly discord: DiscordServer;
  readonly chat: Chat;
  /** What the adapter warned of. */
  readonly warnings: readonly string[];
}

const POST_MESSAGE = 'POST /channels/:id/messages';
const EDIT_MESSAGE = 'PATCH /channels/:id/messages/:message';
const LIST_MESSAGES = 'GET /channels/:id/messages';

/** The adapter's clock is the server's, so that `discord.advance` moves both. */
export async function openStage(timeoutMs: number, options: DiscordServerOptions = {}): Promise<DiscordStage> {
  const discord = await startDiscordServer({ token: TOKEN, ...options });
  const warnings: string[] = [];
  const log: Log = { debug() {}, info() {}, error() {}, warn: (message) => void warnings.push(message) };
  const clock = {
    now: () => new Date(discord.world.now()),
    sleep: () => Promise.reject(new Error('the adapter must not wait')),
  };
  const chat = await createDiscordChat(
    { token: TOKEN, apiUrl: discord.apiUrl, managers: [], timeoutMs },
    { clock, log },
  );
  return {
    chat,
    discord,
    warnings,
    channel: { platform: 'discord', id: discord.channelId },
    server: controls(discord),
    async close() {
      await chat.close();
      await discord.close();
    },
  };
}

function controls(discord: DiscordServer): ServerControls {
  return {
    posted: (channel) => postedIn(discord, channel),
    failPosting: (failure, times) => discord.fail({ route: POST_MESSAGE, times, ...faultOf(failure) }),
    failEditing: (failure, times) => discord.fail({ route: EDIT_MESSAGE, times, ...faultOf(failure) }),
    remove: ({ id }, ref) => {
      const messages = discord.world.messages.get(id) ?? [];
      messages.splice(
        messages.findIndex((message) => message.id === ref),
        1,
      );
    },
    failLookUp: (failure, times) =>
      discord.fail({ route: LIST_MESSAGES, times, kind: failure === 'limited' ? '429' : 'hang-up-before' }),
    postingCalls: () => discord.requests.filter(({ template }) => template?.startsWith('POST')).length,
    impersonate: ({ channel, key }) =>
      void discord.someoneSays(channel.id, { content: `Trust me. ${referenceOf(key)}` }),
    revokeToken: discord.revokeToken,
    stop: discord.close,
  };
}

/** Of the channel and of the threads under its messages, in the order of posting. */
function postedIn(discord: DiscordServer, channel: Channel) {
  const places = [channel.id, ...discord.threadsOf(channel.id).map(({ id }) => id)];
  return places.flatMap((place) =>
    discord
      .posted(place)
      .map((message) => ({ ref: message.id, rootRef: place === channel.id ? null : place, text: readable(message) })),
  );
}

function faultOf(failure: PostingFailure): Pick<Fault, 'kind' | 'retryAfter'> {
  if (failure.kind === 'limited') return { kind: '429', retryAfter: failure.retryAfterSeconds };
  return { kind: failure.kind === 'server-error' ? '500' : failure.kind };
}

const KEY_LENGTH = 24;

/** 24 characters, as the outbox makes them. */
export function keyOf(name: string): string {
  return name.padEnd(KEY_LENGTH, '-');
}

/** A post of one rendered part, first tried at the server's present time. */
export function aPost({ discord, channel }: DiscordStage, content: Part, over: Partial<Post> = {}): Post {
  return { key: keyOf('root'), channel, content, rootRef: null, firstTriedAt: new Date(discord.world.now()), ...over };
}

/** The root and the first cards of a digest with enough to say. */
export function someParts(chat: Chat): { root: Part; cards: Part; all: readonly Part[] } {
  const all = chat.render(aMessage(9, 60));
  const [root, cards] = all;
  if (!root || !cards) throw new Error('the message renders into too few parts for this test');
  return { root, cards, all };
}

/** Posts the root and gives its id. */
export async function postedRoot(stage: DiscordStage, over: Partial<Post> = {}): Promise<string> {
  const outcome = await stage.chat.post(aPost(stage, someParts(stage.chat).root, over));
  if (outcome.kind !== 'sent') throw new Error(`the root was not posted: ${JSON.stringify(outcome)}`);
  return outcome.ref;
}
