/** The form that is opened where a required argument misses, built from the options of its command. */

import type { Digest } from '../digest/digest.ts';
import { daysInWords, readDays, writeDays, writeWeekly } from '../digest/recurrence.ts';
import { type Channel, WEEKDAYS } from '../digest/subscription.ts';
import type { Choice } from '../message/control.ts';
import { AGAIN, saidBefore } from './again.ts';
import {
  type Args,
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
import { folded } from './everyone/likeness.ts';
import { sightOf, visibleStory } from './everyone/sight.ts';
import { subscriptionsOf, topicsKnownTo } from './known.ts';
import { topicsInWords } from './managers/target.ts';
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
  const said = await saidBefore(invocation, room);
  const digest = await digestMeant({ ...invocation, args: { ...said, ...invocation.args } }, room);
  if (digest && OF_A_WHOLE_DIGEST.includes(name)) return null;
  const asked = command.options
    .filter((option) => isOpen(option, invocation) && isAsked(option, { command, invocation, digest, said }))
    .sort((one, other) => Number(other.required) - Number(one.required));
  const which = await whichDigest(command, invocation, room);
  const fields: Field[] = [...which];
  for (const option of asked.slice(0, MOST_FIELDS - which.length)) {
    const field = await fieldOf(option, { command, invocation, digest, said }, room);
    // What is left empty stays as it is, whichever is chosen.
    fields.push(which.length > 0 ? { ...field, value: null } : field);
  }
  return {
    command: name,
    args: carried({ command, invocation, digest, said }, fields),
    title: `/${name}`.slice(0, TITLE_LENGTH),
    intro: INTROS[name] ?? null,
    submit: command.verb,
    fields,
  };
}

const isOpen = ({ name }: Option, { args }: Invocation) => (args[name] ?? '').trim() === '';

function isAsked({ name, required, type }: Option, { command, invocation, digest, said }: Asked): boolean {
  if (required) return true;
  if (type === 'channel') return asksWhere(command, invocation) && said[name] === undefined;
  if (command.root === 'news-admin') return name !== 'lookback' || !asksWhere(command, invocation);
  return digest === null && (ALSO_ASKED[commandName(command)] ?? []).includes(name);
}

/** From the Home tab and in direct messages, where to bring something is the first question; elsewhere it is here. */
function asksWhere(command: Command, { caller }: Invocation): boolean {
  return commandName(command) === 'news-admin subscribe' && caller.platform === 'slack' && caller.place === 'direct';
}

/** Where a channel has several digests, which of them is to come at another time. */
async function whichDigest(command: Command, invocation: Invocation, room: Room): Promise<Field[]> {
  if (commandName(command) !== 'news-admin schedule' || invocation.args['was'] !== undefined) return [];
  const made = (await subscriptionsThere(invocation, room)).filter(({ kept }) => kept !== null);
  if (made.length < 2) return [];
  const choices = made.flatMap(({ subscription }) =>
    choice(`${subscription.schedule.at}: ${topicsInWords(subscription)}`, writeWas(subscription)),
  );
  const field = { name: 'was', label: 'Which digest', hint: 'The one that is to come at another time.' };
  return [{ ...field, kind: 'one', required: true, value: null, choices: distinct(choices), complete: null }];
}

const distinct = (choices: readonly Choice[]) => [...new Map(choices.map((one) => [one.value, one])).values()];

/** Of the channel that the command is about, if it is none of another workspace. */
async function subscriptionsThere(invocation: Invocation, room: Room) {
  const there = await subscriptionsOf(channelMeant(invocation), room);
  return there.filter(({ kept }) => kept === null || kept.workspace === invocation.caller.workspace);
}

/** What is known and not asked for. The form is sent from outside the thread, so it names the digest. */
function carried({ invocation, digest, said }: Asked, fields: readonly Field[]): Args {
  const { [AGAIN]: _, ...given } = invocation.args;
  const known = Object.entries({ ...said, ...given }).filter(([name]) => !fields.some((field) => field.name === name));
  return { ...Object.fromEntries(known), ...(digest ? { digest: digest.id } : {}) };
}

// ---- fields ------------------------------------------------------------------------------------------------------------

