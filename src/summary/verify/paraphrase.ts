import { LIGHT_VERBS, PRONOUNS, REPORTING, TITLES } from './lexicon.ts';
import type { Passage } from './passages.ts';
import { joined } from './passages.ts';
import type { Reading, Word } from './reading.ts';
import { holdDate, holdName, holdQuantity, isNameHeld, type Scope, shown } from './scope.ts';
import { areOpposite, sameSense } from './senses.ts';
import { stemOf } from './stem.ts';

/** The share of a claim's plain words that its passages must hold, by stem or by sense. */
const WORDING_NEEDED = 0.34;

/**
 * Checks a claim in its own words against the passages that bear it. An `assessed` one draws a conclusion, so its wording
 * need not stand in the article. Answers with what is wrong, in plain words, or null.
 */
export function paraphraseProblem(claim: Reading, scope: Scope, assessed: boolean): string | null {
  return (
    missingName(claim, scope) ??
    missingNumber(claim, scope) ??
    missingDate(claim, scope) ??
    wrongNumber(claim, scope) ??
    turnedNegation(claim, scope) ??
    turnedDirection(claim, scope) ??
    (assessed ? null : (strangeWording(claim, scope) ?? strangeSubject(claim, scope)))
  );
}

function notThere(said: string): string {
  return `says “${said}”, which is not in the quote or next to it`;
}

function missingName(claim: Reading, scope: Scope): string | null {
  for (const [at, word] of claim.words.entries()) {
    if (word.as === 'name' && !isNameHeld(scope, claim.words, at)) return notThere(word.form);
    if (word.as === 'title' && !standsAnywhere(word, scope)) return notThere(word.form);
  }
  return null;
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
function wrongNumber({ words, quantities }: Reading, scope: Scope): string | null {
  const written = scope.around.flatMap(({ reading }) => reading.quantities);
  for (const quantity of quantities) {
    const same = written.filter(({ value }) => value === quantity.value);
    const others = written.filter(({ kind, value }) => kind === quantity.kind && value !== quantity.value);
    if (same.length === 0 || same.some(({ near }) => share(quantity.near, near) > 0)) continue;
    const nearer = others.find(({ near }) => share(quantity.near, near) > 0);
    if (nearer)
      return `says “${shown(words, quantity.from, quantity.to)}” of what the article gives another number for`;
  }
  return null;
}

function share(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const stem of one) for (const candidate of other) if (sameSense(stem, candidate)) shared++;
  return shared;
}

/** A word that the claim denies and the passages affirm, or the other way round, wherever they use it. */
function turnedNegation(claim: Reading, { own, around }: Scope): string | null {
  for (const word of claim.words) {
    if (word.as !== 'content' || LIGHT_VERBS.has(stemOf(word.key))) continue;
    const uses = usesOf(word, own).length > 0 ? usesOf(word, own) : usesOf(word, around);
    if (uses.length === 0 || uses.some(({ denied }) => denied === word.denied)) continue;
    return word.denied
      ? `denies “${word.form}”, which the article does not`
      : `affirms “${word.form}”, which the article denies`;
  }
  const deniesNothing = around.every(({ reading }) =>
    reading.words.every(({ denied, as }) => !denied && as !== 'negator'),
  );
  const negator = claim.words.find(({ as }) => as === 'negator');
  return negator && deniesNothing ? 'denies something where the article denies nothing' : null;
}

function usesOf({ stem }: Word, passages: readonly Passage[]): Word[] {
  return passages.flatMap(({ reading, stems }) =>
    stems.has(stem) ? reading.words.filter((other) => other.stem === stem && other.as === 'content') : [],
  );
}

function turnedDirection(claim: Reading, { own }: Scope): string | null {
  const written = joined(own).words.filter(({ as }) => as === 'content');
  for (const word of claim.words) {
    if (word.as !== 'content' || written.some(({ stem }) => sameSense(stem, word.stem))) continue;
    const opposite = written.find(({ stem, denied }) => denied === word.denied && areOpposite(stem, word.stem));
    if (opposite) return `says “${word.form}” where the article says “${opposite.form}”`;
  }
  return null;
}

