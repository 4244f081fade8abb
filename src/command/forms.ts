/** The form that is opened where a required argument misses, built from the options of its command. */

import type { Digest } from '../digest/digest.ts';
import { writeDays, writeWeekly } from '../digest/recurrence.ts';
import type { Choice } from '../message/control.ts';
import {
  type Command,
  type Completion,
  commandName,
  type Field,
  type Form,
  type Invocation,
  type Option,
} from './command.ts';
import { completions } from './complete.ts';
import { choice, MOST_CHOICES } from './everyone/choose.ts';
import { sightOf, visibleStory } from './everyone/sight.ts';
import { subscriptionsOf } from './known.ts';
import { writeWas } from './managers/timing.ts';
import type { Room } from './room.ts';
import { digestMeant } from './subjects.ts';

/** Discord's limit of a modal: https://discord.com/developers/docs/components/reference#modal */
const MOST_FIELDS = 5;
/** https://api.slack.com/reference/surfaces/views and https://discord.com/developers/docs/components/reference#label */
const TITLE_LENGTH = 24;
const LABEL_LENGTH = 45;

/** Commands that a digest is enough for: they tell of all its stories. */
const OF_A_WHOLE_DIGEST = ['news why', 'news sources'];
/** What is also asked for, although it may be left out. Of other commands for managers, everything. */
const ALSO_ASKED: Readonly<Record<string, readonly string[]>> = { 'news ask': ['topic'] };

const INTROS: Readonly<Record<string, string>> = {
  'news ask': 'Answered from the archive, each sentence with its quote.',
  'news follow': 'News on it will come to you as a direct message, once a day at most.',
  'news report': 'The managers of this channel will be told.',
  'news-admin subscribe': 'Choose a topic, or type any words: a new topic can be made of them.',
};

/** The form for what misses; null when nothing does, or when a digest says what is meant. */
export async function formFor(command: Command, invocation: Invocation, room: Room): Promise<Form | null> {
  const name = commandName(command);
  const missing = command.options.filter((option) => option.required && isOpen(option, invocation));
  if (missing.length === 0) return null;
  const digest = await digestMeant(invocation, room);
  if (digest && OF_A_WHOLE_DIGEST.includes(name)) return null;
  const asked = command.options
    .filter((option) => isOpen(option, invocation) && isAsked(option, command, digest))
    .sort((one, other) => Number(other.required) - Number(one.required))
    .slice(0, MOST_FIELDS);
  const fields: Field[] = [];
  for (const option of asked) fields.push(await fieldOf(option, { command, invocation, digest }, room));
  return {
    command: name,
    // The form is sent from outside the thread.
    args: digest ? { ...invocation.args, digest: digest.id } : invocation.args,
    title: `/${name}`.slice(0, TITLE_LENGTH),
    intro: INTROS[name] ?? null,
    submit: command.verb,
    fields,
  };
}

const isOpen = ({ name }: Option, { args }: Invocation) => (args[name] ?? '').trim() === '';

function isAsked({ name, required, type }: Option, command: Command, digest: Digest | null): boolean {
  if (required) return true;
  if (command.root === 'news-admin') return type !== 'channel';
  return digest === null && (ALSO_ASKED[commandName(command)] ?? []).includes(name);
}

// ---- fields ------------------------------------------------------------------------------------------------------------

interface Asked {
  readonly command: Command;
  readonly invocation: Invocation;
  readonly digest: Digest | null;
}

async function fieldOf(option: Option, asked: Asked, room: Room): Promise<Field> {
  const ofDigest = await choicesOfDigest(option, asked, room);
  const value = await valueNow(option, asked, room);
  const choices = withValue(ofDigest ?? (await choicesOf(option, asked, room)), value);
  const complete = ofDigest === null ? (option.complete ?? null) : null;
  return {
    name: option.name,
    label: labelOf(option).slice(0, LABEL_LENGTH),
    hint: option.description,
    kind: choices.length > 0 ? 'one' : option.long ? 'text' : 'line',
    required: option.required,
    value,
    choices: choices.slice(0, MOST_CHOICES),
    complete: choices.length > 0 ? complete : null,
  };
}

