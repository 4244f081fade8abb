import { agree, type DateMention } from './dates.ts';
import { strangeDoer } from './doers.ts';
import type { Laid } from './laid.ts';
import { type Quantity, sameQuantity } from './numbers.ts';
import { strayNegator, turnedWord } from './polarity.ts';
import { holdDate, holdQuantity, shown } from './scope.ts';
import { SWAP_WORDS, swappedName } from './swapped-names.ts';
import { turnedWording } from './wording.ts';

/**
 * Checks a claim that is nearly a copy of a stretch of the article: every name, number, date and negation in which the two
 * differ must be explained. Answers with what is wrong, in plain words, or null.
 */
export function copyProblem(laid: Laid): string | null {
  const { claim, stretch, changes } = laid;
  return (
    firstProblem(changes, (change) => swappedName(change, laid)) ??
    firstProblem(claim.quantities, (quantity) => quantityProblem(quantity, laid)) ??
    firstProblem(claim.dates, (date) => dateProblem(date, laid)) ??
    turnedWord(laid) ??
    firstProblem(changes, (change) => strayNegator(change, laid)) ??
    firstProblem(changes, (change) => turnedWording(change)) ??
    strangeDoer(claim, stretch)
  );
}

function firstProblem<T>(items: readonly T[], problemOf: (item: T) => string | null): string | null {
  for (const item of items) {
    const problem = problemOf(item);
    if (problem !== null) return problem;
  }
  return null;
}

function quantityProblem(quantity: Quantity, laid: Laid): string | null {
  const { claim, stretch, scope } = laid;
  const [first, last] = besideOf(quantity, laid);
  const beside = stretch.quantities.filter(({ from, to }) => from <= last && to > first);
  if (beside.some((other) => sameQuantity(quantity, other))) return null;
  const other = beside.find(({ weak }) => !weak) ?? beside[0];
  const year = stretch.dates.find(({ from, to }) => from <= last && to > first);
  if (other && !(quantity.weak && other.to - other.from > 3))
    return `says “${shown(claim.words, quantity.from, quantity.to)}” where the article says “${shown(stretch.words, other.from, other.to)}”`;
  if (quantity.weak || holdQuantity(scope.around, quantity)) return null;
  return year
    ? `says “${shown(claim.words, quantity.from, quantity.to)}” where the article says “${shown(stretch.words, year.from, year.to)}”`
    : `says “${shown(claim.words, quantity.from, quantity.to)}”, which is not in the quote or next to it`;
}

function dateProblem(date: DateMention, laid: Laid): string | null {
  const { claim, stretch, scope } = laid;
  const [first, last] = besideOf(date, laid);
  const beside = stretch.dates.filter(({ from, to }) => from <= last && to > first);
  const said = shown(claim.words, date.from, date.to);
  const other = beside[0];
  if (other && !beside.some((one) => agree(date, one)))
    return `says “${said}” where the article says “${shown(stretch.words, other.from, other.to)}”`;
  return holdDate(scope.around, date) ? null : `says “${said}”, which is not in the quote or next to it`;
}

/** The article words `[first, last]` that a number or date of the claim stands beside. */
function besideOf({ from, to }: { from: number; to: number }, { claim, alignment }: Laid): [number, number] {
  const { to: beside, matched } = alignment;
  const own = [...beside.slice(from, to)].filter((column) => column >= 0);
  let before = from - 1;
  while (before >= 0 && !matched[before]) before--;
  let after = to;
  while (after < claim.words.length && !matched[after]) after++;
  const first = before >= 0 ? (beside[before] ?? 0) + 1 : Math.min(...own);
  const last = after < claim.words.length ? (beside[after] ?? 0) - 1 : Math.max(...own);
  const isWide = last - first > SWAP_WORDS;
  return isWide && own.length > 0 ? [Math.min(...own), Math.max(...own)] : [first, last];
}
