import type { Article } from '../../article/article.ts';
import { ENGLISH_WORDS } from './lexicon/common-words.ts';

const ENGLISH = new Set(ENGLISH_WORDS.trim().split(/\s+/u));
/** Share of the commonest English words from which on a text is English whatever was detected: real prose has 35-50 %. */
const SURELY_ENGLISH = 0.28;
/** Share that will do for a text whose language could not be told. */
const PERHAPS_ENGLISH = 0.12;
/** Characters looked at. */
const SAMPLE = 4000;

/** Null when the article can be read as English; else a sentence that says why it can't. */
export function languageNote(article: Pick<Article, 'language' | 'text' | 'blocks'>): string | null {
  if (article.language === 'en') return null;
  const share = englishShare(article);
  if (share >= SURELY_ENGLISH || (article.language === 'und' && share >= PERHAPS_ENGLISH)) return null;
  const reads = 'the offline reader reads English only. Connect a model to have it summarized.';
  if (article.language === 'und') return `The language of this article could not be told; ${reads}`;
  return `This article is in ${nameOf(article.language)}; ${reads}`;
}

function englishShare({ text, blocks }: Pick<Article, 'text' | 'blocks'>): number {
  const prose = blocks
    .filter(({ kind }) => kind === 'paragraph')
    .map(({ start, end }) => text.slice(start, end))
    .join(' ')
    .slice(0, SAMPLE);
  const words = prose.toLowerCase().match(/\p{L}+/gu) ?? [];
  return words.length === 0 ? 0 : words.filter((word) => ENGLISH.has(word)).length / words.length;
}

function nameOf(code: string): string {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
