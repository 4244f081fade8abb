import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/command/catalogue.ts';
import { type Args, type Command, commandName, type Invocation, isForManagers } from '../../src/command/command.ts';
import { plainText } from '../../src/message/plain.ts';
import { createDesk } from '../../src/pipeline/desk.ts';
import type { Log } from '../../src/ports.ts';
import { aCall, aRoom, read, type TestRoom } from '../support/room.ts';

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
      ask: () => Promise.reject(new Error('the disk is full')),
    });
    const reply = await createDesk(room).answer(asked('news ask', { question: 'Who is Osk?' }), () => {});
    expect(plainText(reply?.message.bottomLine ?? [])).toContain('went wrong');
    expect(lines.join('\n')).toContain('the disk is full');
    expect(lines.join('\n')).not.toContain('Osk');
  });
});
