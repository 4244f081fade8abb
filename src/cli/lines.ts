import { createInterface } from 'node:readline';

/** Standard input, line by line, without the empty ones. Whoever sits at a terminal is told that they are awaited. */
export async function* inputLines(): AsyncGenerator<string> {
  if (process.stdin.isTTY) process.stderr.write('Type a line and press Enter; Ctrl-D ends. (--help says more.)\n');
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim()) yield line;
  }
}
