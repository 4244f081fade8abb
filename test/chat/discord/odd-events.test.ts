/** Real events of which something is missing or odd, with the real desk behind the real adapter: nothing breaks. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MANAGER, pressId, typeInto, useCommand, type Where } from '../../support/discord/people.ts';
import type { ServerMessage } from '../../support/discord/world.ts';
import { aNewsroom, type Newsroom, wholeAnswer } from './newsroom.ts';

type Path = readonly (string | number)[];

const ODD: readonly unknown[] = [
  ...[undefined, null, 0, 7, -1, Number.NaN, true, '', 'x', '1', '9'.repeat(30), '__proto__', [], [null], {}],
  { id: 1 },
  { toString: 1 },
];

/** What Discord tells when somebody does these things; it has not told yet. */
function someEvents({ discord }: Newsroom): readonly object[] {
  const stage = { world: discord.world, dispatch() {} };
  const where: Where = { by: MANAGER, in: discord.channelId };
  const root = { id: '5', author: discord.world.bot, flags: 0 } as unknown as ServerMessage;
  return [
    useCommand(stage, where, 'news ask', { question: 'Who?' }),
    useCommand(stage, where, 'news-admin subscribe', { topic: 'energy', channel: { id: discord.channelId } }),
    typeInto(stage, where, 'news story', 'story', 'str'),
    pressId(stage, where, root, 'news why?story=strait'),
    pressId(stage, where, root, 'news story?_=story', ['strait']),
  ].map(({ event }) => event);
}

/** The event with something odd in one or a few of its places. */
function made(odd: object, changes: readonly (readonly [number, unknown])[]): object {
  const event = structuredClone(odd);
  for (const [place, value] of changes) {
    const paths = pathsIn(event);
    // Each its own: the same one, put into itself, would be no JSON.
    put(event, paths[place % paths.length] ?? [], structuredClone(value));
  }
  return event;
}

function pathsIn(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  const inside = Object.entries(value).flatMap(([key, one]) => pathsIn(one, [...at, key]));
  return at.length === 0 ? inside : [at, ...inside];
}

function put(event: object, path: Path, value: unknown): void {
  const last = path.at(-1);
  const holder = path.slice(0, -1).reduce<unknown>((one, key) => (one as Record<string, unknown>)[key], event);
  if (last !== undefined) Object.assign(holder as object, { [last]: value });
}

it('an event of which something is odd is answered or passed over, and breaks nothing', async () => {
  const broken: string[] = [];
  const note = (message: string, fields: object = {}) => void broken.push(`${message} ${JSON.stringify(fields)}`);
  const log = { debug() {}, info() {}, warn: note, error: note };
  const talk = await aNewsroom({}, { log });
  const changes = fc.array(fc.tuple(fc.nat(), fc.constantFrom(...ODD)), { minLength: 1, maxLength: 3 });
  const where: Where = { by: MANAGER, in: talk.discord.channelId };
  for (const [nth, some] of fc.sample(changes, 200).entries()) {
    const events = someEvents(talk);
    talk.discord.dispatch('INTERACTION_CREATE', made(events[nth % events.length] ?? {}, some));
    if (nth % 20 > 0) continue;
    expect(await wholeAnswer(talk, useCommand(talk.discord, where, 'news status'))).not.toMatch(/went wrong/);
  }
  expect(await wholeAnswer(talk, useCommand(talk.discord, where, 'news status'))).not.toMatch(/went wrong/);
  expect([...broken, ...talk.logged].filter((line) => /failed|broke off|could not be/.test(line))).toEqual([]);
}, 60_000);
