import { type Channel, channelName, type Platform } from '../digest/subscription.ts';
import type { Chat, Clock } from '../ports.ts';

/** Resolves when the channel may be posted to again, or the signal aborts. */
export type Pace = (channel: Channel, signal: AbortSignal) => Promise<void>;

/**
 * Keeps each platform's own pace in each channel, so that its limit is waited for and not hit. One for as long as the
 * program runs: the last post of one run of a step holds for the first of the next.
 */
export function createPace(chats: ReadonlyMap<Platform, Pick<Chat, 'gapMs'>>, clock: Clock): Pace {
  const lastPost = new Map<string, number>();
  return async (channel, signal) => {
    const name = channelName(channel);
    const gap = chats.get(channel.platform)?.gapMs ?? 0;
    const wait = (lastPost.get(name) ?? Number.NEGATIVE_INFINITY) + gap - clock.now().getTime();
    if (wait > 0) await clock.sleep(wait, signal);
    lastPost.set(name, clock.now().getTime());
  };
}
