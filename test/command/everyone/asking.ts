/** Giving commands in tests as the desk does: arguments checked, the handler called, the reply read. */
import { commandNamed } from '../../../src/command/catalogue.ts';
import { checkArgs } from '../../../src/command/check.ts';
import type { Args } from '../../../src/command/command.ts';
import { EVERYONE } from '../../../src/command/everyone/handlers.ts';
import type { Room } from '../../../src/command/room.ts';
import { aCall, read, type TestCall } from '../../support/room.ts';

type Over = Parameters<typeof aCall>[2];

/** The call as the desk hands it on. */
export function checkedCall(command: string, args: Args = {}, over: Over = {}): TestCall {
  const known = commandNamed(command);
  const checked = known && checkArgs(known, args);
  if (!checked?.ok) throw new Error(checked ? checked.reason : `there is no ${command}`);
  return aCall(command, checked.args, over);
}

/** The same text on one line, for tests that look for a sentence wherever its line breaks. */
export const flat = (text: string) => text.replaceAll(/\s+/g, ' ');

/** What is answered, as it is read. */
export async function asked(room: Room, command: string, args: Args = {}, over: Over = {}): Promise<string> {
  return read(await answerTo(room, command, args, over));
}

export async function answerTo(room: Room, command: string, args: Args = {}, over: Over = {}) {
  const handler = EVERYONE[command];
  if (!handler) throw new Error(`nothing answers ${command}`);
  return handler(checkedCall(command, args, over), room);
}
