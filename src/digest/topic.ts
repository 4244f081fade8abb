/** What a channel can subscribe to. */
export interface Topic {
  /** Lower case, without spaces: what people type. */
  readonly name: string;
  readonly description: string;
  /** Words and phrases that, in an article, put it under the topic. `chip + export` asks for both in one paragraph. */
  readonly terms: readonly string[];
  /** The only channels, written `platform:id`, that may see articles under it; left out when every channel may. */
  readonly channels?: readonly string[];
}

/** The topic name that stands for everything. */
export const ALL_TOPICS = 'all';
