import { add, type Clues, noClues } from './clues.ts';
import { contextClues } from './context-clues.ts';
import { formClues } from './form-clues.ts';
import type { Line } from './lines.ts';
import type { Span } from './spans.ts';

/** What all uses of one written name together say of its kind: its own form once, each context a little less than the one before. */
export function cluesOf(spans: readonly Span[], lines: readonly Line[]): Clues {
  const clues = noClues();
  const first = spans[0];
  if (!first) return clues;
  add(clues, formClues(first.text));
  spans.slice(0, 12).forEach((span, i) => {
    const line = lines[span.line];
    if (line) add(clues, contextClues(span, line), 1 / (1 + i * 0.5));
  });
  return clues;
}