interface Asked {
  readonly command: Command;
  readonly invocation: Invocation;
  readonly digest: Digest | null;
  /** What was given before, and could not be done so; it stands in the fields. */
  readonly said: Args;
}

async function fieldOf(option: Option, asked: Asked, room: Room): Promise<Field> {
  return option.kind === 'days' ? daysField(option, asked, room) : otherField(option, asked, room);
}

/** Any of the seven, those that hold now chosen. */
async function daysField(option: Option, asked: Asked, room: Room): Promise<Field> {
  const days = readDays(asked.said[option.name] ?? (await valueNow(option, asked, room)) ?? '');
  return {
    ...{ name: option.name, label: labelOf(option), hint: 'The days on which the digest comes.', kind: 'many' },
    ...{ required: option.required, value: days?.join(',') ?? null, choices: DAYS, complete: null },
  };
}

async function otherField(option: Option, asked: Asked, room: Room): Promise<Field> {
  const ofDigest = await choicesOfDigest(option, asked, room);
  const value = asked.said[option.name] ?? (await valueNow(option, asked, room));
  const offered = mayBeTyped(option, asked) ? [] : (ofDigest ?? (await choicesOf(option, asked, room)));
  const choices = withValue(offered, value);
  const complete = ofDigest === null ? (option.complete ?? null) : null;
  return {
    name: option.name,
    label: labelOf(option).slice(0, LABEL_LENGTH),
    hint: option.type === 'channel' ? 'Where it comes; left empty, to you alone.' : option.description,
    kind: kindOf(option, choices),
    required: option.required,
    value: isTooLong(value, choices) ? null : value,
    choices: choices.slice(0, MOST_CHOICES),
    complete: choices.length > 0 ? complete : null,
  };
}

function kindOf({ type, long }: Option, choices: readonly Choice[]): Field['kind'] {
  if (type === 'channel') return 'channel';
  if (choices.length > 0) return 'one';
  return long ? 'text' : 'line';
}

/** On Discord a menu shows its choices and no others: what may be any words, or one of hundreds, is typed there. */
function mayBeTyped({ complete }: Option, { command, invocation }: Asked): boolean {
  const isOpenEnded = complete === 'zone' || (complete === 'topic' && command.root === 'news-admin');
  return isOpenEnded && invocation.caller.platform === 'discord';
}

/** Too long to be chosen, so not among the choices. */
function isTooLong(value: string | null, choices: readonly Choice[]): boolean {
  return value !== null && choices.length > 0 && !choices.some((one) => one.value === value);
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
  if (TYPED.includes(option.complete)) return [];
  const { caller, args } = invocation;
  return completions({ caller, command: commandName(command), option: option.name, typed: '', args }, room);
}

const DAYS: readonly Choice[] = WEEKDAYS.map((day) => ({
  label: daysInWords([day]).replace('every ', ''),
  value: day,
}));

const DEFAULT_TIME = '08:00';

/** The one that is named, or else the caller's own. */
function channelMeant({ args, caller }: Invocation): Channel {
  const [, platform, id] = /^(\w+):(.+)$/s.exec(args['channel'] ?? '') ?? [];
  return id !== undefined && platform === caller.platform ? { platform: caller.platform, id } : caller.channel;
}

/** What a subscription has already, or what most want. */
async function valueNow(
  { name, type, complete }: Option,
  { command, invocation }: Asked,
  room: Room,
): Promise<string | null> {
  if (command.root !== 'news-admin' || type !== 'text') return null;
  const { caller } = invocation;
  if (commandName(command) === 'news-admin topic edit') return ofTopic(name, invocation, room);
  const all = await subscriptionsThere(invocation, room);
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

/** What a topic looks for now: people change a word of it, and do not write all of it anew. */
async function ofTopic(name: string, { args, caller }: Invocation, room: Room): Promise<string | null> {
  const known = await topicsKnownTo(caller, room);
  const kept = known.find(({ topic }) => folded(topic.name) === folded(args['name'] ?? ''))?.kept;
  if (!kept) return null;
  if (name === 'terms') return kept.terms.join(', ');
  return name === 'description' ? kept.description : null;
}
