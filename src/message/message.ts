import type { Control } from './control.ts';

/**
 * Platform-neutral text: what is said, with no platform's markup in it. Renderers in `chat/` escape every `text`,
 * and make links of `link` only.
 */
export type Inline =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly style?: 'bold' | 'italic';
    }
  | { readonly kind: 'link'; readonly text: string; readonly url: string };

/** One bullet. It is never cut: it is shown whole, or moves whole to where there is room. */
export interface Bullet {
  readonly inline: readonly Inline[];
  /** The evidence, each a verbatim quote with who said it; shown under the bullet where there is room. */
  readonly quotes: readonly Quoted[];
}

export interface Quoted {
  readonly quote: string;
  /** Publisher and date, e.g. `Harbour Courier, 14 Nov`; null when the article names neither. */
  readonly attribution: string | null;
}

export type Block =
  | {
      readonly kind: 'heading';
      readonly text: string;
      readonly level: 1 | 2 | 3;
    }
  | { readonly kind: 'paragraph'; readonly inline: readonly Inline[] }
  /** Small print: window, sources, reader. */
  | { readonly kind: 'note'; readonly inline: readonly Inline[] }
  | {
      readonly kind: 'bullets';
      readonly label: string;
      readonly items: readonly Bullet[];
    };

/** A story's place in a message: kept together wherever a limit allows. */
export interface Section {
  /** The story's id. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
  /** Among stories, it is none: neither numbered nor counted. */
  readonly isAside?: true;
}

/** One digest or reply, before fitting. */
export interface Message {
  /** A full plain sentence: what a notification shows. */
  readonly notification: string;
  readonly title: string;
  /** Day, zone, counts. */
  readonly context: readonly Inline[];
  readonly bottomLine: readonly Inline[];
  /** Shown first, at most seven. */
  readonly sections: readonly Section[];
  /** "N more": whole stories that go to the thread, or below. */
  readonly more: readonly Section[];
  /** Small print at the end. */
  readonly foot: readonly Inline[];
  /** The sections are parts of one answer, not stories to be counted. */
  readonly isAnswer?: true;
  /** What a reader can do with it, at the end of the first part. At most five buttons, then at most two menus. */
  readonly controls?: readonly Control[];
}
