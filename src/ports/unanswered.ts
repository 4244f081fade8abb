/** What is being answered, written down: so that nobody waits for a process that has ended. */
import type { Platform } from '../digest/subscription.ts';

/** Something that was asked, and acknowledged, and is not answered yet. */
export interface Unanswered {
  /** See `Invocation`. */
  readonly event: string;
  readonly platform: Platform;
  readonly workspace: string | null;
  readonly person: string;
  /** The command's full name. */
  readonly command: string;
  /** How the platform's adapter finds its way back to the person: see `Invocation`. */
  readonly back: string;
  readonly at: Date;
}

export interface UnansweredArchive {
  /** Somebody is at these until then. */
  holdUnanswered(events: readonly string[], until: Date): Promise<void>;
  /** It is answered. */
  dropUnanswered(event: string): Promise<void>;
  /**
   * Whether somebody waits for the answer to it still: not once they were told that it was interrupted, or were erased. Asked
   * within `Archive.atOnce`, neither happens until that ends.
   */
  isUnanswered(event: string): Promise<boolean>;
  /**
   * Takes on, until then, what nobody is at any more at `now`; with `askedBefore` also whatever was asked before, for a process
   * that has the archive for itself. Whoever waits longest comes first. What was asked a day ago is forgotten.
   */
  takeUnanswered(
    now: Date,
    until: Date,
    filter?: { readonly askedBefore?: Date | null },
  ): Promise<readonly Unanswered[]>;
}
