/** Where answers go that can't be given, or don't belong, where they were asked for. */
import { describe, expect, it } from 'vitest';
import { toCaller, toChannel } from '../../../src/command/reply.ts';
import { IDA, MANAGER, useCommand, write } from '../../support/discord/people.ts';
import { readable } from '../../support/discord/readable.ts';
import { addChannel, CHANNEL_TYPES, directChannel } from '../../support/discord/world.ts';
import type { DiscordServer } from '../../support/discord-server.ts';
import { answerOn, aTalk, button, isHidden, slowDesk, type Talk, textIn, until } from './talk.ts';

const QUESTION = { question: 'Who shut the pier?' };
const QUARTER_MS = 15 * 60_000 + 1_000;

const name = ({ discord }: Talk) => `<@${discord.world.bot.id}>`;
const directOf = ({ discord }: Talk) => directChannel(discord.world, IDA.id).id;
const aThread = ({ discord }: Talk, type: number = CHANNEL_TYPES.publicThread, parentId = discord.channelId) =>
  addChannel(discord.world, { type, parentId, extra: { thread_metadata: { archived: false, locked: false } } }).id;
const saidIn = ({ discord }: Talk, id: string) => discord.posted(id).map(readable);
const postsTo = ({ discord }: Talk, id: string) =>
  discord.requests.filter(({ method, path, status }) => method === 'POST' && path.includes(id) && status === 200);

describe('a mention', () => {
  it('in a thread in which Newsdesk may not write is answered in the channel around it', async () => {
    const talk = await aTalk();
    talk.discord.deny(talk.discord.channelId, 'SEND_MESSAGES_IN_THREADS');
    write(talk.discord, { in: aThread(talk) }, `${name(talk)} who shut the pier?`);
    expect(await textIn(talk.discord, talk.discord.channelId)).toEqual(['This answers news ask.']);
    expect(postsTo(talk, talk.discord.channelId).at(-1)?.body).not.toHaveProperty('message_reference');
  });

  it('in a private thread is then answered directly, and not in the channel around it', async () => {
    const talk = await aTalk();
    talk.discord.deny(talk.discord.channelId, 'SEND_MESSAGES_IN_THREADS');
    write(talk.discord, { in: aThread(talk, CHANNEL_TYPES.privateThread) }, `${name(talk)} who shut the pier?`);
    expect(await textIn(talk.discord, directOf(talk))).toEqual(['This answers news ask.']);
    expect(saidIn(talk, talk.discord.channelId)).toEqual([]);
  });

  it('in a thread that a moderator has locked is answered directly', async () => {
    const talk = await aTalk();
    const thread = aThread(talk);
    Object.assign(talk.discord.world.channels.get(thread)?.extra['thread_metadata'] as object, { locked: true });
    write(talk.discord, { in: thread }, `${name(talk)} who shut the pier?`);
    expect(await textIn(talk.discord, directOf(talk))).toEqual(['This answers news ask.']);
    expect(saidIn(talk, talk.discord.channelId)).toEqual([]);
  });

  it('in a thread that sleeps wakes it', async () => {
    const talk = await aTalk();
    const thread = aThread(talk);
    const settings = talk.discord.world.channels.get(thread)?.extra['thread_metadata'] as object;
    Object.assign(settings, { archived: true });
    write(talk.discord, { in: thread }, `${name(talk)} who shut the pier?`);
    expect(await textIn(talk.discord, thread, 2)).toContain('This answers news ask.');
    expect(settings).toMatchObject({ archived: false });
  });

  it('in a post of a forum is answered there, and where that is not allowed never as a post of its own', async () => {
    const talk = await aTalk();
    const forum = talk.discord.addChannel({ type: CHANNEL_TYPES.forum });
    const post = aThread(talk, CHANNEL_TYPES.publicThread, forum);
    write(talk.discord, { in: post }, `${name(talk)} who shut the pier?`);
    expect(await textIn(talk.discord, post, 2)).toContain('This answers news ask.');
    expect(talk.asked[0]).toMatchObject({ thread: post, caller: { channel: { id: forum } } });

    talk.discord.deny(forum, 'SEND_MESSAGES_IN_THREADS');
    write(talk.discord, { in: post }, `${name(talk)} and when?`);
    expect(await textIn(talk.discord, directOf(talk))).toEqual(['This answers news ask.']);
    expect(talk.discord.threadsOf(forum)).toHaveLength(1);
  });

  it('where Newsdesk may not read what was said before is answered without pointing at it', async () => {
    const talk = await aTalk();
    talk.discord.deny(talk.discord.channelId, 'READ_MESSAGE_HISTORY');
    write(talk.discord, { in: talk.discord.channelId }, `${name(talk)} who shut the pier?`);
    expect(await textIn(talk.discord, talk.discord.channelId, 2)).toContain('This answers news ask.');
  });

  it.each([
    ['news list', IDA],
    ['news follow trade', IDA],
    ['news report pier wrong', IDA],
    ['news-admin audit', MANAGER],
  ])('that gives %s is answered to the person only', async (command, by) => {
    const talk = await aTalk({
      before: ({ world }) => {
        world.ownerId = MANAGER.id;
      },
    });
    const here = { in: talk.discord.channelId, by };
    write(talk.discord, here, `${name(talk)} ${command}`);
    const direct = directChannel(talk.discord.world, by.id).id;
    expect((await textIn(talk.discord, direct))[0]).toMatch(/^This answers news/);
    const [, pointer] = await textIn(talk.discord, talk.discord.channelId, 2);
    expect(pointer).toBe('The answer is for you only: it is in a direct message.');
  });

  it('for which managers get buttons is answered where they work', async () => {
    const before = ({ world }: DiscordServer) => {
      world.ownerId = MANAGER.id;
    };
    const controls = [button('Make it', 'news-admin subscribe', { draft: 'd' })];
    const answer = async () => toCaller({ say: 'A preview.', controls });
    const talk = await aTalk({ desk: { answer }, before });
    write(talk.discord, { in: talk.discord.channelId, by: MANAGER }, `${name(talk)} news-admin subscribe piers`);
    expect(await textIn(talk.discord, talk.discord.channelId, 2)).toContain('A preview.\n\n[Make it]');

    write(talk.discord, { in: talk.discord.channelId, by: MANAGER }, `${name(talk)} news-admin audit`);
    const direct = directChannel(talk.discord.world, MANAGER.id).id;
    expect(await textIn(talk.discord, direct)).toEqual(['A preview.']);
  });

  it('whose answer is for the person only says so where no direct message arrives', async () => {
    const talk = await aTalk();
    const direct = directChannel(talk.discord.world, IDA.id);
    talk.discord.world.channels.set(direct.id, { ...direct, extra: { ...direct.extra, closed: true } });
    write(talk.discord, { in: talk.discord.channelId }, `${name(talk)} list`);
    const [, said] = await textIn(talk.discord, talk.discord.channelId, 2);
    expect(said).toContain('Please use the slash command.');
    expect(said).not.toContain('This answers');
  });

  it('of a command for managers by somebody else is refused where it was said', async () => {
    const talk = await aTalk({ desk: { answer: async () => toCaller({ say: 'Only managers can use it.' }) } });
    write(talk.discord, { in: talk.discord.channelId }, `${name(talk)} news-admin audit`);
    expect(await textIn(talk.discord, talk.discord.channelId, 2)).toContain('Only managers can use it.');
  });
});

