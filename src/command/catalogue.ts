/** Every command there is: the one list behind Discord's and Slack's commands, the terminal, the help and the README. */
import { type Command, commandName, type Root } from './command.ts';
import { EVERYONES_COMMANDS } from './everyone/commands.ts';
import { MANAGERS_COMMANDS } from './managers/commands.ts';

export const COMMANDS: readonly Command[] = [...EVERYONES_COMMANDS, ...MANAGERS_COMMANDS];

const byName = new Map(COMMANDS.map((command) => [commandName(command), command]));

export function commandNamed(name: string): Command | null {
  return byName.get(name) ?? null;
}

export function commandsOf(root: Root): readonly Command[] {
  return COMMANDS.filter((command) => command.root === root);
}
