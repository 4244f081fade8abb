/** What is to be sent to the platforms, and what is to be put right of what was sent. */
import type { Delivery, DeliveryState, Part } from '../delivery/delivery.ts';
import type { Digest } from '../digest/digest.ts';
import type { Channel, Platform } from '../digest/subscription.ts';

/** One part of a digest, taken under a lease to be posted. */
export interface DeliveryClaim {
  readonly delivery: Delivery;
  readonly fence: number;
  /** The platform's name of this digest's root message, once it is sent; null while claiming the root itself. */
  readonly rootRef: string | null;
  /** When the part before it was sent; null while claiming the root. */
  readonly previousAt: Date | null;
  /** True when an earlier call may have been applied: look the key up before posting. */
  readonly lookUpFirst: boolean;
}

/** A posted part whose content is to be put in the place of what stands there. */
export interface EditClaim {
  readonly key: string;
  readonly channel: Channel;
  readonly ref: string;
  readonly rootRef: string | null;
  readonly content: Part;
  /** 1 for the first try. */
  readonly attempt: number;
  readonly fence: number;
}

export interface Outbox {
  /**
   * Takes up to `limit` due deliveries and commits them as `sending`. At most one a channel, parts in order, and none of
   * a channel that another live lease holds. A lease that ran out is taken again with `lookUpFirst`.
   * `platforms` are the connected ones.
   */
  claimDeliveries(
    now: Date,
    leaseMs: number,
    limit: number,
    platforms: readonly Platform[],
  ): Promise<readonly DeliveryClaim[]>;
  /** Writes the outcome. False when the claim is no longer ours. */
  settleDelivery(claim: DeliveryClaim, state: DeliveryState): Promise<boolean>;
  /** Rejects every unsent delivery of a channel and pauses its subscriptions, with the reason. */
  closeChannel(channel: Channel, reason: string, at: Date): Promise<void>;
  /** Channels that are paused, with the reason. */
  pausedChannels(): Promise<readonly { channel: Channel; reason: string; at: Date }[]>;
  reopenChannel(channel: Channel): Promise<void>;
  /** When the next delivery that waits for its time (or lease) is due; null when none waits. */
  nextDeliveryAt(platforms: readonly Platform[]): Promise<Date | null>;
  deliveries(digestId: string): Promise<readonly Delivery[]>;
  /** Ids of the digests with a part that is still to be sent, oldest first. */
  unsentDigests(): Promise<readonly string[]>;
  /**
   * Keeps a digest as corrected, in one transaction: its content, an edit for each of its sent parts whose content differs (a
   * part not sent yet is sent as corrected), and further parts as new deliveries. False when the digest is gone.
   */
  correctDigest(
    digest: Digest,
    parts: readonly { key: string; part: number; content: Part }[],
    at: Date,
  ): Promise<boolean>;
  /** As `claimDeliveries`, of edits that are due. An edit that is claimed again is harmless. */
  claimEdits(now: Date, leaseMs: number, limit: number, platforms: readonly Platform[]): Promise<readonly EditClaim[]>;
  /** `nextAt` when it failed and is to be tried again; null when it is done or given up, with the reason. */
  settleEdit(claim: EditClaim, outcome: { nextAt: Date | null; reason: string | null }): Promise<boolean>;
  nextEditAt(platforms: readonly Platform[]): Promise<Date | null>;
}
