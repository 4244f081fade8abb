/**
 * Who stands behind an article: not the paper that printed it, but the agency that wrote it or the house that owns the paper.
 * Ten papers with one agency's report are one voice.
 */
import type { Article } from '../article/article.ts';

/** Who an article says it is by. */
export interface Published {
  readonly source: string | null;
  readonly url?: string | null;
  /** The wire agency that it credits, as `creditedAgency` finds it. */
  readonly agency?: string | null;
}

/** Agencies whose reports papers reprint under their own name: how they sign, and what they are called. */
const AGENCIES: readonly (readonly [name: string, ...signatures: string[]])[] = [
  ['Reuters', 'Reuters', 'Thomson Reuters'],
  ['Associated Press', 'AP', 'Associated Press'],
  ['Agence France-Presse', 'AFP', 'Agence France-Presse'],
  ['Deutsche Presse-Agentur', 'dpa', 'DPA', 'Deutsche Presse-Agentur', 'dpa-AFX'],
  ['Austria Presse Agentur', 'APA', 'Austria Presse Agentur'],
  ['ANSA', 'ANSA'],
  ['EFE', 'EFE', 'Agencia EFE'],
  ['Press Association', 'PA Media', 'Press Association'],
  ['Bloomberg', 'Bloomberg', 'Bloomberg News'],
  ['Xinhua', 'Xinhua', 'Xinhua News Agency'],
  ['TASS', 'TASS', 'ITAR-TASS'],
  ['Interfax', 'Interfax'],
  ['Kyodo News', 'Kyodo', 'Kyodo News'],
  ['Yonhap', 'Yonhap', 'Yonhap News Agency'],
  ['Press Trust of India', 'PTI', 'Press Trust of India'],
  ['Anadolu Agency', 'Anadolu', 'Anadolu Agency'],
  ['Australian Associated Press', 'AAP', 'Australian Associated Press'],
  ['Canadian Press', 'The Canadian Press', 'Canadian Press'],
  ['United Press International', 'UPI', 'United Press International'],
];

/** Well-known titles that one house owns: what two of them tell is told by one publisher. */
const HOUSES: readonly (readonly [house: string, ...titles: string[]])[] = [
  ['BBC', 'BBC', 'BBC News', 'BBC World Service', 'bbc.co.uk', 'bbc.com'],
  ['News Corp', 'Wall Street Journal', 'WSJ', 'Barron’s', 'MarketWatch', 'New York Post', 'The Sun'],
  ['Nikkei', 'Financial Times', 'FT', 'ft.com', 'Nikkei', 'Nikkei Asia'],
  ['Guardian Media Group', 'Guardian', 'Observer', 'theguardian.com'],
  ['Axel Springer', 'Bild', 'Die Welt', 'Welt', 'Politico', 'Politico Europe', 'Business Insider'],
  ['CNN', 'CNN', 'CNN International', 'edition.cnn.com'],
];

const DOMAIN = /^(?:https?:\/\/)?(?:www\.|m\.|edition\.)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?:[/:].*)?$/i;
/** Second-level endings under which names are given out: `courier.co.uk` is `courier`. */
const ENDING = /\.(?:(?:co|com|org|net|ac|gov|edu)\.[a-z]{2}|[a-z]{2,})$/i;

const owners = new Map<string, string>();
for (const [owner, ...names] of [...AGENCIES, ...HOUSES])
  for (const name of [owner, ...names]) owners.set(nameKey(name), nameKey(owner));

/** Of articles that name nobody, the one key. */
const NOBODY = '';

/** The same for articles behind which the same agency, house or paper stands. Empty where none is named. */
export function publisherKey({ source, url = null, agency = null }: Published): string {
  if (agency !== null) return nameKey(agency);
  const credited = agencyOfSource(source);
  if (credited !== null) return nameKey(credited);
  const name = source === null || source.trim() === '' ? (hostOf(url) ?? '') : source;
  const key = nameKey(name);
  return key === '' ? NOBODY : (owners.get(key) ?? key);
}

/** Publishers are counted, not articles; articles that name none count as one publisher together. */
export function publisherCount(sources: readonly Published[]): number {
  return new Set(sources.map(publisherKey)).size;
}

// ---- names of papers -------------------------------------------------------------------------------------------------

/** `The Harbour Courier`, `HARBOUR COURIER`, `www.harbourcourier.example` and `harbour-courier.example` have one key. */
function nameKey(name: string): string {
  const domain = DOMAIN.exec(name.trim())?.[1];
  return (domain === undefined ? name : domain.replace(ENDING, ''))
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/^\s*the\s+/u, '')
    .replace(/&/g, 'and')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

function hostOf(url: string | null): string | null {
  try {
    return url === null ? null : new URL(url).hostname.replace(/^(?:www|m)\./, '');
  } catch {
    return null;
  }
}

// ---- credits ---------------------------------------------------------------------------------------------------------

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
const byLength = AGENCIES.flatMap(([name, ...signatures]) => signatures.map((signature) => ({ name, signature }))).sort(
  (one, other) => other.signature.length - one.signature.length,
);
const nameOf = new Map(byLength.map(({ name, signature }) => [signature, name]));
/** As they sign, capitals and all: `AP` is an agency and `ap` is none. */
const SIGNATURE = byLength.map(({ signature }) => escaped(signature)).join('|');

/** `Harbour Courier / Reuters`, `Courier (AFP)`, `Courier via AP`. */
const IN_SOURCE = new RegExp(`(?:^|[/|,(–—-]\\s*|\\b(?:via|with|and|from|by)\\s+)(${SIGNATURE})\\s*\\)?$`, 'u');
/** A dateline: `HALDEN, Velmark (Reuters) –`, `(AP)`. It begins a line and closes a bracket. */
const DATELINE = new RegExp(`^[^\\n.!?()]{0,60}\\((${SIGNATURE})\\)(?=\\s*(?:[-–—:]|\\p{Lu}|$))`, 'mu');
/** `Source: dpa`, `© AFP`, `Reporting by Reuters`, a line of nothing but `Reuters` or `(AP)`. */
const CREDIT = new RegExp(
  `^\\s*(?:(?:source|agency|credit|by|from|copyright|quelle|©|\\(c\\))[:\\s]+)?(?:\\d{4}\\s+)?[([]?(?:the\\s+)?(${SIGNATURE})[)\\]]?\\.?\\s*$`,
  'imu',
);

/** The agency that a source's name credits, or null. */
function agencyOfSource(source: string | null): string | null {
  const signature = IN_SOURCE.exec(source?.trim() ?? '')?.[1];
  return signature === undefined ? null : (nameOf.get(signature) ?? null);
}

/** A credit stands at an article's beginning or at its end. Characters. */
const LOOKED_AT = 600;

/** The wire agency that an article credits as its writer, in its dateline, its byline or its last lines; null for none. */
export function creditedAgency({ text, source, author }: Pick<Article, 'text' | 'source' | 'author'>): string | null {
  const begin = text.slice(0, LOOKED_AT);
  const end = text.slice(Math.max(LOOKED_AT, text.length - LOOKED_AT));
  const signature =
    IN_SOURCE.exec(author?.trim() ?? '')?.[1] ??
    DATELINE.exec(begin)?.[1] ??
    [begin, end].map((part) => CREDIT.exec(part)?.[1]).find((found) => found !== undefined && nameOf.has(found));
  return (signature === undefined ? null : nameOf.get(signature)) ?? agencyOfSource(source);
}
