import { describe, expect, it } from 'vitest';
import { message, toCaller, toChannel } from '../../../src/command/reply.ts';
import type { Desk } from '../../../src/ports.ts';
import { liveIn } from '../../support/discord/markdown-reader.ts';
import { IDA, press, write } from '../../support/discord/people.ts';
import { directChannel, type ServerMessage } from '../../support/discord/world.ts';
import { answerOn, aTalk, button, isHidden, slowDesk, type Talk, textIn, until } from './talk.ts';

const HERE = (talk: Talk) => ({ in: talk.discord.channelId });
const name = ({ discord }: Talk) => `<@${discord.world.bot.id}>`;

describe('a mention', () => {
  it('is a question, answered under the message, once, and calling nobody', async () => {
    const talk = await aTalk();
    const said = write(talk.discord, HERE(talk), `${name(talk)} who shut the pier?`);
    expect(await textIn(talk.discord, talk.discord.channelId, 2)).toContain('This answers news ask.');
    expect(talk.asked).toMatchObject([
      {
        event: `discord:${said.id}`,
        command: 'news ask',
        args: { question: 'who shut the pier?' },
        via: 'mention',
        thread: null,
      },
    ]);
    const body = talk.discord.requests.findLast(({ template }) => template === 'POST /channels/:id/messages')?.body;
    expect(body).toMatchObject({
      message_reference: { message_id: said.id, fail_if_not_exists: false },
      nonce: `${said.id}-0`,
      enforce_nonce: true,
      allowed_mentions: { parse: [] },
    });
  });

  it('that calls everybody is answered without calling anybody', async () => {
    const answer: Desk['answer'] = async ({ args }) => toChannel({ say: `Asked: ${args['question']}` });
    const talk = await aTalk({ desk: { answer } });
    write(talk.discord, HERE(talk), `${name(talk)} @everyone @here <@&300000000000000001> who <@${IDA.id}>?`);
    const [, said] = await textIn(talk.discord, talk.discord.channelId, 2);
    expect(said).toBe(`Asked: @everyone @here <@&300000000000000001> who <@${IDA.id}>?`);
    const [, message] = talk.discord.posted(talk.discord.channelId);
    expect(message).toMatchObject({ mention_everyone: false, mentions: [] });
    expect(liveIn(String(message?.content))).toEqual([]);
  });

  it('may be a command, and may stand anywhere in the text', async () => {
    const talk = await aTalk();
    write(talk.discord, HERE(talk), `status <@!${talk.discord.world.bot.id}>`);
    await textIn(talk.discord, talk.discord.channelId, 2);
    expect(talk.asked[0]).toMatchObject({ command: 'news status', args: {} });
  });

  it('of its role, which Discord offers in the place of its name, is told how to be heard', async () => {
    const role = { id: '300000000000000009', name: 'newsdesk', permissions: '0', position: 1, color: 0, managed: true };
    const talk = await aTalk({
      before: ({ world }) => void world.roles.push({ ...role, tags: { bot_id: world.bot.id } }),
    });
    const said = write(talk.discord, HERE(talk), `<@&${role.id}> who shut the pier?`);
    const [, answer] = await textIn(talk.discord, talk.discord.channelId, 2);
    expect(answer).toBe(`Discord doesn’t show me what is said to my role. Please say it to me: ⚠${name(talk)}⚠`);
    const [, message] = talk.discord.posted(talk.discord.channelId);
    expect(message).toMatchObject({ mentions: [], message_reference: { message_id: said.id } });
    expect(talk.asked).toEqual([]);

    write(talk.discord, HERE(talk), `<@&${role.id}> ${name(talk)} status`);
    await until(() => expect(talk.asked).toMatchObject([{ command: 'news status' }]));
  });

  it('shows that somebody types until the answer is there', async () => {
    const slow = slowDesk();
    const talk = await aTalk({ desk: slow });
    write(talk.discord, HERE(talk), `${name(talk)} who shut the pier?`);
    const typing = () => talk.discord.requests.filter(({ template }) => template?.endsWith('/typing')).length;
    await until(() => expect(typing()).toBe(1));
    await until(() => expect(talk.asked).toHaveLength(1));
    for (let turn = 0; turn < 20; turn++) await talk.clock.settle();
    await talk.clock.advance(8_000);
    await until(() => expect(typing()).toBe(2));
    slow.finish(toChannel({ say: 'The mayor.' }));
    await textIn(talk.discord, talk.discord.channelId, 2);
    await talk.clock.advance(60_000);
    expect(typing()).toBe(2);
  });

  it('that was acted on before is met with silence', async () => {
    const talk = await aTalk({ desk: { answer: async () => null } });
    write(talk.discord, HERE(talk), `${name(talk)} status`);
    await until(() => expect(talk.asked).toHaveLength(1));
    await talk.clock.settle();
    expect(talk.discord.posted(talk.discord.channelId)).toHaveLength(1);
  });

  it('that a bad connection swallows the answer of is answered once', async () => {
    const talk = await aTalk();
    talk.discord.fail({ route: 'POST /channels/:id/messages', kind: 'hang-up-after', times: 1 });
    write(talk.discord, HERE(talk), `${name(talk)} status`);
    await textIn(talk.discord, talk.discord.channelId, 2);
    const posts = () => talk.discord.requests.filter(({ template }) => template === 'POST /channels/:id/messages');
    await talk.clock.settle();
    await until(() => {
      void talk.clock.advance(200);
      expect(posts()).toHaveLength(2);
    });
    expect(talk.discord.posted(talk.discord.channelId)).toHaveLength(2);
  });

  it('whose message was deleted meanwhile is answered all the same', async () => {
    const slow = slowDesk();
    const talk = await aTalk({ desk: slow });
    const said = write(talk.discord, HERE(talk), `${name(talk)} status`);
    await until(() => expect(talk.asked).toHaveLength(1));
    talk.discord.delete(talk.discord.channelId, said.id);
    slow.finish(toCaller({ say: 'All is well.' }));
    expect(await textIn(talk.discord, talk.discord.channelId)).toEqual(['All is well.']);
  });
});

