/** Who may do what: every command of the catalogue, by everybody, everywhere. What is refused leaves no trace. */
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/command/catalogue.ts';
import { type Caller, type Command, commandName, type Invocation, isForManagers } from '../../src/command/command.ts';
import { plainText } from '../../src/message/plain.ts';
import { type CommandOutcome, createDesk } from '../../src/pipeline/desk.ts';
import type { Archive } from '../../src/ports/archive.ts';
import { aCall, aRoom, type TestRoom } from '../support/room.ts';

/** By what the adapter finds out of a person: `test/chat/` shows how. */
const PEOPLE: Readonly<Record<string, Partial<Caller>>> = {
  'somebody without rights': { manager: false },
  'somebody whose rights can’t be told just now': { manager: false, unsure: true },
  'a manager': { manager: true },
  'a manager of this channel only': { manager: true, reach: 'channel' },
};

const PLATFORMS: Readonly<Record<'slack' | 'discord' | 'console', Partial<Caller>>> = {
  slack: { platform: 'slack', workspace: 'T1', channel: { platform: 'slack', id: 'CHARBOUR' } },
  discord: { platform: 'discord', workspace: '100', channel: { platform: 'discord', id: '4711' } },
  console: { platform: 'console', workspace: null, channel: { platform: 'console', id: 'terminal' } },
};

const PLACES: Readonly<Record<string, Partial<Caller> & { readonly thread?: string }>> = {
  'a public channel': { place: 'public' },
  'a private channel': { place: 'private' },
  'a thread': { place: 'public', thread: 'root-1' },
  'direct messages': { place: 'direct' },
};

const WAYS: readonly Invocation['via'][] = ['command', 'control', 'form', 'mention'];

/** Every mixture of the above. */
const SCENES = Object.entries(PLATFORMS).flatMap(([platform, where]) =>
  Object.entries(PLACES).flatMap(([place, here]) =>
    Object.entries(PEOPLE).map(([person, who]) => ({
      name: `${person}, in ${place} of ${platform}`,
      over: { ...where, ...here, ...who },
      may: (command: Command) => mayUse(command, who),
    })),
  ),
);

function mayUse(command: Command, { manager = false, reach }: Partial<Caller>): boolean {
  if (!isForManagers(command)) return true;
  return manager && !(command.reach === 'workspace' && reach === 'channel');
}

/** Something that fits each option, required or not: what is refused is refused whatever is asked. */
function argsOf({ options }: Command): Record<string, string> {
  const value = (name: string) =>
    ({ zone: 'Europe/Berlin', time: '08:00', what: 'source', whom: 'everything', confirm: 'erase', since: '2d' })[name];
  const texts = options.filter(
    ({ type, required, name }) => required || (type === 'text' && value(name) !== undefined),
  );
  return Object.fromEntries(texts.map(({ name }) => [name, value(name) ?? 'shipping']));
}

/** The room, and the names of everything that was asked of its archive and its outside. */
function watched(room: TestRoom): { room: TestRoom; touched: string[] } {
  const touched: string[] = [];
  const noting = <T extends object>(whole: T): T =>
    new Proxy(whole, {
      get(target, name) {
        const own: unknown = Reflect.get(target, name);
        if (typeof own !== 'function') return own;
        return (...values: unknown[]) => {
          touched.push(String(name));
          return own.apply(target, values);
        };
      },
    });
  const { ask, say, correct, direct, hint } = noting({
    ask: room.ask,
    say: room.say,
    correct: room.correct,
    direct: room.direct,
    hint: room.hint,
  });
  return { room: { ...room, archive: noting<Archive>(room.archive), ask, say, correct, direct, hint }, touched };
}

let events = 0;

describe.each(SCENES)('$name', ({ over, may }) => {
  const asking = (command: Command, via: Invocation['via'] = 'command') =>
    aCall(commandName(command), argsOf(command), { ...over, via, event: `rights:${++events}` }).invocation;

  it('gets what is refused refused in one sentence, and nothing else happens', async () => {
    const { room, touched } = watched(await aRoom());
    const outcomes: CommandOutcome[] = [];
    const desk = createDesk(room, (_, outcome) => outcomes.push(outcome));
    const refused = COMMANDS.filter((command) => !may(command));
    for (const command of refused) {
      for (const via of WAYS) {
        const reply = await desk.answer(asking(command, via), () => {});
        const words = plainText(reply?.message ?? { ...EMPTY });
        expect(words).toMatch(/^[^.!?\n]+\.( Please try again in a minute\.)?$/);
        expect(reply?.seen).toBe('caller');
        expect(reply?.message.controls ?? []).toEqual([]);
      }
      expect(await desk.form(asking({ ...command, options: [] }))).toBeNull();
      for (const { name } of command.options) {
        const { caller } = asking(command);
        const request = { caller, command: commandName(command), option: name, typed: '', args: {} };
        if (!caller.manager) expect(await desk.complete(request)).toEqual([]);
      }
    }
    expect(new Set(outcomes)).toEqual(new Set(refused.length > 0 ? ['refused'] : []));
    expect(new Set(touched)).toEqual(new Set(refused.length > 0 ? ['firstSeen'] : []));
  });

  it('gets everything else answered', async () => {
    const room = await aRoom();
    const outcomes = new Map<string, CommandOutcome>();
    const desk = createDesk(room, (command, outcome) => outcomes.set(command, outcome));
    const allowed = COMMANDS.filter(may);
    for (const command of allowed) await desk.answer(asking(command), () => {});
    expect([...outcomes].filter(([, outcome]) => outcome !== 'answered')).toEqual([]);
    expect(outcomes.size).toBe(allowed.length);
  });
});

const EMPTY = { notification: '', title: '', context: [], bottomLine: [], sections: [], more: [], foot: [] } as const;

describe('the catalogue', () => {
  it('has every command that changes what more than one channel has marked so, or kept to one by its handler', () => {
    const marked = COMMANDS.filter(({ reach }) => reach === 'workspace').map(commandName);
    expect(marked).toEqual([
      'news-admin story merge',
      'news-admin story split',
      'news-admin correct',
      'news-admin budget',
    ]);
  });
});
