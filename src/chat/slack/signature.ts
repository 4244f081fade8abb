/**
 * Whether a request is Slack's, where Slack calls us. Bolt's own check takes what comes from the future and what comes
 * twice. https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../ports.ts';

/** How far a request's time may be from ours, in either direction. */
const WINDOW_MS = 5 * 60_000;

export type Verdict = 'genuine' | 'unsigned' | 'forged' | 'stale' | 'future' | 'replayed';

/** The two headers as they came. */
export interface Signed {
  readonly timestamp: unknown;
  readonly signature: unknown;
}

export interface Gate {
  /** Remembers the signatures that it lets through, for as long as they could come again. */
  verdictOn(signed: Signed, body: Buffer): Verdict;
  /** Of one that was let through and came to nothing: Slack may repeat it within the second, under the same signature. */
  letThroughAgain(signed: Signed): void;
}

export function createGate(secret: string, clock: Clock): Gate {
  const seen = new Map<unknown, number>();
  return {
    verdictOn({ timestamp, signature }, body) {
      if (typeof timestamp !== 'string' || typeof signature !== 'string' || !/^\d{1,12}$/.test(timestamp)) {
        return 'unsigned';
      }
      if (!matches(signature, signatureOf(secret, timestamp, body))) return 'forged';
      const now = clock.now().getTime();
      const age = now - Number(timestamp) * 1000;
      if (age > WINDOW_MS) return 'stale';
      if (age < -WINDOW_MS) return 'future';
      forgetBefore(seen, now);
      if (seen.has(signature)) return 'replayed';
      // Until its own time is stale: a request from a clock ahead of ours could come again for twice the window.
      seen.set(signature, Number(timestamp) * 1000 + WINDOW_MS);
      return 'genuine';
    },
    letThroughAgain({ signature }) {
      seen.delete(signature);
    },
  };
}

function signatureOf(secret: string, timestamp: string, body: Buffer): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`;
}

/** In constant time; lengths may differ and are no secret. */
function matches(given: string, ours: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(ours)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function forgetBefore(seen: Map<unknown, number>, now: number): void {
  for (const [signature, until] of seen) {
    if (until < now) seen.delete(signature);
  }
}
