/** `/news help`, and what is said to words that name no command. */
import { COMMANDS, commandNamed } from '../catalogue.ts';
import type { Command, Reply, Root } from '../command.ts';
import { topicsKnownTo } from '../known.ts';
import { parseCommand } from '../parse.ts';
import { echoed, sentence, toCaller } from '../reply.ts';
import type { Call, Room } from '../room.ts';
import { button } from './choose.ts';
import { detailOf, everyonesPage, managersPage, pageOf } from './help-pages.ts';
import { folded, nearest } from './likeness.ts';

/** What there is, one command in detail, or what may have been meant. */
export async function help({ args, invocation }: Call, room: Room): Promise<Reply> {
  const { caller } = invocation;
  const { root, words } = askedFor(args['command'] ?? '');
  if (words === '') return root === 'news-admin' ? managersPage() : everyonesPage(caller.manager);
  const command = commandMeant(words, root);
  if (command) return detailOf(command);
  // The very name of a topic is no slip of a command.
  const topic = (await topicsKnownTo(caller, room)).find((known) => folded(known.topic.name) === folded(words));
  if (topic && root !== 'news-admin') return didYouMean(words, { root: 'news', text: `digest ${topic.topic.name}` });
  const group = groupOf(words);
  const line = lineMeant(words, root, 2) ?? (group.length > 0 ? null : lineMeant(words, root, 1));
  if (line) return didYouMean(words, line);
  return group.length > 0 ? pageOf(group) : unknown(words, root);
}

/** Without the root, which may stand before it, and without the word help. */
function askedFor(said: string): { root: Root | null; words: string } {
  const [, root = null, rest = said] = /^\/?(news-admin|news)(?:\s+(.*))?$/is.exec(said.trim()) ?? [];
  const words = root !== null && rest === said ? '' : rest;
  return {
    root: root === null ? null : (root.toLowerCase() as Root),
    words: words
      .replace(/^help(?:\s+|$)/i, '')
      .replace(/^\//, '')
      .split(/\s+/)
      .join(' ')
      .trim(),
  };
}

/** The commands of two words that begin with the first one: `topic`. */
function groupOf(words: string): Command[] {
  const [first = ''] = words.toLowerCase().split(' ');
  return COMMANDS.filter(({ path }) => path.length > 1 && path[0] === first);
}

/** Of that root if there is one; else what everybody may use goes before what managers may. */
function commandMeant(words: string, root: Root | null): Command | null {
  const path = words.toLowerCase();
  const roots: readonly Root[] = root === 'news-admin' ? ['news-admin', 'news'] : ['news', 'news-admin'];
  const known = roots.map((one) => commandNamed(`${one} ${path}`)).find((command) => command !== null);
  return known ?? null;
}

// ---- what may have been meant ------------------------------------------------------------------------------------------

interface Line {
  readonly root: Root;
  /** The command with everything that was said behind it. */
  readonly text: string;
}

/** What people call things otherwise. */
const SYNONYMS: Readonly<Record<string, string>> = {
  add: 'subscribe',
  cancel: 'unsubscribe',
  continue: 'resume',
  feedback: 'report',
  find: 'search',
  latest: 'digest',
  log: 'audit',
  new: 'changed',
  question: 'ask',
  settings: 'schedule',
  start: 'resume',
  stop: 'pause',
  subscriptions: 'list',
  time: 'schedule',
  today: 'digest',
  unmute: 'mute',
  undo: 'mute',
};

/** The first words taken for a slip or another name of a command's path, and the rest as it is. */
function lineMeant(words: string, root: Root | null, count: 1 | 2): Line | null {
  const all = words.split(' ');
  const command = all.length < count ? null : commandNear(all.slice(0, count).join(' '), count, root);
  return command && { root: command.root, text: [...command.path, ...all.slice(count)].join(' ') };
}

function commandNear(words: string, length: number, root: Root | null): Command | null {
  const asWritten = commandMeant(words, root);
  if (asWritten) return asWritten;
  const synonym = Object.hasOwn(SYNONYMS, words.toLowerCase()) ? SYNONYMS[words.toLowerCase()] : undefined;
  if (synonym !== undefined) return commandMeant(synonym, root);
  const paths = COMMANDS.filter(({ path }) => path.length === length).map(({ path }) => path.join(' '));
  // Of two words, one is often right: that much likeness says nothing yet.
  const near = length === 1 ? nearest(words, paths) : nearest(words, paths, Math.max(1, Math.floor(words.length / 5)));
  return near === null ? null : commandMeant(near, root);
}

/** With a button that does it; of a command that changes something, a form asks for what misses. */
function didYouMean(words: string, { root, text }: Line): Reply {
  const { command: name, args } = parseCommand(root, text);
  const command = commandNamed(name) as Command;
  const others = words.includes(' ') ? '' : ` ${command.description}.`;
  return toCaller({
    say: `There is no command ${echoed(words)}. Did you mean /${root} ${text}?${others}`,
    controls: [
      ...button(command.verb, name, args, 'primary'),
      ...button('Tell me more', 'news help', { command: name }),
    ],
  });
}

function unknown(words: string, root: Root | null): Reply {
  const say = `There is no command ${echoed(words)}.`;
  if (root === 'news-admin') return sentence(`${say} /news-admin help lists what there is.`);
  return toCaller({
    say: `${say} /news help lists what there is. Or look for it in the articles:`,
    controls: [...button('Search', 'news search', { query: words }), ...button('Ask', 'news ask', { question: words })],
  });
}
