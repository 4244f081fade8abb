/** What the desk has posted besides its answers: announcements of changes, and reports. */
import type { Room } from '../command/room.ts';
import { patiently } from '../delivery/patience.ts';
import type { Platform } from '../digest/subscription.ts';
import type { Chat, Clock } from '../ports.ts';

/** Whoever gave the command waits for it meanwhile. */
const LONGEST_WAIT_MS = 10_000;

/** Posts at once and once: only what a platform's limit kept back is tried again. */
export function sayBy(chats: () => Promise<ReadonlyMap<Platform, Chat>>, clock: Clock): Room['say'] {
  return async (to, message) => {
    const chat = (await chats()).get(to.channel.platform);
    if (!chat) return false;
    const outcome = await patiently(clock, LONGEST_WAIT_MS, () => chat.say(to, message));
    return outcome.kind === 'unknown' ? 'unclear' : outcome.kind === 'sent';
  };
}
