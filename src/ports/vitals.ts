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

export interface AlertName {
  readonly kind: AlertKind;
  readonly subject: string;
}

/** The time to tell of a change. */
export interface Lease {
  readonly from: Date;
  readonly until: Date;
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
  /**
   * True for whoever is to tell of it, within the lease. False, changing nothing, when it stands already, or ended at or after
   * `since`: another process was first. Unless that one let its lease run out and never said that it was told.
   */
  raiseAlert(alert: AlertName & { readonly since: Date }, lease: Lease): Promise<boolean>;
  /** The same for its end. False, changing nothing, when it does not stand any more. */
  liftAlert(alert: AlertName & { readonly overAt: Date }, lease: Lease): Promise<boolean>;
  /** The operator was told of what was changed under this lease: nobody needs to tell it again. */
  alertTold(alert: AlertName, lease: Lease): Promise<void>;
  /** As if it had never been raised: nobody could be told. */
  unraiseAlert(alert: AlertName): Promise<void>;
  /** As if it had never ended: nobody could be told. */
  unliftAlert(alert: AlertName): Promise<void>;
}
