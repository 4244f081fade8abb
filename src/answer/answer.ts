/** A question and what the archive says to it. */
import type { Article } from '../article/article.ts';
import type { DigestSource } from '../digest/digest.ts';
import type { Claim } from '../summary/summary.ts';
import type { Usage } from '../summary/usage.ts';

/** One question and its answer in a thread, so that the next one can refer to it. */
export interface Turn {
  readonly question: string;
  /** The answer's sentences; empty when it abstained. */
  readonly answer: string;
  /** What the answer quoted. */
  readonly articleIds: readonly string[];
  readonly at: Date;
}

export interface Question {
  readonly text: string;
  /** Only articles under this topic; null for all. */
  readonly topic: string | null;
  /** A span (`24h`, `7d`) or a day as the person gave it; null when none was given. The text may name a time of its own. */
  readonly since: string | null;
  /** Topics of which this channel may see nothing. */
  readonly hiddenTopics: readonly string[];
  /**
   * Whether an article that stands under none of them may be seen here all the same: it may have come in before there was
   * such a topic. All may where it is left out.
   */
  readonly mayShow?: (article: Article) => boolean;
  /** Earlier turns of the thread, oldest first. */
  readonly context: readonly Turn[];
  /** Articles of the digest in whose thread it was asked: looked at first when the question leans on it. */
  readonly about: readonly string[];
  readonly now: Date;
  /** IANA zone in which "yesterday" is meant. */
  readonly zone: string;
}

/** What was looked through, for people: an answer is worth as much as what it was drawn from. */
export interface LookedThrough {
  readonly articles: number;
  /** Days `YYYY-MM-DD`, both inclusive; null where there is no bound. */
  readonly from: string | null;
  readonly to: string | null;
  /** The newest article's day; null in an empty archive. */
  readonly newest: string | null;
}

interface Looked {
  readonly looked: LookedThrough;
  /** `offline` or the model's name. */
  readonly reader: string;
  readonly usage: Usage;
}

export type Answer = Looked &
  (
    | {
        readonly kind: 'answered';
        /** Each sentence with its quotes, checked by the gate of summaries. */
        readonly sentences: readonly [Claim, ...Claim[]];
        /** Of every quote, in order of first use. */
        readonly sources: readonly DigestSource[];
        /** A sentence for people that the answer is not to be read without, such as that it is not of the time asked about. */
        readonly note?: string;
      }
    /** `reason` is one sentence for people, e.g. that no article speaks of it. */
    | {
        readonly kind: 'abstained';
        readonly reason: string;
        /** No news was asked for, so that nothing was looked for: the reason is all there is to say. */
        readonly unasked?: true;
      }
  );
