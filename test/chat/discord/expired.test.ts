/** Interactions that are over before their answer is there: nobody is left without one. */
import { describe, expect, it } from 'vitest';
import { toCaller, toChannel } from '../../../src/command/reply.ts';
import { IDA, typeInto, useCommand } from '../../support/discord/people.ts';
import { readable } from '../../support/discord/readable.ts';
import { directChannel, type ServerMessage } from '../../support/discord/world.ts';
import { aTalk, slowDesk, type Talk, textIn, until } from './talk.ts';

const HERE = (talk: Talk) => ({ in: talk.discord.channelId });
const QUARTER_MS = 15 * 60_000 + 1_000;
const QUESTION = { question: 'Who shut the pier?' };

/** In three messages. */
const NINE_PIERS = toChannel({
  say: 'Nine piers.',
  sections: Array.from({ length: 9 }, (_, n) => ({
    id: `s${n}`,
    title: `Pier ${n}`,
    blocks: [{ kind: 'paragraph', inline: [{ kind: 'text', text: 'Shut. '.repeat(150) }] }],
  })),
});

const piersIn = (messages: readonly ServerMessage[]) =>
  messages
    .map(readable)
    .join('\n')
    .match(/PIER \d/g);

async function acknowledged(talk: Talk, command: string, values = {}) {
  const interaction = useCommand(talk.discord, HERE(talk), command, values);
  await until(() => expect(talk.asked).toHaveLength(1));
  return interaction;
}

describe('an answer that comes after a quarter of an hour', () => {
  it('for everybody stands in the channel', async () => {
    const slow = slowDesk();
    const talk = await aTalk({ desk: slow });
    const interaction = await acknowledged(talk, 'news ask', QUESTION);
    talk.discord.advance(QUARTER_MS);
    slow.finish(toChannel({ say: 'The mayor did.' }));
    expect(await textIn(talk.discord, talk.discord.channelId)).toEqual(['The mayor did.']);
    expect(interaction.messages).toEqual([]);
  });

  it('for the person comes as a direct message, to which the channel points without a word of it', async () => {
    const slow = slowDesk();
    const talk = await aTalk({ desk: slow });
    await acknowledged(talk, 'news status');
    talk.discord.advance(QUARTER_MS);
    slow.finish(toCaller({ say: 'All is well.' }));
    const direct = directChannel(talk.discord.world, IDA.id).id;
    expect(await textIn(talk.discord, direct)).toEqual(['All is well.']);
    const [pointer] = await textIn(talk.discord, talk.discord.channelId);
    expect(pointer).toMatch(/that took longer than Discord waits: the answer is in a direct message to you\.$/);
    expect(talk.discord.posted(talk.discord.channelId)).toMatchObject([{ mentions: [] }]);
  });

  it('for a person who takes no direct messages: the channel hears that one is to ask again, and not what', async () => {
    const slow = slowDesk();
    const talk = await aTalk({ desk: slow });
    const { world } = talk.discord;
    const direct = directChannel(world, IDA.id);
    world.channels.set(direct.id, { ...direct, extra: { ...direct.extra, closed: true } });
    await acknowledged(talk, 'news status');
    talk.discord.advance(QUARTER_MS);
    slow.finish(toCaller({ say: 'All is well.' }));
    const [text] = await textIn(talk.discord, talk.discord.channelId);
    expect(text).toContain('Please ask again.');
    expect(text).not.toContain('All is well.');
    expect(talk.discord.posted(talk.discord.channelId)[0]).toMatchObject({ mentions: [] });
  });

  it('that was under way, in several messages, goes on in the channel', async () => {
    const slow = slowDesk();
    const talk = await aTalk({ desk: slow });
    const interaction = await acknowledged(talk, 'news ask', QUESTION);
    talk.discord.fail({ route: 'POST /webhooks/:id/:token', kind: '429', retryAfter: 0.05, times: 1 });
    slow.finish(NINE_PIERS);
    await until(() => expect(talk.discord.requests.some(({ status }) => status === 429)).toBe(true));
    expect(interaction.messages).toHaveLength(1);
    talk.discord.advance(QUARTER_MS);
    await until(() => {
      void talk.clock.advance(50);
      const piers = Array.from({ length: 9 }, (_, n) => `PIER ${n}`);
      expect(piersIn(talk.discord.posted(talk.discord.channelId))).toEqual(piers);
    });
  });
});

