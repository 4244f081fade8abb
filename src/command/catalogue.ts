/** Every command there is: the one list behind Discord's and Slack's commands, the terminal, the help and the README. */
import { WEEKDAYS } from '../digest/subscription.ts';
import { type Command, commandName, type Option, type Root } from './command.ts';

/** Topic to look at, where everything is meant without one. */
const topic: Option = {
  name: 'topic',
  description: 'Only this topic; without one, everything',
  type: 'text',
  required: false,
  complete: 'topic',
};
const since: Option = {
  name: 'since',
  description: 'A span (24h, 7d) or a day (2026-11-24)',
  type: 'text',
  required: false,
};
const story: Option = {
  name: 'story',
  description: 'The story: choose one, or type words of its title',
  type: 'text',
  required: true,
  complete: 'story',
  rest: true,
};
const channel: Option = {
  name: 'channel',
  description: 'Another channel than this one',
  type: 'channel',
  required: false,
};
const time: Option = {
  name: 'time',
  description: 'Time of day of the digest, 24 hours: 08:00',
  type: 'text',
  required: false,
};
const zone: Option = {
  name: 'zone',
  description: 'Time zone of that time, e.g. Europe/Berlin',
  type: 'text',
  required: false,
  complete: 'zone',
};
const days: Option = {
  name: 'days',
  description: `Days of the digest: every, weekdays, or some of ${WEEKDAYS.join(' ')}`,
  type: 'text',
  required: false,
};

const EVERYONE: readonly Command[] = [
  {
    root: 'news',
    path: ['digest'],
    description: 'What came in lately, as a digest that only you see',
    options: [
      { ...topic },
      {
        name: 'hours',
        description: 'How many hours back; without it, the last 24',
        type: 'number',
        required: false,
        min: 1,
        max: 744,
      },
    ],
    seen: 'caller',
    verb: 'Show',
    example: 'digest topic:diplomacy hours:48',
  },
  {
    root: 'news',
    path: ['ask'],
    description: 'Ask the archive; every sentence of the answer comes with its quote',
    options: [
      {
        name: 'question',
        description: 'In plain words; "last week" or "since March" are understood',
        type: 'text',
        required: true,
        rest: true,
        long: true,
      },
      { ...topic },
      { ...since },
    ],
    seen: 'channel',
    verb: 'Ask',
    example: 'ask What did Karsund say about the toll since Monday?',
  },
  {
    root: 'news',
    path: ['changed'],
    description: 'What is new or moved on since a day or a span ago',
    options: [{ ...topic }, { ...since }],
    seen: 'caller',
    verb: 'Show',
    example: 'changed topic:security since:3d',
  },
  {
    root: 'news',
    path: ['story'],
    description: 'One story: its bullets, its sources, and how it went on',
    options: [{ ...story }],
    seen: 'caller',
    verb: 'Show',
    example: 'story strait toll',
  },
  {
    root: 'news',
    path: ['sources'],
    description: 'Who told a story, when, and the quotes behind its bullets',
    options: [{ ...story }],
    seen: 'caller',
    verb: 'Show',
    example: 'sources strait toll',
  },
  {
    root: 'news',
    path: ['search'],
    description: 'Find articles by their words',
    options: [{ name: 'query', description: 'Words or "a phrase"', type: 'text', required: true, rest: true }],
    seen: 'caller',
    verb: 'Search',
    example: 'search harbour strike',
  },
  {
    root: 'news',
    path: ['topics'],
    description: 'The topics that there are',
    options: [],
    seen: 'caller',
    verb: 'Show',
    example: 'topics',
  },
  {
    root: 'news',
    path: ['list'],
    description: 'What this channel is subscribed to, and what you follow',
    options: [],
    seen: 'caller',
    verb: 'Show',
    example: 'list',
  },
  {
    root: 'news',
    path: ['follow'],
    description: 'Get a direct message when there is news on a topic or an actor',
    options: [
      {
        name: 'what',
        description: "A topic, or an actor's name",
        type: 'text',
        required: true,
        complete: 'followable',
        rest: true,
      },
    ],
    seen: 'caller',
    verb: 'Follow',
    example: 'follow trade',
  },
  {
    root: 'news',
    path: ['unfollow'],
    description: 'Stop following a topic or an actor',
    options: [
      {
        name: 'what',
        description: 'What you follow',
        type: 'text',
        required: true,
        complete: 'followed',
        rest: true,
      },
    ],
    seen: 'caller',
    verb: 'Unfollow',
    example: 'unfollow trade',
  },
  {
    root: 'news',
    path: ['why'],
    description: 'Why an article or a story was posted, or was not',
    options: [
      {
        name: 'story',
        description: 'A story, an article, or the name of a file that was dropped in',
        type: 'text',
        required: true,
        complete: 'story',
        rest: true,
      },
    ],
    seen: 'caller',
    verb: 'Explain',
    example: 'why strait toll',
  },
  {
    root: 'news',
    path: ['report'],
    description: 'Tell the managers that something in a story is wrong',
    options: [
      { name: 'story', description: 'The story', type: 'text', required: true, complete: 'story' },
      {
        name: 'reason',
        description: 'What is wrong with it',
        type: 'text',
        required: true,
        rest: true,
        long: true,
      },
    ],
    seen: 'caller',
    verb: 'Report',
    example: 'report "strait toll" The date is wrong',
  },
  {
    root: 'news',
    path: ['help'],
    description: 'What you can ask for',
    options: [{ name: 'command', description: 'One command', type: 'text', required: false, rest: true }],
    seen: 'caller',
    verb: 'Show',
    example: 'help subscribe',
  },
  {
    root: 'news',
    path: ['status'],
    description: 'Whether everything runs: what came in, what waits, when the next digest is due',
    options: [],
    seen: 'caller',
    verb: 'Show',
    example: 'status',
  },
];

