import { describe, expect, it } from 'vitest';
import { toCaller, toChannel } from '../../../src/command/reply.ts';
import type { ServerInteraction } from '../../support/discord/interaction-routes.ts';
import { choose, IDA, MANAGER, press, pressId, typeInto, useCommand } from '../../support/discord/people.ts';
import type { ServerMessage } from '../../support/discord/world.ts';
import { answerOn, aTalk, button, isHidden, slowDesk, type Talk, until } from './talk.ts';

const HERE = (talk: Talk) => ({ in: talk.discord.channelId });

describe('a command', () => {
  it('comes to the desk with who, where and what', async () => {
    const talk = await aTalk();
    const interaction = useCommand(talk.discord, HERE(talk), 'news digest', { topic: 'trade', hours: 48 });
    expect(await answerOn(interaction)).toBe('This answers news digest.');
    expect(talk.asked).toMatchObject([
      {
        event: `discord:${interaction.id}`,
        command: 'news digest',
        args: { topic: 'trade', hours: '48' },
        thread: null,
        via: 'command',
        at: talk.clock.now(),
        caller: {
          platform: 'discord',
          person: IDA.id,
          workspace: talk.discord.world.guildId,
          channel: { platform: 'discord', id: talk.discord.channelId },
          place: 'public',
          manager: false,
          zone: null,
        },
      },
    ]);
  });

  it('of a group comes by its full name', async () => {
    const talk = await aTalk();
    const where = { ...HERE(talk), by: MANAGER };
    await answerOn(useCommand(talk.discord, where, 'news-admin topic add', { name: 'ports', terms: 'port, pier' }));
    expect(talk.asked[0]).toMatchObject({
      command: 'news-admin topic add',
      args: { name: 'ports', terms: 'port, pier' },
      caller: { manager: true },
    });
  });

  it('is answered for everybody, or for the one who asked, as the catalogue says', async () => {
    const talk = await aTalk();
    const ask = useCommand(talk.discord, HERE(talk), 'news ask', { question: 'Who shut the pier?' });
    const status = useCommand(talk.discord, HERE(talk), 'news status');
    await answerOn(ask);
    await answerOn(status);
    expect([ask, status].map(({ original }) => isHidden(original?.['flags']))).toEqual([false, true]);
    expect(talk.discord.posted(talk.discord.channelId)).toHaveLength(1);
  });

  it('is acknowledged before the desk has an answer, and shows what is under way', async () => {
    const slow = slowDesk();
    const talk = await aTalk({
      desk: {
        answer: (invocation, progress) => {
          progress('Looking through 4 articles *now*…');
          return slow.answer?.(invocation, progress) as Promise<null>;
        },
      },
    });
    const interaction = useCommand(talk.discord, HERE(talk), 'news ask', { question: 'Who shut the pier?' });
    expect(await answerOn(interaction)).toBe('(Looking through 4 articles *now*…)');
    slow.finish(toChannel({ say: 'The mayor did.' }));
    await until(() =>
      expect(interaction.messages.map(({ components }) => JSON.stringify(components))).toEqual([
        expect.stringContaining('The mayor did.'),
      ]),
    );
  });

  it('that was acted on before leaves nothing behind', async () => {
    const talk = await aTalk({ desk: { answer: async () => null } });
    const interaction = useCommand(talk.discord, HERE(talk), 'news status');
    await until(() => expect(interaction.withdrawn).toBe(true));
    expect(interaction.messages).toEqual([]);
  });

  it('that comes twice is answered once', async () => {
    const slow = slowDesk();
    const talk = await aTalk({ desk: slow });
    const interaction = useCommand(talk.discord, HERE(talk), 'news status');
    talk.discord.dispatch('INTERACTION_CREATE', interaction.event);
    await until(() => expect(talk.asked).toHaveLength(1));
    talk.discord.dispatch('INTERACTION_CREATE', interaction.event);
    // What comes afterwards is answered afterwards.
    useCommand(talk.discord, HERE(talk), 'news list');
    await until(() => expect(talk.asked).toHaveLength(2));
    slow.finish(toCaller({ say: 'All is well.' }));
    expect(await answerOn(interaction)).toBe('All is well.');
    expect(callbacksOf(talk, interaction)).toEqual([204]);
  });

  it('a hundred at once are all acknowledged before the desk has answered one', async () => {
    const slow = slowDesk();
    const talk = await aTalk({ desk: slow });
    const all = Array.from({ length: 100 }, (_, n) =>
      useCommand(talk.discord, HERE(talk), 'news ask', { question: `Question ${n}` }),
    );
    await until(() => expect(all.filter(({ callback }) => callback !== null)).toHaveLength(100));
    expect(all.flatMap(({ messages }) => messages)).toEqual([]);
    await until(() => expect(talk.asked).toHaveLength(100));
    slow.finish(toChannel({ say: 'Done.' }));
    await until(() => expect(all.filter(({ messages }) => messages.length === 1)).toHaveLength(100));
  }, 30_000);
});

