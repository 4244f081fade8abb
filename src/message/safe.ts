/**
 * Making text of others inert: articles, models and people may write anything, and what they write must not colour a
 * terminal, hide or reorder words, break out of its line, or smuggle text that only a machine sees. Markup of the
 * platforms (`&`, `<`, `*`, `@`) is not treated here: each renderer escapes its own.
 */
import { stripVTControlCharacters } from 'node:util';

/** Scripts whose spelling needs joiners: a ZWNJ in Persian, both in the Indic scripts. */
const JOINING = [
  'Arabic',
  'Syriac',
  'Mongolian',
  'Devanagari',
  'Bengali',
  'Gurmukhi',
  'Gujarati',
  'Oriya',
  'Tamil',
  'Telugu',
  'Kannada',
  'Malayalam',
  'Sinhala',
  'Khmer',
  'Myanmar',
  'Tibetan',
]
  .map((script) => `\\p{Script=${script}}`)
  .join('');

/** A letter or mark that stays: what is taken out itself joins nothing. */
const STAYS = '(?!\\p{Default_Ignorable_Code_Point})';

/**
 * What is never seen: controls, format characters (direction marks, joiners, tags, soft hyphens), fillers, variation
 * selectors, non-characters. Spared: a joiner inside an emoji or between letters of a script that needs it, an emoji's
 * presentation selector, and Arabic's and Kaithi's number signs, which are format characters only by name.
 */
const INVISIBLE = new RegExp(
  [
    `(?<!\\p{Extended_Pictographic}\\uFE0F?|\\p{Emoji_Modifier}|${STAYS}[${JOINING}\\p{M}])\\u200D`,
    `\\u200D(?!\\p{Extended_Pictographic}|${STAYS}[${JOINING}])`,
    `(?<!${STAYS}[${JOINING}\\p{M}])\\u200C`,
    `\\u200C(?!${STAYS}[${JOINING}])`,
    '(?<!\\p{Emoji})[\\uFE0E\\uFE0F]',
    '(?![\\u200C\\u200D\\uFE0E\\uFE0F\\u0600-\\u0605\\u06DD\\u070F\\u0890\\u0891\\u08E2\\u{110BD}\\u{110CD}\\s])' +
      '[\\p{Cc}\\p{Cf}\\p{Default_Ignorable_Code_Point}\\p{Noncharacter_Code_Point}]',
    '\\uFEFF',
  ].join('|'),
  'gu',
);

/** White space, and characters that only look like it (the Braille blank, the next-line control). */
const BLANKS = /[[\s\u0085\u2800]--\uFEFF]+/gv;

/** Real spelling stacks a few marks on a letter; hundreds are an attack on the lines above and below. */
const MARKS_PER_LETTER = 6;
const STACKED_MARKS = new RegExp(`(\\p{Mn}{${MARKS_PER_LETTER}})\\p{Mn}+`, 'gu');

/** What most text consists of: nothing in it needs to be changed. */
const PLAIN = /^(?:[!-~\u00A1-\u00AC\u00AE-\u024F‘’“”–—…]| (?! ))*$/;

/**
 * The same words, safe to show: one line, white space collapsed to single spaces (kept at the ends, since pieces are
 * joined), nothing invisible, no terminal sequence, well-formed UTF-16. Applying it twice changes nothing.
 */
export function safeText(text: string): string {
  if (PLAIN.test(text)) return text;
  return stripVTControlCharacters(text.toWellFormed())
    .replace(BLANKS, ' ')
    .replace(INVISIBLE, '')
    .replace(STACKED_MARKS, '$1')
    .replace(BLANKS, ' ');
}

/** Longer than any article's address, short enough to fit every platform's limit when escaped. UTF-16 code units. */
const MAX_URL_LENGTH = 1_000;

/** What RFC 3986 allows to stand in an address as it is. */
const PLAIN_URL = /^https?:\/\/[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]+$/i;

/**
 * The address if it is safe to link to, or null. Only http and https, without credentials, control characters, white
 * space or backslashes, and of sane length. A plain ASCII address comes back as it went in; any other is percent-encoded
 * and its host written in punycode, so that a look-alike host shows itself. Parentheses are kept: Markdown renderers
 * encode them.
 */
export function safeUrl(url: string): string | null {
  if (url.length > MAX_URL_LENGTH || !/^https?:\/\/[^/\\]/i.test(url)) return null;
  if (/[\s\\]/.test(url) || safeText(url) !== url || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  const authority = url.split(/[/?#]/, 3)[2] ?? '';
  if (authority.includes('@') || parsed.hostname === '') return null;
  if (PLAIN_URL.test(url)) return url;
  const encoded = parsed.href.replace(/[^A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]/g, encodeURIComponent);
  return encoded.length > MAX_URL_LENGTH ? null : encoded;
}
