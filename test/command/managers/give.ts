/** Managers' commands in tests: given to their real handlers in a room of its own, and read as a person reads them. */
import { decodeAction, encodeAction } from '../../../src/command/action.ts';
import type { Args, Caller, Reply } from '../../../src/command/command.ts';
import { MANAGERS } from '../../../src/command/managers/handlers.ts';
import { plainText } from '../../../src/message/plain.ts';
import { type QuickClock, quickClock } from '../../support/quick-clock.ts';
import { aCall, aRoom, NOW, type RoomOptions, type TestCall, type TestRoom } from '../../support/room.ts';

export type ManagersRoom = Omit<TestRoom, 'clock'> & { readonly clock: QuickClock };

/** On a clock on which going through the archive takes no time. */
export async function aManagersRoom(options: RoomOptions = {}): Promise<ManagersRoom> {
  return { ...(await aRoom(options)), clock: quickClock(options.now ?? NOW) } as unknown as ManagersRoom;
}

export interface Given {
  readonly call: TestCall;
  readonly reply: Reply;
  /** The reply's words, without controls. */
  readonly text: string;
}

/** How many events a room has seen, by its archive: the ids of drafts follow from them. */
const events = new WeakMap<ManagersRoom['archive'], number>();

/** Gives `/news-admin …` as Anna, a manager in the harbour channel. Each call is an event of its own. */
export async function give(
  room: ManagersRoom,
  command: string,
  args: Args = {},
  over: Partial<Caller> = {},
): Promise<Given> {
  const event = (events.get(room.archive) ?? 0) + 1;
  events.set(room.archive, event);
  const name = `news-admin ${command}`;
  const call = aCall(name, args, { manager: true, event: `slack:M${event}`, at: room.clock.now(), ...over });
  const handler = MANAGERS[name];
  if (!handler) throw new Error(`nobody answers ${name}`);
  const reply = await handler(call, room as unknown as TestRoom);
  return { call, reply, text: plainText(reply.message) };
}

/** Presses a button of a reply, as it comes back from a platform. */
export async function press(room: ManagersRoom, { reply }: Given, label: string, over: Partial<Caller> = {}) {
  const control = reply.message.controls?.find((one) => one.label === label);
  if (!control) throw new Error(`there is no button “${label}”`);
  const action = decodeAction(encodeAction(control.action));
  if (!action) throw new Error(`the button “${label}” says nothing`);
  return give(room, action.command.replace('news-admin ', ''), action.args, over);
}

/** What was posted in channels, as `slack:CHARBOUR: words`. */
export function posted({ said }: ManagersRoom): string[] {
  return said.map(({ channel, thread, message }) => {
    const place = `${channel.platform}:${channel.id}${thread === null ? '' : `/${thread}`}`;
    return `${place}: ${plainText(message).replaceAll('\n\n', ' ')}`;
  });
}
