import { slidingWindows, type WindowLimit } from '../rate-windows.ts';

/** How many messages a channel, and the whole workspace, take in any span; any number where it is left out. */
export interface PostLimits {
  readonly channel?: WindowLimit;
  readonly workspace?: WindowLimit;
}

/** How long a channel has to wait, in milliseconds; 0, and counted, when it may be posted to. */
export function createPostLimits({ channel, workspace }: PostLimits, now: () => number): (id: string) => number {
  const [channels, all] = [slidingWindows(), slidingWindows()];
  return (id) => {
    const inChannel = channel && channels(id, channel, now());
    if (inChannel && !inChannel.allowed) return inChannel.resetAfterMs;
    const inAll = workspace && all('', workspace, now());
    return inAll && !inAll.allowed ? inAll.resetAfterMs : 0;
  };
}
