import { createInterface } from 'node:readline';

/**
 * Standard input, line by line; without the empty ones, unless whoever counts the answers counts those too. Whoever sits at a terminal is told that they are awaited.
 */
export async function* inputLines({ withEmpty = false } = {}): AsyncGenerator<string> {
  if (process.stdin.isTTY) process.stderr.write('Type a line and press Enter; Ctrl-D ends. (--help says more.)\n');
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (withEmpty || line.trim()) yield line;
  }
}
