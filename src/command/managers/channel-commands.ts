/** What a channel is brought, and when. */

import type { Command } from '../command.ts';
import { channel, days, lookback, time, topic, zone } from '../options.ts';

export const CHANNEL_COMMANDS: readonly Omit<Command, 'root' | 'seen'>[] = [
  {
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
      { ...lookback },
    ],
    verb: 'Subscribe',
    example: 'subscribe chip export controls time:08:00 zone:Europe/Berlin days:weekdays',
  },
  {
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
    verb: 'Unsubscribe',
    example: 'unsubscribe trade',
  },
  {
    path: ['schedule'],
    description: 'When the digest and the look back come, and what happens on a quiet day',
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
      { ...lookback },
    ],
    verb: 'Change',
    example: 'schedule 07:30 zone:Europe/Berlin days:weekdays quiet:silent',
  },
  {
    path: ['pause'],
    description: 'Post no digest for now; nothing is lost meanwhile',
    options: [{ ...channel }],
    verb: 'Pause',
    example: 'pause',
  },
  {
    path: ['resume'],
    description: 'Post again, beginning with what came in meanwhile',
    options: [{ ...channel }],
    verb: 'Resume',
    example: 'resume',
  },
  {
    path: ['preview'],
    description: 'What the last seven days would have brought on a topic, or on any words',
    options: [{ ...topic, description: 'A topic, or any words', required: true, rest: true }],
    verb: 'Preview',
    example: 'preview chip export controls',
  },
  {
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
    verb: 'Mute',
    example: 'mute source "Harbour Courier" days:7',
  },
];
