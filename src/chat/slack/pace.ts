/** Slack's limits on how often: by method in the workspace, and for posts in each channel too. */

import type { Rate } from '../../delivery/bucket.ts';
import { type AreaNews, callsWithin, createBuckets, type Limits, type PacedCall } from '../../delivery/limits.ts';
import { EDITS, LOOK_UPS, POSTS, POSTS_IN_CHANNEL } from './limits.ts';

export interface SlackRates {
  readonly posts: Rate;
  readonly postsInChannel: Rate;
  readonly edits: Rate;
  readonly lookUps: Rate;
}

const RATES: SlackRates = { posts: POSTS, postsInChannel: POSTS_IN_CHANNEL, edits: EDITS, lookUps: LOOK_UPS };

export interface SlackLimits extends Limits {
  /** Counts a call that nobody asked about. */
  called(call: PacedCall, now: Date): void;
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
  const areas = { post: rates.posts, edit: rates.edits, find: rates.lookUps };
  const buckets = createBuckets((name) => (areas as Readonly<Record<string, Rate>>)[name] ?? rates.postsInChannel);
  const followers: AreaNews[] = [];
  let lastRefused: { readonly channel: string; readonly until: number } | null = null;

  const close = (act: PacedCall['act'], forMs: number, at: number) => {
    buckets.close(act, forMs, at, 'slower');
    for (const news of followers) news.refused(act, forMs);
  };
  const spend = ({ act, channel }: PacedCall, now: Date) => {
    buckets.take(act, now.getTime());
    if (act === 'post') buckets.take(nameOf(channel.id), now.getTime());
  };

  return {
    areaOf: ({ act }) => act,
    callsFor: () => 1,
    perSecond: ({ act }) => areas[act].perSecond,
    waits({ act, channel }, ahead, now) {
      const area = buckets.wait(act, ahead + 1, now.getTime());
      return { area, channel: act === 'post' ? buckets.wait(nameOf(channel.id), 1, now.getTime()) : 0 };
    },
    spend,
    seen({ channel }, at) {
      buckets.seen(nameOf(channel.id), at.getTime());
    },
    follow: (news) => void followers.push(news),
    called(call, now) {
      spend(call, now);
      for (const news of followers) news.called(call.act, areas[call.act].perSecond);
    },
    postsWithin: (ms, most, now) => callsWithin(buckets, 'post', ms, most, now.getTime()),
    refused(method, channel, forMs, now) {
      const act = ACTS[method];
      if (act === undefined) return;
      const at = now.getTime();
      if (act !== 'post') return close(act, forMs, at);
      buckets.close(nameOf(channel), forMs, at);
      // Slack does not say whose limit it was. When a second channel is refused while the first still is, it is the
      // workspace's: the pace of each channel is kept.
      if (lastRefused && lastRefused.channel !== channel && lastRefused.until > at) {
        close('post', forMs, at);
      }
      lastRefused = { channel, until: at + forMs };
    },
  };
}

const nameOf = (channel: string) => `in ${channel}`;
