import { findFolded, foldText, type Span } from '../../article/fold.ts';
import type { Passage, Prepared } from './passages.ts';
import { tokensOf } from './tokens.ts';

/** Where a quote stands: every place that may serve as evidence, at least one, in order; or why none may. */
export type Located =
  | { readonly found: true; readonly spans: readonly [Span, ...Span[]] }
  | { readonly found: false; readonly reason: string };

/** A quote of fewer words shows nothing, unless it is a whole sentence, title or heading. */
const WORDS_NEEDED = 3;

const NO_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const IN_A_WORD = /[\p{L}\p{M}\p{N}]/u;

/**
 * Finds a quote in the article's own words: exactly, once typography and white space are evened out, and nowhere near an
 * advert. `mayBeShort` lets a quote pass that has too few words to show anything else than itself.
 */
export function locateQuote(prepared: Prepared, quote: string, mayBeShort = false): Located {
  if (foldText(quote) === '') return refused('the quote is empty');
  const everywhere = findFolded(prepared.folded, quote);
  if (everywhere.length === 0)
    return refused(
      leavesWordsOut(prepared, quote)
        ? 'the quote leaves words of the article out, so it is not verbatim'
        : 'the quote does not stand in the article word for word',
    );
  const read = everywhere.filter((span) => !touchesPassedOver(prepared, span));
  if (read.length === 0)
    return refused('the quote stands only in an advert, a byline or another part that is not read');
  const whole = read.filter((span) => !cutsWord(prepared.article.text, span));
  const [first, ...rest] = whole;
  if (!first) return refused('the quote begins or ends in the middle of a word or a number');
  const [telling, ...others] = [first, ...rest].filter((span) => mayBeShort || saysEnough(prepared, span));
  return telling ? { found: true, spans: [telling, ...others] } : refused('the quote is too short to show anything');
}

function refused(reason: string): Located {
  return { found: false, reason };
}

function leavesWordsOut(prepared: Prepared, quote: string): boolean {
  const pieces = foldText(quote)
    .split(/\s*[[(]?\.{3}[\])]?\s*/)
    .filter((piece) => piece !== '');
  return pieces.length > 1 && pieces.every((piece) => prepared.folded.text.includes(piece));
}

function touchesPassedOver({ article }: Prepared, { start, end }: Span): boolean {
  return article.blocks.some(
    (block) => (block.kind === 'boilerplate' || block.kind === 'meta') && block.start < end && block.end > start,
  );
}

function cutsWord(text: string, { start, end }: Span): boolean {
  return joins(text, start) || joins(text, end);
}

/** Whether the characters on both sides of an offset belong to one word or one number. */
function joins(text: string, at: number): boolean {
  const before = [...text.slice(Math.max(0, at - 2), at)].at(-1) ?? '';
  const after = String.fromCodePoint(text.codePointAt(at) ?? 0x20);
  if (NO_SPACES.test(before) || NO_SPACES.test(after)) return false;
  if (IN_A_WORD.test(before) && IN_A_WORD.test(after)) return true;
  return (
    /\d[.,]\d$/.test(text.slice(Math.max(0, at - 2), at + 1)) ||
    /^\d[.,]\d/.test(text.slice(Math.max(0, at - 1), at + 2))
  );
}

function saysEnough({ article, passages }: Prepared, { start, end }: Span): boolean {
  const quote = article.text.slice(start, end);
  if (tokensOf(quote).length >= WORDS_NEEDED) return true;
  return passages.some(
    (passage) => sameWords(article.text.slice(passage.start, passage.end), quote) && overlaps(passage, { start, end }),
  );
}

function sameWords(one: string, other: string): boolean {
  return bare(one) === bare(other);
}

function bare(text: string): string {
  return foldText(text).replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, '');
}

function overlaps(one: Span, other: Span): boolean {
  return one.start < other.end && other.start < one.end;
}

/** The passages that a span touches, in order; none where only white space is. */
export function passagesOf({ passages }: Prepared, span: Span): Passage[] {
  return passages.filter((passage) => overlaps(passage, span));
}

/** Where the whole of a claim stands in the article word for word, in passages that are read; null when nowhere. */
export function verbatim(prepared: Prepared, claim: string): Span | null {
  if (tokensOf(claim).length === 0) return null;
  const spans = findFolded(prepared.folded, claim);
  return spans.find((span) => !touchesPassedOver(prepared, span) && !cutsWord(prepared.article.text, span)) ?? null;
}