describe('an answer that finds no place on its line', () => {
  it('since Discord takes nothing there for minutes stands in the channel', async () => {
    const talk = await aTalk();
    const route = 'PATCH /webhooks/:id/:token/messages/@original';
    talk.discord.fail({ route, kind: '429', retryAfter: 120, times: 1 });
    const interaction = useCommand(talk.discord, HERE(talk), 'news ask', QUESTION);
    expect(await textIn(talk.discord, talk.discord.channelId)).toEqual(['This answers news ask.']);
    expect(interaction.messages).toEqual([]);
  });

  it.each([
    ['a moderator took away what everybody saw', 'news ask', toChannel({ say: 'Done.' }), ['Done.']],
    ['the person dismissed what nobody else saw', 'news status', toCaller({ say: 'Done.' }), []],
  ])('since %s', async (_, command, reply, inChannel) => {
    const slow = slowDesk();
    const talk = await aTalk({ desk: slow });
    const interaction = await acknowledged(talk, command, command === 'news ask' ? QUESTION : {});
    interaction.removed = true;
    slow.finish(reply);
    await until(() => expect(talk.logged).toHaveLength(1));
    await talk.clock.settle();
    expect(await textIn(talk.discord, talk.discord.channelId, inChannel.length)).toEqual(inChannel);
    expect(await textIn(talk.discord, directChannel(talk.discord.world, IDA.id).id, 0)).toEqual([]);
  });
});

describe('an answer in several messages', () => {
  it('of which Discord takes so many and no more goes on in the channel', async () => {
    const slow = slowDesk();
    const talk = await aTalk({ desk: slow });
    const interaction = await acknowledged(talk, 'news ask', QUESTION);
    interaction.mostFollowUps = 1;
    slow.finish(NINE_PIERS);
    const { channelId } = talk.discord;
    await until(() => expect(piersIn(talk.discord.posted(channelId))).toHaveLength(9));
    expect(interaction.messages).toHaveLength(2);
  });

  it('of which one is refused says so below those that stand', async () => {
    const slow = slowDesk();
    const talk = await aTalk({ desk: slow });
    const interaction = await acknowledged(talk, 'news ask', QUESTION);
    talk.discord.fail({ route: 'POST /webhooks/:id/:token', kind: '403', times: 1 });
    slow.finish(NINE_PIERS);
    await until(() => expect(interaction.messages).toHaveLength(2));
    const [first, last] = interaction.messages;
    expect(readable(first as ServerMessage)).toContain('PIER 0');
    expect(readable(last as ServerMessage)).toContain('Something went wrong');
  });
});

describe('an interaction that Newsdesk hears of too late', () => {
  it('is answered in the channel', async () => {
    const talk = await aTalk();
    const interaction = useCommand(talk.discord, HERE(talk), 'news ask', QUESTION);
    talk.discord.advance(4_000);
    expect(await textIn(talk.discord, talk.discord.channelId)).toEqual(['This answers news ask.']);
    expect(interaction.callback).toBeNull();
  });

  it('while something is typed is let go', async () => {
    const talk = await aTalk();
    typeInto(talk.discord, HERE(talk), 'news story', 'story', 'stra');
    talk.discord.advance(4_000);
    await until(() => expect(talk.discord.requests.at(-1)?.status).toBe(404));
    await talk.clock.settle();
    expect(talk.logged).toEqual([]);
    expect(talk.asked).toEqual([]);
  });
});

it('an acknowledgement whose answer is lost on the way is not taken for somebody else’s', async () => {
  const talk = await aTalk();
  talk.discord.fail({ route: 'POST /interactions/:id/:token/callback', kind: 'hang-up-after', times: 1 });
  const interaction = useCommand(talk.discord, HERE(talk), 'news status');
  await until(() => expect(interaction.callback).not.toBeNull());
  await until(() => {
    void talk.clock.advance(200);
    expect(interaction.messages).toHaveLength(1);
  });
});
