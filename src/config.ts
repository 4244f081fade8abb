/** With `config/` the only place that reads the environment. Everything the operator can set, checked once, frozen. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEFAULT_FEEDS, environment, type LogLevel } from './config/environment.ts';
import { consoleSubscription, readFeedsFiles } from './config/feeds-files.ts';
import type { Managers } from './config/managers.ts';
import { type ModelConfig, modelConfig, moneyProblems } from './config/model.ts';
import { type DiscordConfig, discordConfig, type SlackConfig, slackCallsUs, slackConfig } from './config/platforms.ts';
import { secretsIn } from './config/secrets.ts';
import { type Settings, settingsOf } from './config/settings.ts';
import { slackProblems } from './config/slack-settings.ts';
import { type WatchConfig, watchConfig } from './config/watching.ts';
import type { ConfigProblem } from './config/yaml-file.ts';
import type { Channel, Subscription } from './digest/subscription.ts';
import type { Topic } from './digest/topic.ts';

export type { ConfigProblem } from './config/yaml-file.ts';

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
  const slack = slackConfig(env);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const config: Config = {
    dataDir: resolve(folder, env.NEWSDESK_DATA),
    database: env.DATABASE_URL ? { url: env.DATABASE_URL } : null,
    feedsDir: resolve(folder, feeds),
    promptsDir: fileURLToPath(new URL('../prompts', import.meta.url)),
    keepDays: env.NEWSDESK_KEEP_DAYS ?? null,
    logLevel: env.LOG_LEVEL ?? null,
    model: modelConfig(env),
    slack,
    discord: discordConfig(env),
    managers: env.NEWSDESK_MANAGERS ?? { slack: [], discord: [] },
    operator: env.NEWSDESK_OPERATOR ?? null,
    ...watchConfig(env, slackCallsUs(slack)),
    secrets: secretsIn(settings),
    topics: files.topics,
    subscriptions: files.subscriptions ?? [consoleSubscription(zone)],
    zone,
  };
  return { ok: true, config: Object.freeze(config) };
}

/** What each setting has of its own, then what they have together. */
function environmentProblems(parsed: ReturnType<typeof environment.safeParse>, settings: Settings): ConfigProblem[] {
  const own = parsed.success
    ? []
    : parsed.error.issues.map((issue) => ({ place: String(issue.path[0]), what: issue.message }));
  return [...own, ...slackProblems(settings), ...moneyProblems(settings)];
}
