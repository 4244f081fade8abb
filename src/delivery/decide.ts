/** What the outbox does next, given what is known now. Pure decisions; `pipeline/deliver.ts` acts on them. */
import { MINUTE_MS, SECOND_MS } from '../spans.ts';
import type { DeliveryState, Found, Outcome } from './delivery.ts';

/** First wait after a failure that may pass; doubled each time, up to the longest. */
const FIRST_RETRY_MS = 5 * SECOND_MS;
const LONGEST_RETRY_MS = 15 * MINUTE_MS;

/**
 * A message that was applied although no answer came may take a moment to show up in the channel's history. Doubled
 * each time, so that a platform that answers nonsense for hours is not asked and posted to every few seconds.
 */
export const LOOK_UP_AFTER_MS = 3 * SECOND_MS;

/** A refused token is mended by a person, who should not have to restart anything afterwards. */
const TOKEN_RETRY_MS = 5 * MINUTE_MS;

/** A new state, and whether the whole channel has to be closed because nothing can be posted there any more. */
export interface Decision {
  readonly state: DeliveryState;
  readonly closeChannel: boolean;
  /** What the operator should be told now, or null. */
  readonly tell: string | null;
}

/**
 * What a call's outcome makes of a delivery.
 * @param attempt 1 for the first call
 * @param random in [0, 1): spreads retries, so that a platform that comes back is not hit by all at once
 */
export function afterOutcome(outcome: Outcome, attempt: number, now: Date, random: number): Decision {
  switch (outcome.kind) {
    case 'sent':
      return quietly({ kind: 'sent', ref: outcome.ref, at: now });
    case 'limited':
      return quietly({
        kind: 'failed',
        reason: 'The platform asked to wait.',
        nextAt: later(now, outcome.retryAfterMs + random * SECOND_MS),
      });
    case 'failed':
      return quietly({ kind: 'failed', reason: outcome.reason, nextAt: later(now, backoff(attempt, random)) });
    case 'unknown':
      return quietly({
        kind: 'unknown',
        reason: outcome.reason,
        nextAt: later(now, doubled(LOOK_UP_AFTER_MS, attempt)),
      });
    case 'refused':
      return refused(outcome.scope, outcome.reason, now);
  }
}

function refused(scope: 'channel' | 'token' | 'message', reason: string, now: Date): Decision {
  if (scope === 'token') {
    return { state: { kind: 'failed', reason, nextAt: later(now, TOKEN_RETRY_MS) }, closeChannel: false, tell: reason };
  }
  return { state: { kind: 'rejected', reason }, closeChannel: scope === 'channel', tell: reason };
}

/**
 * What a look-up says about a delivery whose call had no known outcome: a state to write, or `post`, when it is
 * certain that the earlier call left nothing behind.
 */
export function afterLookUp(found: Found, attempt: number, now: Date, random: number): Decision | 'post' {
  switch (found.kind) {
    case 'posted':
      return quietly({ kind: 'sent', ref: found.ref, at: now });
    case 'absent':
      return 'post';
    case 'unavailable': {
      const wait = Math.max(found.retryAfterMs ?? 0, backoff(attempt, random));
      return quietly({ kind: 'unknown', reason: found.reason, nextAt: later(now, wait) });
    }
    case 'untellable': {
      const reason = `It may have been posted, and nobody can tell: ${found.reason}`;
      return { state: { kind: 'ambiguous', reason }, closeChannel: false, tell: reason };
    }
  }
}

/** What becomes of a call that was not waited for, since the program stops: it may yet be applied, until the process has ended. */
export function leftBehind(now: Date): Decision {
  const reason = 'Newsdesk was stopped before the platform had answered.';
  return quietly({ kind: 'unknown', reason, nextAt: later(now, PROCESS_END_MS) });
}

/** Within this a process that is told to stop has ended. */
const PROCESS_END_MS = 10 * SECOND_MS;

/**
 * What becomes of a delivery that was taken on and not begun: it would have had to wait too long, or the program stops.
 * @param inDoubt an earlier call may have posted it
 */
export function handedBack(inDoubt: boolean, nextAt: Date): Decision {
  return quietly({ kind: inDoubt ? 'unknown' : 'failed', reason: NOT_BEGUN, nextAt });
}

const NOT_BEGUN = 'It was not its turn: the platform takes only so many messages at a time, or Newsdesk was stopped.';

function quietly(state: DeliveryState): Decision {
  return { state, closeChannel: false, tell: null };
}

/** Between half and the whole of the doubled wait. */
function backoff(attempt: number, random: number): number {
  return doubled(FIRST_RETRY_MS, attempt) * (0.5 + random / 2);
}

function doubled(first: number, attempt: number): number {
  return Math.min(LONGEST_RETRY_MS, first * 2 ** Math.min(attempt - 1, 20));
}

function later(now: Date, ms: number): Date {
  return new Date(now.getTime() + ms);
}
