/** Several desks on one archive, as several processes have them: an event acts once, and no limit is overshot. */
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/command/catalogue.ts';
import { commandName } from '../../src/command/command.ts';
import { createDesk } from '../../src/pipeline/desk.ts';
import type { Archive } from '../../src/ports/archive.ts';
import type { Desk } from '../../src/ports.ts';
import { together } from '../store/postgres/together.ts';
import { serverUrl, WITHOUT_SERVER } from '../support/postgres.ts';
import { aCall, aCaller, aRoom, read, type TestRoom } from '../support/room.ts';

const TODAY = '2026-11-24';
const LIMIT = 10;

let events = 0;
const question = (over: Parameters<typeof aCall>[2] = {}) =>
  aCall('news ask', { question: 'What is new?' }, { event: `slack:T${++events}`, ...over }).invocation;

interface Desks {
  readonly archive: Archive;
  readonly rooms: readonly TestRoom[];
  readonly desks: readonly Desk[];
}

async function desksOn(archives: readonly Archive[], outcomes: string[] = []): Promise<Desks> {
  const rooms: TestRoom[] = [];
  const log = {
    debug() {},
    info() {},
    warn() {},
    error: (message: string) => void outcomes.push(`${message}: failed`),
  };
  for (const archive of archives) rooms.push({ ...(await aRoom({ news: [], log })), archive });
  const desks = rooms.map((room) => createDesk(room, (command, outcome) => outcomes.push(`${command}: ${outcome}`)));
  return { archive: archives[0] as Archive, rooms, desks };
}

/** One question of each of so many people, at all desks in turn, all at once. */
async function flood({ desks }: Desks, people: number, each: number, over: Parameters<typeof aCall>[2] = {}) {
  const asking = Array.from({ length: people * each }, (_, n) => {
    const desk = desks[n % desks.length] as Desk;
    return desk.answer(question({ person: `U${n % people}`, ...over }), () => {});
  });
  return (await Promise.all(asking)).map((reply) => (reply ? read(reply).replace(/\s+/g, ' ') : ''));
}

function budgetContract(open: () => Promise<Desks>): void {
  it('lets a hundred questions at once through up to each limit, and no further', async () => {
    const all = await open();
    await all.archive.keepQuestionLimits('slack', 'T1', { perPerson: 99, perChannel: LIMIT, perWorkspace: 99 });
    const told = await flood(all, 10, 10);
    expect(all.rooms.flatMap(({ asked }) => asked)).toHaveLength(LIMIT);
    const refused = told.filter((text) => text.startsWith('Today’s 10 questions in this channel have been asked.'));
    expect(refused).toHaveLength(90);
    expect(new Set(refused)).toEqual(
      new Set([
        'Today’s 10 questions in this channel have been asked. Questions begin again Wed 25 Nov, 01:00 (Europe/Berlin). /news search costs nothing.',
      ]),
    );
    expect(await all.archive.questionsOn(TODAY, aCaller())).toMatchObject({ channel: LIMIT, workspace: LIMIT });
  });

  it('counts each person and everybody by themselves', async () => {
    const all = await open();
    await all.archive.keepQuestionLimits('slack', 'T1', { perPerson: 2, perChannel: 99, perWorkspace: 7 });
    await flood(all, 5, 10);
    const asked = all.rooms.flatMap((room) => room.asked);
    expect(asked).toHaveLength(7);
    for (let n = 0; n < 5; n++) {
      expect((await all.archive.questionsOn(TODAY, aCaller({ person: `U${n}` }))).person).toBeLessThanOrEqual(2);
    }
  });

  it('counts a question that comes again once, and one of which nothing came not at all', async () => {
    const all = await open();
    const again = question({ person: 'UAGAIN' });
    await Promise.all([...all.desks, ...all.desks].map((desk) => desk.answer(again, () => {})));
    expect((await all.archive.questionsOn(TODAY, aCaller({ person: 'UAGAIN' }))).person).toBe(1);
    const broken = createDesk({ ...(all.rooms[0] as TestRoom), ask: () => Promise.reject(new Error('out of reach')) });
    await broken.answer(question({ person: 'UAGAIN' }), () => {});
    expect(await all.archive.questionsOn(TODAY, aCaller({ person: 'UAGAIN' }))).toEqual({
      person: 1,
      channel: 1,
      workspace: 1,
    });
  });
}

describe('the questions of a day, in one process', () => {
  budgetContract(async () => {
    const room = await aRoom();
    return desksOn([room.archive]);
  });
});

describe.skipIf(serverUrl === null)(serverUrl === null ? WITHOUT_SERVER : 'on a server', () => {
  const { url: take, open } = together();
  const two = async () => {
    const url = await take();
    return [await open(url), await open(url)] as const;
  };

  describe('the questions of a day, in two processes', () => {
    budgetContract(async () => desksOn(await two()));
  });

  it('an event that comes to two processes at once acts once, whatever it asks for', async () => {
    const { archive, rooms, desks } = await desksOn(await two());
    const deeds = [
      ['news-admin subscribe', { topic: 'energy' }],
      ['news-admin topic add', { name: 'tea', terms: 'tea' }],
      ['news-admin mute', { what: 'source', name: 'Highland Post' }],
      ['news-admin budget', { person: '3' }],
      ['news-admin pause', {}],
      ['news follow', { what: 'shipping' }],
    ] as const;
    for (const [command, args] of deeds) {
      const { invocation } = aCall(command, args, { event: `slack:once ${command}`, manager: true });
      const replies = await Promise.all([...desks, ...desks].map((desk) => desk.answer(invocation, () => {})));
      expect([command, replies.filter((reply) => reply !== null).length]).toEqual([command, 1]);
    }
    expect((await archive.keptSubscriptions()).map(({ id }) => id).toSorted()).toEqual([
      'slack:CHARBOUR@08:00.2',
      'slack:DUANNA@08:00',
    ]);
    expect(await archive.mutes(aCaller().channel, rooms[0]?.clock.now() ?? new Date(0))).toHaveLength(1);
    expect(await archive.audit('slack', 'T1', 50)).toHaveLength(5);
    const announced = rooms.flatMap(({ said }) => said.map(({ message }) => message.notification));
    expect(announced).toHaveLength(2);
  });

  it('no text that people can send breaks a command', async () => {
    const outcomes: string[] = [];
    const { desks } = await desksOn(await two(), outcomes);
    const [desk] = desks as [Desk];
    for (const text of ['a\u0000b', '\ud800 x \udfff', '__proto__', "'; drop table turns; --", 'x'.repeat(1_999)]) {
      for (const command of COMMANDS) {
        const name = commandName(command);
        const options = command.options.filter(({ type, choices }) => type === 'text' && !choices);
        const args = Object.fromEntries(options.map((option) => [option.name, text]));
        const fits = { time: '08:00', zone: 'UTC', days: 'every', what: 'actor', since: '2d', lookback: 'off' };
        const known = Object.fromEntries(Object.entries(fits).filter(([option]) => args[option] !== undefined));
        const { invocation } = aCall(name, { ...args, ...known }, { event: `slack:H${++events}`, manager: true });
        await desk.answer(invocation, () => {});
        await desk.form(invocation);
        for (const { name: option } of command.options)
          await desk.complete({ caller: invocation.caller, command: name, option, typed: text, args });
      }
    }
    expect(outcomes.filter((outcome) => outcome.endsWith(': failed'))).toEqual([]);
  });
});
