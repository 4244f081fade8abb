/** The only place that reads the environment. Everything the operator can set, checked once, frozen. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { channelSetting } from './config/channel.ts';
import { databaseSetting } from './config/database.ts';
import { consoleSubscription, readFeedsFiles } from './config/feeds-files.ts';
import { managersSetting } from './config/managers.ts';
import { connectionsSetting, type Shards, shardsSetting } from './config/placement.ts';
import { secretKeySetting, workspacesSetting } from './config/secret-key.ts';
import { secretsIn } from './config/secrets.ts';
import { slackProblems } from './config/slack-settings.ts';
import { port, type WatchConfig, watchConfig, watchSettings } from './config/watching.ts';
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

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** A current small model; any other is a setting away. */
const DEFAULT_MODEL = 'gpt-5.4-mini';

const DEFAULT_FEEDS = 'feeds';

const text = z.string().trim().min(1).optional();
const webAddress = z
  .url({ protocol: /^https?$/, error: 'must be an address that begins with http:// or https://' })
  .optional();
const positive = z.coerce
  .number({ error: 'must be a number' })
  .positive('must be greater than 0; leave it out for no limit')
  .optional();
const price = z.coerce.number({ error: 'must be a number: US dollars for a million tokens' }).min(0).optional();

/** A look back tells of two weeks, and a digest after downtime of all the time since. */
const LEAST_KEEP_DAYS = 30;
const KEEP_DAYS = `must be a whole number of days, ${LEAST_KEEP_DAYS} or more; leave it out to keep everything`;

const environment = z.object({
  OPENAI_API_KEY: text,
  OPENAI_BASE_URL: webAddress,
  OPENAI_MODEL: text,
  OPENAI_EMBEDDING_MODEL: text,
  NEWSDESK_MODEL_CONCURRENCY: z.coerce
    .number({ error: 'must be a whole number from 1 to 64' })
    .int()
    .min(1)
    .max(64, 'must be a whole number from 1 to 64')
    .default(4),
  NEWSDESK_MODEL_TIMEOUT: positive.default(90),
  NEWSDESK_DAILY_TOKENS: positive,
  NEWSDESK_DAILY_USD: positive,
  NEWSDESK_PRICE_INPUT: price,
  NEWSDESK_PRICE_CACHED: price,
  NEWSDESK_PRICE_OUTPUT: price,
  SLACK_BOT_TOKEN: text,
  SLACK_APP_TOKEN: text,
  SLACK_SIGNING_SECRET: text,
  SLACK_API_URL: webAddress,
  NEWSDESK_SLACK_CONNECTIONS: connectionsSetting,
  SLACK_CLIENT_ID: text,
  SLACK_CLIENT_SECRET: text,
  SLACK_WORKSPACES: workspacesSetting,
  NEWSDESK_SECRET_KEY: secretKeySetting,
  NEWSDESK_SECRET_KEY_OLD: secretKeySetting,
  DISCORD_TOKEN: text,
  DISCORD_API_URL: webAddress,
  NEWSDESK_DISCORD_SHARDS: shardsSetting,
  DISCORD_CALLS_PER_SECOND: z.coerce
    .number({ error: 'must be a number from 1 to 50' })
    .min(1, 'must be a number from 1 to 50')
    .max(50, 'must be a number from 1 to 50')
    .optional(),
  NEWSDESK_PORT: port,
  NEWSDESK_MANAGERS: managersSetting,
  NEWSDESK_OPERATOR: channelSetting,
  ...watchSettings,
  NEWSDESK_DATA: text.default('data'),
  NEWSDESK_KEEP_DAYS: z.coerce.number({ error: KEEP_DAYS }).int(KEEP_DAYS).min(LEAST_KEEP_DAYS, KEEP_DAYS).optional(),
  NEWSDESK_FEEDS: text.default(DEFAULT_FEEDS),
  DATABASE_URL: databaseSetting,
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).optional(),
});

/** Settings as they are written, by name. */
export type Settings = Readonly<Record<string, string | undefined>>;

type Environment = z.output<typeof environment>;

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

/**
 * What is set, as it is written: by the environment, or else by `.env`. For `setup`, which asks for what is missing and
 * tries a setting out before it writes it down.
 * @returns also the names that the environment sets, whose value in `.env` has no effect
 */
export function readSettings(
  variables: Settings = process.env,
  folder: string = process.cwd(),
): { readonly settings: Settings; readonly fromEnvironment: ReadonlySet<string> } {
  const known = (name: string) => name in environment.shape;
  const settings = Object.entries(settingsOf(variables, folder)).filter(([name]) => known(name));
  const fromEnvironment = Object.keys(withoutEmpty(variables)).filter(known);
  return { settings: Object.fromEntries(settings), fromEnvironment: new Set(fromEnvironment) };
}

function settingsOf(variables: Settings, folder: string): Settings {
  return withoutEmpty({ ...dotEnv(folder), ...variables });
}

/** A variable that is set to nothing, as in a copied `.env.example`, counts as not set. */
function withoutEmpty(variables: Settings): Settings {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim()));
}

function dotEnv(folder: string): Settings {
  const path = join(folder, '.env');
  return existsSync(path) ? parseEnv(readFileSync(path, 'utf8')) : {};
}
