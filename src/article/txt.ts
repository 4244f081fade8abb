import type { Article } from './article.ts';
import { authorOf } from './boilerplate.ts';
import type { Content } from './content.ts';
import { layOut } from './layout.ts';

/** `.txt`: the text is kept as it is. Its first line may hold `date YYYY-MM-DD` and the title; a byline gives the author. */
export function readTxt(text: string): { ok: true; content: Content } {
  const blocks = layOut(text);
  const first = blocks[0];
  const date = first?.kind === 'meta' ? text.slice(first.start, first.end).replace(/^date:?\s*/iu, '') : null;
  const unknown = { title: null, source: null, url: null, language: null };
  return { ok: true, content: { ...unknown, text, blocks, date, author: bylineIn(text, blocks) } };
}

function bylineIn(text: string, blocks: Article['blocks']): string | null {
  for (const { kind, start, end } of blocks) {
    const author = kind === 'boilerplate' ? authorOf(text.slice(start, end)) : null;
    if (author) return author;
  }
  return null;
}
