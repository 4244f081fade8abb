/** An article, and the story in which it stands now. */
export interface Standing {
  readonly articleId: string;
  readonly storyId: string;
}

/**
 * What a model said of two articles between which the evidence was balanced, or what follows from one being a version of the
 * other. It holds through whatever comes later, but never against a manager.
 */
export interface Verdict {
  readonly between: readonly [Standing, Standing];
  /** They are on the same event. */
  readonly same: boolean;
}
