import { strangeDoer } from './doers.ts';
import { LIGHT_VERBS, REPORTING, TITLES } from './lexicon.ts';
import { deniesAnything } from './negation.ts';
import type { Quantity } from './numbers.ts';
import { joined, type Passage } from './passages.ts';
import { disowned, turnedReason } from './polarity.ts';
import type { Reading, Word } from './reading.ts';
import { holdDate, holdName, holdQuantity, isNameHeld, isNameHeldBefore, type Scope, shown } from './scope.ts';
import { areOpposite, sameSense } from './senses.ts';
import { certain, isHedge, MAYBE } from './wording.ts';

/** The share of a claim's plain words that its passages must hold, by stem or by sense. */
const WORDING_NEEDED = 0.34;

/**
 * Checks a claim in its own words against the passages that bear it. An `assessed` one draws a conclusion, so its wording
 * need not stand in the article. Answers with what is wrong, in plain words, or null.
 */
export function paraphraseProblem(claim: Reading, scope: Scope, assessed: boolean): string | null {
  const focus = focusOf(claim, scope);
  return (
    missingName(claim, scope) ??
    missingNumber(claim, scope) ??
    missingDate(claim, scope) ??
    wrongNumber(claim, scope) ??
    turnedNegation(claim, focus, scope) ??
    turnedDirection(claim, focus) ??
    (assessed ? null : (madeCertain(claim, focus) ?? strangeWording(claim, scope) ?? strangeSubject(claim, scope))) ??
    strangeDoer(claim, joined(focus))
  );
}

/** The passages that share most wording with the claim: those that are to bear it, or a neighbour that shares more. */
function focusOf(claim: Reading, { own, around }: Scope): readonly Passage[] {
  const shared = (passages: readonly Passage[]) =>
    plainWords(claim).filter(({ stem }) => passages.some(({ stems }) => stems.has(stem))).length;
  const others = around.filter((passage) => !own.includes(passage)).map((passage) => [passage]);
  return others.reduce<readonly Passage[]>((best, other) => (shared(other) > shared(best) ? other : best), own);
}

function plainWords({ words }: Reading): Word[] {
  return words.filter(({ as, stem, key }) => as === 'content' && !LIGHT_VERBS.has(stem) && !REPORTING.has(key));
}

function notThere(said: string): string {
  return `says “${said}”, which is not in the quote or next to it`;
}

function missingName(claim: Reading, scope: Scope): string | null {
  const pointsAt = pointsBack(scope.own);
  for (const [at, word] of claim.words.entries()) {
    const isHeld =
      isNameHeld(scope, claim.words, at) || (pointsAt && isNameHeldBefore(scope, scope.own, claim.words, at));
    if (word.as === 'name' && !isHeld) return notThere(word.form);
    if (word.as === 'title' && !isHeld && (isPartOfName(claim.words, at) || !standsAnywhere(word, scope)))
      return notThere(word.form);
  }
  return null;
}

/** "League" in "Coastal League": a common word, but not alone. */
function isPartOfName(words: readonly Word[], at: number): boolean {
  if (TITLES.has(words[at]?.key ?? '')) return false;
  return [at, at + 1].some(
    (right) =>
      [right - 1, right].every((one) => /^(?:name|title)$/.test(words[one]?.as ?? '')) && words[right]?.gap === ' ',
  );
}

/** Offices and common words with a capital are said once in an article and may be repeated anywhere. */
function standsAnywhere(word: Word, { prepared }: Scope): boolean {
  return prepared.passages.some(({ keys, stems }) => keys.has(word.key) || stems.has(word.stem));
}

function missingNumber({ words, quantities }: Reading, scope: Scope): string | null {
  for (const quantity of quantities) {
    if (quantity.weak || holdQuantity(scope.around, quantity)) continue;
    if (quantity.value === 2 && quantity.kind === 'count' && speaksOfTwo(scope)) continue;
    return notThere(shown(words, quantity.from, quantity.to));
  }
  return null;
}

/** "the two leaders" for two that are named. */
function speaksOfTwo({ own }: Scope): boolean {
  return own.some(
    ({ keys, reading }) =>
      keys.has('both') || keys.has('pair') || reading.words.filter(({ as }) => as === 'name').length >= 2,
  );
}

function missingDate({ words, dates }: Reading, scope: Scope): string | null {
  const missing = dates.find((date) => !holdDate(scope.around, date));
  return missing ? notThere(shown(words, missing.from, missing.to)) : null;
}

/** A number that stands in the passages, but with other things: "238 killed" where 107 were killed and 238 hurt. */
function wrongNumber({ words, quantities }: Reading, { around }: Scope): string | null {
  for (const quantity of quantities) {
    if (isYear(quantity)) continue;
    const same: Quantity[] = [];
    const others: Quantity[] = [];
    for (const { reading } of around) {
      const alike = reading.quantities.filter(({ value }) => value === quantity.value);
      same.push(...alike);
      others.push(
        ...reading.quantities.filter(
          (other) => other.kind === quantity.kind && !isYear(other) && !alike.some((one) => isBeside(one, other)),
        ),
      );
    }
    const nearest = (among: readonly Quantity[]) => Math.max(0, ...among.map(({ near }) => share(quantity.near, near)));
    if (same.length === 0 || nearest(others) <= nearest(same)) continue;
    return `says “${shown(words, quantity.from, quantity.to)}” of what the article gives another number for`;
  }
  return null;
}

