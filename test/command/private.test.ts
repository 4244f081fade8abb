/** What people made, asked and reported in a private channel, or in direct messages, is told nowhere else. */
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/command/catalogue.ts';
import { type Args, type Caller, commandName } from '../../src/command/command.ts';
import { createDesk } from '../../src/pipeline/desk.ts';
import { quickClock } from '../support/quick-clock.ts';
import { aCall, aCaller, aRoom, NOW, read, type TestRoom } from '../support/room.ts';

/** In every word that is typed in the private channel, and in its id. */
const SECRET = /walrus/i;
const DOCKS = { channel: { platform: 'slack', id: 'CWALRUSDOCKS' }, place: 'private', manager: true } as const;
const BEN = { person: 'UBEN', channel: { platform: 'slack', id: 'DWALRUSBEN' }, place: 'direct' } as const;

let events = 0;

function give(room: TestRoom, command: string, args: Args, over: Parameters<typeof aCall>[2] = {}) {
  return createDesk(room).answer(aCall(command, args, { event: `slack:P${++events}`, ...over }).invocation, () => {});
}

/** Everything that can be done in it was done there, and Ben follows and asks in his own messages. */
async function aLivedInRoom(): Promise<TestRoom> {
  const room = { ...(await aRoom()), clock: quickClock(NOW) } as unknown as TestRoom;
  const here = { ...DOCKS, thread: 'root-docks' };
  await give(room, 'news-admin topic add', { name: 'walrus', terms: 'walrus, strait', description: 'Walruses' }, here);
  await give(room, 'news-admin subscribe', { topic: 'walrus' }, here);
  await give(room, 'news-admin mute', { what: 'source', name: 'Walrus Post' }, here);
  await give(room, 'news-admin pause', {}, here);
  await give(room, 'news ask', { question: 'Where is the walrus?' }, here);
  await give(room, 'news report', { story: 'strait-toll.txt', reason: 'The walrus is missing' }, here);
  await give(room, 'news ask', { question: 'Who feeds the walrus?' }, { ...BEN, thread: 'root-ben' });
  await give(room, 'news follow', { what: 'Walrus Society' }, BEN);
  expect(JSON.stringify(await room.archive.keptSubscriptions())).toMatch(SECRET);
  return room;
}

const OUTSIDE: Readonly<Record<string, Partial<Caller>>> = {
  'somebody in a public channel': {},
  'a manager in a public channel': { manager: true, person: 'UCARL' },
  'a manager in direct messages': {
    manager: true,
    person: 'UCARL',
    channel: { platform: 'slack', id: 'DCARL' },
    place: 'direct',
  },
  'a manager of another workspace': { manager: true, person: 'UCARL', workspace: 'T2' },
};

/** Options filled so that whatever there is would be found. */
const TEMPTING: readonly Args[] = [
  {},
  { story: 'strait-toll.txt', query: 'strait', question: 'What about the strait?', what: 'strait', topic: 'strait' },
  { entries: '50', hours: '744', since: '30d' },
];

describe.each(Object.entries(OUTSIDE))('%s', (_, over) => {
  it('is told nothing of it by any command, form or offer, nor on the Home tab', async () => {
    const room = await aLivedInRoom();
    const said = room.said.length;
    const desk = createDesk(room);
    const told: string[] = [];
    for (const command of COMMANDS) {
      const name = commandName(command);
      for (const args of TEMPTING) {
        const known = Object.fromEntries(
          command.options.flatMap(({ name: one }) => (args[one] ? [[one, args[one]]] : [])),
        );
        const { invocation } = aCall(name, known, { event: `slack:O${++events}`, ...over });
        told.push(JSON.stringify(await desk.form(invocation)));
        const reply = await desk.answer(invocation, () => {});
        if (reply) told.push(`${name}: ${read(reply)}`);
        for (const { name: option } of command.options) {
          for (const typed of ['', 'w', 'wal', 's']) {
            for (const more of [{}, { what: 'source' }]) {
              const request = { caller: aCaller(over), command: name, option, typed, args: more };
              told.push(JSON.stringify(await desk.complete(request)).replaceAll(`“${typed}”`, ''));
            }
          }
        }
      }
    }
    told.push(read(await desk.home(aCaller(over))));
    told.push(...room.said.slice(said).map(({ message }) => read(message)));
    expect(told.filter((text) => SECRET.test(text.replaceAll(/"?wal"?/g, '')))).toEqual([]);
  });
});

describe('those inside', () => {
  it('are told of it, so that the above is not for want of anything to tell', async () => {
    const room = await aLivedInRoom();
    const told = async (command: string, over: Partial<Caller>) => {
      const reply = await give(room, command, {}, over);
      return reply ? read(reply) : '';
    };
    expect(await told('news list', DOCKS)).toMatch(SECRET);
    expect(await told('news topics', DOCKS)).toMatch(SECRET);
    expect(await told('news-admin audit', DOCKS)).toMatch(/The\s+walrus\s+is\s+missing/);
    expect(await told('news list', BEN)).toMatch(/Walrus Society/);
    // Elsewhere the log tells that something was done, and not to what.
    const outside = await told('news-admin audit', { manager: true });
    expect(outside.match(/in a private channel/g)).toHaveLength(5);
    expect(outside).not.toMatch(/s1{16}/);
  });
});
