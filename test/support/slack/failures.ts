/** What the local Slack server is told to do wrong. */

/**
 * `hang-up-before` and `hang-up-after` close the connection before and after applying the call; `slow` applies it and
 * answers after `delayMs` (default an hour, so never); `wrong-json` answers 200 with a page of HTML. Any other word is
 * Slack's own error code.
 */
export interface Failure {
  /** Only calls of this method; default any. */
  readonly method?: string;
  readonly times: number;
  /** How many calls go well first. Default 0. */
  readonly after?: number;
  readonly kind: '429' | '500' | '403' | 'hang-up-before' | 'hang-up-after' | 'slow' | 'wrong-json' | (string & {});
  /** Apply the call before failing. Default true for `hang-up-after` and `slow` only. */
  readonly applied?: boolean;
  /** Of a 429, in seconds. Default 1; null leaves the header out. */
  readonly retryAfter?: number | null;
  readonly delayMs?: number;
}

/** In the order in which they were asked for. */
export function createFailures() {
  const pending: { readonly failure: Failure; spared: number; left: number }[] = [];
  return {
    add: (failure: Failure): void => {
      pending.push({ failure, spared: failure.after ?? 0, left: failure.times });
    },
    next(method: string): Failure | null {
      const due = pending.find(({ failure, left }) => left > 0 && (failure.method ?? method) === method);
      if (due === undefined) return null;
      if (due.spared > 0) {
        due.spared -= 1;
        return null;
      }
      due.left -= 1;
      return due.failure;
    },
  };
}
