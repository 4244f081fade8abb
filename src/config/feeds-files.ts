import { join } from 'node:path';
import { z } from 'zod';
import {
  type Channel,
  channelName,
  PLATFORMS,
  type Platform,
  type Subscription,
  WEEKDAYS,
} from '../digest/subscription.ts';
import { ALL_TOPICS, type Topic } from '../digest/topic.ts';
import { type ConfigProblem, readYamlFile } from './yaml-file.ts';

const topicName = z
  .string({ error: 'a topic needs a name, in quotes if it is a number' })
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'a topic name is lower-case letters, digits and hyphens, e.g. "chip-exports"')
  .refine((name) => name !== ALL_TOPICS, `"${ALL_TOPICS}" stands for every topic and can't be the name of one`);

const topicsFile = z.array(
  z.strictObject({
    name: topicName,
    description: z.string({ error: 'a topic needs a description: one line that says what belongs to it' }).min(1),
    terms: z
      .array(z.string({ error: 'a term is text; put it in quotes if YAML takes it for something else' }).trim().min(2))
      .min(1, 'a topic needs at least one term that articles on it use'),
  }),
  { error: 'must be a list of topics, each beginning with "- name: …"' },
);

const subscriptionsFile = z.array(
  z.strictObject({
    channel: z.string({ error: 'names the channel, e.g. slack:C0123ABCD' }).transform((text, context) => {
      const channel = readChannel(text);
      if (channel) return channel;
      context.addIssue(`"${text}" is no channel; write slack:C0123ABCD, discord:1234567890 or console:terminal`);
      return z.NEVER;
    }),
    topics: z
      .array(z.string(), { error: `must list topics, e.g. [korea, trade], or [${ALL_TOPICS}]` })
      .min(1, `names no topic; write [${ALL_TOPICS}] for everything`),
    at: z
      .string({ error: 'must be a time of day in quotes, e.g. "08:00"' })
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day like "08:00" (24 hours)'),
    zone: z
      .string({ error: 'must be an IANA time zone, e.g. Europe/Berlin' })
      .refine(isZone, { error: (issue) => `"${issue.input}" is no IANA time zone; write e.g. Europe/Berlin or UTC` }),
    days: z
      .array(z.enum(WEEKDAYS, `must be among ${WEEKDAYS.join(', ')}`))
      .min(1, 'names no day; leave "days" out for every day')
      .default([...WEEKDAYS]),
    quiet: z.enum(['say', 'silent'], 'must be "say" or "silent"').default('say'),
  }),
  { error: 'must be a list of subscriptions, each beginning with "- channel: …"' },
);

export interface FeedsFiles {
  readonly topics: readonly Topic[];
  /** Null when there is no subscriptions file. */
  readonly subscriptions: readonly Subscription[] | null;
  readonly problems: readonly ConfigProblem[];
}

/**
 * Reads `topics.yaml` and `subscriptions.yaml` of a feeds folder; both may be missing.
 * @param shownAs the folder as the operator wrote it, for problems
 */
export function readFeedsFiles(folder: string, shownAs: string): FeedsFiles {
  const topicsPath = join(shownAs, 'topics.yaml');
  const subscriptionsPath = join(shownAs, 'subscriptions.yaml');
  const topics = readYamlFile(join(folder, 'topics.yaml'), topicsPath, topicsFile);
  const subscriptions = readYamlFile(join(folder, 'subscriptions.yaml'), subscriptionsPath, subscriptionsFile);
  const problems: ConfigProblem[] = [];
  if (topics.kind === 'bad') problems.push(...topics.problems);
  if (subscriptions.kind === 'bad') problems.push(...subscriptions.problems);

  const topicList = topics.kind === 'read' ? topics.value : [];
  if (topics.kind === 'read') {
    for (const [index, topic] of topicList.entries()) {
      if (topicList.findIndex((other) => other.name === topic.name) < index) {
        problems.push({
          place: `${topicsPath}:${topics.line([index, 'name'])}`,
          what: `topic "${topic.name}" is defined twice; join the two`,
        });
      }
    }
  }
  if (subscriptions.kind !== 'read') return { topics: topicList, subscriptions: null, problems };

  const known = new Set([ALL_TOPICS, ...topicList.map((topic) => topic.name)]);
  const list = subscriptions.value.map(toSubscription);
  for (const [index, subscription] of list.entries()) {
    const place = (key: string) => `${subscriptionsPath}:${subscriptions.line([index, key])}`;
    // With a broken topics file every name would seem unknown; one problem at a time is enough there.
    const unknown = topics.kind === 'bad' ? [] : subscription.topics.filter((topic) => !known.has(topic));
    for (const topic of unknown) {
      problems.push({
        place: place('topics'),
        what: `topic "${topic}" is not in topics.yaml; known are ${[...known].join(', ')}`,
      });
    }
    if (list.findIndex((other) => other.id === subscription.id) < index) {
      problems.push({
        place: place('channel'),
        what: `${channelName(subscription.channel)} is subscribed twice at ${subscription.schedule.at}; put the topics in one entry, since a channel gets one digest at a time`,
      });
    }
  }
  return { topics: topicList, subscriptions: list, problems };
}

function toSubscription(entry: z.output<typeof subscriptionsFile>[number]): Subscription {
  return {
    id: subscriptionId(entry.channel, entry.at),
    channel: entry.channel,
    topics: entry.topics,
    schedule: { at: entry.at, zone: entry.zone, days: entry.days },
    quiet: entry.quiet,
  };
}

/** What a user has who has set up nothing: everything, every morning, in the terminal. */
export function consoleSubscription(zone: string): Subscription {
  const channel: Channel = { platform: 'console', id: 'terminal' };
  return {
    id: subscriptionId(channel, '08:00'),
    channel,
    topics: [ALL_TOPICS],
    schedule: { at: '08:00', zone, days: WEEKDAYS },
    quiet: 'say',
  };
}

function subscriptionId(channel: Channel, at: string): string {
  return `${channelName(channel)}@${at}`;
}

const CHANNEL_ID: Record<Platform, RegExp> = {
  slack: /^[A-Z0-9]{1,30}$/,
  discord: /^\d{1,20}$/,
  console: /^[a-z0-9-]{1,30}$/,
};

function readChannel(text: string): Channel | null {
  const [name, id = ''] = text.split(/:(.*)/s, 2);
  const platform = PLATFORMS.find((platform) => platform === name);
  return platform && CHANNEL_ID[platform].test(id) ? { platform, id } : null;
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    // Offsets such as +02:00 are accepted by Intl, but know no daylight saving.
    return /^[A-Za-z]/.test(zone);
  } catch {
    return false;
  }
}
