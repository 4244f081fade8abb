/** Limits that channels share, counted where every process that calls the platform sees them. */

/** Turns that are the caller's own. Spans are milliseconds. */
export interface Reserved {
  /** Until the first of them. */
  readonly inMs: number;
  /** Between each and the next. */
  readonly everyMs: number;
}

export interface SharedLimits {
  /**
   * Reserves the next `calls` turns in an area that nobody has, of which `perSecond` come in a second, or fewer after a refusal.
   * Turns that are not used are lost.
   * @throws ArchiveUnreachable
   */
  reserve(area: string, calls: number, perSecond: number): Promise<Reserved>;
  /** The platform refused a call: nobody reserves a turn before so long, and then they come slower for a while. Throws as `reserve`. */
  refused(area: string, forMs: number): Promise<void>;
}
