import type { Window } from '../../../src/digest/digest.ts';
import { type Channel, channelName } from '../../../src/digest/subscription.ts';
import type { DigestArchive } from '../../../src/ports/archive.ts';
import { aDigest } from '../../support/digests.ts';

export const DESK: Channel = { platform: 'slack', id: 'C0DESK' };

type Publication = Parameters<DigestArchive['publish']>[0];

/** A digest to a channel, published at its window's end, with keys `ID-0` (the root), `ID-1`, … */
export function aPublication(
  id: string,
  window: Window,
  { channel = DESK, parts = 1, articleIds = [] }: { channel?: Channel; parts?: number; articleIds?: string[] } = {},
): Publication {
  const subscriptionId = channel === DESK ? 'desk@08:00' : `${channelName(channel)}@08:00`;
  return {
    subscriptionId,
    channel,
    window,
    at: window.to,
    digest: aDigest({ id, subscriptionId, channel, window }),
    articleIds,
    deliveries: Array.from({ length: parts }, (_, part) => ({
      key: `${id}-${part}`,
      part,
      content: { place: part === 0 ? 'root' : 'thread', payload: { text: `Part ${part}` } },
    })),
  };
}
