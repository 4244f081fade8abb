import { createInterface } from 'node:readline';

/**
 * What is typed at the terminal, line by line; null where nobody can type. The terminal itself edits the line, so that
 * Ctrl-C still stops the program. Ending the iteration lets the program end.
 */
export function typedLines(): AsyncIterable<string> | null {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return null;
  return {
    [Symbol.asyncIterator]() {
      const reader = createInterface({ input: process.stdin, terminal: false });
      const lines = reader[Symbol.asyncIterator]();
      return {
        next: () => lines.next(),
        async return() {
          reader.close();
          return { done: true, value: undefined };
        },
      };
    },
  };
}
