/** Wrapping text for a terminal: by the columns it takes there, between words, never inside what people see as one character. */

/** A word of a line and how it looks. */
export interface Piece {
  readonly text: string;
  readonly style?: Style;
}

export type Style = 'bold' | 'italic' | 'dim';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** East Asian scripts and emoji take two columns: https://www.unicode.org/reports/tr11/ */
const WIDE =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]|^\p{Emoji_Presentation}|^\p{Extended_Pictographic}\ufe0f|^\p{Regional_Indicator}/u;

/** Latin letters and the usual typography: each takes one column and stands for itself. */
const PLAIN = /^[ -~\u00a1-\u00ac\u00ae-\u024f‘’“”–—…]*$/;

/** Columns that text takes in a terminal. */
export function columns(text: string): number {
  // The segmenter keeps memory outside of the heap for each text, hundreds of megabytes for a long digest.
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += graphemeColumns(segment);
  return width;
}

function graphemeColumns(grapheme: string): number {
  if (WIDE.test(grapheme)) return 2;
  return /^\p{Mn}+$/u.test(grapheme) ? 0 : 1;
}

/**
 * Lines of at most `width` columns, each a list of pieces with their styles. Breaks at spaces; a word longer than a
 * whole line breaks where the line is full. Spaces at the break are dropped.
 */
export function wrap(pieces: readonly Piece[], width: number): Piece[][] {
  const lines: Piece[][] = [];
  let line: Piece[] = [];
  let used = 0;
  const flush = () => {
    lines.push(joined(trimEnd(line)));
    line = [];
    used = 0;
  };
  for (const word of wordsOf(pieces)) {
    const wide = word.reduce((sum, { text }) => sum + columns(text), 0);
    if (isSpace(word)) {
      if (used > 0 && used + wide <= width) {
        line.push(...word);
        used += wide;
      } else if (used > 0) flush();
      continue;
    }
    if (used > 0 && used + wide > width) flush();
    for (const piece of wide > width ? chopped(word) : word) {
      const wideness = columns(piece.text);
      if (used > 0 && used + wideness > width) flush();
      line.push(piece);
      used += wideness;
    }
  }
  if (line.length > 0) flush();
  return lines;
}

/** Runs of space and runs of everything else; a word may be made of several pieces (`**Name**,`). */
function wordsOf(pieces: readonly Piece[]): Piece[][] {
  const words: Piece[][] = [];
  for (const piece of pieces) {
    for (const [text] of piece.text.matchAll(/ +|[^ ]+/g)) {
      const last = words.at(-1);
      const joins = last !== undefined && !isSpace(last) && !text.startsWith(' ');
      if (joins) last.push({ ...piece, text });
      else words.push([{ ...piece, text }]);
    }
  }
  return words;
}

const isSpace = (word: readonly Piece[]) => word[0]?.text.startsWith(' ') ?? false;

function chopped(word: readonly Piece[]): Piece[] {
  return word.flatMap((piece) =>
    Array.from(graphemes.segment(piece.text), ({ segment }) => ({ ...piece, text: segment })),
  );
}

function trimEnd(line: readonly Piece[]): Piece[] {
  const last = line.at(-1);
  return last?.text.startsWith(' ') ? line.slice(0, -1) : [...line];
}

/** Neighbours that look alike become one piece. */
function joined(line: readonly Piece[]): Piece[] {
  const pieces: Piece[] = [];
  for (const piece of line) {
    const last = pieces.at(-1);
    if (last !== undefined && last.style === piece.style) {
      pieces[pieces.length - 1] = { ...last, text: last.text + piece.text };
    } else pieces.push(piece);
  }
  return pieces;
}
