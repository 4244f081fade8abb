/** The operator's files of the feeds folder: `topics.yaml` and `subscriptions.yaml`. */
import { join } from 'node:path';
import { z } from 'zod';
import { type Channel, channelName, type Subscription, WEEKDAYS } from '../digest/subscription.ts';
import { ALL_TOPICS, type Topic } from '../digest/topic.ts';
import { isOpenTo } from '../digest/visible.ts';
import { channelField } from './channel.ts';
import { type ConfigProblem, readYamlFile } from './yaml-file.ts';

const topicName = z
  .string({ error: 'a topic needs a name, in quotes if it is a number' })
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'a topic name is lower-case letters, digits and hyphens, e.g. "chip-exports"')
  .refine((name) => name !== ALL_TOPICS, `"${ALL_TOPICS}" stands for every topic and can't be the name of one`);

const channel = channelField('names the channel, e.g. slack:C0123ABCD');

const term = z
  .string({ error: 'a term is text; put it in quotes if YAML takes it for something else' })
  .trim()
  .min(2, 'a term has at least two characters')
  .refine(joinsWhole, {
    error: (issue) => `"${issue.input}" joins nothing; write words on both sides of the +, e.g. "chip + export"`,
  });

/** A lone `+` asks for what stands on both its sides; a `+` that belongs to a word (`C++`) is part of it. */
function joinsWhole(term: string): boolean {
  return term.split(/(?<!\S)\+(?!\S)/).every((part) => part.trim() !== '');
}

const topicsFile = z.array(
  z.strictObject({
    name: topicName,
    description: z.string({ error: 'a topic needs a description: one line that says what belongs to it' }).min(1),
    terms: z.array(term).min(1, 'a topic needs at least one term that articles on it use'),
    channels: z
      .array(channel, { error: 'must list the only channels that may see the topic, e.g. [slack:C0123ABCD]' })
      .min(1, 'names no channel; leave "channels" out if every channel may see the topic')
      .optional(),
  }),
  { error: 'must be a list of topics, each beginning with "- name: …"' },
);

const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;

const timeOfDay = z
  .string({ error: 'must be a time of day in quotes, e.g. "08:00"' })
  .regex(TIME_OF_DAY, 'must be a time of day like "08:00" (24 hours)');

const lookback = z.strictObject(
  {
    day: z.enum(WEEKDAYS, `must be one of ${WEEKDAYS.join(', ')}`),
    at: timeOfDay,
  },
  { error: 'must be a day and a time, e.g. { day: fri, at: "17:00" }; leave it out for no look back' },
);

