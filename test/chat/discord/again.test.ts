/** What comes again, and what comes late: events told twice, buttons of months ago, of what is not there any more. */
import { expect, it, onTestFinished } from 'vitest';
import { createDiscordChat } from '../../../src/chat/discord/discord.ts';
import { digestControls } from '../../../src/digest/compose.ts';
import { createDesk } from '../../../src/pipeline/desk.ts';
import type { Desk } from '../../../src/ports.ts';
import { componentsIn, IDA, MANAGER, press, pressId, submit, useCommand, write } from '../../support/discord/people.ts';
import type { ServerMessage } from '../../support/discord/world.ts';
import { aNewsroom, expectAllTaken, type Newsroom, wholeAnswer } from './newsroom.ts';
import { TOKEN } from './stage.ts';
import { aDesk, aTalk, slowDesk, textIn, until } from './talk.ts';

const LOG = { debug() {}, info() {}, warn() {}, error() {} };
const asMember = ({ discord }: Newsroom) => ({ by: { ...IDA, permissions: 0n }, in: discord.channelId });
const asManager = ({ discord }: Newsroom) => ({ by: MANAGER, in: discord.channelId });

/** Ends what listens, and begins anew with the same archive. */
async function restarted({ discord, clock, room, stop }: Newsroom): Promise<void> {
  stop.abort();
  await until(() => expect(discord.gateway.sessions()).toBe(0));
  const chat = await createDiscordChat({ token: TOKEN, apiUrl: discord.apiUrl, managers: [] }, { clock, log: LOG });
  onTestFinished(() => chat.close());
  await chat.listen(createDesk(room), new AbortController().signal);
}

const reports = async ({ room, discord }: Newsroom) => {
  const entries = await room.archive.audit('discord', discord.world.guildId, 50);
  return entries.filter(({ command }) => command === 'news report').length;
};

it('a command that is told of again after a restart is acted on once', async () => {
  const talk = await aNewsroom();
  const reported = useCommand(talk.discord, asMember(talk), 'news report', { story: 'strait', reason: 'The toll' });
  await wholeAnswer(talk, reported);
  expect(await reports(talk)).toBe(1);
  await restarted(talk);
  talk.discord.dispatch('INTERACTION_CREATE', reported.event);
  await wholeAnswer(talk, useCommand(talk.discord, asMember(talk), 'news list'));
  expect(await reports(talk)).toBe(1);
  expect(reported.messages).toHaveLength(1);
});

it('a message that is told of again, after the connection broke off and after a restart, is answered once', async () => {
  const talk = await aNewsroom();
  const { discord } = talk;
  const asked = write(discord, asMember(talk), `<@${discord.world.bot.id}> who raised the toll?`);
  await textIn(discord, discord.channelId, 2);
  const event = { ...asked, guild_id: discord.world.guildId, member: { roles: [] } };
  discord.gateway.drop(4000);
  await until(() => expect(discord.gateway.sessions()).toBe(0));
  await until(() => expect(discord.gateway.sessions()).toBe(1));
  discord.dispatch('MESSAGE_CREATE', event);
  await wholeAnswer(talk, useCommand(discord, asMember(talk), 'news list'));
  expect(discord.posted(discord.channelId)).toHaveLength(2);
  await restarted(talk);
  discord.dispatch('MESSAGE_CREATE', event);
  await wholeAnswer(talk, useCommand(discord, asMember(talk), 'news list'));
  expect(discord.posted(discord.channelId)).toHaveLength(2);
});

it('the buttons of a digest that is not kept any more ask what is meant', async () => {
  const talk = await aNewsroom();
  const { chat, discord } = talk;
  const channel = { platform: 'discord', id: discord.channelId } as const;
  const words = [{ kind: 'text', text: 'The ferry.' } as const];
  const message = { notification: '', title: '', context: [], bottomLine: words, sections: [], more: [], foot: [] };
  await chat.say({ channel, thread: null }, { ...message, controls: digestControls('of-months-ago') });
  const root = discord.posted(channel.id).at(-1) as ServerMessage;
  for (const label of ['Ask', 'Why', 'Sources', 'Follow', 'Report']) {
    const pressed = press(discord, asMember(talk), root, label);
    await until(() => expect(pressed.callback, label).toMatchObject({ type: 9 }));
  }
  expectAllTaken(talk);
});

it('a button of a subscription that is taken away meanwhile says so', async () => {
  const talk = await aNewsroom({}, { subscriptions: [] });
  const { discord } = talk;
  const made = useCommand(discord, asManager(talk), 'news-admin subscribe', { topic: 'energy', time: '07:30' });
  await wholeAnswer(talk, made);
  const message = made.messages[0] as ServerMessage;
  const change = componentsIn(message).find(({ label }) => label === 'Change time');
  await wholeAnswer(talk, useCommand(discord, asManager(talk), 'news-admin unsubscribe', { topic: 'everything' }));
  const pressed = pressId(discord, asManager(talk), message, String(change?.['custom_id']));
  await until(() => expect(pressed.callback).not.toBeNull());
  const form = submit(discord, asManager(talk), pressed, { time: '09:00' }, message);
  expect(await wholeAnswer(talk, form)).toContain('This channel gets no digest yet');
  expectAllTaken(talk);
});

it('an interaction that another process of ours has acknowledged is left to it', async () => {
  const talk = await aTalk({ desk: slowDesk() });
  const { discord, clock } = talk;
  const interaction = useCommand(discord, { in: discord.channelId }, 'news status');
  await until(() => expect(talk.asked).toHaveLength(1));
  const asked: string[] = [];
  const other = await createDiscordChat({ token: TOKEN, apiUrl: discord.apiUrl, managers: [] }, { clock, log: LOG });
  onTestFinished(() => other.close());
  const answer: Desk['answer'] = async ({ event }) => {
    asked.push(event);
    return null;
  };
  await other.listen(aDesk({ answer }), new AbortController().signal);
  discord.dispatch('INTERACTION_CREATE', interaction.event);
  const callbacks = () => discord.requests.filter(({ path }) => path.startsWith(`/interactions/${interaction.id}/`));
  await until(() => expect(callbacks().map(({ status }) => status)).toEqual([204, 400]));
  expect(asked).toEqual([]);
  expect(interaction.withdrawn).toBe(false);
});
