/** What the reader and the digest need to know of a stretch of an article's text. */
export type BlockKind = 'title' | 'heading' | 'paragraph' | 'boilerplate' | 'meta';

/**
 * A stretch of `Article.text`, `[start, end)` in UTF-16 code units. `paragraph` is read; `title` and `heading` are
 * shown but not read as prose; `boilerplate` (adverts, bylines, share lines) and `meta` (a date line, front matter)
 * stay in the stored text and are passed over.
 */
export interface Block {
  readonly kind: BlockKind;
  readonly start: number;
  readonly end: number;
}

/** One immutable parsed piece. Its text is never changed, so that offsets into it stay true for ever. */
export interface Article {
  /** SHA-256 of the file's bytes, the first 32 hexadecimal digits. */
  readonly id: string;
  /** The name of the file it came from, without its folder. */
  readonly file: string;
  readonly title: string;
  /** The day the source gives, `YYYY-MM-DD`, in the source's own zone; null when it gives none. */
  readonly date: string | null;
  readonly source: string | null;
  readonly author: string | null;
  /** An http(s) address, or null. The only addresses that Newsdesk ever links to. */
  readonly url: string | null;
  /** ISO 639-1, or `und` when the text is too short to tell. */
  readonly language: string;
  /** The stored original: a `.txt` as decoded, of the other formats the readable text; every Quote is a slice of it. */
  readonly text: string;
  /** In order, without overlap; what they leave uncovered is white space. */
  readonly blocks: readonly Block[];
}

/** Why a file was refused, in words a person can act on. */
export interface ParseProblem {
  /** One sentence: what is wrong and how to mend it. */
  readonly reason: string;
}

export type Parsed =
  | { readonly ok: true; readonly article: Article }
  | { readonly ok: false; readonly problem: ParseProblem };
