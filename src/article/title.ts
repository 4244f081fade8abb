import type { Article } from './article.ts';
import { dayBefore } from './date.ts';
import { sentencesOf } from './sentences.ts';

/** Characters in a title that is made from the lead. */
const LONGEST_DERIVED = 120;
const SHORTEST_DERIVED = 30;
/** Characters in any name, title or source that is kept. */
const LONGEST_LABEL = 300;

/**
 * A label (title, source, author) as it may be shown: no control, invisible or bidirectional characters, white space
 * collapsed, at most 300 characters, never cut inside a word. Null when nothing is left.
 */
export function cleanLabel(written: string | null | undefined): string | null {
  const clean = (written ?? '')
    .slice(0, LONGEST_LABEL * 20)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/\p{Cf}|\p{Cs}|\p{Co}|\p{Cn}/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  if (clean === '') return null;
  return clean.length <= LONGEST_LABEL ? clean : cutAtWord(clean, LONGEST_LABEL);
}

/** The text of the title block, or else a title made of the lead's own words. */
export function titleOf(article: Pick<Article, 'text' | 'blocks'>): string {
  const block = article.blocks.find(({ kind }) => kind === 'title');
  const written = block && cleanLabel(article.text.slice(block.start, block.end));
  return written || deriveTitle(sentencesOf(article)[0]?.text ?? '') || 'Untitled';
}

/** The first sentence, or as much of it as ends with a clause within 120 characters. */
export function deriveTitle(lead: string): string {
  const sentence = withoutDateline(cleanLabel(lead) ?? '');
  const whole = sentence.replace(/(?<!\.)[.。]$/u, '');
  if (whole.length <= LONGEST_DERIVED) return whole;
  const clause = lastClauseEnd(whole);
  return clause === null ? `${cutAtWord(whole, LONGEST_DERIVED - 1)}…` : whole.slice(0, clause);
}

/** A place in capitals or with a comma or a wire's name behind it, then a dash. */
const DATELINE =
  /^(?=\p{Lu}{3}|[^—–-]{1,60}[,(])\p{Lu}[\p{L}\p{N}.,'’ ]{1,50}(?:\([\p{L} ]{2,20}\) ?)? ?(?:—|–|--?) ?(?=[\p{Lu}\p{N}"“])/u;

/** `Tuesday, November 3, 2026 SORDAL (Wire) — The council …`: day and place are no part of the title. */
function withoutDateline(lead: string): string {
  const sentence = lead.slice(dayBefore(lead));
  return sentence.slice(DATELINE.exec(sentence)?.[0].length ?? 0);
}

/** Strong ends first: a semicolon or dash, a comma, then a joining word; the last that leaves quotes and brackets closed. */
function lastClauseEnd(sentence: string): number | null {
  const ends = [
    /[;:](?=\s)|\s[—–]|—|\s-(?=\s)/gu,
    /,(?=\s)/gu,
    /\s(?=(?:after|as|while|because|although|when|which|who|where|amid|but|and|to|in|for)\s)/gu,
  ];
  for (const pattern of ends) {
    const fitting = [...sentence.matchAll(pattern)]
      .map((match) => match.index)
      .filter((at) => at >= SHORTEST_DERIVED && at <= LONGEST_DERIVED && isBalanced(sentence.slice(0, at)));
    const last = fitting.at(-1);
    if (last !== undefined) return last;
  }
  return null;
}

function isBalanced(part: string): boolean {
  const count = (pattern: RegExp) => part.match(pattern)?.length ?? 0;
  return (
    count(/"/g) % 2 === 0 && count(/“/g) === count(/”/g) && count(/\(/g) === count(/\)/g) && count(/«/g) === count(/»/g)
  );
}

function cutAtWord(text: string, most: number): string {
  const cut = text.slice(0, most + 1);
  const space = cut.lastIndexOf(' ');
  if (space > 0) return cut.slice(0, space).replace(/[\s,;:–—-]+$/u, '');
  // No space to cut at (Chinese, say): never between the halves of a surrogate pair.
  return text.slice(0, most).replace(/[\uD800-\uDBFF]$/u, '');
}
