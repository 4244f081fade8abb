/** Slack's limits on how often: by method in the workspace, and for posts in each channel too. */

import type { Rate } from '../../delivery/bucket.ts';
import { callsWithin, createBuckets, type Limits, type PacedCall } from '../../delivery/limits.ts';
import { EDITS, LOOK_UPS, POSTS, POSTS_IN_CHANNEL } from './limits.ts';

export interface SlackRates {
  readonly posts: Rate;
  readonly postsInChannel: Rate;
  readonly edits: Rate;
  readonly lookUps: Rate;
}

const RATES: SlackRates = { posts: POSTS, postsInChannel: POSTS_IN_CHANNEL, edits: EDITS, lookUps: LOOK_UPS };

export interface SlackLimits extends Limits {
  /** Slack refused a call of the method, such as `chat.postMessage`, and said for how long. */
  refused(method: string, channel: string, forMs: number, now: Date): void;
}

const ACTS: Readonly<Record<string, PacedCall['act']>> = {
  'chat.postMessage': 'post',
  'chat.update': 'edit',
  'conversations.history': 'find',
  'conversations.replies': 'find',
};

/** Of one workspace. */
export function createSlackLimits(rates: SlackRates = RATES): SlackLimits {
  const areas: Readonly<Record<string, Rate>> = { post: rates.posts, edit: rates.edits, find: rates.lookUps };
  const buckets = createBuckets((name) => areas[name] ?? rates.postsInChannel);
  let lastRefused: { readonly channel: string; readonly until: number } | null = null;

  return {
    areaOf: ({ act }) => act,
    waits({ act, channel }, ahead, now) {
      const area = buckets.wait(act, ahead + 1, now.getTime());
      return { area, channel: act === 'post' ? buckets.wait(nameOf(channel.id), 1, now.getTime()) : 0 };
    },
    spend({ act, channel }, now) {
      buckets.take(act, now.getTime());
      if (act === 'post') buckets.take(nameOf(channel.id), now.getTime());
    },
    postsWithin: (ms, most, now) => callsWithin(buckets, 'post', ms, most, now.getTime()),
    refused(method, channel, forMs, now) {
      const act = ACTS[method];
      if (act === undefined) return;
      const at = now.getTime();
      if (act !== 'post') return buckets.close(act, forMs, at, 'slower');
      buckets.close(nameOf(channel), forMs, at);
      // Slack does not say whose limit it was. When a second channel is refused while the first still is, it is the
      // workspace's: the pace of each channel is kept.
      if (lastRefused && lastRefused.channel !== channel && lastRefused.until > at) {
        buckets.close('post', forMs, at, 'slower');
      }
      lastRefused = { channel, until: at + forMs };
    },
  };
}

const nameOf = (channel: string) => `in ${channel}`;
