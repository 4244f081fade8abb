/**
 * Cutting one text that is too long for any message by itself: at a sentence's end, else between words, else between
 * the characters people see, else between code points. What comes off the front says "(continues)"; nothing is dropped.
 */
import type { Bullet, Inline, Quoted } from './message.ts';

/** Closes a text that goes on in the next part. */
export const CONTINUES = ' (continues)';

const CONTINUES_MARK: Inline = { kind: 'text', text: CONTINUES, style: 'italic' };
const RESUMES_MARK: Inline = { kind: 'text', text: '… ' };
/** Stands where a bullet's own words were all said in the part before and only its quotes follow. */
const CONTINUED_MARK: Inline = { kind: 'text', text: '(continued)', style: 'italic' };

/** No platform takes more than this in one message, so no boundary beyond it is worth finding. UTF-16 code units. */
const SEARCH_WINDOW = 16_384;

/** `head` fits and is never empty; `rest` is what is still to be said, or null. */
export interface Cut<T> {
  readonly head: T;
  readonly rest: T | null;
}

/** The longest head of a text that fits, or null when not even one character does. */
export function cutInline(
  inline: readonly Inline[],
  fits: (head: readonly Inline[]) => boolean,
): Cut<readonly Inline[]> | null {
  const said = inline[0] === RESUMES_MARK ? RESUMES_MARK.text.length : 0;
  const text = inlineText(inline);
  const headUpTo = (end: number) => [...sliceInline(inline, 0, trimmedEnd(text, end)), CONTINUES_MARK];
  const end = longestEnd(text, said, (candidate) => fits(headUpTo(candidate)));
  if (end === null) return null;
  const rest = sliceInline(inline, trimmedStart(text, end), text.length);
  return { head: headUpTo(end), rest: rest.length === 0 ? null : [RESUMES_MARK, ...rest] };
}

/**
 * The longest head of a bullet that fits, or null when not even one character of it does. Quotes stay verbatim: a long
 * one becomes two slices, and the mark stands with the attribution, outside the quotation marks.
 */
export function cutBullet(bullet: Bullet, fits: (head: Bullet) => boolean): Cut<Bullet> | null {
  const ownWordsSaid = bullet.inline[0] === CONTINUED_MARK || inlineText(bullet.inline).trim() === '';
  for (let count = bullet.quotes.length - 1; count >= (ownWordsSaid ? 1 : 0); count--) {
    const head = { inline: bullet.inline, quotes: bullet.quotes.slice(0, count) };
    if (fits(head)) return { head, rest: { inline: [CONTINUED_MARK], quotes: bullet.quotes.slice(count) } };
  }
  if (!ownWordsSaid) return cutOwnWords(bullet, fits);
  const detached = withoutFirstAttribution(bullet);
  return cutFirstQuote(bullet, fits) ?? (detached && cutBullet(detached, fits));
}

function cutOwnWords(bullet: Bullet, fits: (head: Bullet) => boolean): Cut<Bullet> | null {
  const cut = cutInline(bullet.inline, (inline) => fits({ inline, quotes: [] }));
  if (cut === null) return null;
  const restInline = cut.rest ?? (bullet.quotes.length > 0 ? [CONTINUED_MARK] : null);
  return {
    head: { inline: cut.head, quotes: [] },
    rest: restInline === null ? null : { inline: restInline, quotes: bullet.quotes },
  };
}

function cutFirstQuote(bullet: Bullet, fits: (head: Bullet) => boolean): Cut<Bullet> | null {
  const [first, ...others] = bullet.quotes;
  if (first === undefined) return null;
  const { quote } = first;
  const headUpTo = (end: number): Bullet => ({
    inline: bullet.inline,
    quotes: [
      { quote: quote.slice(0, trimmedEnd(quote, end)), attribution: `${first.attribution ?? ''}${CONTINUES}`.trim() },
    ],
  });
  const end = longestEnd(quote, 0, (candidate) => fits(headUpTo(candidate)));
  if (end === null) return null;
  const restQuote = quote.slice(trimmedStart(quote, end));
  const rest: readonly Quoted[] =
    restQuote === '' ? others : [{ quote: restQuote, attribution: first.attribution }, ...others];
  return { head: headUpTo(end), rest: rest.length === 0 ? null : { inline: [CONTINUED_MARK], quotes: rest } };
}

/** An attribution so long that no quote fits beside it becomes a bullet of its own before the quote. */
function withoutFirstAttribution({ quotes: [first, ...others] }: Bullet): Bullet | null {
  if (first === undefined || first.attribution === null) return null;
  return {
    inline: [{ kind: 'text', text: first.attribution }],
    quotes: [{ quote: first.quote, attribution: null }, ...others],
  };
}

/** The words of inline text, without style or address. */
export function inlineText(inline: readonly Inline[]): string {
  return inline.map((piece) => piece.text).join('');
}

function sliceInline(inline: readonly Inline[], start: number, end: number): Inline[] {
  const slice: Inline[] = [];
  let offset = 0;
  for (const piece of inline) {
    const text = piece.text.slice(Math.max(0, start - offset), Math.max(0, end - offset));
    if (text !== '') slice.push(text === piece.text ? piece : { ...piece, text });
    offset += piece.text.length;
  }
  return slice;
}

/** The last boundary after `from` whose head fits, trying the kinder kinds of boundary first. */
function longestEnd(text: string, from: number, fits: (end: number) => boolean): number | null {
  for (const boundaries of [sentenceEnds, wordEnds, graphemeEnds, codePointEnds]) {
    const ends = boundaries(text.slice(0, SEARCH_WINDOW)).filter(
      (end) => trimmedEnd(text, end) > from && end < text.length,
    );
    const end = lastFitting(ends, fits);
    if (end !== null) return end;
  }
  return null;
}

/** Binary search; relies on a longer head never fitting where a shorter one does not. */
function lastFitting(ends: readonly number[], fits: (end: number) => boolean): number | null {
  let found: number | null = null;
  let low = 0;
  let high = ends.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const end = ends[middle] as number;
    if (fits(end)) {
      found = end;
      low = middle + 1;
    } else {
      high = middle - 1;
    }
  }
  return found;
}

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });
const words = new Intl.Segmenter('en', { granularity: 'word' });
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

const sentenceEnds = (text: string) => segmentEnds(sentences, text);
const graphemeEnds = (text: string) => segmentEnds(graphemes, text);
const codePointEnds = (text: string) => endsOf([...text]);

/** Before white space only, so that punctuation stays with its word; scripts without spaces break between their words. */
function wordEnds(text: string): number[] {
  const beforeSpace = [...text.matchAll(/\s+/gu)].map((space) => space.index);
  return beforeSpace.length > 0 ? beforeSpace : segmentEnds(words, text);
}

function segmentEnds(segmenter: Intl.Segmenter, text: string): number[] {
  return endsOf(Array.from(segmenter.segment(text), ({ segment }) => segment));
}

function endsOf(segments: readonly string[]): number[] {
  let end = 0;
  return segments.map((segment) => {
    end += segment.length;
    return end;
  });
}

const trimmedEnd = (text: string, end: number) => text.slice(0, end).trimEnd().length;
const trimmedStart = (text: string, start: number) => text.length - text.slice(start).trimStart().length;
