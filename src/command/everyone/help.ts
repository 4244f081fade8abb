import type { Inline, Section } from '../../message/message.ts';
import { COMMANDS, commandNamed, commandsOf } from '../catalogue.ts';
import { type Command, commandName, isForManagers, type Option, type Reply } from '../command.ts';
import { bold, section, sentence, text, toCaller } from '../reply.ts';
import type { Call, Room } from '../room.ts';
import { button } from './choose.ts';
import { nearest } from './likeness.ts';

/** How people look for a command: by what they want. Every command of `/news` stands in one. */
export const GROUPS: Readonly<Record<string, readonly string[]>> = {
  Read: ['digest', 'changed', 'story', 'sources', 'search'],
  Ask: ['ask', 'why', 'report'],
  Follow: ['topics', 'list', 'follow', 'unfollow'],
  Newsdesk: ['status', 'help'],
};

/** `/news help`: what there is, or one command in detail. */
export async function help({ args, invocation }: Call, _room: Room): Promise<Reply> {
  const { command: asked } = args;
  if (asked === undefined) return overview(invocation.caller.manager);
  const command = commandMeant(asked);
  if (command) return inDetail(command);
  const near = nearest(
    withoutRoot(asked),
    COMMANDS.map(({ path }) => path.join(' ')),
  );
  const meant = near === null ? null : commandMeant(near);
  if (!meant) return sentence(`There is no command “${asked}”. /news help lists what there is.`);
  return toCaller({
    say: `There is no command “${asked}”. Did you mean /${commandName(meant)}? ${meant.description}.`,
    controls: button('Show it', 'news help', { command: commandName(meant) }),
  });
}

const withoutRoot = (words: string) => words.trim().replace(/^\/?news(?:-admin)?\s+/i, '');

/** With its root or without; what everybody may use goes before what managers may. */
function commandMeant(words: string): Command | null {
  const name = words.trim().toLowerCase().replace(/^\//, '').split(/\s+/).join(' ');
  return commandNamed(name) ?? commandNamed(`news ${name}`) ?? commandNamed(`news-admin ${name}`);
}

// ---- all of them -------------------------------------------------------------------------------------------------------

function overview(manager: boolean): Reply {
  const groups = Object.entries(GROUPS).map(([title, paths]) =>
    section(
      title,
      title,
      paths.flatMap((path) => lineOf(commandNamed(`news ${path}`))),
    ),
  );
  const forManagers: Section[] = manager
    ? [section('managers', 'For managers', commandsOf('news-admin').flatMap(lineOf))]
    : [];
  return toCaller({
    say: 'Type /news and one of these. In a digest’s thread, mention Newsdesk with your question.',
    sections: [...groups, ...forManagers],
    foot: 'What is in <angle brackets> is needed, what is in [square ones] can be left out. /news help and a command’s name tells more.',
  });
}

function lineOf(command: Command | null): Inline[][] {
  return command ? [[bold(shapeOf(command)), text(`: ${command.description}`)]] : [];
}

/** `/news ask <question> [topic] [since]`. */
function shapeOf(command: Command): string {
  const options = command.options.map(({ name, required }) => (required ? `<${name}>` : `[${name}]`));
  return [`/${commandName(command)}`, ...options].join(' ');
}

// ---- one of them -------------------------------------------------------------------------------------------------------

function inDetail(command: Command): Reply {
  const who = isForManagers(command) ? ' Only managers can use it.' : '';
  const example: Inline[] = [text('For example: '), bold(`/${command.root} ${command.example}`)];
  return toCaller({
    title: shapeOf(command),
    say: `${command.description}.${who}`,
    sections: [section('options', 'What it takes', [...command.options.map(optionLine), example])],
    controls: command.options.some(({ required }) => required) ? [] : button(command.verb, commandName(command)),
  });
}

function optionLine(option: Option): Inline[] {
  const { name, description, required, choices = [] } = option;
  const values = choices.length > 0 ? ` (${choices.map(({ value }) => value).join(', ')})` : '';
  return [bold(name), text(`${required ? '' : ' (optional)'}: ${description}${values}`)];
}
