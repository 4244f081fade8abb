/** Arguments as they come from outside, held to the options of their command. */
import type { Args, Command, Option } from './command.ts';
import { commandName } from './command.ts';
import { readHours } from './words.ts';

export type Checked =
  /** `missing` are required options of which nothing was said: a form can ask for them. */
  | { readonly ok: true; readonly args: Args; readonly missing: readonly Option[] }
  /** A plain sentence that names the option and says how to mend it. */
  | { readonly ok: false; readonly reason: string };

/**
 * Named by buttons only: the digest they stand under, arguments that were too long for them, the hour of the digest meant,
 * how many entries a list has shown, and what was said before and is to be said better.
 */
const HIDDEN_ARGS = ['digest', 'draft', 'was', 'skip', 'again'];
const ID_LENGTH = 100;
/** More is no question, reason or list of terms. UTF-16 code units. */
const TEXT_LENGTH = 2_000;

/** What the options allow of the arguments, tidied; what is no option is dropped. Pure, and never throws. */
export function checkArgs(command: Command, args: Args): Checked {
  const checked: Record<string, string> = {};
  for (const option of command.options) {
    const given = tidy(own(args, option.name), option);
    if (given === '') continue;
    const value = readValue(option, given);
    if ('wrong' in value) return { ok: false, reason: `The option “${option.name}” ${value.wrong}.` };
    checked[option.name] = value.right;
  }
  for (const name of HIDDEN_ARGS) {
    const id = own(args, name);
    if (id !== undefined && /^[\w-]+$/.test(id) && id.length <= ID_LENGTH) checked[name] = id;
  }
  const missing = command.options.filter(({ name, required }) => required && checked[name] === undefined);
  return { ok: true, args: checked, missing };
}

/** What of the arguments cannot be right, by option, each in a sentence: for a form to point at. Pure. */
export function wrongOptions({ options }: Command, args: Args): Record<string, string> {
  const wrong: Record<string, string> = {};
  for (const option of options) {
    const value = own(args, option.name);
    const given = tidy(value, option);
    const read = given === '' ? null : readValue(option, given);
    if (read !== null && 'wrong' in read) wrong[option.name] = `This ${read.wrong}.`;
    if (value !== undefined && given === '' && option.required) wrong[option.name] = 'Please fill this in.';
  }
  return wrong;
}

/** `/news ask needs “question”: in plain words. For example: /news ask What did …` */
export function missingWords(command: Command, missing: readonly Option[]): string {
  const names = missing.map(({ name }) => `“${name}”`).join(' and ');
  return `/${commandName(command)} needs ${names}. For example: /${command.root} ${command.example}`;
}

function own(args: Args, name: string): string | undefined {
  const value: unknown = Object.hasOwn(args, name) ? args[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** Without control characters; only fields of several lines keep their line ends. */
function tidy(value: string | undefined, { long }: Option): string {
  const lines = (value ?? '').toWellFormed().replace(/\r\n?/g, '\n').split('\n');
  const clean = lines.map((line) => line.replace(/\p{Cc}+/gu, ' ').trim());
  return clean.join(long ? '\n' : ' ').trim();
}

type Value = { readonly right: string } | { readonly wrong: string };

function readValue(option: Option, given: string): Value {
  if (option.choices) return chosen(option, given);
  if (option.type === 'number') return wholeNumber(option, given);
  if (option.type === 'channel') return writtenChannel(given);
  if (given.length > TEXT_LENGTH) return { wrong: `takes at most ${TEXT_LENGTH.toLocaleString('en')} characters` };
  return { right: given };
}

function chosen({ choices = [] }: Option, given: string): Value {
  const same = (one: string) => one.toLowerCase() === given.toLowerCase();
  const choice = choices.find(({ label, value }) => same(value) || same(label));
  if (choice) return { right: choice.value };
  return { wrong: `takes one of: ${choices.map(({ label, value }) => `${value} (${label})`).join(', ')}` };
}

function wholeNumber({ kind, min = 0, max = Number.MAX_SAFE_INTEGER }: Option, given: string): Value {
  const inHours = kind === 'hours' ? readHours(given) : null;
  const number = inHours ?? (/^\d{1,15}$/.test(given) ? Number(given) : Number.NaN);
  if (number >= min && number <= max) return { right: String(number) };
  if (kind === 'hours')
    return { wrong: `takes ${min} to ${max} hours, or up to ${Math.floor(max / 24)} days, e.g. 48 or 2d` };
  return { wrong: `takes a whole number from ${min} to ${max}` };
}

/** Slack's and Discord's own way of writing a channel is understood too. */
function writtenChannel(given: string): Value {
  const [, id] = /^<#([A-Za-z0-9]+)(?:\|[^>]*)?>$/.exec(given) ?? [];
  if (id !== undefined) return { right: /^\d+$/.test(id) ? `discord:${id}` : `slack:${id}` };
  if (given.length <= ID_LENGTH && /^(?:slack|discord|console):[\w-]+$/.test(given)) return { right: given };
  return { wrong: 'takes a channel chosen from the list, or written as slack:C0123ABCD or discord:1234567890' };
}
