import type { Alignment } from './align.ts';
import { type Change, changesOf } from './changes.ts';
import { agree, type DateMention } from './dates.ts';
import {
  BODIES,
  COURTESIES,
  HEDGES,
  OFFICE_MODIFIERS,
  OFFICES,
  PERSON_PRONOUNS,
  REPORTING,
  TITLES,
} from './lexicon.ts';
import { abbreviates } from './names.ts';
import { denies } from './negation.ts';
import { type Quantity, sameQuantity } from './numbers.ts';
import type { Reading, Word } from './reading.ts';
import { holdDate, holdName, holdQuantity, isNameHeld, type Scope, shown } from './scope.ts';
import { areOpposite, sameSense } from './senses.ts';

/**
 * Checks a claim that is nearly a copy of a stretch of the article: every name, number, date and negation in which the two
 * differ must be explained. Answers with what is wrong, in plain words, or null.
 */
export function copyProblem(claim: Reading, stretch: Reading, alignment: Alignment, scope: Scope): string | null {
  const changes = changesOf(claim, stretch, alignment);
  const laid: Laid = { claim, stretch, alignment, scope, changes };
  return (
    firstProblem(changes, (change) => nameProblem(change, laid)) ??
    firstProblem(claim.quantities, (quantity) => quantityProblem(quantity, laid)) ??
    firstProblem(claim.dates, (date) => dateProblem(date, laid)) ??
    polarityProblem(laid) ??
    firstProblem(changes, (change) => negatorProblem(change, laid)) ??
    firstProblem(changes, (change) => wordProblem(change))
  );
}

interface Laid {
  readonly claim: Reading;
  readonly stretch: Reading;
  readonly alignment: Alignment;
  readonly scope: Scope;
  readonly changes: readonly Change[];
}

function firstProblem<T>(items: readonly T[], problemOf: (item: T) => string | null): string | null {
  for (const item of items) {
    const problem = problemOf(item);
    if (problem !== null) return problem;
  }
  return null;
}

/** Longer stretches than this are rewritten rather than swapped. */
const SWAP_WORDS = 8;

function nameProblem(change: Change, laid: Laid): string | null {
  const { said, written } = change;
  const claimed = said.filter((word) => isNameLike(word) && !standsIn(word, written));
  const replaced = written.filter((word) => isNameLike(word) && !COURTESIES.has(word.key) && !standsIn(word, said));
  if (claimed.length === 0) return replaced.some(({ as }) => as === 'name') ? descriptionProblem(change, laid) : null;
  const missing = claimed.find((word) => !isHeld(word, laid));
  if (missing) return `says “${missing.form}”, which is not in the quote or next to it`;
  if (written.some(({ key }) => REFERENCES.has(key)) || changesVoice(change, laid) || isSameName(change, laid))
    return null;
  if (written.length <= SWAP_WORDS) {
    if (replaced.length > 0) return refersTo(claimed, replaced, change, laid.scope) ? null : swapped(change);
    if (isPureName(said) && isDescription(written))
      return areAssociated(claimed, thingsOf(written), laid.scope) ? null : swapped(change);
  }
  return movedName(claimed, change, laid);
}

/** Words that stand for a name, and that a name may stand in place of. */
const REFERENCES = new Set('he him his she her hers it its they them their i me my we us our who whose'.split(' '));

/** "the Foreign Minister" for "Wang": an office or a body that the article sets beside the name. */
function refersTo(
  claimed: readonly Word[],
  replaced: readonly Word[],
  { said, before }: Change,
  scope: Scope,
): boolean {
  return (
    claimed.every(({ key, as }) => as === 'title' && (TITLES.has(key) || BODIES.has(key)) && !COURTESIES.has(key)) &&
    claimed.some(({ key }) => OFFICES.has(key) || BODIES.has(key)) &&
    [...said, ...(before ? [before] : [])].some(({ key }) => POINTING.has(key)) &&
    areAssociated(claimed, replaced, scope)
  );
}

const POINTING = new Set(['the', 'this', 'that', 'his', 'her', 'its', 'their']);

