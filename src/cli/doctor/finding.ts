/** One thing looked at: whether it is well, and what to do when it isn't. */
export interface Finding {
  readonly check: string;
  /** `unset`: nothing is wrong, but something could be connected or is still to come. */
  readonly state: 'ok' | 'unset' | 'problem';
  readonly text: string;
}
