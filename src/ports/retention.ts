/** Letting go of what is old. */

export interface RetentionArchive {
  /**
   * Looks at some of the articles that came in before an instant, oldest first, from behind `after` on, and takes those that
   * no posted digest quotes out of the archive, with all that was made of them. One that is quoted keeps its text, its
   * reading and its place in its story, so that the quote can be checked, and is no longer found by a search. One that is
   * still to be read, or that a newer one repeats, stays. One short transaction.
   * `after`: where to go on; null when there are no more. `removed` counts copies too.
   */
  letGo(
    before: Date,
    after: RetentionMark | null,
  ): Promise<{ readonly removed: number; readonly quoted: number; readonly after: RetentionMark | null }>;
  /**
   * Takes out some of what was said and refused before an instant: questions with their answers, drafts, what models
   * answered word for word, refused files. How many rows; 0 when there are no more.
   */
  letGoOfWords(before: Date): Promise<number>;
  /** Gives some of the room of what was taken out back to the disk, where that can be done by the way. False when there is no more. */
  giveBackRoom(): Promise<boolean>;
}

/** An article's place in the order of arrival. */
export interface RetentionMark {
  /** In milliseconds. */
  readonly takenAt: number;
  readonly articleId: string;
}
