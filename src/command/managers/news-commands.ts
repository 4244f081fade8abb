/** What the news is filed under, which articles make one story, and what is set right in one. */
import type { Command } from '../command.ts';

export const NEWS_COMMANDS: readonly Omit<Command, 'root' | 'seen'>[] = [
  {
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
    verb: 'Make it',
    example: 'topic add chip-exports export controls, chip + export',
  },
  {
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
    verb: 'Change',
    example: 'topic edit chip-exports export controls, chip + export, lithography',
  },
  {
    path: ['topic', 'remove'],
    description: 'Remove a topic that was made in chat; its subscriptions lose it',
    options: [{ name: 'name', description: 'The topic', type: 'text', required: true, complete: 'made-topic' }],
    verb: 'Remove',
    example: 'topic remove chip-exports',
  },
  {
    path: ['story', 'merge'],
    description: 'Make one story of two that are about the same event; they stay one',
    options: [
      { name: 'story', description: 'The one story', type: 'text', required: true, complete: 'story' },
      { name: 'with', description: 'The other story', type: 'text', required: true, complete: 'story' },
    ],
    reach: 'workspace',
    verb: 'Make them one',
    example: 'story merge "strait toll" "toll talks in Halden"',
  },
  {
    path: ['story', 'split'],
    description: 'Part an article from the story it stands in; it stays apart',
    options: [
      { name: 'story', description: 'The story', type: 'text', required: true, complete: 'story' },
      {
        name: 'article',
        description: 'The article that does not belong to it; without it, you are asked which',
        type: 'text',
        required: false,
      },
    ],
    reach: 'workspace',
    verb: 'Part it',
    example: 'story split "strait toll"',
  },
  {
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
    reach: 'workspace',
    verb: 'Correct',
    example: 'correct "strait toll" The toll begins on 3 May, not on 5 May',
  },
];
