import { createHash } from 'node:crypto';
import type { Article, BlockKind } from '../article/article.ts';

const READ: readonly BlockKind[] = ['heading', 'paragraph'];

/** What a person reads below the title: headings and paragraphs, without boilerplate, a blank line between blocks. */
export function readingText({ text, blocks }: Pick<Article, 'text' | 'blocks'>): string {
  return blocks
    .filter(({ kind }) => READ.includes(kind))
    .map(({ start, end }) => text.slice(start, end))
    .join('\n\n');
}

/** Characters of an article that are indexed (about 100 ms of work, in which nothing else can happen): a book's worth. */
const LONGEST_INDEXED = 1_000_000;

/** What of an article can be searched for, below its title. */
export function indexedText(article: Pick<Article, 'text' | 'blocks'>): string {
  return readingText(article).slice(0, LONGEST_INDEXED);
}

/** Equal for articles that say the same whatever their case, white space and adverts; null when there is nothing to read. */
export function textHash(article: Pick<Article, 'text' | 'blocks'>): string | null {
  const folded = readingText(article).normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
  return folded === '' ? null : createHash('sha256').update(folded).digest('hex');
}
