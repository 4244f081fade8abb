/** Waiting where a platform asks for it, but no longer than anybody waits for what is to be said. */

interface Limited {
  readonly kind: 'limited';
  readonly retryAfterMs: number;
}

const TRIES = 3;

/**
 * The outcome of the last attempt: `limited` where the platform goes on refusing, or wants to be asked again only after longer
 * than `longestWaitMs`. Every other outcome ends it.
 */
export async function patiently<T extends { readonly kind: string }>(
  clock: { sleep(milliseconds: number): Promise<void> },
  longestWaitMs: number,
  attempt: () => Promise<T | Limited>,
): Promise<T | Limited> {
  let outcome = await attempt();
  for (let tries = 1; tries < TRIES && isLimited(outcome); tries++) {
    if (outcome.retryAfterMs > longestWaitMs) return outcome;
    await clock.sleep(outcome.retryAfterMs);
    outcome = await attempt();
  }
  return outcome;
}

const isLimited = (outcome: { readonly kind: string }): outcome is Limited => outcome.kind === 'limited';
