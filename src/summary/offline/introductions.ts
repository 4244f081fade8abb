import type { Figure } from './figures.ts';
import { agencyOf } from './grammar.ts';
import type { Line } from './lines.ts';
import { flaws, isUnfit } from './quality.ts';
import type { Role } from './roles.ts';
import type { Span } from './spans.ts';
import type { Statement } from './statements.ts';
import type { Weights } from './weights.ts';

/** A statement as a figure's introduction. Greater is better for both. */
interface Candidate {
  readonly statement: Statement;
  /** Whether it introduces the figure at all. */
  readonly fit: number;
  /** Its place among those that do. */
  readonly worth: number;
}

/** An introduction that fits less than this is none, but for the most salient few, who then get the least bad. */
const ENOUGH = 0.9;
const LEAST = 0.3;
const MOST_SALIENT = 4;
/** How much each sign counts for that a statement introduces a figure. */
const FIT = {
  any: 1.5,
  subject: 1.6,
  agent: 1,
  /** It says what the figure is. */
  role: 1.8,
  fullName: 0.9,
  /** The figure is named early in it. */
  early: 0.8,
  /** It stands near the beginning. */
  depth: 0.8,
} as const;
/** How much it counts among statements that fit that the article's words come together in one. */
const WEIGHT = 4;
/**
 * A report begins with the event: how much more its first sentence's weight counts, and how many sentences share in that by
 * degrees. An aside that stands first has little weight to count.
 */
const LEAD = 2;
const LEADING = 4;
/** Taken off as far as it says what has been told. */
const TOLD = 1;
/** Taken off where it says what somebody else is, and the figure does nothing in it. */
const ANOTHERS = 2;
/** How much worse than the best a statement of its own may be before a figure rather shares the best with another. */
const WORTH_A_STATEMENT_OF_ITS_OWN = 3;
/** At most this many figures share a statement. */
const MOST_SHARING = 2;

/** What a figure's introduction is looked for in. */
interface Telling {
  readonly statements: readonly Statement[];
  readonly lines: readonly Line[];
  readonly weights: Weights;
}

/** Only of statements that can be bullets. */
interface TellingOfRoles extends Telling {
  /** Those of all figures. */
  readonly roles: readonly Role[];
}

/**
 * For each figure, the more salient first, the statement that says best who it is and what it does, the weightiest of the
 * article before others; null where none does.
 * Figures get statements of their own as far as there are good ones, and ones that aren't `told` elsewhere.
 */
export function introductions(
  figures: readonly Figure[],
  telling: Telling,
  told: readonly Statement[],
): (Statement | null)[] {
  const taken = new Map<Statement, number>();
  const roles = figures.flatMap(({ role }) => (role ? [role] : []));
  const statements = telling.statements.filter(({ text, tokens }) => !isUnfit(text, tokens));
  const readable = { ...telling, statements, roles };
  return figures.map((figure, rank) => {
    const all = candidates(figure, readable, [...taken.keys()], rank < MOST_SALIENT ? LEAST : ENOUGH);
    const untold = all.filter(({ statement, fit }) => fit >= ENOUGH && !told.includes(statement));
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

function candidates(figure: Figure, telling: TellingOfRoles, taken: readonly Statement[], least: number): Candidate[] {
  const fitting = telling.statements
    .flatMap((statement, place) =>
      spansIn(figure, statement).length > 0 ? [candidate(figure, statement, place, telling, taken)] : [],
    )
    .filter(({ fit }) => fit >= least);
  const good = fitting.filter(({ fit }) => fit >= ENOUGH).sort((a, b) => b.worth - a.worth || inOrder(a, b));
  if (good.length === 0) return fitting.sort((a, b) => b.fit - a.fit || inOrder(a, b)).slice(0, 1);
  const near = good.filter(({ statement }) => isNearRole(figure, statement));
  return near.length > 0 ? near : good;
}

function spansIn({ spans }: Figure, { first, last }: Statement): Span[] {
  return spans.filter(({ line }) => line >= first && line <= last);
}

const inOrder = (a: Candidate, b: Candidate): number => a.statement.first - b.statement.first;

/** `place` is how many statements stand before it. */
function candidate(
  figure: Figure,
  statement: Statement,
  place: number,
  { lines, weights, roles }: TellingOfRoles,
  taken: readonly Statement[],
): Candidate {
  const { first, last, text, start, tokens } = statement;
  const spans = spansIn(figure, statement);
  const agencies = spans.map((span) => agencyOf(span, lines[span.line] as Line));
  const acts = agencies.some((agency) => agency !== 'none');
  const isIn = (role: Role | null): boolean => role !== null && role.line >= first && role.line <= last;
  const off = flaws(text, tokens);
  const fit =
    FIT.any +
    (agencies.includes('subject') ? FIT.subject : agencies.includes('agent') ? FIT.agent : 0) +
    (isIn(figure.role) ? FIT.role : 0) +
    (spans.some((span) => span.text === figure.entity.name) ? FIT.fullName : 0) +
    FIT.early * (spans[0] ? 1 - (spans[0].start - start) / text.length : 0) +
    FIT.depth * (1 - first / lines.length) -
    off;
  const told = Math.max(0, ...taken.map((other) => (other === statement ? 0 : weights.likeness(statement, other))));
  const isAnothers = !acts && roles.some((role) => role !== figure.role && isIn(role));
  const weight = (WEIGHT + LEAD * Math.max(0, 1 - place / LEADING)) * weights.weightOf(statement);
  // Flaws count again: a weighty sentence is no better to read.
  const worth = fit + weight - TOLD * told - (isAnothers ? ANOTHERS : 0) - off;
  return { statement, fit, worth };
}
