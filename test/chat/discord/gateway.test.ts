/** That the local server speaks the gateway: discord.js itself logs in, is told of messages, and writes one. */
import { Client, Events, GatewayIntentBits, type Message } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { type DiscordServer, startDiscordServer } from '../../support/discord-server.ts';

let server: DiscordServer;
let client: Client;
afterEach(async () => {
  await client.destroy();
  await server.close();
});

function connect(api: string): Client {
  const { Guilds, GuildMessages, MessageContent } = GatewayIntentBits;
  return new Client({ intents: [Guilds, GuildMessages, MessageContent], rest: { api } });
}

describe('a client of discord.js', () => {
  it('logs in, knows the channels, and hears what it writes', async () => {
    server = await startDiscordServer();
    client = connect(server.apiUrl);
    const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
    await client.login(server.token);
    await ready;
    const channel = client.channels.cache.get(server.channelId);
    expect(channel?.isSendable()).toBe(true);
    const heard = new Promise<Message>((resolve) => client.once(Events.MessageCreate, resolve));
    if (channel?.isSendable()) await channel.send({ content: 'Good morning.', nonce: 'n1', enforceNonce: true });
    expect((await heard).content).toBe('Good morning.');
    expect(server.posted(server.channelId)).toMatchObject([{ content: 'Good morning.' }]);
  });

  it('is sent away with a wrong token', async () => {
    server = await startDiscordServer();
    client = connect(server.apiUrl);
    await expect(client.login('a.wrong.token')).rejects.toThrow();
  });
});
