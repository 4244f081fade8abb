import type { Article, Block } from '../article/article.ts';
import { splitSentences } from '../article/sentences.ts';

/** A stretch of an article's own words that is read in one request. */
export interface ArticlePart {
  /** From 1. */
  readonly number: number;
  readonly of: number;
  /** Paragraphs and `## headings`, verbatim, between blank lines; without boilerplate. */
  readonly text: string;
}

/**
 * About 3,000 tokens, at four bytes a token: small enough for a model with a context of 8,000, and for it to keep an eye
 * on everything; most news articles are one part. UTF-8 bytes, so that scripts with more tokens a letter get shorter parts.
 */
export const MOST_PART_BYTES = 12_000;

/** The sentence that a part repeats from the end of the one before is no longer than this. UTF-8 bytes. */
const MOST_OVERLAP_BYTES = 600;
const MOST_PIECE_BYTES = MOST_PART_BYTES - MOST_OVERLAP_BYTES;

/** Some 25,000 words of English. A longer text is no article; reading on would only cost money. */
const MOST_PARTS = 12;

/** A piece that is never divided: `[start, end)` of the article's text. */
interface Piece {
  readonly block: Block;
  readonly start: number;
  readonly end: number;
}

/**
 * Divides what is to be read of an article (paragraphs and headings) at paragraph ends, or at sentence ends where a
 * paragraph alone is too long, into parts of similar size. Each part after the first begins with the last sentence of the
 * one before, for its context. `leftOut` counts the UTF-16 code units of what is beyond the last part; 0 is usual.
 */
export function partsOf(article: Article): { parts: readonly ArticlePart[]; leftOut: number } {
  const pieces = piecesOf(article);
  const groups = pack(article.text, pieces);
  const kept = groups.slice(0, MOST_PARTS);
  const leftOut = groups
    .slice(MOST_PARTS)
    .flat()
    .reduce((sum, piece) => sum + piece.end - piece.start, 0);
  const parts = kept.map((group, index) => ({
    number: index + 1,
    of: kept.length,
    text: textOf(article.text, withOverlap(article.text, kept[index - 1], group)),
  }));
  return { parts, leftOut };
}

function piecesOf(article: Article): Piece[] {
  return article.blocks
    .filter((block) => block.kind === 'paragraph' || block.kind === 'heading')
    .flatMap((block) => divide(article.text, block));
}

/** A block as one piece, or as its sentences, or as stretches of those: whichever is the first to fit. */
function divide(text: string, block: Block): Piece[] {
  if (!tooLong(text, block.start, block.end)) return [{ block, start: block.start, end: block.end }];
  const starts = splitSentences(text, block.start, block.end).map((sentence) => sentence.start);
  const cuts = [block.start, ...starts.slice(1), block.end];
  return cuts.slice(1).flatMap((end, index) => chop(text, { block, start: cuts[index] ?? block.start, end }));
}

/** Text without a sentence end for pages (a table, a list, base64) is cut at white space, or between characters. */
function chop(text: string, piece: Piece): Piece[] {
  const pieces: Piece[] = [];
  let start = piece.start;
  while (tooLong(text, start, piece.end)) {
    // A UTF-16 code unit is at most three bytes of UTF-8.
    const end = cutAt(text, start, start + Math.floor(MOST_PIECE_BYTES / 3));
    pieces.push({ ...piece, start, end });
    start = end;
  }
  return [...pieces, { ...piece, start }];
}

function cutAt(text: string, start: number, limit: number): number {
  const blank = Math.max(text.lastIndexOf(' ', limit), text.lastIndexOf('\n', limit));
  if (blank > start) return blank;
  return /[\uD800-\uDBFF]/.test(text.charAt(limit - 1)) ? limit - 1 : limit;
}

/** Fills one part after another up to an even share; headings go with what follows them, where there is room. */
function pack(text: string, pieces: readonly Piece[]): Piece[][] {
  const total = sizeOf(text, pieces);
  const evenShare = total / Math.ceil(total / MOST_PIECE_BYTES);
  const groups: Piece[][] = [];
  let group: Piece[] = [];
  let size = 0;
  for (const piece of pieces) {
    const more = sizeOf(text, [piece]);
    const full = size >= evenShare || size + more > MOST_PIECE_BYTES;
    if (group.length > 0 && full) {
      const moved = headingsAtEnd(group);
      const fits = moved.length < group.length && sizeOf(text, moved) + more <= MOST_PIECE_BYTES;
      groups.push(fits ? group.slice(0, group.length - moved.length) : group);
      group = fits ? moved : [];
      size = sizeOf(text, group);
    }
    group.push(piece);
    size += more;
  }
  return group.length > 0 ? [...groups, group] : groups;
}

function headingsAtEnd(group: readonly Piece[]): Piece[] {
  return group.slice(group.findLastIndex((piece) => piece.block.kind !== 'heading') + 1);
}

function withOverlap(text: string, before: readonly Piece[] | undefined, group: readonly Piece[]): readonly Piece[] {
  const last = before?.at(-1);
  if (!last) return group;
  const sentence = splitSentences(text, last.start, last.end).at(-1);
  if (!sentence || Buffer.byteLength(text.slice(sentence.start, last.end)) > MOST_OVERLAP_BYTES - 5) return group;
  return [{ block: last.block, start: sentence.start, end: last.end }, ...group];
}

function textOf(text: string, pieces: readonly Piece[]): string {
  return pieces
    .map((piece, index) => {
      const content = text.slice(piece.start, piece.end);
      const goesOn = pieces[index - 1]?.block === piece.block;
      const lead = index === 0 || goesOn ? '' : '\n\n';
      return `${lead}${piece.block.kind === 'heading' ? '## ' : ''}${content}`;
    })
    .join('')
    .trim();
}

/** UTF-8 bytes, with the blank line and the heading mark that `textOf` may add to each piece. */
function sizeOf(text: string, pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece) => sum + Buffer.byteLength(text.slice(piece.start, piece.end)) + 5, 0);
}

function tooLong(text: string, start: number, end: number): boolean {
  const most = MOST_PIECE_BYTES - 5;
  return end - start > most || Buffer.byteLength(text.slice(start, end)) > most;
}
