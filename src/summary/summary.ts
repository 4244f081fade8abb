import type { Usage } from './usage.ts';

/** Exact characters of an article: `article.text.slice(start, end) === quote`, in UTF-16 code units. */
export interface Evidence {
  readonly articleId: string;
  readonly quote: string;
  readonly start: number;
  readonly end: number;
}

/** A sentence that was checked against at least one quote. */
export interface Claim {
  readonly text: string;
  readonly evidence: readonly [Evidence, ...Evidence[]];
}

export type ActorKind = 'person' | 'organization' | 'place';

/** Who acts, and in what role. `text` is the whole bullet; `role` is null where the article gives none. */
export interface Actor extends Claim {
  readonly name: string;
  readonly kind: ActorKind;
  readonly role: string | null;
  /** Other names the article uses for the same actor, such as an abbreviation. */
  readonly aliases: readonly string[];
}

/** ICD 203's words of estimative probability, from the least likely to the most. */
export const LIKELIHOODS = [
  'almost no chance',
  'very unlikely',
  'unlikely',
  'roughly even chance',
  'likely',
  'very likely',
  'almost certain',
] as const;

export type Likelihood = (typeof LIKELIHOODS)[number];

/** What may follow: `stated` by the source, or `assessed` by the reader with a likelihood. */
export interface Implication extends Claim {
  readonly basis: 'stated' | 'assessed';
  /** Given when assessed, null when stated. */
  readonly likelihood: Likelihood | null;
}

export type ClaimKind = 'headline' | 'actor' | 'implication';

/** A claim whose quote or facts are not in the article. Kept with its reason, shown nowhere. */
export interface Unsupported {
  readonly kind: ClaimKind;
  readonly text: string;
  readonly reason: string;
}

/** The verified reading of one article. */
export interface Summary {
  readonly articleId: string;
  /** One sentence or title that the article itself bears out. */
  readonly headline: string;
  readonly actors: readonly Actor[];
  readonly implications: readonly Implication[];
  /** Names of configured topics, best first. */
  readonly topics: readonly string[];
  readonly unsupported: readonly Unsupported[];
  /** `offline`, or the model's name. */
  readonly reader: string;
  readonly usage: Usage;
  /** What a person should know about this reading, e.g. that the language is beyond the offline reader. */
  readonly note: string | null;
}

/** What a reader, model or rules, proposes before anything has been checked. Quotes need not be exact. */
export interface Draft {
  readonly headline: string;
  readonly actors: readonly DraftActor[];
  readonly implications: readonly DraftImplication[];
}

export interface DraftActor {
  readonly name: string;
  readonly kind: ActorKind;
  readonly role: string | null;
  readonly aliases: readonly string[];
  readonly text: string;
  readonly quote: string;
}

export interface DraftImplication {
  readonly text: string;
  readonly basis: 'stated' | 'assessed';
  readonly likelihood: Likelihood | null;
  readonly quote: string;
}
