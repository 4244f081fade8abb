/** The tables of what processes share of the platforms' limits; see `schema.ts` for how rows are written. */

export interface LimitsSchema {
  shared_limits: SharedLimitRow;
}

/** Instants and spans are milliseconds here too, with fractions: many small spans are added up. Instants are the server's. */
interface SharedLimitRow {
  /** Platform and area. */
  area: string;
  /** When the next call may be made that nobody has reserved. */
  free_at: number;
  /** Between two calls of those that were reserved last. */
  every_ms: number;
  /** Of the full pace, in (0, 1]. */
  share: number;
  closed_until: number;
  /** When the row was last changed: ahead of the server's clock after that was set back. */
  told_at: number;
}
