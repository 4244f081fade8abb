/** The environment in which the real program finds the local servers. */
import type { DiscordServer } from './discord-server.ts';
import type { ModelServer } from './model-server.ts';
import type { SlackServer } from './slack-server.ts';

export function platformSettings(slack: SlackServer, discord: DiscordServer) {
  return {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
  };
}

/** How many connections the program holds to Slack and to Discord. */
export function connectionsTo(slack: SlackServer, discord: DiscordServer): [slack: number, discord: number] {
  return [slack.socket.connections(), discord.gateway.sessions()];
}

export function modelSettings(model: ModelServer) {
  return { OPENAI_BASE_URL: model.url, OPENAI_MODEL: 'test-model' };
}
