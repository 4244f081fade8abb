import type { Channel } from '../digest/subscription.ts';

/** What happened, for the terminal's progress and the operator. Never carries article text or secrets. */
export type PipelineEvent =
  | { readonly kind: 'taken'; readonly file: string }
  | { readonly kind: 'duplicate'; readonly file: string }
  | { readonly kind: 'rejected'; readonly file: string; readonly reason: string }
  | { readonly kind: 'read'; readonly title: string }
  /** `final`: given up, otherwise tried again. */
  | { readonly kind: 'unreadable'; readonly title: string; readonly reason: string; readonly final: boolean }
  | { readonly kind: 'published'; readonly channel: Channel; readonly stories: number }
  | { readonly kind: 'delivered'; readonly channel: Channel; readonly part: number }
  /** Something the operator should know and may have to mend. */
  | { readonly kind: 'trouble'; readonly text: string };

export type Tell = (event: PipelineEvent) => void;
