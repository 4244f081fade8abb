import { foldText } from '../../article/fold.ts';

/** What a claim must not bring along, with the words that say what it is. The first that is found is told. */
const FOREIGN: readonly { what: string; pattern: RegExp }[] = [
  { what: 'a link', pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/\S+|\bwww\.\S+|\bmailto:\S+|\bjavascript:\S*/giu },
  { what: 'a mention', pattern: /<[@#!][^>]*>?|<t:[^>]*>|<a?:\w+:\d*>|(?<![\p{L}\p{N}.])@[\p{L}\p{N}_.-]+/giu },
  {
    what: 'a web address',
    pattern:
      /(?<![\p{L}\p{N}@])(?:[\p{L}\p{N}-]+\.)+(?:com|net|org|io|info|biz|ru|cn|co|app|dev|xyz|gg|ly|me|link|site|online|top)\b(?:\/\S*)?/giu,
  },
  {
    what: 'markup',
    pattern:
      /<\/?[a-z][^>]*>|<[^>\s|]+\|[^>]*>|\[[^\]]*\]\([^)]*\)|`+|\*\*|__|~~|\|\||^\s*(?:#{1,6}|>|-#)\s|&(?:[a-z]+|#\d+|#x[0-9a-f]+);/gimu,
  },
];

/**
 * What a claim carries that its source doesn't: a link, a mention, markup. Null when there is none. A mark that stands in
 * the source as well (a web address that the article itself prints) is the article's own.
 */
export function foreignMark(claim: string, source: string): { what: string; mark: string } | null {
  const own = foldText(source);
  for (const { what, pattern } of FOREIGN)
    for (const [mark] of claim.matchAll(pattern)) if (!own.includes(foldText(mark))) return { what, mark: mark.trim() };
  return null;
}
