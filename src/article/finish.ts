import { createHash } from 'node:crypto';
import type { Article } from './article.ts';
import type { Content } from './content.ts';
import { parseDate } from './date.ts';
import { declaredLanguage, detectLanguage } from './language.ts';
import { cleanLabel, titleOf } from './title.ts';
import { cleanUrl } from './url.ts';

/** SHA-256 of bytes (a string counts as its UTF-8), the first 32 hexadecimal digits. */
export function articleId(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 32);
}

/** Content -> Article: labels cleaned, the date and the address checked, the language told from the paragraphs. */
export function finishArticle(id: string, file: string, content: Content): Article {
  const { text, blocks } = content;
  const prose = blocks.flatMap(({ kind, start, end }) => (kind === 'paragraph' ? [text.slice(start, end)] : []));
  const detected = detectLanguage(prose.join('\n'));
  return {
    id,
    file: cleanLabel(file) ?? 'unnamed',
    title: cleanLabel(content.title) ?? titleOf(content),
    date: parseDate(content.date ?? ''),
    source: cleanLabel(content.source),
    author: cleanLabel(content.author),
    url: cleanUrl(content.url),
    language: detected === 'und' ? declaredLanguage(content.language) : detected,
    text,
    blocks,
  };
}
