/** Actions as somebody would type them, and back: a terminal has no buttons. */
import { isDeepStrictEqual } from 'node:util';
import { decodeAction, encodeAction, fitsInAction } from '../../command/action.ts';
import { commandNamed } from '../../command/catalogue.ts';
import { parseCommand, parseMention } from '../../command/parse.ts';
import type { Action, Control } from '../../message/control.ts';

/** What one line asks for. */
export interface Typed {
  readonly action: Action;
  readonly via: 'command' | 'control' | 'mention';
}

/** `/news …`, `/news-admin …`, the short `/ask …`, or what `controlTexts` printed; anything else is said to Newsdesk. */
export function readTyped(line: string): Typed {
  const text = line.trim();
  if (!text.startsWith('/')) return { action: parseMention(text), via: 'mention' };
  const control = decodeAction(text.slice(1));
  if (control && text.includes('?') && commandNamed(control.command)) return { action: control, via: 'control' };
  const [, root, rest = ''] = /^\/(news-admin|news)(?:\s+(.*))?$/is.exec(text) ?? [];
  if (root === undefined) return { action: parseCommand('news', text.slice(1)), via: 'command' };
  return { action: parseCommand(root.toLowerCase() === 'news' ? 'news' : 'news-admin', rest), via: 'command' };
}

/** A line for a button; for a menu, its label and a line for each choice. What can be given in no line is left out. */
export function controlTexts(control: Control): string[] {
  const { label, action } = control;
  if (control.kind === 'button') return typedTexts(action).map((typed) => `${label}: ${typed}`);
  const chosen = control.choices.flatMap((choice) => {
    const args = { ...action.args, [control.fills]: choice.value };
    // Words that stand in the line already are not said twice.
    const aside = choice.label.startsWith(choice.value) ? '' : ` (${choice.label})`;
    return typedTexts({ ...action, args }).map((typed) => `  ${typed}${aside}`);
  });
  return chosen.length === 0 ? [] : [`${label}:`, ...chosen];
}

/** Around a value of several words: straight ones, or French ones where it has straight ones in it. */
const MARKS = [
  ['"', '"'],
  ['«', '»'],
] as const;

/** `/news ask …`: the dots stand for what is left to type. What cannot be typed is pressed as it is; a form asks for the rest. */
function typedTexts(action: Action): string[] {
  const typed = MARKS.map((marks) => withOptions(action, marks)).find((text) =>
    isDeepStrictEqual(readTyped(text).action, action),
  );
  if (typed === undefined) return fitsInAction(action) ? [`/${encodeAction(action)}`] : [];
  const { options = [] } = commandNamed(action.command) ?? {};
  const misses = options.some(({ name, required }) => required && action.args[name] === undefined);
  return [`${typed}${misses ? ' …' : ''}`];
}

function withOptions({ command, args }: Action, [opening, closing]: (typeof MARKS)[number]): string {
  const written = (value: string) => (/\s/.test(value) ? `${opening}${value}${closing}` : value);
  const options = Object.entries(args).map(([name, value]) => `${name}:${written(value)}`);
  return [`/${command}`, ...options].join(' ');
}
