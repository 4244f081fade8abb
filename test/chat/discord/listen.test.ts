import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDiscordChat } from '../../../src/chat/discord/discord.ts';
import { readMention } from '../../../src/chat/discord/mention.ts';
import { readInteraction } from '../../../src/chat/discord/received.ts';
import type { Log } from '../../../src/ports.ts';
import { handClock } from '../../support/clock.ts';
import { useCommand } from '../../support/discord/people.ts';
import { startDiscordServer } from '../../support/discord-server.ts';
import { TOKEN } from './stage.ts';
import { aDesk, answerOn, aTalk, NOW, slowDesk, type Talk, until } from './talk.ts';

const HERE = (talk: Talk) => ({ in: talk.discord.channelId });
const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };

async function listenTo(apiUrl: string, token: string, signal = new AbortController().signal, shards?: Shards) {
  const clock = handClock(NOW);
  const chat = await createDiscordChat(
    { token, apiUrl, managers: [], ...(shards && { shards }) },
    { clock, log: silent },
  );
  return { chat, clock, listening: chat.listen(aDesk(), signal) };
}

interface Shards {
  readonly ids: readonly number[];
  readonly count: number;
}

describe('listening', () => {
  it.each([
    ['a wrong one', 'wrong.token'],
    ['one with a line break', `${TOKEN}\n`],
    ['an empty one', ''],
  ])('with a token that Discord refuses (%s) ends in words for the operator', async (_, token) => {
    const discord = await startDiscordServer({ token: TOKEN });
    const { chat, listening } = await listenTo(discord.apiUrl, token);
    await expect(listening).rejects.toThrow(
      /^Discord refuses the bot's token: copy a fresh one .* into DISCORD_TOKEN\.$/,
    );
    await chat.close();
    await discord.close();
  });

  it('waits for a Discord that is not there yet, and ends when it is told to', async () => {
    const stop = new AbortController();
    const { chat, listening } = await listenTo('http://127.0.0.1:9/api', TOKEN, stop.signal);
    stop.abort();
    await listening;
    await chat.close();
  });

  it('runs the shards it is told to, each server being told of by one of them', async () => {
    const discord = await startDiscordServer({ token: TOKEN });
    const [one, other] = [
      await listenTo(discord.apiUrl, TOKEN, undefined, { ids: [0, 2], count: 4 }),
      await listenTo(discord.apiUrl, TOKEN, undefined, { ids: [1, 3], count: 4 }),
    ];
    await Promise.all([one.listening, other.listening]);
    expect(discord.gateway.shards().map(String).sort()).toEqual(['0,4', '1,4', '2,4', '3,4']);
    const answers = [
      ...(await Promise.all([answerOn(useCommand(discord, { in: discord.channelId }, 'news status'))])),
      discord.requests.filter(({ template }) => template?.endsWith('/callback')).length,
    ];
    expect(answers).toEqual(['This answers news status.', 1]);
    await Promise.all([one.chat.close(), other.chat.close()]);
    await discord.close();
  });

  it('comes back after the connection was lost', async () => {
    const talk = await aTalk();
    talk.discord.gateway.drop(4000);
    await until(() => expect(talk.discord.gateway.sessions()).toBe(0));
    await until(() => expect(talk.discord.gateway.sessions()).toBe(1));
    expect(await answerOn(useCommand(talk.discord, HERE(talk), 'news status'))).toBe('This answers news status.');
  });

  it('asks Discord for nothing that needs its leave', async () => {
    const talk = await aTalk();
    const privileged = (1 << 1) | (1 << 8) | (1 << 15);
    expect(talk.discord.gateway.intents()).toEqual([(1 << 0) | (1 << 9) | (1 << 12)]);
    expect((talk.discord.gateway.intents()[0] ?? privileged) & privileged).toBe(0);
  });
});

