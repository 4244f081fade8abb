import type { Block, BlockKind } from './article.ts';

/** One piece of readable text with what it is. */
export interface Piece {
  readonly kind: BlockKind;
  readonly text: string;
}

/** Joins pieces with blank lines into one text and says where each lies in it. Empty pieces are left out. */
export function compose(pieces: readonly Piece[]): { text: string; blocks: Block[] } {
  const blocks: Block[] = [];
  let text = '';
  for (const piece of pieces) {
    const content = piece.text.trim();
    if (content === '') continue;
    if (text !== '') text += '\n\n';
    blocks.push({ kind: piece.kind, start: text.length, end: text.length + content.length });
    text += content;
  }
  return { text, blocks };
}