/** The same number, or one of the same range or score: "36 to 14". */
function isBeside(one: Quantity, other: Quantity): boolean {
  return other.from <= one.to + 1 && one.from <= other.to + 1;
}

function isYear({ kind, value }: Quantity): boolean {
  return kind === 'count' && typeof value === 'number' && value >= 1500 && value < 2100;
}

function share(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const stem of one) if ([...other].some((candidate) => sameSense(stem, candidate))) shared++;
  return shared;
}

/** A word that the claim denies and the passages affirm, or the other way round, wherever they use it. */
function turnedNegation(claim: Reading, focus: readonly Passage[], { around }: Scope): string | null {
  const turned = claim.words.filter((word) => {
    if (word.as !== 'content' || LIGHT_VERBS.has(word.stem) || word.ended) return false;
    const uses = usesOf(word, focus);
    return uses.length > 0 && uses.every(({ denied, ended }) => denied !== word.denied && !ended);
  });
  // "did not find evidence" and "found no evidence" deny as much, at different words.
  const [first] = turned;
  if (first && turned.every(({ denied }) => denied === first.denied)) return turnedReason(first);
  const written = disowned(claim.words, (at) => usesOf(claim.words[at] as Word, focus));
  if (written) return written;
  const negator = claim.words.some(({ as }) => as === 'negator');
  return negator && !around.some(({ reading }) => deniesAnything(reading.words))
    ? 'denies something where the article denies nothing'
    : null;
}

function usesOf({ stem }: Word, passages: readonly Passage[]): Word[] {
  return passages.flatMap(({ reading, stems }) =>
    stems.has(stem) ? reading.words.filter((other) => other.stem === stem && other.as === 'content') : [],
  );
}

function turnedDirection(claim: Reading, focus: readonly Passage[]): string | null {
  const written = joined(focus).words.filter(({ as }) => as === 'content');
  for (const word of claim.words) {
    if (word.as !== 'content' || written.some(({ stem }) => sameSense(stem, word.stem))) continue;
    const opposite = written.find(
      ({ stem, denied }) =>
        denied === word.denied &&
        areOpposite(stem, word.stem) &&
        !claim.words.some((other) => sameSense(stem, other.stem)),
    );
    if (opposite) return `says “${word.form}” where the article says “${opposite.form}”`;
  }
  return null;
}

/** "will seek" for "might seek": the article uses the word only with a doubt before it, the claim has no doubt at all. */
function madeCertain(claim: Reading, focus: readonly Passage[]): string | null {
  if (claim.words.some(isHedge)) return null;
  const { words } = joined(focus);
  for (const word of plainWords(claim)) {
    const hedges = words.flatMap((other, at) =>
      other.as === 'content' && other.stem === word.stem
        ? [words.slice(Math.max(0, at - 2), at).find(({ key }) => MAYBE.test(key))]
        : [],
    );
    const [hedge] = hedges;
    if (hedge && hedges.every((one) => one !== undefined)) return certain(word, hedge);
  }
  return null;
}

function strangeWording(claim: Reading, scope: Scope): string | null {
  const { language } = scope.prepared.article;
  if (language !== 'en' && language !== 'und') return null;
  const plain = plainWords(claim);
  const strange = plain.filter((word) => !isWorded(word, scope));
  if (plain.length === 0 || 1 - strange.length / plain.length >= WORDING_NEEDED) return null;
  const listed = [...new Set(strange.map(({ form }) => `“${form}”`))].slice(0, 3).join(', ');
  return `speaks of ${listed}, which the quote and the sentences next to it do not`;
}

function isWorded(word: Word, { around }: Scope): boolean {
  return around.some(({ stems }) => stems.has(word.stem) || [...stems].some((stem) => sameSense(stem, word.stem)));
}

/**
 * The first name of a claim must stand with the claim's wording: in the passages that bear it, or in one next to them that
 * they point back to or that shares the wording.
 */
function strangeSubject(claim: Reading, scope: Scope): string | null {
  const at = claim.words.findIndex(({ as }) => as === 'name');
  const subject = claim.words[at];
  if (!subject || holdName(scope.own, claim.words, at)) return null;
  if (pointsBack(scope.own) || !namesOthers(claim, scope.own)) return null;
  const wording = claim.words.filter(({ as }) => as === 'content');
  const heldBy = (passages: readonly Passage[]) =>
    wording.filter(({ stem }) => passages.some(({ stems }) => stems.has(stem))).length;
  const next = scope.around.filter((passage) => !scope.own.includes(passage) && holdName([passage], claim.words, at));
  return heldBy(next) >= heldBy(scope.own) && heldBy(next) > 0
    ? null
    : `says of “${subject.form}” what the article says of others`;
}

/** Whether a pronoun, or an office that stands for a name, comes before any name of its own. */
function pointsBack(passages: readonly Passage[]): boolean {
  return passages.some(({ reading: { words } }) => {
    const name = words.findIndex(({ as }) => as === 'name');
    return words
      .slice(0, name === -1 ? words.length : name)
      .some(
        ({ key, as }, at) => POINTING.has(key) || (TITLES.has(key) && as !== 'name' && words[at - 1]?.key === 'the'),
      );
  });
}

const POINTING = new Set('he him his she her hers it its they them their theirs'.split(' '));

function namesOthers(claim: Reading, passages: readonly Passage[]): boolean {
  return passages.some(({ reading }) =>
    reading.words.some(
      ({ as, key, known }) =>
        as === 'name' && !claim.words.some((word) => word.key === key || (known !== null && known === word.known)),
    ),
  );
}
