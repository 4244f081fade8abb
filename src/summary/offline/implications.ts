import type { Figure } from './figures.ts';
import { CUES, NO_CUES } from './forward-cues.ts';
import { flaws, isUnfit, opensWithPronoun, withoutQuotations } from './quality.ts';
import type { Statement } from './statements.ts';
import type { Weights } from './weights.ts';

/** At most this many are given. */
const MOST = 5;
/** A sentence that looks forward less surely than this, or reads worse, is left out. */
const ENOUGH = 2;
/** How much it counts beside sureness that the article's words come together in a sentence. */
const WEIGHT = 1;
/** Two sentences that share more of their words than this say the same. */
const ALIKE = 0.55;
/** "Wait until the fair is over": told to the reader, not of what follows. */
const ADVICE =
  /^(?:Wait|Visit|Check|See|Try|Make|Take|Look|Note|Remember|Consider|Imagine|Don't|Don’t|Please|Let|Keep|Bring|Come|Go|Ask|Call|Use|Find|Get)\b/u;
const SHORTEST = 50;
const LONGEST = 340;

/** The statements that say what may follow, the weightiest first; none rather than a weak one. `day` is the article's, `YYYY-MM-DD`. */
export function implicationsOf(
  statements: readonly Statement[],
  actors: readonly Figure[],
  { weightOf }: Weights,
  day: string | null,
): Statement[] {
  const ranked = statements
    .map((statement, index) => ({ statement, sure: surenessOf(statement, index / statements.length, actors, day) }))
    .filter(({ sure }) => sure >= ENOUGH)
    .map(({ statement, sure }) => ({ statement, weight: sure + WEIGHT * weightOf(statement) }))
    .sort((a, b) => b.weight - a.weight || a.statement.first - b.statement.first);
  const kept: Statement[] = [];
  for (const { statement } of ranked) {
    if (kept.length === MOST) break;
    if (kept.every((other) => likeness(statement, other) < ALIKE)) kept.push(statement);
  }
  return kept;
}

/** `depth` is how far into the article the statement stands, from 0 to 1. */
function surenessOf(statement: Statement, depth: number, actors: readonly Figure[], day: string | null): number {
  const { text, tokens, first, last } = statement;
  if (text.length < SHORTEST || text.length > LONGEST || isUnfit(text, tokens)) return 0;
  if (opensWithPronoun(text) || tellsOfThePast(text, day)) return 0;
  const said = withoutQuotations(text);
  const cue = strengthOf(said);
  if (cue < 1.3) return 0;
  const namesActor = actors.some(({ spans, demonyms }) =>
    [...spans, ...demonyms].some(({ line }) => line >= first && line <= last),
  );
  return (
    cue +
    (namesActor ? 0.6 : 0) +
    0.4 * depth +
    (/\bif\b|\bunless\b/iu.test(said) ? 0.2 : 0) -
    flaws(text, tokens) -
    vagueness(said)
  );
}

/** The surest cue counts whole, each further one a little. */
function strengthOf(text: string): number {
  let rest = text;
  for (const pattern of NO_CUES) rest = rest.replaceAll(pattern, ' ');
  const weights = CUES.filter(({ pattern }) => pattern.test(rest))
    .map(({ weight }) => weight)
    .sort((a, b) => b - a);
  return (weights[0] ?? 0) + 0.3 * weights.slice(1).reduce((sum, weight) => sum + Math.min(weight, 1), 0);
}

/** Sentences about a year that is over tell history, whatever their verbs. */
function tellsOfThePast(text: string, day: string | null): boolean {
  const years = [...text.matchAll(/\b(1[5-9]\d\d|20\d\d)\b/gu)].map(([year]) => Number(year));
  if (years.length === 0 || day === null) return /\b1[0-9]\d\d\b/u.test(text);
  const now = Number(day.slice(0, 4));
  return years.every((year) => year < now) && !/\b(?:will|is expected|are expected|is likely|are likely)\b/u.test(text);
}

/** What makes a forward-looking sentence say little: pronouns in its main clause, advice, asides of the trade. */
function vagueness(text: string): number {
  let off = 0;
  if (ADVICE.test(text)) off += 1.5;
  if (
    /^(?:while|as|if|when|although|though|because|since|once)\b[^,]{0,25}\b(?:it|they|he|she|this|that)\b/iu.test(text)
  )
    off += 0.9;
  if (
    /\b(?:click|subscribe|read more|stay tuned|sign up|buy tickets|viewers|readers|updates? will|this article|our site)\b/iu.test(
      text,
    )
  )
    off += 2;
  if (/\b(?:said|says|told|added)\.?$/u.test(text.trim())) off += 0.4;
  return off;
}

function likeness(left: Statement, right: Statement): number {
  const [a, b] = [wordsOf(left), wordsOf(right)];
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared / Math.max(1, Math.min(a.size, b.size));
}

function wordsOf({ tokens }: Statement): Set<string> {
  return new Set(tokens.filter(({ kind, lower }) => kind === 'word' && lower.length > 3).map(({ lower }) => lower));
}
