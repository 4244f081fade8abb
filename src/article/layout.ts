import type { Block, BlockKind } from './article.ts';
import { boilerplateKind } from './boilerplate.ts';
import { breaksLine, type Line, linesOf, widestOf } from './lines.ts';

/** A heading or title is no longer than this. */
const LONGEST_HEADING = 100;
const MOST_WORDS_IN_HEADING = 14;
const LONGEST_TITLE = 200;

const DATE_PREFIX = /^\s*date:?[ \t]+\d{4}-\d{1,2}-\d{1,2}(?![\d-])[ \t]*/iu;
const TRAILING_DAY =
  /\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}, \d{4}$/u;
const LIST_ITEM = /^(?:[-*+–•·▪●○◦‣►]|\(?\d{1,3}[.)])\s/u;
const ENDS_LIKE_PROSE = /[.!?…。！？।؟۔,;:–—-]["'”’»)\]]*$/u;

/**
 * Lays out a plain text: a first line `date YYYY-MM-DD` is `meta`, a first line that reads like one is the `title`, and the
 * rest is headings, boilerplate and paragraphs. Blocks are in order and cover everything but white space. A text with
 * nothing but headings is read as paragraphs.
 */
export function layOut(text: string): Block[] {
  const blocks: Block[] = [];
  const prefix = DATE_PREFIX.exec(text)?.[0] ?? '';
  if (prefix)
    blocks.push({ kind: 'meta', start: prefix.length - prefix.trimStart().length, end: prefix.trimEnd().length });

  let awaitsTitle = true;
  const stretches = stretchesOf(text, prefix.length);
  for (const [index, stretch] of stretches.entries()) {
    const content = text.slice(stretch.start, stretch.end);
    const dated = index === 0 && prefix !== '';
    const laidOut: Block[] =
      awaitsTitle && index < stretches.length - 1
        ? opening(content, stretch, dated)
        : [{ kind: kindOf(content, stretch), start: stretch.start, end: stretch.end }];
    awaitsTitle &&= laidOut.every(({ kind }) => kind === 'boilerplate');
    blocks.push(...laidOut);
  }
  return blocks.some((block) => block.kind === 'paragraph') ? blocks : headingsAsParagraphs(blocks);
}

/** Whether a line that stands alone can be a title: short, and no sentence. */
export function isTitleLike(line: string): boolean {
  if (line.length > LONGEST_TITLE || !/\p{L}/u.test(line) || LIST_ITEM.test(line)) return false;
  if (/[!?]["'”’»)\]]*$/u.test(line)) return line.length <= LONGEST_HEADING;
  if (/\b(?:\p{L}\.){2,}$/u.test(line) || /\b(?:Inc|Ltd|Co|Corp|Jr|Sr)\.$/u.test(line)) return true;
  return !ENDS_LIKE_PROSE.test(line);
}

/** Whether a line that stands alone is a sub-heading rather than a short sentence. */
export function isHeadingLike(line: string): boolean {
  if (line.length > LONGEST_HEADING || LIST_ITEM.test(line) || !/\p{L}/u.test(line)) return false;
  const words = line.split(/\s+/);
  if (words.length > MOST_WORDS_IN_HEADING || /^\p{Ll}/u.test(line)) return false;
  if (/[?:]$/u.test(line))
    return words.length > 2 && isTitleCase(words) && !/\b(?:said|says|told|added|asked|wrote)\b/u.test(line);
  return !ENDS_LIKE_PROSE.test(line);
}

function kindOf(content: string, stretch: Stretch): BlockKind {
  if (boilerplateKind(content)) return 'boilerplate';
  return stretch.lines === 1 && isHeadingLike(content) ? 'heading' : 'paragraph';
}

/** The first stretch that is no boilerplate may be the title, with the day behind it. */
function opening(content: string, stretch: Stretch, dated: boolean): Block[] {
  const { start, end } = stretch;
  if (isBoilerplateOpening(content, dated)) return [{ kind: 'boilerplate', start, end }];
  if (stretch.lines > 1) return [{ kind: 'paragraph', start, end }];
  const day = TRAILING_DAY.exec(content);
  const title = content.slice(0, day?.index).trimEnd();
  if (!isTitleLike(title)) return [{ kind: 'paragraph', start, end }];
  const blocks: Block[] = [{ kind: 'title', start, end: start + title.length }];
  if (day) blocks.push({ kind: 'meta', start: start + day.index + 1, end });
  return blocks;
}

/** What stands behind the date is the title whatever it says; elsewhere "More from flooded towns" may be either. */
function isBoilerplateOpening(content: string, dated: boolean): boolean {
  if (dated && isTitleLike(content)) return false;
  const kind = boilerplateKind(content);
  return kind !== null && !(kind === 'link' && content.split(/\s+/).length > 4);
}

function headingsAsParagraphs(blocks: readonly Block[]): Block[] {
  return blocks.map((block) =>
    block.kind === 'heading' || block.kind === 'title' ? { ...block, kind: 'paragraph' } : block,
  );
}

/** Most words begin with a capital or a digit; the short ones need not. */
function isTitleCase(words: readonly string[]): boolean {
  const heavy = words.filter((word) => word.length > 3 || /^\P{Ll}/u.test(word));
  const capital = heavy.filter((word) => /^["'“‘«(]*[\p{Lu}\p{N}]/u.test(word));
  return heavy.length > 0 && capital.length / heavy.length >= 0.75;
}

/** Consecutive lines that belong together. */
interface Stretch {
  start: number;
  end: number;
  lines: number;
}

function stretchesOf(text: string, from: number): Stretch[] {
  const stretches: Stretch[] = [];
  for (const paragraph of paragraphsOf(linesOf(text, 0, text.length), from)) {
    const widest = widestOf(paragraph);
    let previous: Line | undefined;
    for (const line of paragraph) {
      const last = stretches.at(-1);
      if (last && previous && !standsApart(text, previous, line, widest)) {
        last.end = line.end;
        last.lines += 1;
      } else stretches.push({ start: line.start, end: line.end, lines: 1 });
      previous = line;
    }
  }
  return stretches;
}

/** Lines between blank ones; the first begins after the meta prefix but keeps its width, so that wrapping can be told. */
function paragraphsOf(lines: readonly Line[], from: number): Line[][] {
  const paragraphs: Line[][] = [[]];
  for (const line of lines) {
    const start = Math.max(line.start, from);
    if (line.start === line.end || start >= line.end) paragraphs.push([]);
    else paragraphs.at(-1)?.push({ ...line, start });
  }
  return paragraphs.filter((paragraph) => paragraph.length > 0);
}

function standsApart(text: string, line: Line, next: Line, widest: number): boolean {
  return (
    breaksLine(text, line, next, widest) ||
    boilerplateKind(text.slice(line.start, line.end)) !== null ||
    boilerplateKind(text.slice(next.start, next.end)) !== null
  );
}
