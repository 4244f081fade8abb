import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/command/catalogue.ts';
import { type Args, type Command, commandName, type Invocation, isForManagers } from '../../src/command/command.ts';
import { plainText } from '../../src/message/plain.ts';
import { createDesk } from '../../src/pipeline/desk.ts';
import { MOST_AT_ONCE } from '../../src/pipeline/desk-crowd.ts';
import type { Log } from '../../src/ports.ts';
import { aCall, aRoom, read, type TestRoom } from '../support/room.ts';

const message = { notification: '', title: '', context: [], bottomLine: [], sections: [], more: [], foot: [] };

let events = 0;
const asked = (command: string, args: Args = {}, over: Parameters<typeof aCall>[2] = {}): Invocation =>
  aCall(command, args, { event: `slack:event-${++events}`, ...over }).invocation;

const answered = async (room: TestRoom, invocation: Invocation) => {
  const reply = await createDesk(room).answer(invocation, () => {});
  return reply && read(reply);
};

/** Something that fits each required option. */
function argsOf({ options }: Command): Args {
  const value = (name: string) =>
    ({ zone: 'Europe/Berlin', time: '08:00', what: 'source', confirm: 'no' })[name] ?? 'shipping';
  return Object.fromEntries(options.filter(({ required }) => required).map(({ name }) => [name, value(name)]));
}

describe('every command', () => {
  for (const platform of ['slack', 'discord', 'console'] as const) {
    const channel = { platform, id: platform === 'discord' ? '4711' : 'CHARBOUR' };
    for (const command of COMMANDS) {
      const name = commandName(command);
      it(`answers a member and a manager on ${platform}: /${name}`, async () => {
        const room = await aRoom();
        const member = await answered(room, asked(name, argsOf(command), { platform, channel }));
        const manager = await answered(room, asked(name, argsOf(command), { platform, channel, manager: true }));
        expect(member).not.toContain('went wrong');
        expect(manager).not.toContain('went wrong');
        if (isForManagers(command)) {
          expect(member).toMatch(/^Only [\s\S]* can\s+use/);
          expect(manager).not.toMatch(/can\s+use/);
        } else expect(member).not.toMatch(/can\s+use/);
      });
    }
  }

  it('leaves nothing behind when a member tries what is for managers', async () => {
    const room = await aRoom();
    for (const command of COMMANDS.filter(isForManagers)) {
      await answered(room, asked(commandName(command), argsOf(command)));
    }
    expect(await room.archive.keptSubscriptions()).toEqual([]);
    expect(await room.archive.keptTopics()).toEqual([]);
    expect(await room.archive.audit('slack', 'T1', 50)).toEqual([]);
    expect(room.said).toEqual([]);
  });

  it('opens no form for a member that is for managers', async () => {
    const desk = createDesk(await aRoom());
    expect(await desk.form(asked('news-admin subscribe'))).toBeNull();
    expect(await desk.form(asked('news-admin subscribe', {}, { manager: true }))).not.toBeNull();
  });
});

describe('somebody who floods the desk', () => {
  it('is told kindly at no cost, while others are answered, and is welcome again afterwards', async () => {
    let finish: () => void = () => {};
    const open = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const room = await aRoom();
    const slow: TestRoom = { ...room, ask: (...values) => open.then(() => room.ask(...values)) };
    await room.archive.keepQuestionLimits('slack', 'T1', { perPerson: 999, perChannel: 999, perWorkspace: 999 });
    const desk = createDesk(slow);
    const question = () => asked('news ask', { question: 'What is new?' });
    const flood = Array.from({ length: 200 }, () => desk.answer(question(), () => {}));
    const other = await desk.answer(asked('news topics', {}, { person: 'UBEN' }), () => {});
    expect(plainText(other?.message ?? message)).toContain('shipping');
    const told = await Promise.all(flood.slice(MOST_AT_ONCE));
    const words = new Set(told.map((reply) => plainText(reply?.message ?? message)));
    expect([...words]).toEqual(['I am at 60 things for you already: please wait for those, then ask again.']);
    finish();
    await Promise.all(flood);
    expect(room.asked).toHaveLength(MOST_AT_ONCE);
    expect((await room.archive.questionsOn('2026-11-24', aCall('').invocation.caller)).person).toBe(MOST_AT_ONCE);
    expect(plainText((await desk.answer(asked('news topics'), () => {}))?.message ?? message)).toContain('shipping');
  });
});

