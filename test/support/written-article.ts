import type { Article, Block } from '../../src/article/article.ts';

type Written = { readonly [kind in Block['kind']]?: string };

/** An article made of blocks, e.g. `[{ heading: 'At sea' }, { paragraph: 'A ship sank.' }]`, a blank line between them. */
export function writtenArticle(blocks: readonly Written[], more: Partial<Article> = {}): Article {
  let text = '';
  const placed: Block[] = [];
  for (const block of blocks) {
    const [[kind, content] = ['paragraph', ''] as const] = Object.entries(block) as [Block['kind'], string][];
    if (text !== '') text += '\n\n';
    placed.push({ kind, start: text.length, end: text.length + content.length });
    text += content;
  }
  return {
    id: '0123456789abcdef0123456789abcdef',
    file: 'ferry.txt',
    title: 'Ferry port closed',
    date: '2026-11-14',
    source: 'Harbour Courier',
    author: null,
    url: 'https://courier.example/ferry',
    language: 'en',
    text,
    blocks: placed,
    ...more,
  };
}
