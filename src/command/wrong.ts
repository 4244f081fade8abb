/** What cannot be right in a form, whatever the archive holds: told before it is gone, so that nobody fills it in twice. */
import { wrongOptions } from './check.ts';
import type { Args, Command } from './command.ts';
import { readTiming } from './managers/timing.ts';

/** As `readTiming` reads them. */
const TIMES = ['time', 'zone', 'days', 'lookback'];

/** By option, each in a sentence; empty where nothing is wrong. Pure. */
export function wrongArgs(command: Command, args: Args): Readonly<Record<string, string>> {
  const wrong = wrongOptions(command, args);
  for (const { name, type } of command.options) {
    if (type !== 'text' || !TIMES.includes(name) || wrong[name] !== undefined || args[name] === undefined) continue;
    const timing = readTiming({ args: { [name]: args[name] } });
    if ('wrong' in timing) wrong[name] = timing.wrong;
  }
  return wrong;
}
