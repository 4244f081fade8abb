import type { BlockKind } from './article.ts';
import { boilerplateKind } from './boilerplate.ts';
import type { Piece } from './compose.ts';
import { type DomElement, type DomNode, ELEMENT, TEXT } from './html-dom.ts';
import { isHeadingLike } from './layout.ts';

/** Never read: code, controls, and what stands around an article. */
const SKIPPED = words(`
  script style noscript template head title svg math iframe object embed canvas audio video form button select input textarea
  nav aside footer dialog menu
`);
const BLOCKS = words(`
  address article blockquote body center dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 header hr html li main
  ol p pre section summary table tbody td tfoot th thead tr ul
`);
const PLACES: Readonly<Record<string, Place>> = {
  h1: 'heading',
  h2: 'heading',
  h3: 'heading',
  h4: 'heading',
  h5: 'heading',
  h6: 'heading',
  figcaption: 'boilerplate',
  li: 'item',
  td: 'item',
  th: 'item',
  dt: 'item',
  dd: 'item',
};

/** What a run of text is by its element; an item of a list or table is read even where it is short and ends in no stop. */
type Place = BlockKind | 'item';

/**
 * The text of an element as pieces: one for each paragraph, heading, list item or cell, with white space collapsed. With
 * `guessHeadings`, a short paragraph that reads like a heading is taken for one, since many pages set them in bold only.
 */
export function piecesOf(root: DomElement, guessHeadings: boolean): Piece[] {
  const pieces: Piece[] = [];
  let run = '';
  const flush = (place: Place) => {
    // Two line breaks are how old pages write paragraphs; one is a line end.
    for (const part of run.split(/\n[^\S\n]*\n\s*/)) {
      const text = part
        .replace(/[^\S\n]+/g, ' ')
        .replace(/ ?\n ?/g, '\n')
        .trim();
      if (text !== '') pieces.push({ kind: kindOf(place, text, guessHeadings), text });
    }
    run = '';
  };
  walk(root, 'paragraph');
  flush('paragraph');
  return pieces;

  function walk(node: DomNode, place: Place): void {
    for (const child of node.childNodes) {
      if (child.nodeType === TEXT) run += (child.textContent ?? '').replace(/\s+/g, ' ');
      else if (child.nodeType === ELEMENT) enter(child as DomElement, place);
    }
  }

  function enter(element: DomElement, place: Place): void {
    const tag = element.tagName.toLowerCase();
    if (SKIPPED.has(tag)) return;
    if (tag === 'br') run += '\n';
    else if (!BLOCKS.has(tag)) walk(element, place);
    else {
      flush(place);
      const inside = PLACES[tag] ?? place;
      walk(element, inside);
      flush(inside);
    }
  }
}

function kindOf(place: Place, text: string, guessHeadings: boolean): BlockKind {
  if (place !== 'paragraph' && place !== 'item') return place;
  if (boilerplateKind(text)) return 'boilerplate';
  return guessHeadings && place === 'paragraph' && isHeadingLike(text) ? 'heading' : 'paragraph';
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}
