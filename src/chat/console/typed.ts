/** Actions as somebody would type them, and back: a terminal has no buttons. */
import { isDeepStrictEqual } from 'node:util';
import { decodeAction, encodeAction } from '../../command/action.ts';
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

/** A line for a button; for a menu, its label and a line for each choice. */
export function controlTexts(control: Control): string[] {
  const { label, action } = control;
  if (control.kind === 'button') return [`${label}: ${typedText(action)}`];
  const chosen = control.choices.map((choice) => {
    const args = { ...action.args, [control.fills]: choice.value };
    return `  ${typedText({ ...action, args })} (${choice.label})`;
  });
  return [`${label}:`, ...chosen];
}

/** `/news ask …`: the dots stand for what is left to type. What cannot be typed is pressed as it is; a form asks for the rest. */
function typedText(action: Action): string {
  const typed = withOptions(action);
  if (!isDeepStrictEqual(readTyped(typed).action, action)) return `/${encodeAction(action)}`;
  const { options = [] } = commandNamed(action.command) ?? {};
  const misses = options.some(({ name, required }) => required && action.args[name] === undefined);
  return `${typed}${misses ? ' …' : ''}`;
}

function withOptions({ command, args }: Action): string {
  const options = Object.entries(args).map(([name, value]) => `${name}:${/\s/.test(value) ? `"${value}"` : value}`);
  return [`/${command}`, ...options].join(' ');
}
