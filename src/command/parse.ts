/**
 * Commands as people type them: Slack's text after the slash, a mention, a line in the terminal. Any text is fine; what
 * does not fit an option is left for the desk to complain about.
 */
import type { Action } from '../message/control.ts';
import { commandNamed } from './catalogue.ts';
import { type Command, commandName, type Option, type Root } from './command.ts';

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
  if (found) return { command: commandName(found.command), args: readArgs(found.command, found.rest) };
  if (root === 'news' && words.split(/\s+/).length >= WORDS_OF_A_QUESTION) return question(words);
  return { command: 'news help', args: words === '' ? {} : { command: words } };
}

/**
 * Reads what is said to Newsdesk by its name: a command if it begins with one (`status`, `why strait toll`), else a
 * question. A sentence that ends in a question mark is one, whatever word it begins with.
 */
export function parseMention(text: string): Action {
  const words = text.slice(0, LONGEST_TEXT).trim();
  if (words === '') return { command: 'news help', args: {} };
  const [, root = 'news', rest = words] = /^\/?(news-admin|news)\s+(.*)$/is.exec(words) ?? [];
  const found = words.endsWith('?') ? null : commandIn(root.toLowerCase() as Root, rest);
  return found ? { command: commandName(found.command), args: readArgs(found.command, found.rest) } : question(words);
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

function readArgs(command: Command, text: string): Record<string, string> {
  const args: Record<string, string> = {};
  const unnamed = takeChannel(command, takeNamed(command, withSecondWords(command, text), args), args);
  takeInOrder(command, unnamed, args);
  return args;
}

/** `lookback:fri 17:00` as `lookback:"fri 17:00"`, so that it stands together. */
function withSecondWords({ options }: Command, text: string): string {
  return options.reduce((words, { name, second }) => {
    if (second === undefined) return words;
    return words.replace(new RegExp(`(?<!\\S)(${name}:)(\\p{L}+\\s+${second})(?!\\S)`, 'iu'), '$1"$2"');
  }, text);
}

/** Takes every `name:value` of the command's options out of the text. What an option takes to the end is not cut out. */
function takeNamed(command: Command, text: string, args: Record<string, string>): string {
  const names = command.options.filter(({ rest }) => !rest).map(({ name }) => name);
  const last = command.options.find(({ rest }) => rest);
  const prefix = last && new RegExp(`^\\s*${last.name}:\\s*`, 'i');
  const named = new RegExp(`(?<!\\S)(${names.join('|')}):(?:["“”]([^"“”]*)["“”]|(\\S+))`, 'giu');
  const rest =
    names.length === 0
      ? text
      : text.replace(named, (whole, name: string, quoted?: string, word?: string) => {
          const option = command.options.find((one) => one.name === name.toLowerCase());
          if (!option || args[option.name] !== undefined) return whole;
          args[option.name] = writtenValue(option, quoted ?? word ?? '');
          return ' ';
        });
  return (prefix ? rest.replace(prefix, '') : rest).trim();
}

const CHANNEL_TOKEN = /<#([A-Z0-9]+)(?:\|[^>]*)?>/;

/** A channel that the platform's own picker wrote can stand anywhere. */
function takeChannel(command: Command, text: string, args: Record<string, string>): string {
  const option = command.options.find(({ type, name }) => type === 'channel' && args[name] === undefined);
  const token = CHANNEL_TOKEN.exec(text);
  if (!option || !token) return text;
  args[option.name] = writtenValue(option, token[0]);
  return text.replace(token[0], ' ').replace(/\s+/g, ' ').trim();
}

/** One word or quoted phrase for each option, in their order; the option that takes the rest, or else the last text, takes what is left. */
function takeInOrder(command: Command, text: string, args: Record<string, string>): void {
  let left = text;
  let lastText: string | null = null;
  for (const option of command.options) {
    if (left === '' || args[option.name] !== undefined || option.type === 'channel') continue;
    if (option.rest) {
      args[option.name] = unquoted(left);
      return;
    }
    const [whole = '', quoted, word = ''] = /^(?:["“”]([^"“”]*)["“”]|(\S+))\s*/u.exec(left) ?? [];
    if (!fits(option, quoted ?? word, command)) continue;
    args[option.name] = quoted ?? word;
    if (option.type === 'text') lastText = option.name;
    left = left.slice(whole.length);
  }
  if (left !== '' && lastText !== null) args[lastText] = `${args[lastText]} ${left}`.trim();
}

const SPAN_OR_DAY = /^(?:\d{1,5}[hdw]|\d{4}-\d{2}-\d{2})$/i;

/** Whether a word can be meant for this option, or better for a later one. */
function fits(option: Option, word: string, command: Command): boolean {
  if (option.type === 'number') return /^\d+$/.test(word);
  const takesSpans = command.options.some(({ name }) => name === 'since');
  const takesNumbers = !option.required && command.options.some(({ type }) => type === 'number');
  if (option.name === 'since') return SPAN_OR_DAY.test(word);
  return !(takesSpans && SPAN_OR_DAY.test(word)) && !(takesNumbers && /^\d+$/.test(word));
}

/** Without the quotation marks around the whole, if nothing else is quoted. */
function unquoted(text: string): string {
  return /^["“”]([^"“”]*)["“”]$/u.exec(text)?.[1] ?? text;
}

/** Channels as `platform:id`, whichever way they were written; any other value as it is. */
function writtenValue({ type }: Option, value: string): string {
  const id = type === 'channel' ? CHANNEL_TOKEN.exec(value)?.[1] : undefined;
  if (id === undefined) return value;
  return /^\d+$/.test(id) ? `discord:${id}` : `slack:${id}`;
}
