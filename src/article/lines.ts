/** One line of a text, trimmed: `start === end` for a blank one. `width` is its whole length, before trimming. */
export interface Line {
  start: number;
  end: number;
  width: number;
}

/** Nobody wraps at more than this: a longer line was ended on purpose. */
const WIDEST_WRAPPED_LINE = 120;
const LINE_END = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;
const ITEM = /^(?:[-*+–•·▪●○◦‣►]|\(?\d{1,3}[.)])\s/u;

/** The lines of `text.slice(start, end)`, with offsets into `text`. */
export function linesOf(text: string, start: number, end: number): Line[] {
  const lines: Line[] = [];
  let from = start;
  for (const lineEnd of text.slice(start, end).matchAll(LINE_END)) {
    lines.push(trimmed(text, from, start + lineEnd.index));
    from = start + lineEnd.index + lineEnd[0].length;
  }
  lines.push(trimmed(text, from, end));
  return lines;
}

/** The width of the widest line: what a text was wrapped at, if it was. */
export function widestOf(lines: readonly Line[]): number {
  return lines.reduce((widest, line) => Math.max(widest, line.width), 0);
}

/**
 * Whether the line end between `line` and `next` was meant, rather than made by wrapping: the next line is a list item, or
 * its first word would still have fitted, or the line is too long to have been wrapped. A line that goes on in lower case
 * was wrapped in any case.
 */
export function breaksLine(text: string, line: Line, next: Line, widest: number): boolean {
  const following = text.slice(next.start, next.end);
  if (ITEM.test(following)) return true;
  if (/^\p{Ll}/u.test(following)) return false;
  const firstWord = following.search(/\s/);
  const fits = line.width + 1 + (firstWord < 0 ? following.length : firstWord) <= widest;
  return fits || line.width > WIDEST_WRAPPED_LINE;
}

function trimmed(text: string, start: number, end: number): Line {
  const raw = text.slice(start, end);
  const content = raw.trim();
  if (content === '') return { start: end, end, width: raw.length };
  const from = start + raw.length - raw.trimStart().length;
  return { start: from, end: from + content.length, width: raw.length };
}