describe('what comes from outside', () => {
  const HOSTILE = [
    '\u0000',
    'a\u0000b\u001b[31m',
    '\ud800',
    '\udfff topic \ud83d',
    '__proto__',
    'constructor',
    'hasOwnProperty',
    'toString',
    '\u202e\u2066\u200b',
    'x'.repeat(100_000),
    '%s %d %n {{7*7}}',
    "'; drop table subscriptions; --",
    '"unclosed',
    'NEAR( OR * ^ :',
    '<!channel> @everyone <@U1>',
  ];

  it.each(HOSTILE.map((text) => [JSON.stringify(text.slice(0, 30)), text]))(
    'breaks no command, whatever stands in its options: %s',
    async (_, text) => {
      const outcomes: string[] = [];
      const room = await aRoom();
      const desk = createDesk(room, (command, outcome) => outcomes.push(`${command}: ${outcome}`));
      for (const command of COMMANDS) {
        const name = commandName(command);
        const filled = Object.fromEntries([
          ...command.options.map((option) => [option.name, text]),
          ['draft', text],
          ['digest', text],
          [text, text],
          ['__proto__', text],
        ]);
        const args: Args = { ...argsOf(command), ...filled };
        const onlyTexts = { ...args, ...choicesOf(command) };
        for (const given of [args, onlyTexts]) {
          await desk.answer(asked(name, given, { manager: true }), () => {});
          await desk.form(asked(name, given, { manager: true }));
          const { caller } = asked(name, given, { manager: true });
          for (const { name: option } of command.options)
            await desk.complete({ caller, command: name, option, typed: text, args: given });
        }
      }
      await desk.answer(asked(text, { [text]: text }), () => {});
      expect(outcomes.filter((outcome) => outcome.endsWith(': failed'))).toEqual([]);
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    },
  );

  /** Values that fit where text alone does not, so that the text gets further. */
  function choicesOf({ options }: Command): Args {
    const value = (name: string) =>
      ({ time: '08:00', zone: 'UTC', days: 'every', lookback: 'off', confirm: 'no', since: '2d', hours: '24' })[name];
    return Object.fromEntries(
      options.flatMap(({ name, choices, type }) => {
        const fits = choices?.[0]?.value ?? value(name) ?? (type === 'number' ? '1' : type === 'channel' ? '' : null);
        return fits === null ? [] : [[name, fits]];
      }),
    );
  }
});

describe('an event', () => {
  it('acts once, however often it comes', async () => {
    const room = await aRoom();
    const desk = createDesk(room);
    const subscribe = asked('news-admin subscribe', { topic: 'energy' }, { manager: true });
    const replies = await Promise.all([1, 2, 3].map(() => desk.answer(subscribe, () => {})));
    expect(replies.filter((reply) => reply !== null)).toHaveLength(1);
    expect(await room.archive.keptSubscriptions()).toHaveLength(1);
    expect(room.said).toHaveLength(1);
    expect(await room.archive.audit('slack', 'T1', 50)).toHaveLength(1);
  });

  it('is answered in words when it names no command, or its arguments do not fit', async () => {
    const room = await aRoom();
    expect(await answered(room, asked('news launch'))).toContain('There is no command');
    expect(await answered(room, asked('news digest', { hours: 'many' }))).toMatch(/hours/);
    expect(await answered(room, asked('news story', {}))).toMatch(/story/);
    expect(await answered(room, asked('constructor'))).toContain('There is no command');
  });

  it('that breaks a handler is apologised for, and its text is not in the log', async () => {
    const lines: string[] = [];
    const note = (message: string, fields?: Record<string, unknown>) => lines.push(message + JSON.stringify(fields));
    const log: Log = { debug: note, info: note, warn: note, error: note };
    const room = await aRoom({
      log,
      ask: () => Promise.reject(new Error('the ink has dried')),
    });
    const reply = await createDesk(room).answer(asked('news ask', { question: 'Who is Osk?' }), () => {});
    expect(plainText(reply?.message.bottomLine ?? [])).toContain('went wrong');
    expect(lines.join('\n')).toContain('the ink has dried');
    expect(lines.join('\n')).not.toContain('Osk');
  });
});