const MANAGERS: readonly Command[] = [
  {
    root: 'news-admin',
    path: ['subscribe'],
    description: 'Bring a topic to a channel every day, at its hour',
    options: [
      {
        name: 'topic',
        description: 'A topic, "all", or any words: a new topic is made of them once you confirm',
        type: 'text',
        required: true,
        complete: 'topic',
        rest: true,
      },
      { ...channel },
      { ...time },
      { ...zone },
      { ...days },
    ],
    seen: 'caller',
    verb: 'Subscribe',
    example: 'subscribe chip export controls time:08:00 zone:Europe/Berlin days:weekdays',
  },
  {
    root: 'news-admin',
    path: ['unsubscribe'],
    description: 'Take a topic away from a channel, or everything',
    options: [
      {
        name: 'topic',
        description: 'The topic, or "everything"',
        type: 'text',
        required: true,
        complete: 'subscribed-topic',
      },
      { ...channel },
    ],
    seen: 'caller',
    verb: 'Unsubscribe',
    example: 'unsubscribe trade',
  },
  {
    root: 'news-admin',
    path: ['schedule'],
    description: 'When the digest comes: time, zone, days, and what happens on a quiet day',
    options: [
      { ...time, required: true },
      { ...zone },
      { ...days },
      {
        name: 'quiet',
        description: 'On a day without news: say so in one line, or post nothing',
        type: 'text',
        required: false,
        choices: [
          { label: 'Say so in one line', value: 'say' },
          { label: 'Post nothing', value: 'silent' },
        ],
      },
      { ...channel },
    ],
    seen: 'caller',
    verb: 'Change',
    example: 'schedule 07:30 zone:Europe/Berlin days:weekdays quiet:silent',
  },
  {
    root: 'news-admin',
    path: ['pause'],
    description: 'Post no digest for now; nothing is lost meanwhile',
    options: [{ ...channel }],
    seen: 'caller',
    verb: 'Pause',
    example: 'pause',
  },
  {
    root: 'news-admin',
    path: ['resume'],
    description: 'Post again, beginning with what came in meanwhile',
    options: [{ ...channel }],
    seen: 'caller',
    verb: 'Resume',
    example: 'resume',
  },
  {
    root: 'news-admin',
    path: ['preview'],
    description: 'What the last seven days would have brought on a topic, or on any words',
    options: [{ ...topic, description: 'A topic, or any words', required: true, rest: true }],
    seen: 'caller',
    verb: 'Preview',
    example: 'preview chip export controls',
  },
  {
    root: 'news-admin',
    path: ['mute'],
    description: "Keep a story, a source or an actor out of this channel's digests; again to undo",
    options: [
      {
        name: 'what',
        description: 'What is to be kept out',
        type: 'text',
        required: true,
        choices: [
          { label: 'A story', value: 'story' },
          { label: 'A source', value: 'source' },
          { label: 'An actor', value: 'actor' },
        ],
      },
      {
        name: 'name',
        description: "The story, or the source's or actor's name",
        type: 'text',
        required: true,
        complete: 'muted',
      },
      {
        name: 'days',
        description: 'For how many days; without it, for good',
        type: 'number',
        required: false,
        min: 1,
        max: 3650,
      },
    ],
    seen: 'caller',
    verb: 'Mute',
    example: 'mute source "Harbour Courier" days:7',
  },
  {
    root: 'news-admin',
    path: ['topic', 'add'],
    description: 'Make a topic that channels can subscribe to',
    options: [
      {
        name: 'name',
        description: 'Lower-case letters, digits and hyphens: chip-exports',
        type: 'text',
        required: true,
      },
      {
        name: 'terms',
        description: 'Words and phrases of its articles, with commas; "chip + export" asks for both',
        type: 'text',
        required: true,
        rest: true,
        long: true,
      },
      { name: 'description', description: 'What belongs to it, in one line', type: 'text', required: false },
    ],
    seen: 'caller',
    verb: 'Make it',
    example: 'topic add chip-exports export controls, chip + export',
  },
  {
    root: 'news-admin',
    path: ['topic', 'edit'],
    description: 'Change the terms of a topic that was made in chat',
    options: [
      { name: 'name', description: 'The topic', type: 'text', required: true, complete: 'made-topic' },
      {
        name: 'terms',
        description: 'All its words and phrases from now on, with commas',
        type: 'text',
        required: true,
        rest: true,
        long: true,
      },
      { name: 'description', description: 'What belongs to it, in one line', type: 'text', required: false },
    ],
    seen: 'caller',
    verb: 'Change',
    example: 'topic edit chip-exports export controls, chip + export, lithography',
  },
  {
    root: 'news-admin',
    path: ['topic', 'remove'],
    description: 'Remove a topic that was made in chat; its subscriptions lose it',
    options: [{ name: 'name', description: 'The topic', type: 'text', required: true, complete: 'made-topic' }],
    seen: 'caller',
    verb: 'Remove',
    example: 'topic remove chip-exports',
  },
  {
    root: 'news-admin',
    path: ['budget'],
    description: 'How many questions a day a person, a channel and everybody together may ask',
    options: [
      {
        name: 'person',
        description: 'Questions a day for one person',
        type: 'number',
        required: false,
        min: 0,
        max: 10_000,
      },
      {
        name: 'channel',
        description: 'Questions a day in one channel',
        type: 'number',
        required: false,
        min: 0,
        max: 100_000,
      },
      {
        name: 'everybody',
        description: 'Questions a day here in all',
        type: 'number',
        required: false,
        min: 0,
        max: 1_000_000,
      },
    ],
    seen: 'caller',
    verb: 'Set',
    example: 'budget person:20 channel:100 everybody:500',
  },
  {
    root: 'news-admin',
    path: ['retry'],
    description: "Try again what was given up: articles that could not be read, this channel's unsent posts",
    options: [],
    seen: 'caller',
    verb: 'Try again',
    example: 'retry',
  },
  {
    root: 'news-admin',
    path: ['correct'],
    description: 'Add a dated correction to a story; it stands wherever the story is told from then on',
    options: [
      { name: 'story', description: 'The story', type: 'text', required: true, complete: 'story' },
      {
        name: 'text',
        description: 'What is wrong and what is right',
        type: 'text',
        required: true,
        rest: true,
        long: true,
      },
    ],
    seen: 'caller',
    verb: 'Correct',
    example: 'correct "strait toll" The toll begins on 3 May, not on 5 May',
  },
  {
    root: 'news-admin',
    path: ['audit'],
    description: 'Who changed what and when, and what was reported',
    options: [
      { name: 'entries', description: 'How many; without it, 15', type: 'number', required: false, min: 1, max: 50 },
    ],
    seen: 'caller',
    verb: 'Show',
    example: 'audit',
  },
  {
    root: 'news-admin',
    path: ['erase'],
    description: 'Erase what is kept of a person, or of everything here; it cannot be undone',
    options: [
      {
        name: 'whom',
        description: 'A person\'s id, "me", or "everything" for all that is kept of this workspace or server',
        type: 'text',
        required: true,
      },
      {
        name: 'confirm',
        description: 'Type "erase" to confirm',
        type: 'text',
        required: true,
      },
    ],
    seen: 'caller',
    verb: 'Erase',
    example: 'erase me confirm:erase',
  },
];

export const COMMANDS: readonly Command[] = [...EVERYONE, ...MANAGERS];

const byName = new Map(COMMANDS.map((command) => [commandName(command), command]));

export function commandNamed(name: string): Command | null {
  return byName.get(name) ?? null;
}

export function commandsOf(root: Root): readonly Command[] {
  return COMMANDS.filter((command) => command.root === root);
}
