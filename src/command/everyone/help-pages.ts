/** What there is to ask for, short enough for a phone's screen: a line a command, grouped by what people want. */
import type { Inline, Section } from '../../message/message.ts';
import { type Command, commandName, isForManagers, type Option, type Reply, type Root } from '../command.ts';
import { bold, section, text, toCaller } from '../reply.ts';
import { button } from './choose.ts';

/** By group and path: what the command is for, in a few words. Every command of the catalogue stands in one. */
export const GROUPS: Readonly<Record<Root, Readonly<Record<string, Readonly<Record<string, string>>>>>> = {
  news: {
    Read: {
      digest: 'what came in lately',
      changed: 'what is new since a day',
      story: 'one story, whole',
      sources: 'who told it, with quotes',
      search: 'find articles by words',
    },
    Ask: {
      ask: 'an answer, with its quotes',
      why: 'why it was posted, or not',
      report: 'say that something is wrong',
    },
    Follow: {
      topics: 'what there is to follow',
      follow: 'get news by direct message',
      unfollow: 'stop that',
      list: 'what comes here, and to you',
    },
    Newsdesk: {
      status: 'whether everything runs',
      help: 'this page, or one command',
    },
  },
  'news-admin': {
    Channel: {
      subscribe: 'bring a topic here, daily',
      unsubscribe: 'take it away',
      schedule: 'change hour and days',
      pause: 'no digest for now',
      resume: 'go on; nothing is lost',
      preview: 'what a topic would bring',
      mute: 'keep a story or source out',
    },
    News: {
      'topic add': 'make a topic',
      'topic edit': 'change what it looks for',
      'topic remove': 'remove it',
      'story merge': 'two that are one',
      'story split': 'part an article',
      correct: 'set a story right',
    },
    Newsdesk: {
      budget: 'questions a day',
      retry: 'try again what failed',
      audit: 'who changed what',
      erase: 'erase what is kept of people',
    },
  },
};

export function everyonesPage(manager: boolean): Reply {
  return toCaller({
    say: 'Type /news and one of these, or mention me with a question.',
    sections: [...groupsOf('news'), ...(manager ? [managersLine()] : [])],
    foot: '/news help and a name tells more, e.g. /news help ask',
    controls: manager ? button('For managers', 'news help', { command: 'news-admin' }) : [],
  });
}

export function managersPage(): Reply {
  return toCaller({
    say: 'Managers type /news-admin and one of these.',
    sections: groupsOf('news-admin'),
    foot: '/news help and a name tells more, e.g. /news help subscribe',
    controls: button('Everybody’s commands', 'news help'),
  });
}

function groupsOf(root: Root): Section[] {
  return Object.entries(GROUPS[root]).map(([title, briefs]) =>
    section(
      title,
      title,
      Object.entries(briefs).map(([path, brief]) => [bold(`/${root} ${path}`), text(`: ${brief}`)]),
    ),
  );
}

/** Their names only: a page of their own tells more. */
function managersLine(): Section {
  const names = Object.values(GROUPS['news-admin']).flatMap((briefs) => Object.keys(briefs));
  return section('managers', 'For managers', [[bold('/news-admin'), text(` ${names.join(', ')}`)]]);
}

/** The commands that begin with the same word: `topic`. */
export function pageOf(commands: readonly Command[]): Reply {
  const [first] = commands as [Command];
  return toCaller({
    say: `/${first.root} ${first.path[0]} takes one more word:`,
    sections: [
      section(
        'commands',
        'One of these',
        commands.map((command) => [bold(shapeOf(command)), text(`: ${command.description}`)]),
      ),
    ],
  });
}

// ---- one of them -------------------------------------------------------------------------------------------------------

export function detailOf(command: Command): Reply {
  const who = isForManagers(command) ? ' Only managers can use it.' : '';
  const example: Inline[] = [text('For example: '), bold(`/${command.root} ${command.example}`)];
  return toCaller({
    title: shapeOf(command),
    say: `${command.description}.${who}`,
    sections:
      command.options.length === 0
        ? []
        : [section('options', 'What it takes', [...command.options.map(optionLine), example])],
    controls: command.options.some(({ required }) => required) ? [] : button(command.verb, commandName(command)),
  });
}

/** `/news ask <question> [topic] [since]`: what is in square brackets can be left out. */
function shapeOf(command: Command): string {
  const options = command.options.map(({ name, required }) => (required ? `<${name}>` : `[${name}]`));
  return [`/${commandName(command)}`, ...options].join(' ');
}

function optionLine(option: Option): Inline[] {
  const { name, description, required, choices = [] } = option;
  const values = choices.length > 0 ? ` (${choices.map(({ value }) => value).join(', ')})` : '';
  return [bold(name), text(`${required ? '' : ' (optional)'}: ${description}${values}`)];
}
