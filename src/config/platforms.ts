/** Slack and Discord, as the settings connect them. What is missing or too much is told by `slack-settings.ts`. */
import type { Environment } from './environment.ts';
import type { Shards } from './placement.ts';

/** For several workspaces, each of which installs Newsdesk by itself. */
export interface SlackInstall {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Ids of those that may; null for any. */
  readonly workspaces: readonly string[] | null;
  /** By which their tokens are encrypted in the archive; the old one opens those that were before it was changed. */
  readonly keys: { readonly current: Uint8Array; readonly old: Uint8Array | null };
}

export interface SlackConfig {
  /** Of the one workspace; null where there are several. */
  readonly botToken: string | null;
  readonly install: SlackInstall | null;
  readonly apiUrl: string | null;
  /** For Socket Mode; null when Slack is to call us, or there is no conversation at all. */
  readonly appToken: string | null;
  /** Proves that a request is Slack's, where Slack calls us. */
  readonly signingSecret: string | null;
  /** Where Slack's requests arrive; null when they don't. */
  readonly port: number | null;
  /** How many connections this process opens in Socket Mode. */
  readonly connections: number;
}

export interface DiscordConfig {
  readonly token: string;
  readonly apiUrl: string | null;
  /** Those that this process listens to; null: all that Discord recommends. */
  readonly shards: Shards | null;
  /** This process's share of what Discord lets the bot call; all of it when left out. */
  readonly callsPerSecond?: number;
}

/** Null where Slack is not connected. */
export function slackConfig(env: Environment): SlackConfig | null {
  const install = slackInstall(env);
  if (!env.SLACK_BOT_TOKEN && !install) return null;
  return {
    botToken: env.SLACK_BOT_TOKEN ?? null,
    install,
    apiUrl: env.SLACK_API_URL ?? null,
    appToken: env.SLACK_APP_TOKEN ?? null,
    signingSecret: env.SLACK_SIGNING_SECRET ?? null,
    port: env.NEWSDESK_PORT ?? null,
    connections: env.NEWSDESK_SLACK_CONNECTIONS,
  };
}

/** Then NEWSDESK_PORT is open to the world. */
export function slackCallsUs(slack: SlackConfig | null): boolean {
  if (!slack?.signingSecret || slack.port === null) return false;
  return slack.install !== null || slack.appToken === null;
}

function slackInstall(env: Environment): SlackInstall | null {
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, NEWSDESK_SECRET_KEY: current } = env;
  if (!clientId || !clientSecret || !current) return null;
  const keys = { current, old: env.NEWSDESK_SECRET_KEY_OLD ?? null };
  return { clientId, clientSecret, workspaces: env.SLACK_WORKSPACES ?? null, keys };
}

/** Null where Discord is not connected. */
export function discordConfig(env: Environment): DiscordConfig | null {
  if (!env.DISCORD_TOKEN) return null;
  return {
    token: env.DISCORD_TOKEN,
    apiUrl: env.DISCORD_API_URL ?? null,
    shards: env.NEWSDESK_DISCORD_SHARDS ?? null,
    ...(env.DISCORD_CALLS_PER_SECOND && { callsPerSecond: env.DISCORD_CALLS_PER_SECOND }),
  };
}
