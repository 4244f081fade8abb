import { describe, expect, it, onTestFinished } from 'vitest';
import { discordPlaces } from '../../../src/chat/discord/places.ts';
import { startDiscordServer } from '../../support/discord-server.ts';

describe('the channels of the bot’s servers, for setting up', () => {
  it('are those in which a digest can stand', async () => {
    const discord = await startDiscordServer();
    onTestFinished(() => discord.close());
    const options = { token: discord.token, apiUrl: discord.apiUrl, timeoutMs: 5_000 };
    const forum = discord.addChannel({ name: 'forum', type: 15 });
    const notices = discord.addChannel({ name: 'notices', type: 5 });
    for (const type of [2, 4]) discord.addChannel({ type });
    expect(await discordPlaces(options)).toEqual([
      { id: discord.channelId, name: 'daily-news', server: 'Newsroom' },
      { id: forum, name: 'forum', server: 'Newsroom' },
      { id: notices, name: 'notices', server: 'Newsroom' },
    ]);
    discord.world.isInvited = false;
    expect(await discordPlaces(options)).toEqual([]);
    discord.revokeToken();
    expect(await discordPlaces(options)).toBeNull();
  });
});
