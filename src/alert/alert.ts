/** What the operator is told of without asking: once when it begins, and once more when it is over. */

export type AlertKind =
  | 'intake-silent'
  | 'digest-late'
  | 'budget-spent'
  | 'token-refused'
  | 'not-listening'
  | 'writes-failing'
  | 'store-unreachable';

/** An alert that was raised at some time. It stands until `overAt`; null while it stands. */
export interface Standing {
  readonly kind: AlertKind;
  /** What it is about: a channel's name, a platform, `model`; '' where there is one of a kind only. */
  readonly subject: string;
  readonly since: Date;
  readonly overAt: Date | null;
  /** Somebody has taken it on to tell of its last change, and has until then; null when it was told. */
  readonly untoldUntil: Date | null;
}

/** A digest whose hour is past. */
export interface LateDigest {
  /** `platform:id`. */
  readonly channel: string;
  /** The end of its window. */
  readonly dueAt: Date;
  /** A sentence; null when nobody knows. */
  readonly reason: string | null;
}

/** What the last call said, and when that was. */
export interface LastWord {
  /** `slack`, `discord` or `model`. */
  readonly subject: string;
  readonly at: Date;
  /** Null when all was well; else a sentence or two with the cure. */
  readonly trouble: string | null;
}

/** How things are, as far as this process can tell. Null is for what it can't tell now: then nothing begins and nothing ends. */
export interface Signs {
  /** The newest article's arrival; null in it when there never was one. */
  readonly intake: { readonly newestAt: Date | null; readonly silentHours: number } | null;
  readonly late: readonly LateDigest[] | null;
  /** `budget` in words, such as `100,000 tokens`. */
  readonly budget: { readonly budget: string; readonly spent: boolean; readonly until: Date } | null;
  readonly tokens: readonly LastWord[];
  readonly listening: readonly LastWord[];
  /** Why the archive or the inbox can't be written; null when they can. */
  readonly writing: { readonly trouble: string | null } | null;
  /** Why the archive can't be read; null when it can. */
  readonly store: { readonly trouble: string | null };
}

/** One thing to be told, in one or two plain sentences. */
export interface Notice {
  readonly change: 'begun' | 'over';
  readonly kind: AlertKind;
  readonly subject: string;
  readonly at: Date;
  readonly text: string;
}
