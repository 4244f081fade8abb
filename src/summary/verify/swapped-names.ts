import type { Change } from './changes.ts';
import { MUTUAL } from './doers.ts';
import type { Laid } from './laid.ts';
import { BODIES, COURTESIES, FUNCTION_WORDS, OFFICES, REPORTING, TITLES } from './lexicon.ts';
import { abbreviates } from './names.ts';
import type { Word } from './reading.ts';
import { holdName, isNameHeld, isNameHeldBefore, type Scope, shown } from './scope.ts';
import { sameSense } from './senses.ts';

/** Longer stretches than this are rewritten rather than swapped. */
export const SWAP_WORDS = 8;

/**
 * What is wrong with the names in a place where a near copy parts from the article: a name that is not there, or stands
 * for another name or thing. Null when the names are explained: an alias, an abbreviation, what a pronoun stands for.
 */
export function swappedName(change: Change, laid: Laid): string | null {
  const { said, written } = change;
  const claimed = said.filter((word) => isNameLike(word) && !standsIn(word, written));
  const replaced = replacedNames(change, claimed, laid);
  if (claimed.length === 0)
    return replaced.some(({ as }) => as === 'name')
      ? strangeDescription(change, laid)
      : strangeOpening(change, laid.scope);
  if (written.some(({ key }) => REFERENCES.has(key))) {
    const { claim, scope, passages } = laid;
    const isHeld = (word: Word) => isNameHeldBefore(scope, passages, claim.words, claim.words.indexOf(word));
    const missing = firstMissing(claimed, isHeld);
    if (missing === null || written.every(({ as }) => as === 'pronoun' || as === 'function')) return missing;
  }
  const missing = firstMissing(claimed, (word) =>
    isNameHeld(laid.scope, laid.claim.words, laid.claim.words.indexOf(word)),
  );
  if (missing !== null) return missing;
  if (changesVoice(claimed, replaced, laid) || isSameName(change, laid)) return null;
  if (written.length <= SWAP_WORDS) {
    const isRewritten = thingsOf(written).length > 0 && claimed.every((word) => standsIn(word, laid.stretch.words));
    if (replaced.length > 0 && !isRewritten)
      return refersTo(claimed, replaced, change, laid.scope) ? null : swapped(change);
    if (isPureName(said) && thingsOf(written).length > 0 && !isRewritten)
      return isCalled(claimed, thingsOf(written), laid.scope) ? null : swapped(change);
  }
  return movedName(claimed, change, laid);
}

/** Words that stand for a name, and that a name may stand in place of. */
const REFERENCES = new Set('he him his she her hers it its they them their theirs i me my we us our'.split(' '));

/** The names that a change puts others in place of. One that the claim says elsewhere has moved, unless two changed places. */
function replacedNames({ said, written }: Change, claimed: readonly Word[], { changes }: Laid): Word[] {
  const isExchange = changes.some(
    (other) => other.written !== written && claimed.some((word) => standsIn(word, other.written)),
  );
  return written.filter(
    (word) =>
      isNameLike(word) &&
      !COURTESIES.has(word.key) &&
      !standsIn(word, said) &&
      (isExchange || !changes.some((other) => other.written !== written && standsIn(word, other.said))),
  );
}

export function isNameLike({ as }: Word): boolean {
  return as === 'name' || as === 'title';
}

export function standsIn(word: Word, words: readonly Word[]): boolean {
  return words.some(
    (other) =>
      other.key === word.key ||
      (word.known !== null && word.known === other.known) ||
      `${other.key}s` === word.key ||
      other.key === `${word.key}s`,
  );
}

function firstMissing(words: readonly Word[], isHeld: (word: Word) => boolean): string | null {
  const missing = words.find((word) => !isHeld(word));
  return missing ? `says “${missing.form}”, which is not in the quote or next to it` : null;
}

function swapped({ said, written }: Change): string {
  return `says “${shown(said, 0, said.length)}” where the article says “${shown(written, 0, written.length)}”`;
}

/** An abbreviation for its words, or the words for their abbreviation; one country by two names. */
function isSameName({ said, written }: Change, { scope }: Laid): boolean {
  const acronymFor = (one: readonly Word[], other: readonly Word[]) => one.some((word) => abbreviates(word, other));
  if (acronymFor(said, written) || acronymFor(written, said)) return true;
  const names = said.filter(isNameLike);
  return (
    names.length > 0 &&
    names.every((word) => word.known !== null && holdName(scope.own, [word], 0) && standsIn(word, written))
  );
}

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

function isPureName(words: readonly Word[]): boolean {
  return words.every(({ as }) => as === 'name' || as === 'title' || as === 'function');
}

function thingsOf(words: readonly Word[]): Word[] {
  return words.filter(({ as }) => as === 'content');
}

