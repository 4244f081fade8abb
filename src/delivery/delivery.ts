import type { Channel } from '../digest/subscription.ts';

/** What a chat adapter rendered for one call: JSON for its platform, opaque to everyone else. */
export interface Part {
  /** `root` opens the digest in the channel; `thread` follows under it. */
  readonly place: 'root' | 'thread';
  /** The platform's request body, JSON-serialisable, without channel and key. */
  readonly payload: unknown;
}

/**
 * Where one part of one digest to one channel stands. Each state carries only its own fields.
 * `sending` is committed before the call; a lease that runs out in `sending` means the outcome is unknown.
 */
export type DeliveryState =
  | { readonly kind: 'pending' }
  | { readonly kind: 'sending'; readonly leaseUntil: Date }
  /** Certainly not posted; will be tried again at `nextAt`. */
  | { readonly kind: 'failed'; readonly reason: string; readonly nextAt: Date }
  /** May have been posted; the platform is asked at `nextAt` before anything is posted again. */
  | { readonly kind: 'unknown'; readonly reason: string; readonly nextAt: Date }
  /** `ref` is the platform's name of the message (Slack `ts`, Discord message id). */
  | { readonly kind: 'sent'; readonly ref: string; readonly at: Date }
  /** Won't be tried again: the channel is gone, no permission, or the message was refused. */
  | { readonly kind: 'rejected'; readonly reason: string }
  /** May have been posted, and nobody can tell; a person has to look. */
  | { readonly kind: 'ambiguous'; readonly reason: string };

/** One part of one digest to one channel: the unit that is posted once. */
export interface Delivery {
  /** The key: 24 characters made from digest, channel and part; fits Discord's nonce (25) and Slack's metadata. */
  readonly key: string;
  readonly digestId: string;
  readonly subscriptionId: string;
  readonly channel: Channel;
  /** 0 is the root. */
  readonly part: number;
  readonly content: Part;
  readonly attempt: number;
  /** When the first call for this part began, or null. Bounds the look-up after an unknown outcome. */
  readonly firstTriedAt: Date | null;
  readonly state: DeliveryState;
}

/** What a platform answered to one call, already sorted by what it means. */
export type Outcome =
  | { readonly kind: 'sent'; readonly ref: string }
  /** Certainly not applied, and the platform says when to come back. */
  | { readonly kind: 'limited'; readonly retryAfterMs: number }
  /** Certainly not applied, may pass by itself. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** Certainly not applied and will not pass: of the channel (gone, no permission), the token, or this message. */
  | {
      readonly kind: 'refused';
      readonly scope: 'channel' | 'token' | 'message';
      readonly reason: string;
    }
  /** The call was made and the answer never came, or made no sense. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** What a look-up by key found. */
export type Found =
  | { readonly kind: 'posted'; readonly ref: string }
  | { readonly kind: 'absent' }
  /** The platform can't be asked now; ask again later. */
  | {
      readonly kind: 'unavailable';
      readonly reason: string;
      readonly retryAfterMs?: number;
    }
  /** The platform has no way to tell. */
  | { readonly kind: 'untellable'; readonly reason: string };
