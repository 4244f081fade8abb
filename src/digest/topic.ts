/** What a channel can subscribe to. */
export interface Topic {
  /** Lower case, without spaces: what people type. */
  readonly name: string;
  readonly description: string;
  /** Words and phrases that, in an article, put it under the topic. */
  readonly terms: readonly string[];
}

/** The topic name that stands for everything. */
export const ALL_TOPICS = 'all';