describe('a direct message', () => {
  it('needs no name', async () => {
    const talk = await aTalk();
    write(talk.discord, { in: null }, 'who shut the pier?');
    const direct = directChannel(talk.discord.world, IDA.id).id;
    expect(await textIn(talk.discord, direct, 2)).toContain('This answers news ask.');
    expect(talk.asked[0]?.caller).toMatchObject({
      workspace: null,
      channel: { id: direct },
      place: 'direct',
      manager: false,
    });
  });
});

it('a button under what is written in a direct message is answered there, without a thread', async () => {
  const controls = [button('Why', 'news ask', { question: 'Why?' })];
  const talk = await aTalk({ desk: { answer: async () => toChannel({ say: 'Here.', controls }) } });
  const direct = directChannel(talk.discord.world, IDA.id);
  await talk.chat.say(
    { channel: { platform: 'discord', id: direct.id }, thread: null },
    message({ say: 'News.', controls }),
  );
  const root = talk.discord.posted(direct.id)[0] as ServerMessage;
  const interaction = press(talk.discord, { in: null }, root, 'Why');
  expect(await answerOn(interaction)).toBe('Here.\n\n[Why]');
  expect(talk.asked[0]).toMatchObject({ thread: root.id, caller: { place: 'direct' } });
  expect(isHidden(interaction.original?.['flags'])).toBe(false);
});

describe('what is not for Newsdesk', () => {
  it.each([
    ['a message without its name', 'who shut the pier?', {}],
    ['@everyone', '@everyone who shut the pier?', { mention_everyone: true }],
    ['a role', '<@&300000000000000001> who shut the pier?', { mention_roles: ['300000000000000001'] }],
    ['another person', '<@300000000000000002> who shut the pier?', {}],
    ['a bot', 'BOT who?', { author: { id: '300000000000000003', username: 'bot', bot: true } }],
    ['a webhook', 'BOT who?', { webhook_id: '300000000000000004' }],
    ['Discord itself', 'BOT joined', { type: 7 }],
  ])('%s is passed over', async (_, content, fields) => {
    const talk = await aTalk();
    write(talk.discord, HERE(talk), content.replace('BOT', name(talk)), fields);
    write(talk.discord, HERE(talk), `${name(talk)} status`);
    await until(() =>
      expect(JSON.stringify(talk.discord.posted(talk.discord.channelId))).toContain('answers news status'),
    );
    expect(talk.asked.map(({ command }) => command)).toEqual(['news status']);
  });

  it('its own messages neither, which the gateway tells of too', async () => {
    const talk = await aTalk({ desk: { answer: async () => toChannel({ say: `I am <@${'1'.repeat(18)}>.` }) } });
    write(talk.discord, { in: null }, 'who are you?');
    await textIn(talk.discord, directChannel(talk.discord.world, IDA.id).id, 2);
    await talk.clock.settle();
    expect(talk.asked).toHaveLength(1);
  });
});
