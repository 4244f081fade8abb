import type { Block } from './article.ts';

/**
 * What a format's reader found in a decoded file, before it becomes an Article. The labels are as the file writes them:
 * they are cleaned, and dates and addresses checked, in one place for every format.
 */
export interface Content {
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly title: string | null;
  readonly date: string | null;
  readonly source: string | null;
  readonly author: string | null;
  readonly url: string | null;
  /** As declared, e.g. `en-GB`. */
  readonly language: string | null;
}

/** Either what was found or why the file can't be read, in words that end the sentence "<name> ...". */
export type Reader = (text: string) => { ok: true; content: Content } | { ok: false; reason: string };