describe('an interaction that is over', () => {
  it('in a private thread is answered there, not in the channel around it', async () => {
    const slow = slowDesk();
    const talk = await aTalk({ desk: slow });
    const thread = aThread(talk, CHANNEL_TYPES.privateThread);
    useCommand(talk.discord, { in: thread }, 'news ask', QUESTION);
    await until(() => expect(talk.asked).toHaveLength(1));
    talk.discord.deny(talk.discord.channelId, 'SEND_MESSAGES_IN_THREADS');
    talk.discord.advance(QUARTER_MS);
    slow.finish(toChannel({ say: 'The mayor did.' }));
    expect(await textIn(talk.discord, directOf(talk))).toEqual(['The mayor did.']);
    expect(saidIn(talk, talk.discord.channelId)).toEqual([]);
  });

  it('is answered directly where Newsdesk may not write', async () => {
    const talk = await aTalk();
    talk.discord.deny(talk.discord.channelId, 'SEND_MESSAGES');
    useCommand(talk.discord, { in: talk.discord.channelId }, 'news ask', QUESTION);
    talk.discord.advance(4_000);
    expect(await textIn(talk.discord, directOf(talk))).toEqual(['This answers news ask.']);
  });
});

describe('a conversation of others, to which somebody brought Newsdesk along', () => {
  const group = ({ discord }: Talk) => addChannel(discord.world, { type: 3, name: 'Friends' }).id;
  const oddly = { guild_id: undefined, member: undefined, user: { id: IDA.id }, context: 2 };

  it('sees nothing of what it says to one of them', async () => {
    const talk = await aTalk();
    const asked = useCommand(talk.discord, { in: group(talk), oddly }, 'news ask', QUESTION);
    expect(await answerOn(asked)).toBe('This answers news ask.');
    expect(asked.messages.map(({ flags }) => isHidden(flags))).toEqual([true]);
    expect(talk.asked[0]?.caller).toMatchObject({ workspace: null, manager: false, place: 'direct' });
  });

  it('nor does a server of which Discord does not say which it is', async () => {
    const talk = await aTalk();
    const here = { in: talk.discord.channelId, oddly: { guild_id: undefined } };
    const asked = useCommand(talk.discord, here, 'news ask', QUESTION);
    expect(await answerOn(asked)).toBe('This answers news ask.');
    expect(asked.messages.map(({ flags }) => isHidden(flags))).toEqual([true]);
  });
});

it('a command in a thread of which Discord says only the id is answered as one in the thread', async () => {
  const talk = await aTalk();
  const thread = aThread(talk);
  const channel = { id: thread, type: 11, guild_id: talk.discord.world.guildId, parent_id: talk.discord.channelId };
  talk.discord.dispatch('THREAD_CREATE', { ...channel, name: 'Digest', thread_metadata: {} });
  const asked = useCommand(talk.discord, { in: thread, oddly: { channel: undefined } }, 'news ask', QUESTION);
  await answerOn(asked);
  expect(talk.asked[0]).toMatchObject({ thread, caller: { channel: { id: talk.discord.channelId } } });
});