/** A name that the article has in another place of the same sentence, beside other words. */
function movedName(claimed: readonly Word[], change: Change, { claim, changes, stretch }: Laid): string | null {
  const moved = claimed.find(
    (word) => word.as === 'name' && changes.some((other) => other !== change && standsIn(word, other.written)),
  );
  if (!moved) return null;
  const at = claim.words.indexOf(moved);
  const [before, after] = [beyondName(claim.words, at, -1), beyondName(claim.words, at, 1)];
  const isBeside = stretch.words.some(({ key }, there) => {
    const next = beyondArticle(stretch.words, there, 1);
    return (key === before.next && next === before.edge) || (key === after.edge && next === after.next);
  });
  return isBeside ? null : `puts “${moved.form}” where the article does not have it`;
}

/** The last word of a name in a direction, and the word beyond it, articles passed over. */
function beyondName(words: readonly Word[], at: number, step: 1 | -1): { edge: string; next: string } {
  let edge = at;
  while (words[edge + step] && isNameLike(words[edge + step] as Word)) edge += step;
  return { edge: words[edge]?.key ?? '', next: beyondArticle(words, edge, step) };
}

function beyondArticle(words: readonly Word[], at: number, step: 1 | -1): string {
  let next = at + step;
  while (/^(?:the|an?)$/.test(words[next]?.key ?? '')) next += step;
  return words[next]?.key ?? '';
}

function isNameLike({ as }: Word): boolean {
  return as === 'name' || as === 'title';
}

function standsIn(word: Word, written: readonly Word[]): boolean {
  return written.some(
    (other) =>
      other.key === word.key ||
      (word.known !== null && word.known === other.known) ||
      `${other.key}s` === word.key ||
      other.key === `${word.key}s`,
  );
}

function swapped({ said, written }: Change): string {
  return `says “${shown(said, 0, said.length)}” where the article says “${shown(written, 0, written.length)}”`;
}

/** An abbreviation for its words, or the words for their abbreviation. */
function isSameName({ said, written }: Change, { scope }: Laid): boolean {
  const acronymFor = (one: readonly Word[], other: readonly Word[]) => one.some((word) => abbreviates(word, other));
  if (acronymFor(said, written) || acronymFor(written, said)) return true;
  const names = said.filter(isNameLike);
  return (
    names.length > 0 &&
    names.every((word) => word.known !== null && holdName(scope.own, [word], 0) && standsIn(word, written))
  );
}

function isHeld(word: Word, { claim, scope }: Laid): boolean {
  return isNameHeld(scope, claim.words, claim.words.indexOf(word));
}

function isPureName(words: readonly Word[]): boolean {
  return words.every(({ as }) => as === 'name' || as === 'title' || as === 'function');
}

/** "the mosque": an article or a possessive and plain words. */
function isDescription(words: readonly Word[]): boolean {
  return words.some(({ as }) => as === 'content') && words.length <= SWAP_WORDS;
}

function thingsOf(words: readonly Word[]): Word[] {
  return words.filter(({ as }) => as === 'content');
}

/** How near each other a name and what is said to be the same must stand somewhere. */
const NEARBY = 6;

/** Whether some sentence of the article has a word of each side by side, as "Foreign Minister Wang" or "Mecca's mosque". */
function areAssociated(some: readonly Word[], others: readonly Word[], { prepared }: Scope): boolean {
  return prepared.passages.some(({ stems, reading: { words } }) =>
    some.some(
      ({ stem }) =>
        stems.has(stem) &&
        words.some(
          (word, at) =>
            word.stem === stem &&
            words
              .slice(Math.max(0, at - NEARBY), at + NEARBY)
              .some((near) => others.some((other) => other.stem === near.stem)),
        ),
    ),
  );
}

/** A description in place of a name must use words that the passages hold, and be one: "the party leader", not "Party". */
function descriptionProblem(change: Change, { scope }: Laid): string | null {
  const { said, written } = change;
  const things = thingsOf(said);
  const isPure = written.every(({ as }) => as === 'name' || as === 'title' || as === 'function');
  if (things.length === 0 || !isPure || said.some(({ as }) => as === 'number' || as === 'negator')) return null;
  if (things.length === said.length && said[0]?.capital) return swapped(change);
  const held = things.some(({ stem }) =>
    scope.around.some(({ stems }) => stems.has(stem) || [...stems].some((other) => sameSense(stem, other))),
  );
  return held ? null : swapped(change);
}

