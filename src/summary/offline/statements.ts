import type { Article } from '../../article/article.ts';
import type { Line } from './lines.ts';
import type { Token } from './tokens.ts';

/** What can be shown as a bullet: one sentence, or two or three when a quotation runs on over them. */
export interface Statement {
  /** Offsets into the article's text, which has `text` between them. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly tokens: readonly Token[];
  /** Indices of the lines it is made of, both included. */
  readonly first: number;
  readonly last: number;
}

/** A quotation that runs over more sentences than this is left open. */
const MOST_LINES = 3;

/** The article's lines as statements, in order; lines that look like headings are none. */
export function statementsOf(lines: readonly Line[], article: Pick<Article, 'text'>): Statement[] {
  const statements: Statement[] = [];
  for (let first = 0; first < lines.length; first++) {
    const line = lines[first];
    if (!line || line.headingLike) continue;
    const last = endOfQuotation(lines, first);
    const end = lines[last]?.end ?? line.end;
    statements.push({
      start: line.start,
      end,
      text: article.text.slice(line.start, end),
      tokens: lines.slice(first, last + 1).flatMap(({ tokens }) => tokens),
      first,
      last,
    });
    first = last;
  }
  return statements;
}

/** The line in which the quotation that is open at the end of `first` closes; `first` itself where none does soon. */
function endOfQuotation(lines: readonly Line[], first: number): number {
  let text = '';
  for (let last = first; last < first + MOST_LINES; last++) {
    const line = lines[last];
    if (!line || line.paragraph !== lines[first]?.paragraph) return first;
    text += line.text;
    if (!leavesQuotationOpen(text)) return last;
  }
  return first;
}

function leavesQuotationOpen(text: string): boolean {
  const count = (mark: string): number => text.split(mark).length - 1;
  return count('"') % 2 === 1 || count('“') > count('”');
}
