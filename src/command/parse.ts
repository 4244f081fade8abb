/**
 * Commands as people type them: Slack's text after the slash, a mention, a line in the terminal. Any text is fine; what
 * does not fit an option is left for the desk to complain about.
 */
import type { Action } from '../message/control.ts';
import { commandNamed } from './catalogue.ts';
import { type Command, commandName, type Option, type Root } from './command.ts';
import { leadingValue, splitAtTime } from './words.ts';

/** More than this is no command; the rest is dropped. UTF-16 code units. */
const LONGEST_TEXT = 4_000;

/** From so many words on, what follows `/news` and names no command is taken for a question. */
const WORDS_OF_A_QUESTION = 3;

/**
 * Reads what stands after `/news` or `/news-admin`: the command, then options as `name:value` or `name:"a value"` in any
 * place, and the others in their order. Nothing at all asks for help.
 */
export function parseCommand(root: Root, text: string): Action {
  const words = text.slice(0, LONGEST_TEXT).trim();
  const found = commandIn(root, words);
  if (found) return HELP.test(found.rest) ? helpOn(found.command) : actionOf(found);
  if (root === 'news-admin') return { command: 'news help', args: { command: `${root} ${words}`.trim() } };
  if (words.split(/\s+/).length >= WORDS_OF_A_QUESTION) return question(words);
  return { command: 'news help', args: words === '' ? {} : { command: words } };
}

/**
 * Reads what is said to Newsdesk by its name: a command if it begins with one (`status`, `why strait toll`), else a
 * question. A sentence that ends in a question mark is one, whatever word it begins with. What has a slash is read as if
 * it had been typed alone.
 */
export function parseMention(text: string): Action {
  const words = text.slice(0, LONGEST_TEXT).trim();
  if (words === '') return { command: 'news help', args: {} };
  const [typed, slash, named = 'news', said = ''] = /^(\/?)(news-admin|news)(?:\s+(.*))?$/is.exec(words) ?? [];
  const root = named.toLowerCase() as Root;
  if (typed !== undefined && (slash || said === '')) return parseCommand(root, said);
  const found = words.endsWith('?') ? null : commandIn(root, typed === undefined ? words : said);
  if (!found) return question(words);
  return HELP.test(found.rest) ? helpOn(found.command) : actionOf(found);
}

/** Said after a command, it asks what the command takes. */
const HELP = /^(?:(?:-h|-{0,2}help)\s*|\?+\s*)$/i;

function helpOn(command: Command): Action {
  return { command: 'news help', args: { command: commandName(command) } };
}

function actionOf({ command, rest }: { command: Command; rest: string }): Action {
  return { command: commandName(command), args: readArgs(command, rest) };
}

function question(words: string): Action {
  const ask = commandNamed('news ask') as Command;
  return { command: commandName(ask), args: readArgs(ask, words) };
}

/** The longest path that the words begin with, in any case. */
function commandIn(root: Root, words: string): { command: Command; rest: string } | null {
  for (const pattern of [/^(\S+\s+\S+)(?:\s+(.*))?$/s, /^(\S+)(?:\s+(.*))?$/s]) {
    const [, path = '', rest = ''] = pattern.exec(words) ?? [];
    const command = commandNamed(`${root} ${path.toLowerCase().split(/\s+/).join(' ')}`);
    if (command) return { command, rest };
  }
  return null;
}

// ---- options -------------------------------------------------------------------------------------------------------

type Words = Record<string, string>;

function readArgs(command: Command, text: string): Words {
  const args: Words = {};
  const unnamed = takeChannel(command, takeNamed(command, text, args), args);
  takeInOrder(command, unnamed, args);
  return args;
}

