import { describe, expect, it } from 'vitest';
import { toCaller, toChannel } from '../../../src/command/reply.ts';
import { press, submit, useCommand, write } from '../../support/discord/people.ts';
import { addChannel, CHANNEL_TYPES, type ServerMessage } from '../../support/discord/world.ts';
import { aForm, answerOn, aTalk, button, isHidden, type Talk, textIn, until } from './talk.ts';

const HERE = (talk: Talk) => ({ in: talk.discord.channelId });
const KEYS = ['threads-test-key-00000000', 'threads-test-key-00000001'];

/** A digest in a channel or forum: its root, and its thread where it has one. */
async function aDigest({ chat, discord }: Talk, id: string, { cards = true } = {}): Promise<ServerMessage> {
  const words = [{ kind: 'text', text: 'The ferry stays in port.' } as const];
  const section = { id: 's1', title: 'Ferry', blocks: [{ kind: 'paragraph', inline: words }] } as const;
  const controls = [button('Ask', 'news ask', { digest: 'd1' }), button('Why', 'news why', { story: 's1' })];
  const parts = chat.render({
    notification: 'The ferry.',
    title: 'Digest',
    context: [],
    bottomLine: words,
    sections: [section],
    more: [],
    foot: [],
    controls,
  });
  let rootRef: string | null = null;
  for (const [index, content] of parts.slice(0, cards ? 2 : 1).entries()) {
    const outcome = await chat.post({
      key: KEYS[index] ?? '',
      channel: { platform: 'discord', id },
      content,
      rootRef,
      firstTriedAt: null,
    });
    if (outcome.kind === 'sent') rootRef ??= outcome.ref;
  }
  const place = discord.world.channels.get(id)?.type === CHANNEL_TYPES.forum ? String(rootRef) : id;
  return discord.posted(place)[0] as ServerMessage;
}

describe("in a digest's thread", () => {
  it('a command is asked under the digest, of its channel, and answered right there', async () => {
    const talk = await aTalk();
    const root = await aDigest(talk, talk.discord.channelId);
    const interaction = useCommand(talk.discord, { in: root.id }, 'news ask', { question: 'Who shut it?' });
    await answerOn(interaction);
    expect(talk.asked[0]).toMatchObject({
      thread: root.id,
      caller: { channel: { id: talk.discord.channelId }, place: 'public' },
    });
    expect((await textIn(talk.discord, root.id, 2)).at(-1)).toBe('This answers news ask.');
  });

  it('so is a mention, in a thread that the gateway has told of and in one that it has not', async () => {
    const talk = await aTalk();
    const root = await aDigest(talk, talk.discord.channelId);
    write(talk.discord, { in: root.id }, `<@${talk.discord.world.bot.id}> who shut the pier?`);
    expect((await textIn(talk.discord, root.id, 3)).at(-1)).toBe('This answers news ask.');
    const asleep = addChannel(talk.discord.world, {
      type: CHANNEL_TYPES.publicThread,
      parentId: talk.discord.channelId,
    }).id;
    write(talk.discord, { in: asleep }, `<@${talk.discord.world.bot.id}> and the ferry?`);
    await textIn(talk.discord, asleep, 2);
    expect(talk.asked.map(({ thread, caller }) => [thread, caller.channel.id])).toEqual([
      [root.id, talk.discord.channelId],
      [asleep, talk.discord.channelId],
    ]);
  });

  it('in a private thread of a public channel, the place is private', async () => {
    const talk = await aTalk();
    const thread = addChannel(talk.discord.world, {
      type: CHANNEL_TYPES.privateThread,
      parentId: talk.discord.channelId,
    }).id;
    await answerOn(useCommand(talk.discord, { in: thread }, 'news status'));
    expect(talk.asked[0]?.caller).toMatchObject({ channel: { id: talk.discord.channelId }, place: 'private' });
  });
});

it("in a forum, a digest's post is its thread", async () => {
  const talk = await aTalk({
    before: ({ addChannel: add }) => void add({ name: 'briefings', type: CHANNEL_TYPES.forum }),
  });
  const forum = [...talk.discord.world.channels.values()].find(({ type }) => type === CHANNEL_TYPES.forum)?.id ?? '';
  const root = await aDigest(talk, forum);
  const interaction = press(talk.discord, { in: root.id }, root, 'Why');
  expect(await answerOn(interaction)).toBe('This answers news why.');
  expect(talk.asked[0]).toMatchObject({ thread: root.id, caller: { channel: { id: forum }, place: 'public' } });
});

describe("a button under a digest's root in the channel", () => {
  it.each([
    ['that has a thread', true],
    ['that has none yet', false],
  ])('%s: what everybody may see is answered in the thread, and the person is told where', async (_, cards) => {
    const talk = await aTalk({ desk: { form: async () => aForm() } });
    const root = await aDigest(talk, talk.discord.channelId, { cards });
    const pressed = press(talk.discord, HERE(talk), root, 'Ask');
    await until(() => expect(pressed.callback).not.toBeNull());
    const form = submit(talk.discord, HERE(talk), pressed, { question: 'Who shut it?' }, root);
    expect(await answerOn(form)).toContain(`The answer is in ⚠<#${root.id}>⚠`);
    expect(form.messages.map(({ flags }) => isHidden(flags))).toEqual([true]);
    expect((await textIn(talk.discord, root.id)).at(-1)).toBe('This answers news ask.');
    expect(talk.discord.posted(talk.discord.channelId)).toHaveLength(1);
  });

  it('what only the person may see is answered to the person', async () => {
    const talk = await aTalk({ desk: { answer: async () => toCaller({ say: 'Only for you.' }) } });
    const root = await aDigest(talk, talk.discord.channelId);
    const interaction = press(talk.discord, HERE(talk), root, 'Why');
    expect(await answerOn(interaction)).toBe('Only for you.');
    expect(talk.discord.posted(root.id)).toHaveLength(1);
  });

  it('where Newsdesk may use no thread, the answer stands in the channel', async () => {
    const talk = await aTalk({ desk: { answer: async () => toChannel({ say: 'For all.' }) } });
    const root = await aDigest(talk, talk.discord.channelId, { cards: false });
    talk.discord.deny(talk.discord.channelId, 'CREATE_PUBLIC_THREADS');
    const interaction = press(talk.discord, HERE(talk), root, 'Why');
    expect(await answerOn(interaction)).toContain(`<#${talk.discord.channelId}>`);
    expect((await textIn(talk.discord, talk.discord.channelId, 2)).at(-1)).toBe('For all.');
  });

  it('where nothing can be posted at all, the person gets the answer', async () => {
    const talk = await aTalk({ desk: { answer: async () => toChannel({ say: 'For all.' }) } });
    const root = await aDigest(talk, talk.discord.channelId);
    talk.discord.deny(talk.discord.channelId, 'SEND_MESSAGES', 'SEND_MESSAGES_IN_THREADS');
    expect(await answerOn(press(talk.discord, HERE(talk), root, 'Why'))).toBe('For all.');
  });
});

it('a button under a reply is asked outside any thread', async () => {
  const controls = [button('Again', 'news status')];
  const talk = await aTalk({ desk: { answer: async () => toChannel({ say: 'Here.', controls }) } });
  const first = useCommand(talk.discord, HERE(talk), 'news status');
  await answerOn(first);
  await answerOn(press(talk.discord, HERE(talk), first.messages[0] as ServerMessage, 'Again'));
  expect(talk.asked.map(({ thread }) => thread)).toEqual([null, null]);
});
