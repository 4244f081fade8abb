/** How the archive is doing, for whoever looks at the program from outside; and which alerts stand. */
import type { AlertKind, LateDigest, Standing } from '../alert/alert.ts';
import type { DeliveryState } from '../delivery/delivery.ts';
import type { Platform } from '../digest/subscription.ts';

/** How much there is and waits. Cheap to count, however much the archive holds. */
export interface Vitals {
  readonly stories: number;
  readonly readings: {
    /** Articles still to be read. */
    readonly pending: number;
    /** When the oldest of them came in. */
    readonly oldestAt: Date | null;
  };
  /** The deliveries that are not settled. */
  readonly outbox: readonly {
    readonly platform: Platform;
    readonly state: DeliveryState['kind'];
    readonly count: number;
  }[];
  /** Since when the oldest delivery that is due has been so; null when none is. */
  readonly oldestDueAt: Date | null;
  /** Corrections of posted messages that are still to be made. */
  readonly edits: number;
}

export interface VitalsArchive {
  vitals(now: Date): Promise<Vitals>;
  /** @throws Error, in words for the operator, when the archive can't be read, or has not this program's tables */
  checkReadable(): Promise<void>;
  /** Writes a little. @throws Error, in words for the operator, when nothing can be written */
  checkWritable(now: Date): Promise<void>;
  /** When the newest file with an article in it came in. */
  newestArrival(): Promise<Date | null>;
  /** Published digests with a part that is still to be sent and a window that ended at or before `dueBy`; at most 500. */
  undelivered(dueBy: Date): Promise<readonly LateDigest[]>;
  /** All that were ever raised. */
  alerts(): Promise<readonly Standing[]>;
  /** False, changing nothing, when it stands already, or ended at or after `since`: another process was first. */
  raiseAlert(alert: { readonly kind: AlertKind; readonly subject: string; readonly since: Date }): Promise<boolean>;
  /** False, changing nothing, when it does not stand any more: another process was first. */
  liftAlert(alert: { readonly kind: AlertKind; readonly subject: string; readonly overAt: Date }): Promise<boolean>;
  /** As if it had never been raised: nobody could be told. */
  unraiseAlert(alert: { readonly kind: AlertKind; readonly subject: string }): Promise<void>;
  /** As if it had never ended: nobody could be told. */
  unliftAlert(alert: { readonly kind: AlertKind; readonly subject: string }): Promise<void>;
}
