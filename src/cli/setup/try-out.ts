/** Trying a setting out against the platform itself, before it is written down. */
import type { Config } from '../../config.ts';
import type { Outcome } from '../../delivery/delivery.ts';
import type { Channel, Platform } from '../../digest/subscription.ts';
import type { Message } from '../../message/message.ts';
import type { Chat, Llm } from '../../ports.ts';

/** One sentence of a check. */
export interface Line {
  readonly ok: boolean;
  readonly text: string;
}

/** A channel that the bot can see. */
export interface Place {
  readonly id: string;
  /** Without the `#`. */
  readonly name: string;
  /** Of Discord, the server's name. */
  readonly server: string | null;
}

/** The outside as setup uses it. */
export interface Outside {
  connect(config: Config): Promise<ReadonlyMap<Platform, Chat>>;
  /** The channels that the bot is in; null where the platform does not tell. */
  places(config: Config, platform: ChatPlatform): Promise<readonly Place[] | null>;
  /** The link that brings the bot into a Discord server; null where Discord does not tell whose it is. */
  invitation(config: Config): Promise<string | null>;
  /** Null for the offline reader. */
  model(config: Config): Llm | null;
}

export type ChatPlatform = Exclude<Platform, 'console'>;

/** Token first, then its rights, then the channels. */
export function checkChat(
  outside: Outside,
  config: Config,
  platform: ChatPlatform,
  channels: readonly Channel[],
): Promise<readonly Line[]> {
  return withChat(outside, config, platform, (chat) => chat.check(channels));
}

export function sayIn(outside: Outside, config: Config, channel: Channel, message: Message): Promise<Outcome> {
  return withChat(outside, config, channel.platform, (chat) => chat.say({ channel, thread: null }, message));
}

async function withChat<T>(
  outside: Outside,
  config: Config,
  platform: Platform,
  use: (chat: Chat) => Promise<T>,
): Promise<T> {
  const chats = await outside.connect(config);
  try {
    const chat = chats.get(platform);
    if (!chat) throw new Error(`${platform} is not connected, though it has a token`);
    return await use(chat);
  } finally {
    await Promise.all([...chats.values()].map((chat) => chat.close()));
  }
}
