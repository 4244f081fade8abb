/** One thing looked at: whether it is well, and what to do when it isn't. */
export interface Finding {
  readonly check: string;
  /** `unset`: nothing is wrong, but something could be connected, is still to come or is good to know. */
  readonly state: 'ok' | 'unset' | 'problem';
  readonly text: string;
}
