/**
 * Actions as the one string that a platform keeps for a button. Nothing else is remembered, so the buttons of old messages
 * work after a restart and after months.
 */
import type { Action } from '../message/control.ts';

/** Discord's limit of a `custom_id`: https://discord.com/developers/docs/components/reference */
export const ACTION_LENGTH = 100;

/**
 * `news why?digest=…`, at most 100 characters.
 * @throws Error when it is longer: arguments of buttons are ids, not texts
 */
export function encodeAction(action: Action): string {
  const text = written(action);
  if (text.length > ACTION_LENGTH) throw new Error(`the action "${text}" is longer than ${ACTION_LENGTH} characters`);
  return text;
}

/** Whether it can be encoded in so many characters. */
export function fitsInAction(action: Action, most = ACTION_LENGTH): boolean {
  return written(action).length <= most;
}

function written({ command, args }: Action): string {
  const query = new URLSearchParams(Object.entries(args)).toString();
  return query === '' ? command : `${command}?${query}`;
}

/** Reads what `encodeAction` wrote, or null. What comes back from a platform may be anything. */
export function decodeAction(text: string): Action | null {
  const [command = '', query = ''] = text.split(/\?(.*)/s, 2);
  if (text.length > ACTION_LENGTH || !/^news(-admin)?( [a-z]+){1,2}$/.test(command)) return null;
  return { command, args: Object.fromEntries(new URLSearchParams(query)) };
}
