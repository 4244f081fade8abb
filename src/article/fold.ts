/**
 * A text with its typography evened out, and the way back: `text` is for comparing, `starts` and `ends` lead from it to
 * the original. A folded code unit that begins a grapheme holds the grapheme's first offset in `starts`, one that ends a
 * grapheme the offset after it in `ends`; every other entry is `INSIDE`. Offsets are UTF-16 code units.
 */
export interface Folded {
  readonly text: string;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** A half-open stretch `[start, end)` of a text, in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The entry of a code unit at which no quote can begin (or end): the middle of a grapheme, a ligature, an ellipsis. */
const INSIDE = -1;

// What the eye does not see: soft hyphens, zero-width and bidirectional marks, variation selectors. The joiner and the tags
// that make one emoji of several are left.
const UNSEEN = /[\p{Default_Ignorable_Code_Point}--[\u200D\u{E0020}-\u{E007F}]]/gv;
const SPACE = /^[\s\u0085]+$/u;
/** A joiner that joins nothing: only one that a pictograph follows, within its grapheme, makes one emoji of several. */
const IDLE_JOINER = /\u200D(?!\p{Extended_Pictographic})/gu;

const EVENED: ReadonlyMap<string, string> = new Map([
  ...each('‘’‚‛′‵`´ʹʻʼʽˈ‹›＇', "'"),
  ...each('“”„‟″‶«»〝〞〟＂', '"'),
  ...each('‐‑‒–—―⁃−﹘﹣－', '-'),
  ['…', '...'],
  ['ﬀ', 'ff'],
  ['ﬁ', 'fi'],
  ['ﬂ', 'fl'],
  ['ﬃ', 'ffi'],
  ['ﬄ', 'ffl'],
  ['ﬅ', 'st'],
  ['ﬆ', 'st'],
]);

function each(characters: string, folded: string): [string, string][] {
  return [...characters].map((character) => [character, folded]);
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Folds typography and white space only: curly and straight quotes, dashes, the ellipsis, ligatures, composed and combining
 * marks, runs of white space, characters that are not seen. Case, words and punctuation stay.
 */
export function fold(text: string): Folded {
  const pieces: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { start, end } of graphemesOf(text)) {
    const piece = foldGrapheme(text.slice(start, end));
    if ((piece === ' ' || piece === '-') && piece === pieces.at(-1)) {
      ends[ends.length - 1] = end;
      continue;
    }
    if (piece === '') continue;
    pieces.push(piece);
    for (let unit = 0; unit < piece.length; unit++) {
      starts.push(unit === 0 ? start : INSIDE);
      ends.push(unit === piece.length - 1 ? end : INSIDE);
    }
  }
  return { text: pieces.join(''), starts: Int32Array.from(starts), ends: Int32Array.from(ends) };
}

/** Folded as `fold` does, without the way back, and without white space around it. */
export function foldText(text: string): string {
  const folded = fold(text);
  let from = 0;
  let to = folded.text.length;
  while (from < to && isSpace(folded, from)) from++;
  while (to > from && isSpace(folded, to - 1)) to--;
  return folded.text.slice(from, to);
}

/**
 * Where `quote` stands in the folded text: every occurrence, in order, as spans of the original that begin and end on
 * grapheme boundaries. White space around the quote is not part of it; an empty quote stands nowhere.
 */
export function findFolded(haystack: Folded, quote: string): Span[] {
  const needle = foldText(quote);
  const found: Span[] = [];
  if (needle === '') return found;
  for (let at = haystack.text.indexOf(needle); at !== -1; at = haystack.text.indexOf(needle, at + 1)) {
    const start = haystack.starts[at] ?? INSIDE;
    const end = haystack.ends[at + needle.length - 1] ?? INSIDE;
    if (start !== INSIDE && end !== INSIDE) found.push({ start, end });
  }
  return found;
}

/** A space that carries no mark. */
function isSpace({ text, starts, ends }: Folded, at: number): boolean {
  return text[at] === ' ' && starts[at] !== INSIDE && ends[at] !== INSIDE;
}

/** `Intl.Segmenter` is slow, so it is asked only about stretches that are not plain. */
function* graphemesOf(text: string): Generator<Span> {
  let at = 0;
  while (at < text.length) {
    let until = at + 1;
    if (standsAlone(text, at)) yield { start: at, end: until };
    else {
      while (until < text.length && !(standsAlone(text, until - 1) && standsAlone(text, until))) until++;
      for (const { segment, index } of graphemes.segment(text.slice(at, until)))
        yield { start: at + index, end: at + index + segment.length };
    }
    at = until;
  }
}

/** A plain character before another, or at the end, is a grapheme of its own. */
function standsAlone(text: string, at: number): boolean {
  return isPlain(text.charCodeAt(at)) && (at + 1 === text.length || isPlain(text.charCodeAt(at + 1)));
}

/** Printable ASCII, Latin letters, general punctuation: what no combining mark or joiner is among. */
function isPlain(unit: number): boolean {
  return (unit >= 0x20 && unit < 0x7f) || (unit > 0xad && unit < 0x300) || (unit >= 0x2010 && unit <= 0x2027);
}

/** Decomposed rather than composed, so that a mark that a soft hyphen parts from its letter still folds alike. */
function foldGrapheme(grapheme: string): string {
  if (grapheme.length === 1 && grapheme > ' ' && grapheme < '\u007f' && grapheme !== '`' && grapheme !== "'")
    return grapheme;
  if (SPACE.test(grapheme)) return ' ';
  const shown = grapheme.replace(UNSEEN, '').replace(IDLE_JOINER, '');
  const [base = '', ...marks] = shown.normalize('NFD');
  return (SPACE.test(base) ? ' ' : (EVENED.get(base) ?? base)) + marks.join('');
}