/** "Wang" for "the minister", "Mirador" for "the company": what may stand for any name, or stands by this one somewhere. */
function isCalled(names: readonly Word[], things: readonly Word[], scope: Scope): boolean {
  return things.some(({ key }) => OFFICES.has(key) || BODIES.has(key)) || areAssociated(names, things, scope);
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
function strangeDescription(change: Change, { scope }: Laid): string | null {
  const { said, written } = change;
  const things = thingsOf(said);
  if (things.length === 0 || !isPureName(written) || FUNCTION_WORDS.has(written[0]?.key ?? '')) return null;
  if (things.length === said.length && said[0]?.capital) return swapped(change);
  if (!/^(?:an?|the|this|that|his|her|its|their|one|some|two|three)$/.test(said[0]?.key ?? '')) return null;
  const isHeld = ({ stem }: Word) =>
    scope.around.some(({ stems }) => stems.has(stem) || [...stems].some((other) => sameSense(stem, other)));
  return things.some(isHeld) ? null : swapped(change);
}

/** "Harbour said" for "Player said": at the head of a sentence a name may look like a plain word, on either side. */
function strangeOpening(change: Change, { around }: Scope): string | null {
  const { said, written, before } = change;
  const isBare = (words: readonly Word[]) =>
    words.length > 0 && words.every(({ as }) => as === 'content' || as === 'title') && words[0]?.capital;
  if (before || !isBare(said) || !isBare(written)) return null;
  const isExplained = ({ stem }: Word) =>
    written.some((other) => sameSense(other.stem, stem)) || around.some(({ stems }) => stems.has(stem));
  return said.some(isExplained) ? null : swapped(change);
}

/** "Kim was criticised by Wang" for "Wang criticised Kim": both are named in both, and the verb was turned. */
function changesVoice(claimed: readonly Word[], replaced: readonly Word[], { changes, claim, stretch }: Laid): boolean {
  const isTurned = changes.some(({ said, written }) => said.some(isBy) !== written.some(isBy));
  const isJoint =
    claim.words.some(({ stem }) => MUTUAL.has(stem)) &&
    changes.some(({ before, said, written }) => [before, said[0], written[0]].some((word) => word?.key === 'with'));
  return (
    (isTurned || isJoint) &&
    claimed.every((word) => standsIn(word, stretch.words)) &&
    (replaced.length === 0 || replaced.some((word) => standsIn(word, claim.words)))
  );
}

function isBy({ key }: Word): boolean {
  return key === 'by';
}

/**
 * A name that the article has elsewhere in the sentence. It may go there with its preposition, as the owner of the same
 * thing, or with a clause that says who says so; but not change places with another name, nor take words along.
 */
function movedName(claimed: readonly Word[], change: Change, { claim, changes, stretch }: Laid): string | null {
  for (const moved of claimed) {
    const from = changes.find((other) => other !== change && standsIn(moved, other.written));
    if (moved.as !== 'name' || !from || isBeside(moved, claim.words, stretch.words)) continue;
    const isExchanged = from.said.some((word) => isNameLike(word) && !standsIn(word, from.written));
    const takesAlong = change.said.some(
      (word) => word.as === 'content' && !OFFICES.has(word.key) && from.written.some(({ stem }) => stem === word.stem),
    );
    const isAttribution = change.said.some(({ key }) => key === 'according' || REPORTING.has(key));
    const changesTie = otherTie(moved, claim.words, stretch.words);
    if (isExchanged || ((takesAlong || changesTie) && !isAttribution))
      return `puts “${moved.form}” where the article does not have it`;
  }
  return null;
}

/** Prepositions by what they say of a name: that something is there or belongs to it, or one thing each. */
const TIES = new Map([
  ...['of', 'in', 'from', 'at', 'near', 'on'].map((word): [string, string] => [word, 'place']),
  ...['with', 'to', 'for', 'after', 'before', 'during', 'against', 'under', 'over'].map((word): [string, string] => [
    word,
    word,
  ]),
]);

/** "with Carnegie Hall" for "at Carnegie Hall": a preposition of another sort before the name, wherever the article has it. */
function otherTie(name: Word, claim: readonly Word[], stretch: readonly Word[]): boolean {
  const tie = TIES.get(beyondName(claim, claim.indexOf(name), -1).next);
  const written = stretch.flatMap(({ key }, at) =>
    key === name.key ? [TIES.get(beyondName(stretch, at, -1).next)] : [],
  );
  return tie !== undefined && !name.possessive && written.every((other) => other !== undefined && other !== tie);
}

/** Whether a name keeps a neighbour that it has in the article. */
function isBeside(name: Word, claim: readonly Word[], stretch: readonly Word[]): boolean {
  const at = claim.indexOf(name);
  const [before, after] = [beyondName(claim, at, -1), beyondName(claim, at, 1)];
  return stretch.some(({ key }, there) => {
    const next = beyondArticle(stretch, there, 1);
    return (key === before.next && next === before.edge) || (key === after.edge && next === after.next);
  });
}

/** The last word of a name in a direction, and the word beyond it, articles passed over. */
function beyondName(words: readonly Word[], at: number, step: 1 | -1): { edge: string; next: string } {
  let edge = at;
  for (let next = words[edge + step]; next && isNameLike(next); next = words[edge + step]) edge += step;
  return { edge: words[edge]?.key ?? '', next: beyondArticle(words, edge, step) };
}

function beyondArticle(words: readonly Word[], at: number, step: 1 | -1): string {
  let next = at + step;
  while (/^(?:the|an?)$/.test(words[next]?.key ?? '')) next += step;
  return words[next]?.key ?? '';
}
