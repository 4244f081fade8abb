/** The real desk, with articles in a real archive, behind the real adapter, at the local Discord server. */
import { expect } from 'vitest';
import { createDesk } from '../../../src/pipeline/desk.ts';
import type { Desk } from '../../../src/ports.ts';
import type { ServerInteraction } from '../../support/discord/interaction-routes.ts';
import { aRoom, MORNINGS, type RoomOptions, type TestRoom } from '../../support/room.ts';
import { answerOn, aTalk, type Talk, type TalkOptions, until } from './talk.ts';

export interface Newsroom extends Talk {
  readonly room: TestRoom;
}

/** Its channel gets a digest of everything every morning. Call it inside a test. */
export async function aNewsroom(options: TalkOptions = {}, room: RoomOptions = {}): Promise<Newsroom> {
  let desk: Desk | undefined;
  const there = () => desk as Desk;
  const talk = await aTalk({
    ...options,
    desk: {
      complete: (request) => there().complete(request),
      form: (invocation) => there().form(invocation),
      answer: (invocation, progress) => there().answer(invocation, progress),
    },
  });
  const channel = { platform: 'discord', id: talk.discord.channelId } as const;
  const opened = await aRoom({
    subscriptions: [{ ...MORNINGS, id: `discord:${channel.id}@08:00`, channel, topics: ['all'] }],
    operator: null,
    say: async (to, message) => (await talk.chat.say(to, message)).kind === 'sent',
    direct: (_, person) => talk.chat.direct(person),
    ...room,
  });
  desk = createDesk(opened);
  return { ...talk, room: opened };
}

/** An answer may go on in several messages, after a sign that it is under way. */
export async function wholeAnswer(talk: Talk, interaction: ServerInteraction): Promise<string> {
  await answerOn(interaction);
  await until(() => expect(talk.discord.requests.every(({ status }) => status !== null)).toBe(true));
  return answerOn(interaction);
}

interface Said {
  readonly content?: string;
  readonly components?: unknown;
  readonly embeds?: unknown;
  readonly allowed_mentions?: unknown;
}

/** Nothing was refused but a thread that was yet to be started, nothing can ring a phone, and nothing was logged. */
export function expectAllTaken({ discord, logged }: Talk): void {
  const refused = discord.requests.filter(({ status }) => status === null || (status >= 400 && status !== 404));
  expect(refused).toEqual([]);
  const said = discord.requests
    .filter(({ body, path }) => body !== undefined && !path.endsWith('/callback') && !path.endsWith('/commands'))
    .map(({ body }) => body as Said)
    .filter(({ content, components, embeds }) => (content ?? components ?? embeds) !== undefined);
  for (const { allowed_mentions: allowed } of said) expect(allowed).toEqual({ parse: [] });
  // discord.js stumbles over what makes no sense; Newsdesk does not.
  expect(logged.filter((line) => !line.includes('event that makes no sense'))).toEqual([]);
}
