/** With `config/` the only place that reads the environment. Everything the operator can set, checked once, frozen. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEFAULT_FEEDS, type Environment, environment, type LogLevel } from './config/environment.ts';
import { consoleSubscription, readFeedsFiles } from './config/feeds-files.ts';
import type { Shards } from './config/placement.ts';
import { secretsIn } from './config/secrets.ts';
import { type Settings, settingsOf } from './config/settings.ts';
import { slackProblems } from './config/slack-settings.ts';
import { type WatchConfig, watchConfig } from './config/watching.ts';
import type { ConfigProblem } from './config/yaml-file.ts';
import type { Channel, Subscription } from './digest/subscription.ts';
import type { Topic } from './digest/topic.ts';

export type { ConfigProblem } from './config/yaml-file.ts';

export interface Prices {
  /** US dollars for a million tokens. */
  readonly inputPerMillion: number;
  readonly cachedPerMillion: number;
  readonly outputPerMillion: number;
}

export interface ModelConfig {
  /** Null for a local server that asks for none. */
  readonly apiKey: string | null;
  readonly baseUrl: string | null;
  readonly model: string;
  /** At the same address; null where articles are compared by their words alone. */
  readonly embeddingModel: string | null;
  readonly concurrency: number;
  readonly timeoutMs: number;
  readonly dailyTokens: number | null;
  readonly dailyCostUsd: number | null;
  readonly prices: Prices | null;
}

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

/** Ids of the people who may use `/news-admin` besides those whom the platform's own rights make managers. */
export interface Managers {
  readonly slack: readonly string[];
  readonly discord: readonly string[];
}

export interface Config extends WatchConfig {
  /** What is never shown, wherever it turns up. */
  readonly secrets: readonly string[];
  readonly dataDir: string;
  /** The PostgreSQL server that keeps the archive; null: it is kept in the data folder. The URL has a password in it. */
  readonly database: { readonly url: string } | null;
  readonly feedsDir: string;
  readonly promptsDir: string;
  readonly logLevel: LogLevel | null;
  /** Older articles are let go; null: all are kept. */
  readonly keepDays: number | null;
  /** Null: the offline reader. */
  readonly model: ModelConfig | null;
  readonly slack: SlackConfig | null;
  readonly discord: DiscordConfig | null;
  readonly managers: Managers;
  /** Where the operator is told of reports and of trouble; null for nowhere. */
  readonly operator: Channel | null;
  readonly topics: readonly Topic[];
  readonly subscriptions: readonly Subscription[];
  /** The zone of this machine, in which the terminal is told times. IANA name. */
  readonly zone: string;
}

/** A current small model; any other is a setting away. */
const DEFAULT_MODEL = 'gpt-5.4-mini';

/** What must not be shown of the settings, whether or not they are right. */
export function secretsOfSettings(variables: Settings = process.env, folder: string = process.cwd()): string[] {
  return secretsIn(settingsOf(variables, folder));
}

/**
 * Reads the environment (with `.env` of the folder beneath it) and the files in the feeds folder.
 * Reports every problem at once; touches nothing.
 */
export function loadConfig(
  variables: Settings = process.env,
  folder: string = process.cwd(),
): { ok: true; config: Config } | { ok: false; problems: readonly ConfigProblem[] } {
  const settings = settingsOf(variables, folder);
  const parsed = environment.safeParse(settings);
  const feeds = settings['NEWSDESK_FEEDS'] ?? DEFAULT_FEEDS;
  const files = readFeedsFiles(resolve(folder, feeds), feeds);
  const problems = [...environmentProblems(parsed, settings), ...files.problems];
  if (!parsed.success || problems.length > 0) return { ok: false, problems };
  const env = parsed.data;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const config: Config = {
    dataDir: resolve(folder, env.NEWSDESK_DATA),
    database: env.DATABASE_URL ? { url: env.DATABASE_URL } : null,
    feedsDir: resolve(folder, feeds),
    promptsDir: fileURLToPath(new URL('../prompts', import.meta.url)),
    keepDays: env.NEWSDESK_KEEP_DAYS ?? null,
    logLevel: env.LOG_LEVEL ?? null,
    model: modelConfig(env),
    slack: slackConfig(env),
    discord: discordConfig(env),
    managers: env.NEWSDESK_MANAGERS ?? { slack: [], discord: [] },
    operator: env.NEWSDESK_OPERATOR ?? null,
    ...watchConfig(env, slackCallsUs(slackConfig(env))),
    secrets: secretsIn(settings),
    topics: files.topics,
    subscriptions: files.subscriptions ?? [consoleSubscription(zone)],
    zone,
  };
  return { ok: true, config: Object.freeze(config) };
}

