import type { Figure } from './figures.ts';
import { agencyOf } from './grammar.ts';
import type { Line } from './lines.ts';
import { flaws, isUnfit } from './quality.ts';
import type { Statement } from './statements.ts';

/** A statement as a figure's introduction: greater is better. */
interface Candidate {
  readonly statement: Statement;
  readonly worth: number;
}

/** An introduction worth less than this is none, but for the most salient few, who then get the least bad. */
const ENOUGH = 0.9;
const LEAST = 0.3;
const MOST_SALIENT = 4;
/** How much worse than the best a statement of its own may be before a figure rather shares the best with another. */
const WORTH_A_STATEMENT_OF_ITS_OWN = 2;
/** At most this many figures share a statement. */
const MOST_SHARING = 2;

/**
 * For each figure, the more salient first, the statement that says best who it is and what it does; null where none does.
 * Figures get statements of their own as far as there are good ones, and ones that aren't `told` elsewhere.
 */
export function introductions(
  figures: readonly Figure[],
  statements: readonly Statement[],
  lines: readonly Line[],
  told: readonly Statement[],
): (Statement | null)[] {
  const taken = new Map<Statement, number>();
  return figures.map((figure, rank) => {
    const all = candidates(figure, statements, lines, rank < MOST_SALIENT ? LEAST : ENOUGH);
    const untold = all.filter(({ statement, worth }) => worth >= ENOUGH && !told.includes(statement));
    const choices = untold.length > 0 ? untold : all;
    const best = choices[0];
    if (!best) return null;
    const own = choices.find(
      ({ statement, worth }) => !taken.has(statement) && worth >= best.worth - WORTH_A_STATEMENT_OF_ITS_OWN,
    );
    const chosen = own ?? choices.find(({ statement }) => (taken.get(statement) ?? 0) < MOST_SHARING);
    if (!chosen) return null;
    taken.set(chosen.statement, (taken.get(chosen.statement) ?? 0) + 1);
    return chosen.statement;
  });
}

/** Whether a statement is so near the line that gives the figure its role that the two can be read together. */
export function isNearRole({ role }: Figure, { first, last }: Statement): boolean {
  return role === null || (role.line >= first - 1 && role.line <= last + 1);
}

function candidates(
  figure: Figure,
  statements: readonly Statement[],
  lines: readonly Line[],
  least: number,
): Candidate[] {
  const good = statements
    .filter(
      ({ first, last, text, tokens }) =>
        figure.spans.some(({ line }) => line >= first && line <= last) && !isUnfit(text, tokens),
    )
    .map((statement) => ({ statement, worth: worthOf(figure, statement, lines) }))
    .filter(({ worth }) => worth >= least)
    .sort((a, b) => b.worth - a.worth || a.statement.first - b.statement.first);
  if ((good[0]?.worth ?? 0) < ENOUGH) return good.slice(0, 1);
  const near = good.filter(({ statement }) => isNearRole(figure, statement));
  return near.length > 0 ? near : good;
}

function worthOf(figure: Figure, statement: Statement, lines: readonly Line[]): number {
  const { first, last, text, start, tokens } = statement;
  const spans = figure.spans.filter(({ line }) => line >= first && line <= last);
  const agencies = spans.map((span) => agencyOf(span, lines[span.line] as Line));
  const early = spans[0] ? 1 - (spans[0].start - start) / text.length : 0;
  return (
    1.5 +
    (agencies.includes('subject') ? 1.6 : agencies.includes('agent') ? 1 : 0) +
    (figure.role && figure.role.line >= first && figure.role.line <= last ? 1.8 : 0) +
    (spans.some((span) => span.text === figure.entity.name) ? 0.9 : 0) +
    early * 0.8 +
    (1 - first / lines.length) * 0.8 -
    flaws(text, tokens)
  );
}
