/** `newsdesk news …` and `newsdesk news-admin …`: the commands of chat on the command line. */

import { callerAt } from '../chat/console/conversation.ts';
import { askForm } from '../chat/console/form.ts';
import { renderConsole } from '../chat/console/render.ts';
import { systemClock } from '../clock/system-clock.ts';
import { COMMANDS, commandsOf } from '../command/catalogue.ts';
import type { Command, Invocation, Option, Reply, Root } from '../command/command.ts';
import { parseCommand } from '../command/parse.ts';
import type { Config } from '../config.ts';
import type { Terminal } from '../main/chats.ts';
import { openDesk, openLog } from '../main.ts';
import { plainText } from '../message/plain.ts';
import { safeText } from '../message/safe.ts';
import type { Desk } from '../ports.ts';
import { bold, dim, printJson, progress, say, terminal } from './output.ts';
import { typedLines } from './typed-lines.ts';

export type OpenDesk = (config: Config, screen: Terminal) => Promise<{ readonly desk: Desk; close(): Promise<void> }>;

const openHere: OpenDesk = (config, screen) => openDesk(config, screen, openLog(config));

/** Where standard output is for a machine, what is told to people beside the answer goes past it. */
const past: Terminal = { ...terminal(), write: (text) => void process.stderr.write(text) };

export interface NewsRequest {
  readonly root: Root;
  /** As the shell parted them; none asks for the help. */
  readonly words: readonly string[];
  readonly json: boolean;
}

/** As for the program's other commands. */
const HELP = ['-h', '--help'];

/** Answers one command as the desk would in chat, help on one too. A refusal is an answer, not a failure. */
export async function news(
  config: Config,
  { root, words, json }: NewsRequest,
  open: OpenDesk = openHere,
): Promise<void> {
  if (words.every((word) => HELP.includes(word))) {
    return json ? printJson({ command: null, reply: helpJson(root) }) : say(newsHelp(root));
  }
  const { desk, close } = await open(config, json ? past : terminal());
  const shown = progress();
  try {
    const asked = await filledIn(invocationOf(config, root, words), desk, json);
    if (!asked) return say('Left as it was.');
    const reply = await desk.answer(asked, json ? () => {} : (text) => shown.show(text));
    shown.clear();
    if (json) return await printJson({ command: asked.command, reply: reply && replyJson(reply) });
    if (reply) terminal().write(renderConsole(reply.message, { ...terminal(), interactive: true })[0].payload.text);
  } finally {
    shown.clear();
    await close();
  }
}

function invocationOf(config: Config, root: Root, words: readonly string[]): Invocation {
  const at = systemClock.now();
  const { command, args } = parseCommand(root, asTyped(words));
  const event = `command-line:${at.getTime()}:${process.pid}`;
  return { event, caller: callerAt(config.zone), command, args, thread: null, via: 'command', at };
}

/**
 * The words as one line, with the quotation marks that the shell took off: a word with spaces was quoted. One word alone
 * is the whole line.
 */
export function asTyped(words: readonly string[]): string {
  if (words.length === 1) return words[0] ?? '';
  return words.map(quotedWord).join(' ');
}

const OPTION_NAMES = new Set(COMMANDS.flatMap(({ options }) => options.map(({ name }) => name)));

function quotedWord(word: string): string {
  if (!/\s/.test(word) || word.includes('"')) return word;
  const [, name = '', value] = /^([a-z]+):(.*)$/s.exec(word) ?? [];
  return OPTION_NAMES.has(name) ? `${name}:"${value}"` : `"${word}"`;
}

/** Asks for what misses where somebody can type; elsewhere the desk's answer says what does. Null when they leave. */
async function filledIn(asked: Invocation, desk: Desk, json: boolean): Promise<Invocation | null> {
  const lines = json ? null : typedLines()?.[Symbol.asyncIterator]();
  const form = lines ? await desk.form(asked) : null;
  if (!lines || !form) return asked;
  const read = async () => {
    const line = await lines.next();
    return line.done ? null : line.value;
  };
  const marked = { bold, dim };
  const values = await askForm(form, { say: (text, style) => say(style ? marked[style](text) : text), read });
  await lines.return?.();
  return values && { ...asked, via: 'form', command: form.command, args: { ...form.args, ...values } };
}

function replyJson({ message }: Pick<Reply, 'message'>) {
  return { text: plainText(message).split('\n').map(safeText), message };
}

// ---- help ----------------------------------------------------------------------------------------------------------

/** What can be asked for under a root: a line a command, from the catalogue. */
export function newsHelp(root: Root): string {
  const commands = commandsOf(root);
  const width = Math.max(...commands.map((command) => usageOf(command).length));
  const lines = commands.map((command) => `  ${usageOf(command).padEnd(width)}  ${command.description}`);
  const [example] = commands.filter(({ options }) => options.length > 1);
  const who = root === 'news' ? 'What everybody can ask for' : 'What managers can ask for';
  return [
    `${who}, here and as /${root} in chat:`,
    '',
    ...lines,
    '',
    'Options are written name:value, e.g.',
    `  npx newsdesk ${root} ${example?.example}`,
  ].join('\n');
}

function helpJson(root: Root) {
  return { text: newsHelp(root).split('\n'), message: null };
}

/** `ask question [topic] [since]` */
export function usageOf({ path, options }: Command): string {
  const shown = ({ name, required }: Option) => (required ? name.toUpperCase() : `[${name}]`);
  return [...path, ...options.map(shown)].join(' ');
}
