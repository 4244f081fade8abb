import { Readability } from '@mozilla/readability';
import { compose, type Piece } from './compose.ts';
import type { Reader } from './content.ts';
import { type DomElement, parsePage, removeHidden } from './html-dom.ts';
import { labelsOf } from './html-meta.ts';
import { piecesOf } from './html-text.ts';
import { cleanLabel } from './title.ts';

/** Larger pages are somebody's experiment, and would hold up the others: 200,000 nested elements take half a minute. */
const MOST_ELEMENTS = 50_000;

/**
 * `.html`: the stored text is the readable one, title first, with blank lines between paragraphs. Readability finds the
 * article in the page; where it finds none, all visible text of the page is read.
 */
export const readHtml: Reader = (html) => {
  if (elementsIn(html) > MOST_ELEMENTS) {
    return {
      ok: false,
      reason: 'holds more than 50,000 elements, as no article does: save its words as .txt and drop that',
    };
  }
  const page = parsePage(html);
  removeHidden(page);
  const labels = labelsOf(page);
  const everything = page.documentElement ? piecesOf(page.documentElement, false) : [];
  const article = readable(page);
  const pieces = article.some(({ kind }) => kind === 'paragraph') ? article : everything;
  return { ok: true, content: { ...labels, ...compose(withTitle(pieces, cleanLabel(labels.title))) } };
};

function elementsIn(html: string): number {
  return html.match(/<[a-z]/gi)?.length ?? 0;
}

/** Readability changes the page it reads, so this comes last. */
function readable(page: ReturnType<typeof parsePage>): Piece[] {
  const reader = new Readability<DomElement>(page as never, {
    serializer: (node) => node as unknown as DomElement,
  });
  const content = reader.parse()?.content;
  return content ? piecesOf(content, true) : [];
}

function withTitle(pieces: readonly Piece[], title: string | null): Piece[] {
  if (title === null) return [...pieces];
  const rest = pieces.filter(({ kind, text }) => !(kind === 'heading' && cleanLabel(text) === title));
  return [{ kind: 'title', text: title }, ...rest];
}
