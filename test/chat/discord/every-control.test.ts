/** Every button, menu and form that anything offers, as far as they lead on, with the real desk behind the real adapter. */
import { expect, it } from 'vitest';
import { COMMANDS } from '../../../src/command/catalogue.ts';
import { commandName } from '../../../src/command/command.ts';
import { composeMessage, digestControls } from '../../../src/digest/compose.ts';
import {
  componentsIn,
  IDA,
  MANAGER,
  type Person,
  pressId,
  submit,
  useCommand,
  type Where,
} from '../../support/discord/people.ts';
import type { ServerMessage } from '../../support/discord/world.ts';
import { type NewsItem, someNews } from '../../support/news.ts';
import { aNewsroom, expectAllTaken, type Newsroom, wholeAnswer } from './newsroom.ts';
import { until } from './talk.ts';

const MODAL = 9;

/** The latest digest's root, as it stands in the channel. */
async function aRoot({ room, chat, discord }: Newsroom): Promise<ServerMessage> {
  await room.publish();
  const channel = { platform: 'discord', id: discord.channelId } as const;
  const digest = (await room.archive.lastDigest(channel))?.digest;
  if (!digest) throw new Error('no digest was published');
  const [content] = chat.render({ ...composeMessage(digest), controls: digestControls(digest.id) });
  if (!content) throw new Error('a digest has a root');
  await chat.post({ key: 'every-control-key-000001', channel, content, rootRef: null, firstTriedAt: null });
  return discord.posted(channel.id).at(-1) as ServerMessage;
}

/** Something that every field takes: what stands there, the first choice, or a word. */
function filled(modal: Record<string, unknown>): Record<string, string> {
  const fields = componentsIn({ components: modal['components'] as unknown[] }).flatMap(
    ({ component }) => component ?? [],
  );
  return Object.fromEntries(
    (fields as { custom_id: string; value?: string; options?: { value: string; default?: boolean }[] }[]).map(
      ({ custom_id: id, value, options = [] }) => [
        id,
        value ?? (options.find((option) => option.default) ?? options[0])?.value ?? 'piers',
      ],
    ),
  );
}

/** `news story?story`: what a control does, whatever story it does it to. */
const kindOf = (id: string) => id.replaceAll(/=[^&]*/g, '');

/**
 * Presses and chooses whatever stands under these messages, and under what is answered: each kind of control once. What each
 * was answered.
 */
async function useAll(talk: Newsroom, where: Where, first: readonly ServerMessage[]): Promise<Map<string, string>> {
  const used = new Map<string, string>();
  const messages = [...first];
  for (let message = messages.shift(); message !== undefined; message = messages.shift()) {
    for (const { custom_id: id, options } of componentsIn(message)) {
      if (typeof id !== 'string' || used.has(kindOf(id))) continue;
      const values = Array.isArray(options) ? [options[0].value as string] : null;
      const pressed = pressId(talk.discord, where, message, id, values);
      await until(() => expect(pressed.callback).not.toBeNull());
      const form = pressed.callback?.type === MODAL ? pressed.callback.data : null;
      const interaction = form === null ? pressed : submit(talk.discord, where, pressed, filled(form), message);
      used.set(kindOf(id), await wholeAnswer(talk, interaction));
      messages.push(...interaction.messages);
    }
  }
  return used;
}

const VALUES = { story: 'strait', query: 'harbour', question: 'Who?', what: 'energy', topic: 'pier repairs' };

/** Gives each command, then uses what is offered under the answers and under a digest. What each control was answered. */
async function useEverything(talk: Newsroom, by: Person): Promise<Map<string, string>> {
  const where: Where = { by, in: talk.discord.channelId };
  const answers: ServerMessage[] = [await aRoot(talk)];
  for (const command of COMMANDS.filter(({ path }) => path[0] !== 'erase')) {
    const given = Object.entries(VALUES).filter(([name]) => command.options.some((option) => option.name === name));
    const interaction = useCommand(talk.discord, where, commandName(command), Object.fromEntries(given));
    await until(() => expect(interaction.callback).not.toBeNull());
    if (interaction.callback?.type === MODAL) continue;
    expect(await wholeAnswer(talk, interaction)).not.toMatch(/went wrong/);
    answers.push(...interaction.messages);
  }
  return useAll(talk, where, answers);
}

it.each([
  ['an ordinary member', { ...IDA, permissions: 0n }, 15],
  ['a manager', MANAGER, 25],
])(
  'leads %s to an answer',
  async (_, by, atLeast) => {
    const talk = await aNewsroom();
    const used = await useEverything(talk, by);
    expect([...used].filter(([, text]) => /went wrong|does not know this/.test(text))).toEqual([]);
    expect(used.size, [...used.keys()].join(', ')).toBeGreaterThanOrEqual(atLeast);
    expectAllTaken(talk);
  },
  60_000,
);

/** What would be a call, a link, a heading or an emoji, in bytes that count thrice, and longer than any label. */
const HEAVY = `@everyone <@1> [x](https://evil.example) # ${'港口🚢👨‍👩‍👧‍👦'.repeat(30)} `;

function heavyNews(): NewsItem[] {
  return someNews().map(({ article, ...item }) => ({
    ...item,
    article: { ...article, title: HEAVY + article.title, source: HEAVY + article.source },
  }));
}

it('leads a manager to an answer where there are 200 topics, and names are long, hostile and in other scripts', async () => {
  const topics = Array.from({ length: 200 }, (_, n) => ({
    name: `${'a-name-as-long-as-it-may-be-'.repeat(2)}${n}`,
    description: HEAVY,
    terms: ['strait', '港口'],
  }));
  const talk = await aNewsroom({}, { topics, news: heavyNews() });
  const used = await useEverything(talk, MANAGER);
  expect([...used].filter(([, text]) => /went wrong|does not know this/.test(text))).toEqual([]);
  const live = new Set([...used].flatMap(([, text]) => text.match(/⚠.*?⚠/g) ?? []));
  expect([...live]).toEqual([expect.stringMatching(/^⚠<#\d+>⚠$/)]);
  expectAllTaken(talk);
}, 60_000);