/** "Kim was criticised by Wang" for "Wang criticised Kim": two names have changed places because the verb was turned. */
function changesVoice({ said, written }: Change, { changes }: Laid): boolean {
  return (
    byWasMoved(changes) &&
    changes.some(
      (other) =>
        other.said.some((word) => isNameLike(word) && standsIn(word, written)) &&
        said.some((word) => isNameLike(word) && standsIn(word, other.written)),
    )
  );
}

function byWasMoved(changes: readonly Change[]): boolean {
  return changes.some(
    ({ said, written }) => said.some(({ key }) => key === 'by') !== written.some(({ key }) => key === 'by'),
  );
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

function polarityProblem({ claim, stretch, alignment }: Laid): string | null {
  for (const [at, word] of claim.words.entries()) {
    const other = stretch.words[alignment.to[at] ?? -1];
    if (!alignment.matched[at] || !other || word.as === 'function' || word.denied === other.denied) continue;
    return word.denied
      ? `denies “${word.form}”, which the article does not`
      : `affirms “${word.form}”, which the article denies`;
  }
  return null;
}

/** A negator put in or left out, where no word that says as much stands in its place. */
function negatorProblem(change: Change, { claim, stretch }: Laid): string | null {
  const { from, to, instead, until, said, written } = change;
  const isDenial = (words: readonly Word[], first: number, end: number) => {
    for (let at = first; at < end; at++) if (denies(words, at)) return true;
    return false;
  };
  const claims = isDenial(claim.words, from, to);
  const writes = isDenial(stretch.words, instead, until);
  if (claims && !writes && said.some(({ as }) => as === 'negator'))
    return `puts in a negation: “${shown(said, 0, said.length)}”`;
  if (!writes || claims || !written.some(({ as }) => as === 'negator')) return null;
  const last = written.findLastIndex(({ as }) => as === 'negator');
  const dropped = written
    .slice(last + 1)
    .some(({ as }) => as === 'content' || as === 'name' || as === 'number' || as === 'title');
  return dropped ? null : `leaves out a negation: “${shown(written, 0, written.length)}”`;
}

/** Turned directions, possibilities made certain, offices made greater, and a speaker put in place of the one spoken of. */
function wordProblem({ said, written, before, after }: Change): string | null {
  for (const word of said)
    for (const other of written)
      if (
        written.length <= SWAP_WORDS &&
        word.denied === other.denied &&
        areOpposite(word.stem, other.stem) &&
        !written.some(({ stem }) => sameSense(stem, word.stem))
      )
        return `says “${word.form}” where the article says “${other.form}”`;
  const hedge = written.findLast(({ key }) => /^(?:may|might|could)$/.test(key));
  if (hedge && after?.as === 'content' && written.indexOf(hedge) >= written.length - 2 && !said.some(isHedge))
    return `states as certain what the article says “${hedge.form}” happen`;
  const office = [said, written].find(
    (words) => words.length > 0 && words.every(({ key }) => OFFICE_MODIFIERS.has(key)),
  );
  if (office && (said.length === 0 || written.length === 0) && after && (TITLES.has(after.key) || after.as === 'name'))
    return `${office === said ? 'adds' : 'leaves out'} “${shown(office, 0, office.length)}” before “${after.form}”`;
  return speakerProblem(said, written, before, after);
}

function isHedge({ key, stem }: Word): boolean {
  return HEDGES.has(key) || stem === 'expect' || stem === 'predict' || stem === 'forecast';
}

/** "Kim attacked" for "Kim said Wang attacked". */
function speakerProblem(
  said: readonly Word[],
  written: readonly Word[],
  before: Word | null,
  after: Word | null,
): string | null {
  const last = written.at(-1);
  if (said.length > 0 || last?.as !== 'name' || before?.as !== 'name' || after?.as !== 'content') return null;
  const [first] = written;
  if (!first || !REPORTING.has(first.key) || written.some(({ gap }) => gap.includes(','))) return null;
  return PERSON_PRONOUNS.has(after.key) ? null : `says of “${before.form}” what the article says of “${last.form}”`;
}