/** How a phrase begins and ends that somebody has put into quotation marks: straight, curly, German or French ones. */
const QUOTED = /^(?:["“”„]([^"“”„]*)["“”]|«\s*([^«»]*?)\s*»)/u;

/** A phrase in quotation marks at the beginning, with and without them; null when there is none. */
function quotedAt(text: string): { whole: string; phrase: string } | null {
  const [whole, curly, angular] = QUOTED.exec(text) ?? [];
  return whole === undefined ? null : { whole, phrase: curly ?? angular ?? '' };
}

/** Takes every `name:value` of the command's options out of the text, and gives back what is left. */
function takeNamed(command: Command, text: string, args: Words): string {
  const found = namesIn(command, text);
  const head = text.slice(0, found[0]?.start);
  let rest = head;
  for (const [index, { option, start, from }] of found.entries()) {
    const said = text.slice(from, found[index + 1]?.start);
    if (args[option.name] !== undefined) {
      rest += text.slice(start, from) + said;
      continue;
    }
    const value = namedValue(option, said, mayTakeAll(option, command, found, head));
    if (value.words !== '') args[option.name] = value.words;
    rest += ` ${said.slice(value.length)}`;
  }
  return rest.trim();
}

/** Whether a text that is named may have several words: nobody else waits for them, or has had words before. */
function mayTakeAll({ complete }: Option, { options }: Command, found: readonly Named[], head: string): boolean {
  const rest = options.find((option) => option.rest);
  if (rest === undefined || found.some(({ option }) => option === rest)) return true;
  return complete === undefined && head.trim() !== '';
}

interface Named {
  readonly option: Option;
  /** Where its name begins, and what it was given. */
  readonly start: number;
  readonly from: number;
}

/** In the order in which they stand. What is in quotation marks is a phrase, whatever names are in it. */
function namesIn({ options }: Command, text: string): Named[] {
  if (options.length === 0) return [];
  const pattern = new RegExp(`(?<!\\S)(${options.map(({ name }) => name).join('|')}):\\s*`, 'giu');
  const found: Named[] = [];
  for (const match of withoutPhrases(text).matchAll(pattern)) {
    const option = options.find(({ name }) => name === match[1]?.toLowerCase());
    if (!option || (option.rest && isAWord(match.index, found, text))) continue;
    found.push({ option, start: match.index, from: match.index + match[0].length });
  }
  return found;
}

function withoutPhrases(text: string): string {
  return text.replace(/["“”„][^"“”„]*["“”]|«[^«»]*»/gu, (phrase) => '_'.repeat(phrase.length));
}

/** The name of the option that takes the rest, as a word of a text: `ask What is the question: who pays?` */
function isAWord(at: number, found: readonly Named[], text: string): boolean {
  const before = found.at(-1);
  const between = text.slice(before?.from ?? 0, at).trim();
  if (!before || between === '') return between !== '';
  const { kind, required } = before.option;
  const isItsValue = firstOf(between).whole === between || (kind && leadingValue(kind, between) === between);
  return !required && !isItsValue;
}

/** What belongs to the name, and how much of the text that is. */
function namedValue(option: Option, said: string, mayTakeAll: boolean): { words: string; length: number } {
  const quoted = option.rest ? null : quotedAt(said);
  if (quoted) return { words: writtenValue(option, quoted.phrase), length: quoted.whole.length };
  const [word = ''] = /^\S+/.exec(said) ?? [];
  if (option.kind) {
    const value = leadingValue(option.kind, said) || word;
    return { words: value.replace(/[,;]$/, ''), length: value.length };
  }
  if (option.rest || (mayTakeAll && isOfManyWords(option)))
    return { words: unquoted(said.trim()), length: said.length };
  return { words: writtenValue(option, word), length: word.length };
}

const isOfManyWords = ({ type, choices }: Option) => type === 'text' && choices === undefined;

const CHANNEL_TOKEN = /<#([A-Z0-9]+)(?:\|[^>]*)?>/;

/** `trade to <#C0123|news>` */
const TO_CHANNEL = new RegExp(`(?:(?<!\\S)(?:to|into|in|for)\\s+)?${CHANNEL_TOKEN.source}`, 'i');

/** A channel that the platform's own picker wrote can stand anywhere. */
function takeChannel(command: Command, text: string, args: Words): string {
  const option = command.options.find(({ type, name }) => type === 'channel' && args[name] === undefined);
  const token = TO_CHANNEL.exec(text);
  if (!option || !token) return text;
  args[option.name] = writtenValue(option, token[0]);
  return text.replace(token[0], ' ').replace(/\s+/g, ' ').trim();
}

/**
 * What was said without names. Words of a kind go to the option that takes such words; of the others, one word or quoted
 * phrase to each option, in their order, and what is left to the option that takes the rest, or else to the last text.
 */
function takeInOrder(command: Command, text: string, args: Words): void {
  const rest = command.options.find((option) => option.rest && args[option.name] === undefined);
  if (rest) takeBefore(rest, command, text, args);
  else takeAll(command, text, args);
}

/** The texts before the one that takes the rest; after it, a time with what belongs to it. */
function takeBefore(rest: Option, command: Command, text: string, args: Words): void {
  let left = text;
  for (const option of command.options.slice(0, command.options.indexOf(rest))) {
    if (left === '' || args[option.name] !== undefined || option.type === 'channel' || option.kind) continue;
    const { whole, phrase } = firstOf(left);
    args[option.name] = phrase;
    left = left.slice(whole.length).trim();
  }
  const timed = command.options.some(({ kind }) => kind === 'time') ? splitAtTime(left) : null;
  for (const option of timed ? command.options : []) {
    const value = option.kind && timed?.timing[option.kind];
    if (value !== undefined && value !== '' && args[option.name] === undefined) args[option.name] = value;
  }
  const words = timed?.before ?? left;
  if (words !== '') args[rest.name] = unquoted(words);
}

/** A command's options are said in fewer words; what stands further on is text. */
const MOST_WORDS = 40;

function takeAll(command: Command, text: string, args: Words): void {
  let left = text;
  let lastText: string | null = null;
  for (let words = 0; left !== ''; words++) {
    const open = command.options.filter(({ name, type }) => args[name] === undefined && type !== 'channel');
    const telling = words < MOST_WORDS ? open.flatMap((option) => tellingValue(option, left, open))[0] : undefined;
    const { whole, phrase } = firstOf(left);
    const next = open.find((option) => takesWord(option, phrase));
    const taken = telling?.value ?? whole;
    if (telling) args[telling.option.name] = telling.value.replace(/[,;]$/, '');
    else if (next) args[next.name] = phrase;
    else if (lastText !== null) args[lastText] = `${args[lastText]} ${phrase}`;
    else break;
    if (!telling && next) lastText = next.name;
    left = left.slice(taken.length).trim();
  }
  if (left === '' || HERE.test(left)) return;
  const open = command.options.filter(({ name }) => args[name] === undefined);
  // A channel by another name than its platform's may be meant: nothing must be done to the one where it is said instead.
  const wanting = open.find(({ required }) => required) ?? open.find(({ type }) => type === 'channel');
  // What is said where nothing fits is for the option to complain about.
  if (wanting) args[wanting.name] = left;
}

const HERE = /^(?:in )?(?:here|this channel)$/i;

function takesWord({ kind, type, choices, required }: Option, word: string): boolean {
  if (kind !== undefined || type !== 'text') return false;
  return choices === undefined || required || choices.some(({ value }) => value === word.toLowerCase());
}

/** The words at the beginning that this option takes by their kind; a number, where no text that must be there waits before it. */
function tellingValue(option: Option, text: string, open: readonly Option[]): { option: Option; value: string }[] {
  const waits = open.slice(0, open.indexOf(option)).some(({ kind, required }) => required && kind === undefined);
  if (waits) return [];
  const ofNumber = option.type === 'number' && /^\d+(?!\S)/.exec(text)?.[0];
  const value = (option.kind && leadingValue(option.kind, text)) || ofNumber;
  return value ? [{ option, value }] : [];
}

function firstOf(text: string): { whole: string; phrase: string } {
  const word = /^\S+/.exec(text)?.[0] ?? text;
  return quotedAt(text) ?? { whole: word, phrase: word };
}

/** Without the quotation marks around the whole, if nothing else is quoted. */
function unquoted(text: string): string {
  const quoted = quotedAt(text);
  return quoted?.whole === text ? quoted.phrase : text;
}

/** Channels as `platform:id`, whichever way they were written; any other value as it is. */
function writtenValue({ type }: Option, value: string): string {
  const id = type === 'channel' ? CHANNEL_TOKEN.exec(value)?.[1] : undefined;
  if (id === undefined) return value;
  return /^\d+$/.test(id) ? `discord:${id}` : `slack:${id}`;
}
