/** Labels: what stands on buttons, in menus and over forms, where a platform refuses more than so many characters. */
import { safeText } from './safe.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * The words as one safe line of at most `length` UTF-16 code units, which are never fewer than the characters a platform
 * counts. Longer ones end in "…", after a whole character as people see it: half an emoji is another one, or none. Empty
 * where there is nothing to see.
 */
export function shortLabel(words: string, length: number): string {
  const whole = safeText(words).trim();
  if (whole.length <= length) return whole;
  // Once more, for a cut may leave a joiner that joins nothing any more.
  return `${safeText(beginning(whole, length - 1)).trimEnd()}…`;
}

/** A first character that is too long by itself is cut all the same, between code points. */
function beginning(text: string, length: number): string {
  // Whether a character ends at `length` shows by the code point behind it.
  const starts = Array.from(graphemes.segment(text.slice(0, length + 2)), ({ index }) => index);
  const end = starts.findLast((start) => start > 0 && start <= length) ?? length;
  return text.slice(0, end).replace(/[\uD800-\uDBFF]$/, '');
}