const subscriptionsFile = z.array(
  z.strictObject({
    channel,
    topics: z
      .array(z.string(), { error: `must list topics, e.g. [korea, trade], or [${ALL_TOPICS}]` })
      .min(1, `names no topic; write [${ALL_TOPICS}] for everything`),
    at: timeOfDay,
    zone: z
      .string({ error: 'must be an IANA time zone, e.g. Europe/Berlin' })
      .refine(isZone, { error: (issue) => `"${issue.input}" is no IANA time zone; write e.g. Europe/Berlin or UTC` }),
    days: z
      .array(z.enum(WEEKDAYS, `must be among ${WEEKDAYS.join(', ')}`))
      .min(1, 'names no day; leave "days" out for every day')
      .default([...WEEKDAYS]),
    quiet: z.enum(['say', 'silent'], 'must be "say" or "silent"').default('say'),
    lookback: lookback.optional(),
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
  const topics = readYamlFile(join(folder, 'topics.yaml'), join(shownAs, 'topics.yaml'), topicsFile);
  const subscriptionsPath = join(shownAs, 'subscriptions.yaml');
  const subscriptions = readYamlFile(join(folder, 'subscriptions.yaml'), subscriptionsPath, subscriptionsFile);
  const topicList = topics.kind === 'read' ? topics.value.map(toTopic) : [];
  const list = subscriptions.kind === 'read' ? subscriptions.value.map(toSubscription) : null;
  const problems: ConfigProblem[] = [];
  if (topics.kind === 'bad') problems.push(...topics.problems);
  if (topics.kind === 'read') {
    const place = (index: number) => `${join(shownAs, 'topics.yaml')}:${topics.line([index, 'name'])}`;
    problems.push(...topicProblems(topicList, place));
  }
  if (subscriptions.kind === 'bad') problems.push(...subscriptions.problems);
  if (subscriptions.kind === 'read' && list !== null) {
    const place = (index: number, key: string) => `${subscriptionsPath}:${subscriptions.line([index, key])}`;
    // With a broken topics file every name would seem unknown; one problem at a time is enough there.
    problems.push(...subscriptionProblems(list, topics.kind === 'bad' ? null : topicList, place));
  }
  return { topics: topicList, subscriptions: list, problems };
}

function topicProblems(topics: readonly Topic[], place: (index: number) => string): ConfigProblem[] {
  return topics.flatMap(({ name }, index) =>
    topics.findIndex((other) => other.name === name) < index
      ? [{ place: place(index), what: `topic "${name}" is defined twice; join the two` }]
      : [],
  );
}

/** @param topics null when they are not known */
function subscriptionProblems(
  list: readonly Subscription[],
  topics: readonly Topic[] | null,
  place: (index: number, key: string) => string,
): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  for (const [index, subscription] of list.entries()) {
    for (const name of topics === null ? [] : subscription.topics) {
      const what = topicProblem(name, subscription.channel, topics ?? []);
      if (what) problems.push({ place: place(index, 'topics'), what });
    }
    if (list.findIndex((other) => other.id === subscription.id) < index) {
      const what = `${channelName(subscription.channel)} is subscribed twice at ${subscription.schedule.at}; put the topics in one entry, since a channel gets one digest at a time`;
      problems.push({ place: place(index, 'channel'), what });
    }
  }
  return problems;
}

function topicProblem(name: string, channel: Channel, topics: readonly Topic[]): string | null {
  if (name === ALL_TOPICS) return null;
  const topic = topics.find((one) => one.name === name);
  if (!topic) {
    const known = new Set([ALL_TOPICS, ...topics.map(({ name }) => name)]);
    return `topic "${name}" is not in topics.yaml; known are ${[...known].join(', ')}`;
  }
  if (isOpenTo(channel, topic)) return null;
  return `topic "${name}" is kept to ${topic.channels?.join(', ')} by topics.yaml; add ${channelName(channel)} there, or take the topic out here`;
}

function toTopic({ channels, ...topic }: z.output<typeof topicsFile>[number]): Topic {
  return channels === undefined ? topic : { ...topic, channels: channels.map(channelName) };
}

function toSubscription(entry: z.output<typeof subscriptionsFile>[number]): Subscription {
  return {
    id: subscriptionId(entry.channel, entry.at),
    channel: entry.channel,
    topics: entry.topics,
    actors: [],
    schedule: { at: entry.at, zone: entry.zone, days: entry.days },
    quiet: entry.quiet,
    ...(entry.lookback ? { lookback: entry.lookback } : {}),
  };
}

/** What a user has who has set up nothing: everything, every morning, in the terminal. */
export function consoleSubscription(zone: string): Subscription {
  const channel: Channel = { platform: 'console', id: 'terminal' };
  return {
    id: subscriptionId(channel, '08:00'),
    channel,
    topics: [ALL_TOPICS],
    actors: [],
    schedule: { at: '08:00', zone, days: WEEKDAYS },
    quiet: 'say',
  };
}

function subscriptionId(channel: Channel, at: string): string {
  return `${channelName(channel)}@${at}`;
}

/** An IANA name. Offsets such as +02:00 are accepted by Intl, but know no daylight saving. */
function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return /^[A-Za-z]/.test(zone);
  } catch {
    return false;
  }
}
