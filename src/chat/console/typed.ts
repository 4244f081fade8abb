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

/** `/news …`, `/news-admin …`, the short `/ask …`, or what `controlText` printed; anything else is said to Newsdesk. */
export function readTyped(line: string): Typed {
  const text = line.trim();
  if (!text.startsWith('/')) return { action: parseMention(text), via: 'mention' };
  const control = decodeAction(text.slice(1));
  if (control && text.includes('?') && commandNamed(control.command)) return { action: control, via: 'control' };
  const [, root, rest = ''] = /^\/(news-admin|news)(?:\s+(.*))?$/is.exec(text) ?? [];
  if (root === undefined) return { action: parseCommand('news', text.slice(1)), via: 'command' };
  return { action: parseCommand(root.toLowerCase() === 'news' ? 'news' : 'news-admin', rest), via: 'command' };
}

/** `Ask: /news ask …`: the dots stand for what is left to type. */
export function controlText({ label, action, ...control }: Control): string {
  const typed = typedText(action);
  // What cannot be typed is pressed as it is; a form asks for the rest.
  if (!isDeepStrictEqual(readTyped(typed).action, action)) return `${label}: /${encodeAction(action)}`;
  const { options = [] } = commandNamed(action.command) ?? {};
  const misses = options.some(({ name, required }) => required && action.args[name] === undefined);
  return `${label}: ${typed}${misses || 'fills' in control ? ' …' : ''}`;
}

function typedText({ command, args }: Action): string {
  const options = Object.entries(args).map(([name, value]) => `${name}:${/\s/.test(value) ? `"${value}"` : value}`);
  return [`/${command}`, ...options].join(' ');
}
