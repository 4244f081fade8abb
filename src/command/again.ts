/** A command that was given and could not be done so: its form, with what was said standing in it. */
import { createHash } from 'node:crypto';
import type { Control } from '../message/control.ts';
import type { Args, Invocation, Reply } from './command.ts';
import { button } from './everyone/choose.ts';
import { toCaller } from './reply.ts';
import type { Call, Room } from './room.ts';

/** The argument of the button, by which the form finds what was said. */
export const AGAIN = 'again';

/** Says what is wrong, with a button that opens the form as it was filled in. */
export async function refusedAgain(wrong: string, call: Call, room: Room): Promise<Reply> {
  return toCaller({ say: wrong, controls: await again('Change it', call, room) });
}

/** A button that asks for the call's arguments once more; nothing is to be typed twice. */
export async function again(label: string, { invocation, args }: Call, { archive, clock }: Room): Promise<Control[]> {
  const { command, caller, event } = invocation;
  const id = createHash('sha256').update(`again ${event}`).digest('base64url').slice(0, ID_LENGTH);
  const { draft: _, [AGAIN]: __, ...said } = args;
  await archive.keepDraft(id, { command, args: said, made: { person: caller.person, at: clock.now() } });
  return button(label, command, { [AGAIN]: id });
}

/** 96 bits, which nobody guesses. */
const ID_LENGTH = 16;

/** What was said, for the one who said it; empty for anybody else, and where it is not kept any more. */
export async function saidBefore({ command, args, caller }: Invocation, { archive }: Room): Promise<Args> {
  const id = args[AGAIN];
  const draft = id === undefined ? null : await archive.draft(id);
  return draft?.command === command && draft.made.person === caller.person ? draft.args : {};
}
