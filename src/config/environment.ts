/** The settings: each by itself, as it is written and what it may be. */
import { z } from 'zod';
import { port, webAddress } from './address.ts';
import { channelSetting } from './channel.ts';
import { databaseSetting } from './database.ts';
import { managersSetting } from './managers.ts';
import { connectionsSetting, shardsSetting } from './placement.ts';
import { secretKeySetting, workspacesSetting } from './secret-key.ts';
import { watchSettings } from './watching.ts';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export const DEFAULT_FEEDS = 'feeds';

const text = z.string().trim().min(1).optional();
const positive = z.coerce
  .number({ error: 'must be a number' })
  .positive('must be greater than 0; leave it out for no limit')
  .optional();
const price = z.coerce.number({ error: 'must be a number: US dollars for a million tokens' }).min(0).optional();

/** A look back tells of two weeks, and a digest after downtime of all the time since. */
const LEAST_KEEP_DAYS = 30;
const KEEP_DAYS = `must be a whole number of days, ${LEAST_KEEP_DAYS} or more; leave it out to keep everything`;

export const environment = z.object({
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

/** What they are, once every one of them is well. */
export type Environment = z.output<typeof environment>;
