/** What the program says to people on a terminal, and to machines on a pipe. */
import { once } from 'node:events';
import { styleText } from 'node:util';
import { secretsOfSettings } from '../config.ts';
import { createRedaction, type Redaction } from '../log/redact.ts';
import type { Terminal } from '../main/chats.ts';

/** An error whose message is for the operator: one clear line, no stack. */
export class OperatorError extends Error {}

/** Columns where the terminal doesn't say, or there is none. */
const DEFAULT_WIDTH = 80;
/** Longer lines are hard to read, however wide the window is. */
const WIDEST = 100;

export function terminal(): Terminal {
  return {
    write: (text) => void process.stdout.write(text),
    width: Math.min(process.stdout.columns ?? DEFAULT_WIDTH, WIDEST),
    colour: process.stdout.isTTY === true && process.stdout.hasColors(),
  };
}

/** What other programs and libraries said, as it may be shown. */
export function withoutSecrets(text: string): string {
  redaction ??= createRedaction(secretsOfSettings());
  return redaction.secrets(text);
}

let redaction: Redaction | undefined;

/** Prints a line for people. */
export function say(line = ''): void {
  process.stdout.write(`${line}\n`);
}

/** Prints one JSON value for machines, and waits for a slow pipe. */
export async function printJson(value: unknown, style: 'pretty' | 'line' = 'pretty'): Promise<void> {
  const text = style === 'pretty' ? JSON.stringify(value, null, 2) : JSON.stringify(value);
  if (!process.stdout.write(`${text}\n`)) await once(process.stdout, 'drain');
}

export function bold(text: string): string {
  return terminal().colour ? styleText('bold', text) : text;
}

export function dim(text: string): string {
  return terminal().colour ? styleText('dim', text) : text;
}

/** A line that overwrites itself while something long goes on; nothing at all unless standard error is a terminal. */
export function progress(): { show(text: string): void; clear(): void } {
  const live = process.stderr.isTTY === true;
  let shown = false;
  return {
    show(text) {
      if (!live) return;
      const width = (process.stderr.columns ?? DEFAULT_WIDTH) - 1;
      process.stderr.write(`\r\u001b[2K${text.slice(0, width)}`);
      shown = true;
    },
    clear() {
      if (shown) process.stderr.write('\r\u001b[2K');
      shown = false;
    },
  };
}