/** How Discord answered what this interaction was acknowledged with. */
const callbacksOf = ({ discord }: Talk, { id }: ServerInteraction) =>
  discord.requests.filter(({ path }) => path.startsWith(`/interactions/${id}/`)).map(({ status }) => status);

describe('a reply that fewer or more people may see than was announced', () => {
  it('for the caller only: the sign for everybody goes away, and the reply comes hidden', async () => {
    const talk = await aTalk({
      desk: { answer: async () => toCaller({ say: 'Your questions for today are used up.' }) },
    });
    const interaction = useCommand(talk.discord, HERE(talk), 'news ask', { question: 'Why?' });
    expect(await answerOn(interaction)).toBe('Your questions for today are used up.');
    expect(interaction.messages.map(({ flags }) => isHidden(flags))).toEqual([true]);
    expect(talk.discord.posted(talk.discord.channelId)).toEqual([]);
  });

  it('for everybody: it is not hidden', async () => {
    const talk = await aTalk({ desk: { answer: async () => toChannel({ say: 'Subscribed.' }) } });
    const interaction = useCommand(talk.discord, HERE(talk), 'news status');
    expect(await answerOn(interaction)).toBe('Subscribed.');
    expect(talk.discord.posted(talk.discord.channelId)).toHaveLength(1);
  });
});

describe('a long reply', () => {
  it('goes on in more messages, seen by the same people, its buttons under the first', async () => {
    const section = (n: number) =>
      ({
        id: `s${n}`,
        title: `Pier ${n}`,
        blocks: [{ kind: 'paragraph', inline: [{ kind: 'text', text: 'Shut. '.repeat(150) }] }],
      }) as const;
    const sections = Array.from({ length: 9 }, (_, n) => section(n));
    const controls = [button('More', 'news digest')];
    const talk = await aTalk({ desk: { answer: async () => toCaller({ say: 'Nine piers.', sections, controls }) } });
    const interaction = useCommand(talk.discord, HERE(talk), 'news digest');
    await until(() => expect(interaction.messages.length).toBeGreaterThan(2));
    await talk.clock.settle();
    const text = await answerOn(interaction);
    for (let n = 0; n < 9; n++) expect(text).toContain(`PIER ${n}`);
    expect(interaction.messages.every(({ flags }) => isHidden(flags))).toBe(true);
    expect(interaction.messages.map((message) => JSON.stringify(message).includes('"More"'))).toEqual(
      interaction.messages.map((_, n) => n === 0),
    );
  });
});

/** A public message of ours with these controls, as it stands in the channel. */
async function controlsIn(talk: Talk, ...labels: readonly string[]): Promise<ServerMessage> {
  const controls = labels.map((label, n) => button(label, 'news why', { story: `s${n}` }));
  const menu = {
    kind: 'menu',
    label: 'Sources of',
    action: { command: 'news sources', args: {} },
    fills: 'story',
    choices: [
      { label: 'Strait toll', value: 's7' },
      { label: 'Pier', value: 's8' },
    ],
  } as const;
  const words = [{ kind: 'text', text: 'Choose.' } as const];
  const message = {
    notification: 'Choose.',
    title: '',
    context: [],
    bottomLine: words,
    sections: [],
    more: [],
    foot: [],
    controls: [...controls, menu],
  };
  await talk.chat.say({ channel: { platform: 'discord', id: talk.discord.channelId }, thread: null }, message);
  return talk.discord.posted(talk.discord.channelId).at(-1) as ServerMessage;
}

