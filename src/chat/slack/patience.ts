/** Waiting where Slack says so, but no longer than anybody waits for an answer. https://docs.slack.dev/apis/web-api/rate-limits */
import type { Clock } from '../../ports.ts';

const LONGEST_WAIT_MS = 30_000;
const TRIES = 3;

interface Limited {
  readonly kind: 'limited';
  readonly retryAfterMs: number;
}

/** The outcome of the last attempt: `limited` where Slack goes on refusing, or wants to be asked again much later. */
export async function patiently<T extends { readonly kind: string }>(
  clock: Clock,
  attempt: () => Promise<T | Limited>,
): Promise<T | Limited> {
  let outcome = await attempt();
  for (let tries = 1; tries < TRIES && isLimited(outcome); tries++) {
    if (outcome.retryAfterMs > LONGEST_WAIT_MS) return outcome;
    await clock.sleep(outcome.retryAfterMs);
    outcome = await attempt();
  }
  return outcome;
}

const isLimited = (outcome: { readonly kind: string }): outcome is Limited => outcome.kind === 'limited';
