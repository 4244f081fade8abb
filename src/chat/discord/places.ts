/** For setting up: the channels of the servers that the bot is in, so that somebody can name one instead of copying its id. */
import { safeText } from '../../message/safe.ts';
import { type ApiOptions, createApi, field } from './api.ts';
import { CHANNEL_TYPES } from './commands.ts';
import { idOf } from './outcome.ts';

const TYPES: readonly unknown[] = CHANNEL_TYPES;

/** Each server is a call; whoever has more servers names the channel by its id. */
const MOST_SERVERS = 10;

export interface DiscordPlace {
  readonly id: string;
  readonly name: string;
  /** The server's name. */
  readonly server: string;
}

/** In the order in which the servers show them; null where Discord does not tell, or can't be reached. */
export async function discordPlaces(options: ApiOptions): Promise<DiscordPlace[] | null> {
  const api = await createApi(options);
  try {
    const servers = await api.call('GET', '/users/@me/guilds');
    if (servers.kind !== 'ok' || !Array.isArray(servers.body)) return null;
    const places: DiscordPlace[] = [];
    for (const server of servers.body.slice(0, MOST_SERVERS)) {
      const channels = await api.call('GET', `/guilds/${idOf(server)}/channels`);
      if (channels.kind !== 'ok' || !Array.isArray(channels.body)) return null;
      const inOrder = channels.body.toSorted((a, b) => Number(field(a, 'position')) - Number(field(b, 'position')));
      places.push(...inOrder.flatMap((channel) => placeOf(channel, nameOf(server))));
    }
    return places;
  } finally {
    api.close();
  }
}

function placeOf(channel: unknown, server: string): DiscordPlace[] {
  const id = idOf(channel);
  return id === null || !TYPES.includes(field(channel, 'type')) ? [] : [{ id, name: nameOf(channel), server }];
}

const nameOf = (one: unknown) => safeText(String(field(one, 'name') ?? '')).trim();
