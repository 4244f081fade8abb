import { describe, expect, it } from 'vitest';
import { message } from '../../src/command/reply.ts';
import type { Outcome } from '../../src/delivery/delivery.ts';
import type { Platform } from '../../src/digest/subscription.ts';
import { sayBy } from '../../src/pipeline/desk-say.ts';
import type { Chat } from '../../src/ports.ts';
import { handClock } from '../support/clock.ts';
import { HARBOUR, NOW } from '../support/room.ts';

const TO = { channel: HARBOUR, thread: null };
const limited = (retryAfterMs: number): Outcome => ({ kind: 'limited', retryAfterMs });
const SENT: Outcome = { kind: 'sent', ref: 'r1' };

/** What came of saying it, while the platform answers one thing after another; and how often it was asked. */
async function said(...outcomes: Outcome[]): Promise<{ isSaid: boolean | 'unclear'; calls: number }> {
  const clock = handClock(NOW);
  let calls = 0;
  const slack = { say: async () => outcomes[calls++] ?? SENT } as unknown as Chat;
  const saying = sayBy(async () => new Map<Platform, Chat>([['slack', slack]]), clock)(
    TO,
    message({ say: 'It moved.' }),
  );
  await clock.advance(60_000);
  return { isSaid: await saying, calls };
}

describe('what the desk says besides its answers', () => {
  it.each([
    ['is said once', [SENT], { isSaid: true, calls: 1 }],
    ['waits for a limit, since it was certainly not said', [limited(2_000), SENT], { isSaid: true, calls: 2 }],
    ['waits for no long one', [limited(3_600_000)], { isSaid: false, calls: 1 }],
    ['waits not for ever', [limited(900), limited(900), limited(900)], { isSaid: false, calls: 3 }],
    ['may have been said: not again', [{ kind: 'unknown', reason: 'No.' }], { isSaid: 'unclear', calls: 1 }],
    ['is not said where that is refused', [{ kind: 'failed', reason: 'No.' }], { isSaid: false, calls: 1 }],
  ] as const)('%s', async (_, outcomes, expected) => {
    expect(await said(...outcomes)).toEqual(expected);
  });

  it('is not said on a platform that is not connected', async () => {
    const say = sayBy(async () => new Map(), handClock(NOW));
    expect(await say(TO, message({ say: 'It moved.' }))).toBe(false);
  });
});
