import type { Actor, Claim, Evidence, Implication } from '../summary/summary.ts';
import type { Channel } from './subscription.ts';

/** The half-open span `[from, to)` of instants that a digest covers, by the time an article became readable. */
export interface Window {
  readonly from: Date;
  readonly to: Date;
}

/** An article as a digest names it. */
export interface DigestSource {
  readonly articleId: string;
  readonly title: string;
  readonly source: string | null;
  /** `YYYY-MM-DD` or null. */
  readonly date: string | null;
  readonly url: string | null;
  /** The wire agency that wrote it: it counts as the publisher. */
  readonly agency?: string;
}

/** What is new in a story. */
export interface Delta extends Claim {
  /** What was told before in the place of its figure: `9 ships`. */
  readonly was?: string;
}

export interface DigestStory {
  readonly storyId: string;
  readonly status: 'new' | 'updated';
  readonly headline: string;
  /** Of an updated story: what earlier digests to this channel did not say, in one line, with its evidence; else null. */
  readonly delta: Delta | null;
  /** When this channel was last told of it; null when it is new to it. */
  readonly toldBefore: Date | null;
  /** Where sources differ in a figure or a claim: who says what. Each evidence is what one of them says. */
  readonly disputes: readonly Claim[];
  /** What was set right after this was first posted, oldest first. */
  readonly corrections: readonly { readonly text: string; readonly at: Date }[];
  readonly actors: readonly Actor[];
  readonly implications: readonly Implication[];
  /** Bullets that weigh less than those above and are left to `/news story`; left out for none. */
  readonly lighter?: number;
  readonly topics: readonly string[];
  readonly sources: readonly [DigestSource, ...DigestSource[]];
  /** `offline` or the model's name: who read it. */
  readonly reader: string;
  /** What a person should know of the reading (e.g. the language is beyond the offline reader), or null. */
  readonly note: string | null;
  /** Why it stands where it stands, for people. */
  readonly reasons: readonly string[];
}

/** How a story went in a week, by when its articles came in. */
export interface Movement {
  readonly storyId: string;
  /** `grew` had articles before; `woke` had gone so long without one that it was closed; `quiet` has had none since the week before. */
  readonly kind: 'new' | 'grew' | 'woke' | 'quiet';
  /** All there were when the week began and when it ended. */
  readonly articles: Change;
  readonly publishers: Change;
  /** `YYYY-MM-DD`: of its earliest and its latest article until then. */
  readonly firstDay: string;
  readonly lastDay: string;
  /** Nothing has come for so long that it stands closed at the week's end. */
  readonly hasClosed: boolean;
}

export interface Change {
  readonly before: number;
  readonly now: number;
}

/** Somebody who acted in more or fewer stories than the week before. */
export interface ActorMovement {
  readonly name: string;
  readonly stories: Change;
  readonly publishers: Change;
  /** Where it is named: in this week, or of one that is gone, in the week before. */
  readonly evidence: Evidence;
  readonly source: DigestSource;
}

/** What makes a digest the look back of a week. */
export interface Lookback {
  /** Stories, told or not. */
  readonly counts: Readonly<Record<Movement['kind'], number>>;
  /** Of each story that is told, in their order. */
  readonly moved: readonly Movement[];
  /** Some of the stories to which nothing came, with their headlines: those of most publishers first. */
  readonly still: readonly (Movement & { readonly headline: string })[];
  /** False where the archive does not reach back to the beginning of the week before. */
  readonly hasWeekBefore: boolean;
  /** Most first. */
  readonly rose: readonly ActorMovement[];
  readonly fell: readonly ActorMovement[];
}

/** What one channel is told for one window, before any platform's form. */
export interface Digest {
  /** Made from subscription and window end, so that the same digest can't come to be twice. */
  readonly id: string;
  readonly subscriptionId: string;
  readonly channel: Channel;
  readonly topics: readonly string[];
  /** Actors that are followed, besides the topics. */
  readonly actors: readonly string[];
  readonly window: Window;
  /** IANA zone in which dates and times are written. */
  readonly zone: string;
  /** Best first; the first seven are shown whole, the rest counted and moved to the thread. */
  readonly stories: readonly DigestStory[];
  /** Articles that were looked through for it. */
  readonly considered: number;
  /** Stories for which there was no room; left out where there was. */
  readonly crowdedOut?: number;
  /** Trouble that the reader of the channel should know, e.g. that some articles could not be read. */
  readonly trouble: string | null;
  /** Left out of what tells the news of a window. */
  readonly lookback?: Lookback;
}
