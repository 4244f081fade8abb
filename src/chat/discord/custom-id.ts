/**
 * What a button, a menu or a form keeps: its action, in the one string that Discord gives back. Names of options are
 * letters only, so that what is added here can't be taken for one.
 */
import { decodeAction, encodeAction } from '../../command/action.ts';
import type { Action } from '../../message/control.ts';

/** The option that a menu's choice becomes. */
const FILLS = '_';
/** Tells a control from one before it with the same action: Discord wants each id once in a message. */
const NTH = '__';

export interface CustomId {
  readonly action: Action;
  /** The option that a menu's choice becomes; null for buttons and forms. */
  readonly fills: string | null;
}

/** @throws Error when it is longer than Discord takes: arguments of controls are ids, not texts */
export function encodeCustomId({ action, fills }: CustomId, nth = 1): string {
  const args = {
    ...action.args,
    ...(fills === null ? {} : { [FILLS]: fills }),
    ...(nth === 1 ? {} : { [NTH]: String(nth) }),
  };
  return encodeAction({ command: action.command, args });
}

/** Null for what we did not write, or not in this way. */
export function decodeCustomId(text: string): CustomId | null {
  const action = decodeAction(text);
  if (action === null) return null;
  const { [FILLS]: fills = null, [NTH]: _, ...args } = action.args;
  return { action: { command: action.command, args }, fills };
}