function slackConfig(env: Environment): SlackConfig | null {
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
function slackCallsUs(slack: SlackConfig | null): boolean {
  if (!slack?.signingSecret || slack.port === null) return false;
  return slack.install !== null || slack.appToken === null;
}

/** What is missing or too much is told by `slackProblems`. */
function slackInstall(env: Environment): SlackInstall | null {
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, NEWSDESK_SECRET_KEY: current } = env;
  if (!clientId || !clientSecret || !current) return null;
  const keys = { current, old: env.NEWSDESK_SECRET_KEY_OLD ?? null };
  return { clientId, clientSecret, workspaces: env.SLACK_WORKSPACES ?? null, keys };
}

function discordConfig(env: Environment): DiscordConfig | null {
  if (!env.DISCORD_TOKEN) return null;
  return {
    token: env.DISCORD_TOKEN,
    apiUrl: env.DISCORD_API_URL ?? null,
    shards: env.NEWSDESK_DISCORD_SHARDS ?? null,
    ...(env.DISCORD_CALLS_PER_SECOND && { callsPerSecond: env.DISCORD_CALLS_PER_SECOND }),
  };
}

function modelConfig(env: Environment): ModelConfig | null {
  if (!env.OPENAI_API_KEY && !env.OPENAI_BASE_URL) return null;
  const { NEWSDESK_PRICE_INPUT: input, NEWSDESK_PRICE_CACHED: cached, NEWSDESK_PRICE_OUTPUT: output } = env;
  return {
    apiKey: env.OPENAI_API_KEY ?? null,
    baseUrl: env.OPENAI_BASE_URL ?? null,
    model: env.OPENAI_MODEL ?? DEFAULT_MODEL,
    embeddingModel: env.OPENAI_EMBEDDING_MODEL ?? null,
    concurrency: env.NEWSDESK_MODEL_CONCURRENCY,
    timeoutMs: env.NEWSDESK_MODEL_TIMEOUT * 1000,
    dailyTokens: env.NEWSDESK_DAILY_TOKENS ?? null,
    dailyCostUsd: env.NEWSDESK_DAILY_USD ?? null,
    prices:
      input === undefined || output === undefined
        ? null
        : { inputPerMillion: input, cachedPerMillion: cached ?? input, outputPerMillion: output },
  };
}

/** What each setting has of its own, then what they have together. */
function environmentProblems(parsed: ReturnType<typeof environment.safeParse>, settings: Settings): ConfigProblem[] {
  const own = parsed.success
    ? []
    : parsed.error.issues.map((issue) => ({ place: String(issue.path[0]), what: issue.message }));
  return [...own, ...slackProblems(settings), ...moneyProblems(settings)];
}

function moneyProblems(settings: Settings): ConfigProblem[] {
  if (!settings['NEWSDESK_DAILY_USD']) return [];
  if (settings['NEWSDESK_PRICE_INPUT'] && settings['NEWSDESK_PRICE_OUTPUT']) return [];
  const what =
    'needs NEWSDESK_PRICE_INPUT and NEWSDESK_PRICE_OUTPUT (US dollars for a million tokens), or no cost can be known';
  return [{ place: 'NEWSDESK_DAILY_USD', what }];
}
