/** Letting people choose, and buttons for what they may want next. */
import { createHash } from 'node:crypto';
import type { Action, Choice, Control } from '../../message/control.ts';
import { ACTION_LENGTH, fitsInAction } from '../action.ts';
import type { Args, Reply } from '../command.ts';
import { toCaller } from '../reply.ts';
import type { Call, Room } from '../room.ts';

/** The most that one menu shows: https://discord.com/developers/docs/components/reference#string-select */
export const MOST_CHOICES = 25;
/** Of a label, and of a value: https://discord.com/developers/docs/components/reference#string-select */
const CHOICE_LENGTH = 100;

/** A choice whose label fits, with what it stands for; null when the value is too long to be kept in a menu. */
export function choice(label: string, value: string): Choice[] {
  return value.length > CHOICE_LENGTH || value === '' ? [] : [{ label: shortened(label || value), value }];
}

function shortened(label: string): string {
  if (label.length <= CHOICE_LENGTH) return label;
  return `${label
    .slice(0, CHOICE_LENGTH - 1)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd()}…`;
}

/** A button, or nothing where its arguments are too long for one. */
export function button(label: string, command: string, args: Args = {}, look?: 'primary' | 'danger'): Control[] {
  const action: Action = { command, args };
  return fitsInAction(action) ? [{ kind: 'button', label, action, ...(look && { look }) }] : [];
}

/** A menu, or nothing where there is nothing to choose. */
export function menu(
  label: string,
  command: string,
  fills: string,
  choices: readonly Choice[],
  args: Args = {},
): Control[] {
  if (choices.length === 0) return [];
  // Both platforms refuse a menu in which two choices stand for the same.
  const distinct = [...new Map(choices.toReversed().map((one) => [one.value, one])).values()].reverse();
  return [{ kind: 'menu', label, action: { command, args }, fills, choices: distinct.slice(0, MOST_CHOICES) }];
}

/** A menu's option stands beside its action: a name of at most 32 characters, and a sign or two. */
const ROOM_FOR_FILLS = 36;

/** Asks which one is meant; what was chosen fills the option, and the command is given again with its other arguments. */
export async function askWhich(
  say: string,
  { fills, label, choices }: { fills: string; label: string; choices: readonly Choice[] },
  call: Call,
  room: Room,
): Promise<Reply> {
  const { command } = call.invocation;
  const { [fills]: _, ...others } = call.args;
  const action = { command, args: others };
  const kept = fitsInAction(action, ACTION_LENGTH - ROOM_FOR_FILLS) ? others : await keptForLater(others, call, room);
  return toCaller({ say, controls: menu(label, command, fills, choices, kept) });
}

/** Arguments that no button has room for are kept, and named by a draft. */
async function keptForLater(args: Args, { invocation }: Call, { archive, clock }: Room): Promise<Args> {
  const id = createHash('sha256').update(invocation.event).digest('base64url').slice(0, 24);
  const made = { person: invocation.caller.person, at: clock.now() };
  await archive.keepDraft(id, { command: invocation.command, args, made });
  return { draft: id };
}

/** The call with the arguments that were kept for it; a draft of somebody else, or for another command, is nobody's. */
export async function withDraft(call: Call, { archive }: Room): Promise<Call> {
  const { draft: id, ...given } = call.args;
  const { caller, command } = call.invocation;
  const draft = id === undefined ? null : await archive.draft(id);
  if (draft?.command !== command || draft.made.person !== caller.person) return { ...call, args: given };
  return { ...call, args: { ...draft.args, ...given } };
}
