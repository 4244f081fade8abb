import { parseHTML } from 'linkedom';

/** As much of the DOM as reading an article takes; the project does without the browser's type library. */
export interface DomNode {
  readonly nodeType: number;
  readonly textContent: string | null;
  readonly childNodes: Iterable<DomNode>;
}

export interface DomElement extends DomNode {
  readonly tagName: string;
  getAttribute(name: string): string | null;
  querySelector(selectors: string): DomElement | null;
  querySelectorAll(selectors: string): Iterable<DomElement>;
  remove(): void;
}

export interface DomDocument extends DomElement {
  readonly documentElement: DomElement | null;
}

export const ELEMENT = 1;
export const TEXT = 3;

const INVISIBLE = /display\s*:\s*none|visibility\s*:\s*hidden|(?:font-size|opacity)\s*:\s*0(?![.\d])/i;

/** Parses a page or a fragment. Nothing in it is run or fetched. */
export function parsePage(html: string): DomDocument {
  const page = /<html[\s>]/i.test(html) ? html : `<!doctype html><html><body>${html}</body></html>`;
  return parseHTML(page).document as unknown as DomDocument;
}

/** Takes out what a reader of the page would not see: the model must not see it either. */
export function removeHidden(page: DomDocument): void {
  for (const element of page.querySelectorAll('[style], [hidden], [aria-hidden]')) {
    // A page that is hidden as a whole waits for a script to show it.
    if (!/^(?:html|body)$/i.test(element.tagName) && isHidden(element)) element.remove();
  }
}

function isHidden(element: DomElement): boolean {
  return (
    element.getAttribute('hidden') !== null ||
    element.getAttribute('aria-hidden') === 'true' ||
    INVISIBLE.test(element.getAttribute('style') ?? '')
  );
}

/** Text in which some program wrote HTML (`Salt &amp; Sea`), as its reader would see it. */
export function unescapeHtml(text: string): string {
  return /[&<]/.test(text) ? (parsePage(text).documentElement?.textContent ?? text) : text;
}
