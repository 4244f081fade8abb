/** Within this a program that is told to stop has ended, in milliseconds. */
const DEADLINE_MS = 10_000;
/** All is closed and done: what keeps the process alive now is a call that nobody waits for any more. In milliseconds. */
const LINGER_MS = 250;

export interface Stop {
  /** Aborts at the first SIGINT or SIGTERM. */
  readonly signal: AbortSignal;
  /** To be called when everything is closed. */
  closed(): void;
}

/**
 * A signal tells the program to stop, in ten seconds at most: after that it ends where it is, with one line and the exit code
 * 1. A second signal ends it at once. What was under way is taken up by the next start, or by another process.
 */
export function stopOnSignal(): Stop {
  const stop = new AbortController();
  let deadline: NodeJS.Timeout | undefined;
  const end = (line: string) => {
    // Standard error may be a pipe: written by a way that does not outlive the process.
    process.stderr.write(`newsdesk: ${line}\n`, () => process.exit(1));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stop.signal.aborted) return process.exit(1);
      const line = 'not everything came to its end in ten seconds; what was left is taken up by the next start';
      deadline = setTimeout(() => end(line), DEADLINE_MS).unref();
      stop.abort();
    });
  }
  return {
    signal: stop.signal,
    closed() {
      clearTimeout(deadline);
      setTimeout(() => process.exit(), LINGER_MS).unref();
    },
  };
}
