import type { Content } from './content.ts';
import { parseDate } from './date.ts';
import { type DomDocument, type DomElement, unescapeHtml } from './html-dom.ts';

type Labels = Omit<Content, 'text' | 'blocks'>;

/** What a page says of itself: JSON-LD first, since it is written for machines, then meta tags, then the page's own elements. */
export function labelsOf(page: DomDocument): Labels {
  const data = newsData(page);
  const meta = metaTags(page);
  const named = (...names: string[]) => names.map((name) => meta.get(name)).find((value) => value);
  return {
    title: text(data['headline']) ?? named('og:title', 'twitter:title') ?? pageTitle(page),
    date: firstDate([
      text(data['datePublished']),
      named(
        'article:published_time',
        'og:published_time',
        'date',
        'pubdate',
        'publish-date',
        'parsely-pub-date',
        'dc.date',
        'dc.date.issued',
        'dcterms.date',
      ),
      ...timesOf(page),
      text(data['dateCreated']),
    ]),
    source: nameOf(data['publisher']) ?? named('og:site_name', 'application-name', 'dc.publisher') ?? null,
    author: nameOf(data['author']) ?? notAddress(named('author', 'article:author', 'parsely-author', 'dc.creator')),
    url:
      page.querySelector('link[rel~="canonical"]')?.getAttribute('href') ??
      named('og:url') ??
      text(data['url']) ??
      null,
    language: page.documentElement?.getAttribute('lang') ?? named('og:locale', 'content-language') ?? null,
  };
}

function metaTags(page: DomDocument): Map<string, string> {
  const tags = new Map<string, string>();
  for (const tag of page.querySelectorAll('meta')) {
    const name = (
      tag.getAttribute('property') ??
      tag.getAttribute('name') ??
      tag.getAttribute('http-equiv')
    )?.toLowerCase();
    const content = tag.getAttribute('content')?.trim();
    if (name && content && !tags.has(name)) tags.set(name, content);
  }
  return tags;
}

/** The first JSON-LD object about an article; broken JSON is passed over, as browsers do. */
function newsData(page: DomDocument): Record<string, unknown> {
  for (const script of page.querySelectorAll('script[type="application/ld+json"]')) {
    for (const item of itemsIn(script)) {
      if (/(?:Article|Posting|Report)$/.test([item['@type']].flat().map(String).join(' '))) return item;
    }
  }
  return {};
}

function itemsIn(script: DomElement): Record<string, unknown>[] {
  try {
    const parsed: unknown = JSON.parse(script.textContent ?? '');
    const items = [parsed].flat().filter(isRecord);
    return items.flatMap((item) => [item, ...[item['@graph']].flat().filter(isRecord)]);
  } catch {
    return [];
  }
}

function timesOf(page: DomDocument): (string | null)[] {
  return [...page.querySelectorAll('time')]
    .slice(0, 5)
    .map((time) => time.getAttribute('datetime') ?? time.textContent);
}

function firstDate(written: readonly (string | null | undefined)[]): string | null {
  return written.find((value) => value && parseDate(value) !== null) ?? null;
}

/** `<title>` without the site's name behind a bar or dash, as long as enough is left to be a title. */
function pageTitle(page: DomDocument): string | null {
  const title = page.querySelector('title')?.textContent?.trim() ?? '';
  const [head = ''] = title.split(/\s+[|»·–—-]\s+(?=[^|»·–—]{1,40}$)/u);
  const heading = page.querySelector('h1')?.textContent?.trim() ?? '';
  return (head.split(/\s+/).length >= 3 ? head : title) || heading || null;
}

function nameOf(value: unknown): string | null {
  const names = [value].flat().map((one) => text(isRecord(one) ? one['name'] : one));
  return notAddress(names.filter((name) => name !== null).join(', '));
}

function notAddress(value: string | null | undefined): string | null {
  return value && !/^https?:/i.test(value) ? value : null;
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? unescapeHtml(value) : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
