import { columns } from '../../chat/console/wrap.ts';

/** Where there is no terminal that says how wide it is. Columns. */
const DEFAULT_WIDTH = 80;
/** Longer lines are hard to read, however wide the window is. Columns. */
const WIDEST = 92;

/** What a line begins with: further lines of its paragraph begin below its first word. */
const BEFORE = /^ *(?:(?<= )\d{1,2}\.? +|[✓✗–] )?/;

/**
 * Text for a terminal: each of its lines wrapped between words, and hanging where it begins with a number or a mark. A word
 * longer than a line, such as a link, stays whole, so that it can be copied.
 * @param width in columns; where it is not known, a usual one
 */
export function laidOut(text: string, width = DEFAULT_WIDTH): string {
  return text
    .split('\n')
    .flatMap((line) => wrapped(line, Math.min(width, WIDEST)))
    .join('\n');
}

function wrapped(line: string, width: number): string[] {
  const [before = ''] = BEFORE.exec(line) ?? [];
  const further = ' '.repeat(columns(before));
  const lines: string[] = [];
  let current = '';
  for (const word of line.slice(before.length).split(/ (?=[^ ])/)) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (current !== '' && further.length + columns(longer) > width) {
      lines.push(current);
      current = word;
    } else current = longer;
  }
  lines.push(current);
  return lines.map((text, index) => `${index === 0 ? before : further}${text}`);
}
