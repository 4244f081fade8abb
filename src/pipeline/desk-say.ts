/** What the desk has posted besides its answers: announcements of changes, and reports. */
import type { Room } from '../command/room.ts';
import type { Outcome } from '../delivery/delivery.ts';
import type { Platform } from '../digest/subscription.ts';
import type { Chat, Clock } from '../ports.ts';

/** Whoever gave the command waits for it meanwhile. */
const LONGEST_WAIT_MS = 10_000;
const TRIES = 3;

/** Posts at once and once: only what a platform's limit kept back is tried again. */
export function sayBy(chats: () => Promise<ReadonlyMap<Platform, Chat>>, clock: Clock): Room['say'] {
  return async (to, message) => {
    const chat = (await chats()).get(to.channel.platform);
    if (!chat) return false;
    let outcome: Outcome = await chat.say(to, message);
    for (let tries = 1; tries < TRIES && outcome.kind === 'limited'; tries++) {
      if (outcome.retryAfterMs > LONGEST_WAIT_MS) break;
      await clock.sleep(outcome.retryAfterMs);
      outcome = await chat.say(to, message);
    }
    return outcome.kind === 'unknown' ? 'unclear' : outcome.kind === 'sent';
  };
}