describe('buttons and menus', () => {
  it('give their command as if it had been typed', async () => {
    const talk = await aTalk();
    const message = await controlsIn(talk, 'Why');
    await answerOn(press(talk.discord, HERE(talk), message, 'Why'));
    await answerOn(choose(talk.discord, HERE(talk), message, 'Sources of', ['s8']));
    expect(talk.asked.map(({ command, args, via }) => ({ command, args, via }))).toEqual([
      { command: 'news why', args: { story: 's0' }, via: 'control' },
      { command: 'news sources', args: { story: 's8' }, via: 'control' },
    ]);
  });

  it('never change the message they stand under', async () => {
    const talk = await aTalk();
    const message = await controlsIn(talk, 'Why');
    const before = JSON.stringify(message);
    await answerOn(press(talk.discord, HERE(talk), message, 'Why'));
    expect(JSON.stringify(message)).toBe(before);
  });

  it('of old messages work after a restart', async () => {
    const before = await aTalk();
    const message = await controlsIn(before, 'Why');
    const after = await aTalk();
    const interaction = press(after.discord, HERE(after), message, 'Why');
    expect(await answerOn(interaction)).toBe('This answers news why.');
    expect(after.asked[0]?.args).toEqual({ story: 's0' });
  });

  it.each(['', 'vote:yes', 'news why?%', 'rm -rf', 'x'.repeat(100)])(
    'that are none of ours (%j) are refused in words',
    async (id) => {
      const talk = await aTalk();
      const message = await controlsIn(talk, 'Why');
      const interaction = pressId(talk.discord, HERE(talk), message, id);
      await until(() => expect(interaction.messages.length + talk.asked.length).toBeGreaterThan(0));
      if (talk.asked.length === 0) expect(await answerOn(interaction)).toContain('/news help');
    },
  );
});

describe('what Newsdesk does not have, and Discord tells of', () => {
  it.each([
    ['a command in the menu of a message', { type: 2, data: { id: '1', type: 3, name: 'Summarize', target_id: '1' } }],
    ['a menu of people', { type: 3, data: { component_type: 5, custom_id: 'news why', values: ['1'] } }],
    ['a form of somebody else’s', { type: 5, data: { custom_id: 'feedback', components: [] } }],
  ])('%s is answered in words', async (_, oddly) => {
    const talk = await aTalk();
    const interaction = useCommand(talk.discord, { ...HERE(talk), oddly }, 'news status');
    expect(await answerOn(interaction)).toContain('/news help');
    expect(interaction.messages.map(({ flags }) => isHidden(flags))).toEqual([true]);
    expect(talk.asked).toEqual([]);
  });
});

describe('what is offered while somebody types', () => {
  it('is what the desk offers, cut to what Discord takes', async () => {
    const choices = [
      { label: `Strait ${'toll '.repeat(40)}`, value: 's1' },
      { label: 'Too long', value: 'x'.repeat(101) },
      ...Array.from({ length: 30 }, (_, n) => ({ label: `Story ${n}`, value: `n${n}` })),
    ];
    const requests: unknown[] = [];
    const talk = await aTalk({
      desk: {
        complete: async (request) => {
          requests.push(request);
          return choices;
        },
      },
    });
    const typing = typeInto(talk.discord, HERE(talk), 'news report', 'story', 'stra', { reason: 'wrong' });
    await until(() => expect(typing.callback).not.toBeNull());
    const offered = typing.callback?.data['choices'] as { name: string; value: string }[];
    expect(offered).toHaveLength(25);
    expect(offered[0]?.name).toMatch(/^Strait toll .*…$/);
    expect(offered.map(({ value }) => value)).not.toContain('x'.repeat(101));
    expect(requests).toEqual([
      expect.objectContaining({
        command: 'news report',
        option: 'story',
        typed: 'stra',
        args: { reason: 'wrong', story: 'stra' },
      }),
    ]);
    expect(talk.asked).toEqual([]);
  });

  it('is nothing where the desk takes too long', async () => {
    const talk = await aTalk({ desk: { complete: () => new Promise(() => {}) } });
    const typing = typeInto(talk.discord, HERE(talk), 'news story', 'story', 'stra');
    await until(() => expect(talk.clock).toBeDefined());
    await waitAndAdvance(talk, 2_000);
    await until(() => expect(typing.callback?.data).toEqual({ choices: [] }));
  });
});

/** Lets what came over the network arrive, then moves the clock. */
async function waitAndAdvance({ discord, clock }: Talk, ms: number): Promise<void> {
  discord.dispatch('TYPING_START', {});
  for (let turn = 0; turn < 20; turn++) await clock.settle();
  await clock.advance(ms);
}