/** What stands there must be among what can be chosen. */
function withValue(choices: readonly Choice[], value: string | null): readonly Choice[] {
  if (value === null || choices.length === 0 || choices.some((one) => one.value === value)) return choices;
  return [...choice(value, value), ...choices];
}

const labelOf = ({ name }: Option) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

/** In the thread of a digest, or under it, only what it tells is meant; null where that says nothing. */
async function choicesOfDigest(
  { complete }: Option,
  { invocation, digest }: Asked,
  room: Room,
): Promise<Choice[] | null> {
  if (digest === null || digest.stories.length === 0) return null;
  if (complete === 'story') return storiesOf(digest, invocation, room);
  if (complete !== 'followable') return null;
  const topics = digest.stories.flatMap((story) => story.topics);
  const actors = digest.stories.flatMap((story) => story.actors.map(({ name }) => name));
  const { nameable } = await sightOf(invocation.caller, room);
  return [...new Set([...nameable(topics), ...actors])].flatMap((name) => choice(name, name));
}

async function storiesOf(digest: Digest, { caller }: Invocation, room: Room): Promise<Choice[]> {
  const sight = await sightOf(caller, room);
  const choices: Choice[] = [];
  for (const { storyId, headline } of digest.stories) {
    if (await visibleStory(storyId, sight, room)) choices.push(...choice(headline, storyId));
  }
  return choices;
}

/** Where nothing is listed, people type: a name that muting takes depends on what is muted. */
const TYPED: readonly (Completion | undefined)[] = [undefined, 'muted'];

async function choicesOf(option: Option, { command, invocation }: Asked, room: Room): Promise<readonly Choice[]> {
  if (option.choices) return option.choices;
  if (option.name === 'days' && option.type === 'text') return DAYS;
  if (TYPED.includes(option.complete)) return [];
  const { caller, args } = invocation;
  return completions({ caller, command: commandName(command), option: option.name, typed: '', args }, room);
}

/** As `digest/recurrence.ts` writes them. */
const DAYS: readonly Choice[] = [
  { label: 'Every day', value: 'every' },
  { label: 'Weekdays', value: 'weekdays' },
  { label: 'Weekend', value: 'weekend' },
  { label: 'Mondays', value: 'mon' },
  { label: 'Tuesdays', value: 'tue' },
  { label: 'Wednesdays', value: 'wed' },
  { label: 'Thursdays', value: 'thu' },
  { label: 'Fridays', value: 'fri' },
  { label: 'Monday, Wednesday, Friday', value: 'mon, wed, fri' },
];

const DEFAULT_TIME = '08:00';

/** What a subscription has already, or what most want. */
async function valueNow(
  { name, type, complete }: Option,
  { command, invocation }: Asked,
  room: Room,
): Promise<string | null> {
  if (command.root !== 'news-admin' || type !== 'text') return null;
  const { caller } = invocation;
  const all = await subscriptionsOf(caller.channel, room);
  const here = all.find(({ subscription }) => writeWas(subscription) === invocation.args['was']) ?? all[0];
  const schedule = here?.subscription.schedule;
  if (name === 'time') return schedule?.at ?? DEFAULT_TIME;
  if (complete === 'zone') return schedule?.zone ?? caller.zone ?? room.zone;
  if (name === 'days') return schedule ? writeDays(schedule.days) : 'every';
  if (name === 'lookback') {
    // A new subscription does not get the look back of another one.
    const lookback = commandName(command) === 'news-admin schedule' ? here?.subscription.lookback : null;
    return lookback ? writeWeekly(lookback) : null;
  }
  if (name === 'quiet') return here?.subscription.quiet ?? null;
  return null;
}