function strangeWording(claim: Reading, scope: Scope): string | null {
  const { language } = scope.prepared.article;
  if (language !== 'en' && language !== 'und') return null;
  const plain = claim.words.filter(
    ({ as, stem, key }) => as === 'content' && !LIGHT_VERBS.has(stem) && !REPORTING.has(key),
  );
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
 * they point back to or that shares the wording; and before the verb that it does there.
 */
function strangeSubject(claim: Reading, scope: Scope): string | null {
  const at = claim.words.findIndex(({ as }) => as === 'name');
  const subject = claim.words[at];
  if (!subject) return null;
  if (holdName(scope.own, claim.words, at)) return strangeDoer(claim, at, scope);
  if (pointsBack(scope.own) || !namesOthers(claim, scope.own)) return null;
  const wording = claim.words.filter(({ as }) => as === 'content');
  const heldBy = (passages: readonly Passage[]) =>
    wording.filter(({ stem }) => passages.some(({ stems }) => stems.has(stem))).length;
  const next = scope.around.filter((passage) => !scope.own.includes(passage) && holdName([passage], claim.words, at));
  return heldBy(next) * 2 >= heldBy(scope.own) && heldBy(next) > 0
    ? null
    : `says of “${subject.form}” what the article says of others`;
}

/** A pronoun, or an office or body that stands for a name. */
function pointsBack(passages: readonly Passage[]): boolean {
  return passages.some(({ reading }) =>
    reading.words.some(
      ({ key, as }, at) =>
        PRONOUNS.has(key) || (TITLES.has(key) && as !== 'name' && reading.words[at - 1]?.key === 'the'),
    ),
  );
}

function namesOthers(claim: Reading, passages: readonly Passage[]): boolean {
  return passages.some(({ reading }) =>
    reading.words.some(
      ({ as, key, known }) =>
        as === 'name' && !claim.words.some((word) => word.key === key || (known !== null && known === word.known)),
    ),
  );
}

/** Verbs that both sides do. */
const MUTUAL = new Set([
  'meet',
  'talk',
  'discuss',
  'negotiat',
  'agree',
  'sign',
  'marry',
  'join',
  'collide',
  'fight',
  'compet',
  'cooperat',
]);

/** "Wang attacked" where the passage has "Kim attacked" and Wang only after it. */
function strangeDoer(claim: Reading, at: number, { own }: Scope): string | null {
  const verbAt = nextContent(claim.words, at);
  const verb = claim.words[verbAt];
  const subject = claim.words[at];
  if (!verb || !subject || MUTUAL.has(verb.stem) || claim.words.some(({ key }) => key === 'by')) return null;
  for (const { reading } of own) {
    const { words } = reading;
    const there = words.findIndex(({ stem, as }) => stem === verb.stem && as === 'content');
    const doer = there > 0 ? lastName(words, there) : null;
    if (!doer || isSame(doer, subject) || words.slice(0, there).some((word) => isSame(word, subject))) continue;
    if (words.some((word) => isSame(word, subject)))
      return `says of “${subject.form}” what the article says of “${doer.form}”`;
  }
  return null;
}

function isSame(one: Word, other: Word): boolean {
  return one.key === other.key || (one.known !== null && one.known === other.known);
}

/** The content word right after a name, its further words and helping verbs passed over; -1 when something else follows. */
function nextContent(words: readonly Word[], at: number): number {
  for (let next = at + 1; next < words.length; next++) {
    const word = words[next];
    if (!word || /[,;:(]/.test(word.gap)) return -1;
    if (word.as === 'content') return next;
    if (
      word.as !== 'name' &&
      word.as !== 'title' &&
      !/^(?:has|have|had|will|would|also|may|might|could|can)$/.test(word.key)
    )
      return -1;
  }
  return -1;
}

/** The name that ends right before a word, helping verbs passed over. */
function lastName(words: readonly Word[], before: number): Word | null {
  for (let at = before - 1; at >= 0; at--) {
    const word = words[at];
    if (word?.as === 'name') return word;
    if (!word || !/^(?:has|have|had|will|would|also|may|might|could|can)$/.test(word.key)) return null;
  }
  return null;
}
