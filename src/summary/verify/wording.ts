import type { Change } from './changes.ts';
import { HEDGES, OFFICE_MODIFIERS, OFFICES, TITLES } from './lexicon.ts';
import type { Word } from './reading.ts';
import { shown } from './scope.ts';
import { areOpposite, sameSense } from './senses.ts';
import { SWAP_WORDS } from './swapped-names.ts';

/** Turned directions, possibilities made certain and offices made others, in a place where a near copy parts from the article. */
export function turnedWording(change: Change): string | null {
  return turnedDirection(change) ?? madeCertain(change) ?? otherOffice(change);
}

function turnedDirection({ said, written }: Change): string | null {
  if (written.length > SWAP_WORDS) return null;
  for (const word of said) {
    if (written.some(({ stem }) => sameSense(stem, word.stem))) continue;
    const other = written.find(({ stem, denied }) => denied === word.denied && areOpposite(word.stem, stem));
    if (other) return `says “${word.form}” where the article says “${other.form}”`;
  }
  return null;
}

/** "may lead" said as "will lead" or "leads". */
function madeCertain({ said, written, after }: Change): string | null {
  const hedge = written.findLast(({ key }) => MAYBE.test(key));
  if (!hedge || after?.as !== 'content' || written.indexOf(hedge) < written.length - 2 || said.some(isHedge))
    return null;
  return certain(after, hedge);
}

export const MAYBE = /^(?:may|might|could)$/;

export function certain(word: Word, hedge: Word): string {
  return `states “${word.form}” as certain, which the article says only “${hedge.form}” be`;
}

export function isHedge({ key, stem }: Word): boolean {
  return HEDGES.has(key) || stem === 'expect' || stem === 'predict' || stem === 'forecast' || stem === 'can';
}

function otherOffice({ said, written, after }: Change): string | null {
  if (!after) return null;
  const modifier = [said, written].find(
    (words) => words.length > 0 && words.every(({ key }) => OFFICE_MODIFIERS.has(key)),
  );
  if (modifier && (said.length === 0 || written.length === 0) && (TITLES.has(after.key) || after.as === 'name'))
    return `${modifier === said ? 'adds' : 'leaves out'} “${shown(modifier, 0, modifier.length)}” before “${after.form}”`;
  const [one, other] = [said.at(-1), written.at(-1)];
  return one && other && OFFICES.has(after.key) && TITLES.has(one.key) && TITLES.has(other.key)
    ? `says “${one.form} ${after.form}” where the article says “${other.form} ${after.form}”`
    : null;
}