describe('closing', () => {
  it('ends at once, and nothing is heard afterwards', async () => {
    const talk = await aTalk();
    await talk.chat.close();
    await until(() => expect(talk.discord.gateway.sessions()).toBe(0));
  });

  it('lets an answer that is under way come to its end', async () => {
    const slow = slowDesk();
    const talk = await aTalk({ desk: slow });
    const interaction = useCommand(talk.discord, HERE(talk), 'news status');
    await until(() => expect(talk.asked).toHaveLength(1));
    const closed = talk.chat.close();
    slow.finish({ seen: 'caller', message: await aDesk().home({} as never) });
    await closed;
    expect(await answerOn(interaction)).toBe('Home.');
  });

  it('does not wait for one that never comes', async () => {
    const talk = await aTalk({ desk: slowDesk() });
    useCommand(talk.discord, HERE(talk), 'news status');
    await until(() => expect(talk.asked).toHaveLength(1));
    const closed = talk.chat.close();
    await talk.clock.advance(3_000);
    await closed;
  });
});

describe('what makes no sense', () => {
  const frames = [
    'no JSON',
    '[]',
    '0',
    '{"op":0}',
    '{"op":99,"d":null}',
    '{"op":0,"s":900,"t":"NO_SUCH_EVENT","d":{"id":1}}',
    ...[
      'INTERACTION_CREATE',
      'MESSAGE_CREATE',
      'GUILD_CREATE',
      'CHANNEL_UPDATE',
      'THREAD_CREATE',
      'GUILD_ROLE_UPDATE',
      'MESSAGE_UPDATE',
    ].flatMap((t) =>
      [
        null,
        7,
        'text',
        [],
        {},
        { id: {} },
        { id: '1', type: 2, data: null, channel: 'x', member: 3 },
        {
          id: '1',
          token: 't',
          application_id: '1',
          type: 3,
          data: { component_type: 2, custom_id: 7 },
          channel_id: '1',
          user: { id: '2' },
        },
      ].map((d) => JSON.stringify({ op: 0, s: 901, t, d })),
    ),
  ];

  it('does no harm, and the next command is answered', async () => {
    const talk = await aTalk();
    for (const frame of frames) talk.discord.gateway.send(frame);
    talk.discord.gateway.send(Buffer.from([1, 2, 3]));
    expect(await answerOn(useCommand(talk.discord, HERE(talk), 'news status'))).toBe('This answers news status.');
    expect(talk.asked).toHaveLength(1);
  });

  it('is never more than passed over, whatever it is', () => {
    const word = fc.constantFrom(
      'id',
      'token',
      'application_id',
      'type',
      'data',
      'member',
      'user',
      'channel',
      'channel_id',
      'guild_id',
      'options',
      'custom_id',
      'components',
      'component',
      'values',
      'content',
      'author',
      'roles',
      'permissions',
      'message',
    );
    const value = fc.oneof(
      fc.constantFrom<unknown>('1', 2, 3, 4, 5, 18, null, true, '<@1> hello', 'news ask?x=1'),
      fc.string(),
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'medium' },
        value,
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(word, tie('tree'), { maxKeys: 8 }),
      ),
    }));
    fc.assert(
      fc.property(tree, (raw) => {
        const received = readInteraction(raw);
        expect(received === null || /^\d+$/.test(received.id)).toBe(true);
        readMention(raw, { botId: '1', ownRole: () => '2' });
      }),
      { numRuns: 500 },
    );
  });
});

it('what breaks is said to the person, and nothing of what was said gets into the log', async () => {
  const talk = await aTalk({
    desk: {
      answer: async () => {
        throw new Error('secret words of the question');
      },
    },
  });
  const interaction = useCommand(talk.discord, HERE(talk), 'news ask', { question: 'secret words of the question' });
  expect(await answerOn(interaction)).toContain('Please ask again.');
  await until(() => expect(talk.logged).toHaveLength(1));
  expect(talk.logged[0]).toContain('broke off');
  expect(talk.logged[0]).not.toContain('secret');
});
