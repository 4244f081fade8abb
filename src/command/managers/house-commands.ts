/** What it may cost, what went wrong, and who did what. */
import type { Command } from '../command.ts';

export const HOUSE_COMMANDS: readonly Omit<Command, 'root' | 'seen'>[] = [
  {
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
    reach: 'workspace',
    verb: 'Set',
    example: 'budget person:20 channel:100 everybody:500',
  },
  {
    path: ['retry'],
    description: "Try again what was given up: articles that could not be read, this channel's unsent posts",
    options: [],
    verb: 'Try again',
    example: 'retry',
  },
  {
    path: ['audit'],
    description: 'Who changed what and when, and what was reported',
    options: [
      { name: 'entries', description: 'How many; without it, 15', type: 'number', required: false, min: 1, max: 50 },
    ],
    verb: 'Show',
    example: 'audit',
  },
  {
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
    verb: 'Erase',
    example: 'erase me confirm:erase',
  },
];
